"""Serverless Devs: s.yaml of edition 3.0.0 (`resources:`) and 1.0.0 (`services:`), as far as Function Compute goes."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..reading.values import ABSENT, UNKNOWN
from ..systems.alibaba import limits
from ..systems.alibaba.function_compute import ADVICE, FcFunction, Trigger, edges, settings
from ..views import Connection, Document, View
from ..views.base import Disclosed, OfFile, tags
from ..views.stack import Stack, stack_of
from . import Format, Wanted
from ._javascript import reread
from ._placeholders import HOLE, Placeholders
from ._texts import named_texts
from .serverless.files import reader

_SECTIONS = ("resources", "services")
_COMPONENT = pattern(r"(?:\w[\w-]*/)?fc[\w-]*(?:@[\w.]+)?\Z|[./]")  # also one that lies in a folder of its own
_CALL = pattern(r"(\w+)\(\s*(?:['\"]?)([^'\"()]{0,200}?)(?:['\"]?)\s*(?:,\s*(.{1,200}))?\)\Z")
_QUOTED = pattern(r"'([^']{0,200})'\Z|\"([^\"]{0,200})\"\Z")
# What one of these maps says makes a resource a function
_CODE = ("code", "codeUri", "handler", "customContainerConfig", "ossKey")


class _OfProject(OfFile):
    """Anything in an s.yaml belongs to its project."""

    __slots__ = ()
    platform: ClassVar[str] = "serverless-devs"

    @property
    def kind(self) -> str:
        """The component that deploys it, without its owner and version."""
        component = self.node["component"].text or ""
        return component.rpartition("/")[2].partition("@")[0] or "resource"

    @property
    def application(self) -> str:
        return self.root["name"].text or ""

    @property
    def labels(self) -> dict[str, Any]:
        return tags(self.node["props.tags"])

    @property
    def annotations(self) -> Node:
        """A map that the tool leaves alone: `vars.predeploy`."""
        return self.root["vars.predeploy"]


class Project(_OfProject):
    """The whole file: kind `s.yaml`."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return "s.yaml"

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("setting", ADVICE, named_texts(self.node))

    @property
    def name(self) -> str:
        return self.application


class Resource(_OfProject):
    """One entry that is no function; its kind is its component."""

    __slots__ = ()


class DevsFunction(_OfProject, FcFunction):
    """A function of the component fc3."""

    __slots__ = ()
    platform: ClassVar[str] = FcFunction.platform
    SETTINGS: ClassVar = settings(
        timeout="timeout", memory="memorySize", storage="diskSize", cpu="cpu", runtime="runtime", handler="handler",
        environment="environmentVariables", concurrency="concurrencyConfig.reservedConcurrency",
        instance_concurrency="instanceConcurrency", initialization="instanceLifecycleConfig.initializer.timeout",
        async_age="asyncInvokeConfig.maxAsyncEventAgeInSeconds",
        async_retries="asyncInvokeConfig.maxAsyncRetryAttempts",
        on_failure="asyncInvokeConfig.destinationConfig.onFailure", gpu="gpuConfig", logs="logConfig",
        network="vpcConfig", files="nasConfig", container="customContainerConfig", role="role", tracing="tracingConfig",
        floor="scalingConfig.minInstances", ceiling="concurrencyConfig.reservedConcurrency",
    )  # fmt: skip
    FLOORS: ClassVar[tuple[str, ...]] = (
        "scalingConfig.minInstances",
        "provisionConfig.defaultTarget",
        "provisionConfig.target",
    )
    PARTS: ClassVar = ("triggerName", "triggerType", "triggerConfig")

    @property
    def kind(self) -> str:
        return "function"

    @property
    def shared(self) -> tuple[Node, ...]:
        """What holds for the whole entry: its props, and those of the template that it extends."""
        return (self.node["props"], *self.inherited)

    @property
    def triggers(self) -> Iterator[Trigger]:
        listed = next((one["triggers"] for one in self.shared if not one["triggers"].absent), self.node["triggers"])
        for node in listed:
            yield Trigger(node, *(node[part] for part in self.PARTS))


class OldFunction(DevsFunction):
    """A function of the component fc, of Function Compute 2.0: with its service beside it, which says some things."""

    __slots__ = ()
    SETTINGS: ClassVar = settings(
        timeout="timeout", memory="memorySize", storage="diskSize", cpu="cpu", runtime="runtime", handler="handler",
        environment="environmentVariables", instance_concurrency="instanceConcurrency",
        initialization="initializationTimeout", async_age="asyncConfiguration.maxAsyncEventAgeInSeconds",
        async_retries="asyncConfiguration.maxAsyncRetryAttempts", on_failure="asyncConfiguration.destination.onFailure",
        gpu="gpuMemorySize", logs="logConfig", network="vpcConfig", files="nasConfig",
        container="customContainerConfig", role="role", tracing="tracingConfig",
    )  # fmt: skip
    SETTINGS["memory"] = SETTINGS["memory"]._replace(default=limits.OLD_MEMORY)
    FLOORS: ClassVar[tuple[str, ...]] = ()
    PARTS: ClassVar = ("name", "type", "config")

    @property
    def shared(self) -> tuple[Node, ...]:
        return (self.node["props"],)


class ServerlessDevs(Format):
    name = "serverless-devs"
    order = 35
    keys = frozenset({"edition"})
    signs = (r"^edition[ \t]*:", r"^[ \t]+component[ \t]*:")
    unknown = "\"${env('KNOWN_AT_DEPLOYMENT')}\""

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        sections: Any = [data.get(section) for section in _SECTIONS]
        entries = [entry for one in sections if one.__class__ is dict for entry in one.values()]
        return any("${" in entry if entry.__class__ is str else _is_entry(entry) for entry in entries)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        if fresh:
            reread(tree)
        data = tree.data
        tree.resolve = Placeholders(lambda holes, expression: _look(data, holes, expression))
        tree.dialect = References(data)
        tree.truths = frozenset({"true"})

    def objects(self, root: Node) -> Iterator[Node]:
        for section in _SECTIONS:
            yield from (node for _, node in root[section].items() if node.is_map)

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Project(root)
        yield from stack_of(root.tree).documents.values()

    def stack(self, root: Node) -> Stack:
        base = _base(root)
        documents: dict[str, Document] = {node.name: _entry(root, node, base) for node in self.objects(root)}
        return Stack(root, documents, root.tree.dialect)

    def connections(self, root: Node) -> Iterator[Connection]:
        return edges(one for one in stack_of(root.tree).functions if isinstance(one, FcFunction))

    def joins(self, root: Node) -> bool:
        return True


class References:
    """What `${resources.api.props.functionName}` and `${api.output.url}` point at."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        sections: list[Any] = [data.get(section) for section in _SECTIONS]
        self.names = {str(name) for one in sections if one.__class__ is dict for name in one}

    def target(self, raw: Any) -> str | None:
        whole = HOLE.fullmatch(raw) if raw.__class__ is str else None
        return next(iter(self.targets(raw)), None) if whole is not None else None

    def targets(self, raw: Any) -> set[str]:
        found: set[str] = set()
        stack = [raw]
        while stack:
            value = stack.pop()
            if value.__class__ is str and "${" in value:
                for expression in HOLE.findall(value):
                    parts = expression.strip().removeprefix("resources.").split(".")
                    if len(parts) > 1 and parts[1] in ("props", "output", "vars"):
                        found |= {parts[0]} & self.names
            elif value.__class__ is dict or value.__class__ is list:
                stack += value.values() if value.__class__ is dict else value
        return found


def _is_entry(entry: Any) -> bool:
    return entry.__class__ is dict and entry.get("component").__class__ is str


def _entry(root: Node, node: Node, base: Any) -> Document:
    props, component = node["props"], node["component"].text
    nested = props["function"].is_map
    inherited = _inherited(root, node, base, "function" if nested else "")
    body = props["function"] if nested else props
    levels = [one for one in (body, *inherited) if one.is_map]
    has_code = any(not one[key].absent for one in levels for key in _CODE)
    runs = nested or (has_code and any(not one["runtime"].absent for one in levels))
    if not runs or (component is not None and _COMPONENT.match(component) is None):
        return Resource(node)
    return OldFunction(node, body, (props["service"], *inherited)) if nested else DevsFunction(node, body, inherited)


def _inherited(root: Node, node: Node, base: Any, below: str = "") -> tuple[Node, ...]:
    """The template that an entry extends, and what a file that this one extends says of the same entry."""
    found: list[Node] = []
    for extend in (node["extend"], node["props.extend"]):
        name = extend["name"].text
        if name is not None:
            found.append(_without(root["template"].key(name), extend["ignore"]))
        elif extend["name"].unknown:
            found.append(Node(root.tree, extend.path, UNKNOWN))
    if base is not ABSENT:
        found.append(Node(root.tree, (), base)["resources"].key(node.name)["props"])
    return tuple(one[below] if below else one for one in found)


def _without(template: Node, ignored: Node) -> Node:
    names = {one.text for one in ignored.each()}
    if ignored.unknown or not template.is_map or not names & template.value.keys():
        return template
    return Node(template.tree, template.path, {k: v for k, v in template.value.items() if k not in names})


def _base(root: Node) -> Any:
    """The data of the file that a whole s.yaml extends; ABSENT without one."""
    extend = root["extend"]
    if extend.text is None:
        return UNKNOWN if extend.unknown else ABSENT
    found = reader(root.tree.source)(extend.text)
    return UNKNOWN if found is None else found


def _look(data: Any, holes: Placeholders, expression: str) -> Any:
    """`vars.x`, `resources.x.props.y` and what an environment variable has as its default. What lies outside is unknown,
    and so is `this`, for it depends on where it stands.
    https://github.com/Serverless-Devs/Serverless-Devs/blob/master/docs/zh/yaml.md (as of 2026-11)"""
    call = _CALL.match(expression)
    if call is not None:
        literal = _QUOTED.match(call[3].strip()) if call[1] == "env" and call[3] else None
        return (literal[1] or literal[2] or "") if literal is not None else UNKNOWN
    parts = expression.split(".")
    if parts[0] == "vars" and len(parts) > 1:
        return holes.walk(data, parts)
    if parts[0] == "resources" and len(parts) > 3 and parts[2] in ("props", "vars"):
        return holes.walk(data, parts)
    if len(parts) > 2 and parts[1] == "props" and "services" in data:
        return holes.walk(data, ["services", *parts])
    return UNKNOWN


FORMAT = ServerlessDevs()
