"""The house keeps its order: imports point down, never in a circle, and a small run loads little."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import predeploy
from running import LIMIT, POD, SOURCES, environment, write

ENGINE, RULES = (Path(SOURCES[0]) / "predeploy", Path(SOURCES[-1]) / "predeploy_rules")

# From the bottom to the top: a part imports only what stands below it, or on its own line. A package is one part.
LAYERS = (
    (
        "_version",
        "severity",
        "quantities",
        "options",
        "patterns",
        "record",
        "data",
        "cachefile",
        "hashing",
        "plugins",
        "secrets",
        "spelling",
    ),
    ("finding", "reading"),  # the place of a finding is a span of a text
    ("intent", "target", "prices", "given"),
    ("draft", "node", "measure", "cron", "crontab", "cycles"),
    ("views",),
    ("formats", "systems"),
    ("project",),
    ("rules",),
    ("config", "nocode", "policy", "suppress", "fix"),
    ("estate",),
    ("engine", "testing", "scaffold"),
    ("report", "drawing", "readiness"),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def module_of(file: Path) -> str:
    parts = file.relative_to(ENGINE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_of(file): file for file in sorted(ENGINE.rglob("*.py"))}


@cache
def imported(module: str) -> frozenset[str]:
    """The modules of the engine that one imports, at once or later; not those that only type checkers see."""
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    package = module.split(".") if FILES[module].name == "__init__.py" else module.split(".")[:-1]
    return frozenset(name for node in ast.walk(tree) for name in _named(node, package) if name != module)


def _named(node: ast.AST, package: list[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in FILES)
    elif isinstance(node, ast.ImportFrom):
        base = package[: len(package) - node.level + 1] if node.level else []
        home = ".".join([*base, *(node.module or "").split(".")]).rstrip(".")
        for alias in node.names:
            inner = f"{home}.{alias.name}"
            if inner in FILES:
                yield inner
            elif home in FILES:
                yield home


def part(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


def test_no_public_name_is_that_of_a_module():
    """The import of a module puts it into its package under its own name, over a function that is called the same."""
    assert set(predeploy.__all__) & {part(module) for module in FILES} == set()


def test_every_part_has_its_layer():
    assert {part(module) for module in FILES} - RANK.keys() - {"__init__"} == set()


def test_imports_point_down():
    upward = [
        f"{module} imports {other}"
        for module in FILES
        for other in imported(module)
        if "." in module and "." in other and RANK[part(other)] > RANK[part(module)]
    ]
    assert upward == []


def test_imports_make_no_circle():
    # A package's __init__ is loaded before its modules; that it is named by them is no circle of its own making.
    graph = {module: {other for other in imported(module) if not module.startswith(f"{other}.")} for module in FILES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


FACTS = ("predeploy.data.", "predeploy.systems.aws.runtimes")  # tables with their dates, which a rule may read
ACTS = {
    "os",
    "sys",
    "io",
    "pathlib",
    "shutil",
    "subprocess",
    "socket",
    "urllib",
    "http",
    "tempfile",
    "importlib",
    "ctypes",
    "random",
    "time",
}


def test_rules_import_the_public_api_and_nothing_that_acts():
    wrong = []
    for file in sorted(RULES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or "."] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                top = name.partition(".")[0]
                if name != "predeploy" and not name.startswith(FACTS) and top not in sys.stdlib_module_names - ACTS:
                    wrong.append(f"{file.name}: {name}")
    assert wrong == []


# what is loaded

HEAVY = {
    "rich", "jsonschema", "ruamel", "boto3", "botocore", "importlib.metadata", "pkg_resources", "multiprocessing", "asyncio",
    "concurrent.futures", "socket", "ssl", "http.client", "sqlite3", "unittest", "pydoc",
}  # fmt: skip


def loaded(*arguments: str, cwd: Path) -> set[str]:
    """The modules that a run of the interpreter loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    lines = [line for line in done.stderr.decode().splitlines() if line.startswith("import time:")]
    assert len(lines) > 20, done.stderr.decode()
    return {line.rpartition("|")[2].strip() for line in lines}


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (("-c", "import predeploy"), {"yaml", "click", "json"}),
        (("-m", "predeploy", "--version"), {"yaml", "click", "json"}),
        (("-m", "predeploy", "scan", "pod.yaml", "--jobs", "2"), {"dataclasses"}),
        (("-m", "predeploy", "scan", "pod.yaml", "--format", "json"), set()),
        (("-m", "predeploy", "scan", "pod.yaml", "--format", "sarif"), set()),
    ],
)  # fmt: skip
def test_a_lean_start(tmp_path, arguments, more):
    base = loaded("-c", "pass", cwd=tmp_path)  # what this interpreter loads by itself
    names = loaded(*arguments, cwd=write(tmp_path, {"pod.yaml": POD})) - base
    heavy = {name for name in names if any(name == one or name.startswith(f"{one}.") for one in HEAVY | more)}
    assert heavy == set()
