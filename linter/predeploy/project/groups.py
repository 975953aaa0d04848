"""Which objects are one application.

What says so by a label for it, or stands in one stack or service, belongs together wherever it lies; what does not, with
what lies in the same folder. A label such as `app: cart` names a part, not the whole.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from ..views import Document
from ..views.base import stack_name

if TYPE_CHECKING:
    from . import Project

_WHOLE: Final = ("app.kubernetes.io/part-of", "app.kubernetes.io/instance")
# Folders that say what lies in them, not whose it is
_GENERIC: Final = frozenset(
    {
        *("k8s", "kubernetes", "kube", "manifests", "kubernetes-manifests", "manifest", "deploy", "deployment"),
        *("deployments", "deployable", "config", "configs", "yaml", "base", "overlays", "resources", "release"),
        *("templates", "infra", "infrastructure", "src", "app", "specs", "stack", "stacks", "cluster", "examples"),
        *("example", "samples", "sample", "test", "tests"),
    }
)


def groups(project: "Project", documents: Iterable[Document], root: str) -> dict[int, tuple[str, str]]:
    """The application of each document by its id: (folder, name). `root` is the folder that all paths start from."""
    first: dict[str, list[tuple[Document, tuple[str, str]]]] = {}
    found: dict[int, tuple[str, str]] = {}
    telling: dict[str, tuple[str, str]] = {}
    for document in documents:
        folder = document.node.tree.source.path.rpartition("/")[0]
        name = _whole(document)
        if not name:
            if folder not in telling:
                telling[folder] = (folder, _telling(f"{root}/{folder}"))
            found[id(document)] = telling[folder]
            continue
        same = first.setdefault(name, [])
        key = next((key for one, key in same if project.distance(one, document) >= 0), None)
        if key is None:
            key = (folder, name)
            if len(same) < _MAX_NAMESAKES:
                same.append((document, key))
        found[id(document)] = key
    return found


_MAX_NAMESAKES: Final = 20  # applications of one name, such as overlays of a thousand folders


def _whole(document: Document) -> str:
    written: Any = document.node.value
    if written.__class__ is not dict or written.get("apiVersion") is None:
        # no object of a cluster: its stack, service or project is the application
        said = document.application
        return "" if said == stack_name(document.node) else said
    for label in _WHOLE:
        value = document.labels.get(label)
        if value.__class__ is str and value and "$" not in value:
            return str(value)
    return ""


def _telling(folder: str) -> str:
    """The nearest folder that says whose this is."""
    parts = [part for part in folder.replace("\\", "/").split("/") if part]
    return next((part for part in reversed(parts) if part.lower() not in _GENERIC), parts[-1] if parts else "/")
