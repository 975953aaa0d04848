"""Components of Tencent's Serverless Cloud Framework: a serverless.yml with `component:` and `inputs:`."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from ..node import Node
from ..patterns import pattern
from ..reading import Tree
from ..reading.values import ABSENT, UNKNOWN
from ..systems.tencent.scf import ADVICE, ScfFunction, Trigger, edges, settings
from ..views import Connection, View
from ..views.base import Disclosed, OfFile, tags
from ..views.stack import Stack, stack_of
from . import Format, Wanted
from ._javascript import reread
from ._placeholders import Placeholders
from ._provider import Alone
from ._texts import named_texts

# Components that make one function of a web framework: the name → where its function is configured below `inputs`
# github serverless-components (as of 2026-11): tencent-express, tencent-http and their kin
_WEB = {"http": "faas"} | dict.fromkeys(
    ["express", "koa", "egg", "nextjs", "nuxtjs", "nestjs", "flask", "django", "laravel", "thinkphp", "framework"],
    "functionConf",
)
_KNOWN = frozenset(
    {
        *_WEB, "scf", "multi-scf", "apigateway", "cos", "cdn", "website", "vpc", "cls", "cfs", "layer", "postgresql",
        "cynosdb", "mysql", "redis", "monitor", "chdfs", "websocket", "eb", "asw", "tencent-scf",
    }
)  # fmt: skip
_SELF = pattern(r"(name|stage|app|org)\Z")
DEFAULT_STAGE = (
    "dev"  # https://github.com/serverless-components/tencent-scf/blob/master/docs/configure.md (as of 2026-11)
)


class _OfInstance(OfFile):
    """Anything in such a file belongs to the one instance that it deploys."""

    __slots__ = ()
    platform: ClassVar[str] = "tencent"

    @property
    def application(self) -> str:
        return self.root["app"].text or self.root["name"].text or ""

    @property
    def name(self) -> str:
        return self.root["name"].text or self.application

    @property
    def labels(self) -> dict[str, Any]:
        return tags(self.root["inputs.tags"])

    @property
    def annotations(self) -> Node:
        return self.root["custom.predeploy"]


class Component(_OfInstance):
    """The whole file: its kind is its component."""

    __slots__ = ()

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("setting", ADVICE, named_texts(self.node))

    @property
    def kind(self) -> str:
        return (self.node["component"].text or "").partition("@")[0].removeprefix("tencent-")


class ComponentFunction(_OfInstance, ScfFunction):
    """The function of the component scf."""

    __slots__ = ()
    platform: ClassVar[str] = ScfFunction.platform
    SETTINGS: ClassVar = settings(
        timeout="timeout", memory="memorySize", initialization="initTimeout", runtime="runtime", handler="handler",
        environment="environment.variables", concurrency="reservedMem", provisioned="provisionedNum",
        asynchronous="asyncRunEnable", traced="traceEnable", on_failure="deadLetter", logs="cls", network="vpcConfig",
        files="cfs", image="image",
    )  # fmt: skip
    del SETTINGS["concurrency"]  # reserved by memory, not by instances

    @property
    def kind(self) -> str:
        return "function"

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        """A map below `variables`, or a list of key and value."""
        found = dict(super().environment)
        for level in (self.body, *self.inherited):
            for path in ("environments", "environment"):
                for entry in level[path]:
                    found.setdefault(entry["key"].text or "", entry["value"])
        return iter(found.items())

    @property
    def triggers(self) -> Iterator[Trigger]:
        for entry in self.body["events"]:
            for kind, node in entry.items():  # one key an event
                yield Trigger(node, kind, node["parameters"], node["parameters.endpoints"])


class OneOfMany(ComponentFunction):
    """A function of the component multi-scf: what `inputs` says holds for all, triggers name the function they call."""

    __slots__ = ()
    SETTINGS: ClassVar = {**ComponentFunction.SETTINGS, **settings(network="vpc")}

    @property
    def name(self) -> str:
        return self.node.name

    @property
    def triggers(self) -> Iterator[Trigger]:
        for node in self.root["inputs.triggers"]:
            apis = node["parameters.apis"] if node["parameters.apis"].is_list else node["parameters.endpoints"]
            whole = node["function"].text == self.name
            own = [api for api in apis if api["function"].text == self.name or (whole and api["function"].absent)]
            if own or whole:
                yield Trigger(node, node["type"].text or "", node["parameters"], own)


class WebFunction(ComponentFunction):
    """The function behind a web framework. The API Gateway before it is made unasked, unless it is switched off."""

    __slots__ = ()

    @property
    def triggers(self) -> Iterator[Trigger]:
        gateway = self.root["inputs"]["apigw" if "faas" in self.node.path else "apigatewayConf"]
        if not gateway.absent and not gateway["isDisabled"].is_true and not gateway["isDisabled"].unknown:
            yield Trigger(gateway, "apigw", gateway, [gateway])


class Tencent(Format):
    name = "tencent"
    order = 38
    keys = frozenset({"component"})
    signs = (r"^component[ \t]*:", r"^inputs[ \t]*:")
    unknown = '"${env:KNOWN_AT_DEPLOYMENT}"'

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        component: Any = data.get("component")
        if component.__class__ is not str or data.get("inputs").__class__ is not dict or "apiVersion" in data:
            return False
        return component.partition("@")[0].removeprefix("tencent-") in _KNOWN or _of_tencent(data)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        if fresh:
            reread(tree)
        data = tree.data
        tree.resolve = Placeholders(lambda holes, expression: _look(data, holes, expression))
        tree.dialect = Alone()
        tree.truths = frozenset({"true"})

    def objects(self, root: Node) -> Iterator[Node]:
        yield root
        yield from (node for _, node in root["inputs.functions"].items() if node.is_map)

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield Component(root)
        yield from stack_of(root.tree).documents.values()

    def stack(self, root: Node) -> Stack:
        return Stack(root, {one.name: one for one in _functions(root)}, root.tree.dialect)

    def connections(self, root: Node) -> Iterator[Connection]:
        return edges(one for one in stack_of(root.tree).functions if isinstance(one, ScfFunction))

    def joins(self, root: Node) -> bool:
        return True


def _of_tencent(data: Mapping[str, Any]) -> bool:
    region: Any = data["inputs"].get("region")
    return region.__class__ is str and region.startswith("ap-") and region.count("-") == 1


def _functions(root: Node) -> Iterator[ScfFunction]:
    component, inputs = Component(root).kind, root["inputs"]
    if component == "scf":
        yield ComponentFunction(inputs, inputs)
    elif component == "multi-scf":
        for _, node in inputs["functions"].items():
            if node.is_map:
                yield OneOfMany(node, node, (inputs,))
    elif component in _WEB:
        body = inputs[_WEB[component]]
        yield WebFunction(body if body.is_map else inputs, body, (inputs,))


def _look(data: Mapping[str, Any], holes: Placeholders, expression: str) -> Any:
    """`name`, `stage`, `app` of this file. Environment variables, outputs of other instances and everything else lie outside."""
    if _SELF.match(expression) is None:
        return UNKNOWN
    found = holes.walk(data, [expression])
    if found is ABSENT:
        return {"stage": DEFAULT_STAGE, "app": holes.walk(data, ["name"])}.get(expression, UNKNOWN)
    return found


FORMAT = Tencent()
