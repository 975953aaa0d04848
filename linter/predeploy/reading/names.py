"""What the name of a file or folder says about reading it."""

from typing import Final

from ..patterns import pattern

CONFIG_FILE: Final = "predeploy.yaml"
CHART_FILE: Final = "Chart.yaml"
BUILT: Final = "kustomization:built"  # what the text is called that an overlay gives
KUSTOMIZATIONS: Final = frozenset({"kustomization.yaml", "kustomization.yml", "Kustomization"})
DEPLOYED: Final = ("prod", "production", "live")  # what stands for its variants is called so
EXTENSIONS: Final = (".yaml", ".yml", ".json", ".template")
VERSION_CONTROL: Final = frozenset({".git", ".hg", ".svn"})  # nobody expects these to be read, so they are not counted

_VENDORED: Final = frozenset({"node_modules", "bower_components", "vendor", "site-packages", "venv", "__pycache__"})
_TOOL_FILE: Final = pattern(
    r"package(-lock)?\.json|npm-shrinkwrap\.json|pnpm-(lock|workspace)\.yaml|composer\.json|packages\.lock\.json"
    r"|(ts|js)config.*\.json|cdk(\.context)?\.json|\.(eslintrc|prettierrc)\.(json|ya?ml)"
    r"|\.pre-commit-(config|hooks)\.yaml"
)


def is_candidate(name: str) -> bool:
    """Is a file of this name read without being named by hand?"""
    return name.lower().endswith(EXTENSIONS) or name in KUSTOMIZATIONS


def reason_against_file(name: str) -> str | None:
    """Why a candidate is not read, or None."""
    return "package or tool file" if _TOOL_FILE.fullmatch(name) else None


def reason_against_folder(name: str, parent: str = "") -> str | None:
    """Why a folder of this name, in a folder named `parent`, is not walked, or None."""
    if name in _VENDORED:
        return "vendored folder"
    if name == "cdk.out" or (parent == "cdk.out" and name.startswith("asset.")):
        return "build output folder"
    return "hidden folder" if name.startswith(".") else None


def base(path: str) -> str:
    """The last part of a reported path."""
    return path.rpartition("/")[2]
