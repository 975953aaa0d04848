"""Kubernetes: whatever says apiVersion and kind. Kinds nobody knows are plain documents."""

import re
from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..reading.values import UNKNOWN
from ..systems import Opener, kinds
from ..views import Bundle, Container, Document, View, Workload
from . import Format, Wanted

# envsubst and Flux fill `${NAME}` later; in these places it is a shell's own
_LATER = pattern(r"\$\{[A-Za-z_][A-Za-z0-9_]*(?:[:=\-+?/#%^,][^{}]*)?\}")
# What the controllers of a group fill in when they make the pods: Argo's `{{inputs.…}}`, KubeVela's `context.…`
_FILLED = {"argoproj.io": pattern(r"\{\{"), "core.oam.dev": pattern(r"\bcontext\.[A-Za-z]")}
_SHELL = frozenset({"command", "args", "data", "stringData", "binaryData", "annotations", "script", "exec"})
# Objects without apiVersion that are still beyond doubt (half-written files, patches)
_BEYOND_DOUBT = frozenset(
    [
        "Pod",
        "Deployment",
        "StatefulSet",
        "DaemonSet",
        "ReplicaSet",
        "Job",
        "CronJob",
        "Service",
        "Ingress",
        "ConfigMap",
        "Secret",
        "Role",
        "ClusterRole",
        "PersistentVolumeClaim",
        "ServiceAccount",
        "NetworkPolicy",
        "HorizontalPodAutoscaler",
        "PodDisruptionBudget",
        "Namespace",
    ]
)
_NOT_DEPLOYED = ("kustomize.config.k8s.io/",)  # a build instruction, not an object


class Kubernetes(Format):
    name = "kubernetes"
    order = 80
    keys = frozenset({"kind"})
    signs = (r"^[ \t]*[\"']?apiVersion[\"']?\s*:\s*\S",)
    unknown = '"${UNKNOWN}"'
    alone = True

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        kind: Any = data.get("kind")
        api: Any = data.get("apiVersion")
        if kind.__class__ is not str:
            return False
        if api.__class__ is not str:
            return kind in _BEYOND_DOUBT and ("spec" in data or "metadata" in data)
        return not str(api).startswith(_NOT_DEPLOYED)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        api: Any = tree.data.get("apiVersion")
        filled = _FILLED.get(api.rpartition("/")[0]) if api.__class__ is str else None
        if fresh and tree.source.has_placeholders:
            tree.data = _with_unknowns(tree.data, {}, _LATER)
        if fresh and filled is not None:
            tree.data = _with_unknowns(tree.data, {}, filled)

    def objects(self, root: Node) -> Iterator[Node]:
        if str(root.value.get("kind")).endswith("List") and root["items"].is_list:
            for item in root["items"]:
                if item.is_map:
                    yield item
        else:
            yield root

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        containers = wanted(Container)
        for node in self.objects(root):
            view = view_of(node)
            if _tests(view):
                continue
            for one in _opened(view):
                yield one
                if containers and isinstance(one, Workload):
                    yield from one.containers

    def joins(self, root: Node) -> bool:
        return any(_opener(node) is not None or not key_of(node) for node in self.objects(root))


_HOOKS = ("helm.sh/hook",)


def key_of(node: Node) -> str:
    kind, api = node.value.get("kind"), node.value.get("apiVersion")
    if kind.__class__ is not str:
        return ""
    group = api.rpartition("/")[0] if api.__class__ is str else None
    return f"{group}/{kind}" if group is not None else f"?/{kind}"


def view_of(node: Node) -> Document:
    opener = _opener(node)
    return opener(node) if opener else Document(node)


def _tests(view: Document) -> bool:
    """Does `helm test` run it by hand, for a minute?"""
    return any("test" in (hook.text or "") for hook in view.annotations.among(_HOOKS))


def _opened(view: Document) -> Iterator[Document]:
    """An object, and whatever pods and objects it holds."""
    yield view
    if isinstance(view, Bundle):
        for part in view.parts:
            yield from _opened(part)


def _opener(node: Node) -> Opener | None:
    key = key_of(node)
    opener = kinds().get(key)
    if opener is None and key[:2] == "?/":  # the group is not written, or not known
        same = (one for one in sorted(kinds()) if one.partition("/")[2] == key[2:])  # core first
        opener = kinds().get(next(same, ""))
    return opener


def _with_unknowns(value: Any, memo: dict[int, Any], later: re.Pattern[str], *, shell: bool = False) -> Any:
    """The same data with UNKNOWN for every text that is filled in later."""
    kind = value.__class__
    if kind is str:
        return UNKNOWN if not shell and later.search(value) else value
    if kind is not dict and kind is not list:
        return value
    if id(value) in memo:
        return memo[id(value)]
    out: Any
    if kind is list:
        out = memo[id(value)] = []
        out.extend(_with_unknowns(item, memo, later, shell=shell) for item in value)
    else:
        out = memo[id(value)] = {}
        for key, item in value.items():  # a step of Argo is a `script` with settings of its own
            own = key in _SHELL and not (key == "script" and item.__class__ is dict)
            out[key] = _with_unknowns(item, memo, later, shell=shell or own)
    return out


FORMAT = Kubernetes()
