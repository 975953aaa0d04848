"""host.json: what holds for each function of an app, and what a folder of an app has in common."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from ...measure import Measure
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...views import Document, Function, Range, Scaling
from ...views.base import Bounded, Disclosed
from ...views.spelling import Spelling
from .disclosed import disclosed
from .durations import span
from .limits import CONSUMPTION_TIMEOUT, LOCK_RENEWAL, OTHER_TIMEOUT, QUEUE_BATCH, UNLIMITED
from .web import Tier

if TYPE_CHECKING:
    from ...project import Project
    from .functions import AzureFunction

_SPAN = Spelling(
    pattern(r"-1|(?:\d+\.)?(?:[01]?\d|2[0-3]):[0-5]?\d(?::[0-5]?\d(?:\.\d+)?)?"),
    "",
    "the host reads hh:mm:ss, and takes a bare number, or hours above 23, for days",
)
_SPANS = (
    "functionTimeout", "extensions.queues.visibilityTimeout", "extensions.queues.maxPollingInterval",
    "extensions.serviceBus.maxAutoLockRenewalDuration",
)  # fmt: skip
_RENEWALS = (  # of version 5 of the extension, and of 4
    "extensions.serviceBus.maxAutoLockRenewalDuration",
    "extensions.serviceBus.messageHandlerOptions.maxAutoRenewDuration",
)


class OfApp(Document):
    """What a file of a function app says. The folder of host.json is the app."""

    __slots__ = ()
    platform: ClassVar[str] = "azure-functions"

    @property
    def disclosed(self) -> Disclosed:
        return disclosed(self)

    @property
    def bills_idle(self) -> bool:
        """The plan that it runs on does."""
        return False

    @property
    def namespace(self) -> str:
        return ""

    @property
    def labels(self) -> dict[str, Any]:
        return {}

    @property
    def annotations(self) -> Node:
        return self.node["metadata.predeploy"]  # nowhere: the host refuses what it does not know

    @property
    def folder(self) -> str:
        return self.node.tree.source.path.rpartition("/")[0]

    @property
    def application(self) -> str:
        return self.folder.rpartition("/")[2]


class FunctionHost(OfApp, Function):
    """host.json: the app as a whole, with what holds for each of its functions."""

    __slots__ = ("functions", "overridden", "scaling", "settings", "tier")
    platform: ClassVar[str] = "azure-functions"
    host: ClassVar[str] = "Azure Functions"

    def __init__(self, node: Node) -> None:
        Function.__init__(self, node, node)
        self.functions: list[AzureFunction] = []  # known in the second pass, like the next
        self.tier: Tier | None = None
        self.overridden: frozenset[str] = frozenset()  # settings that the app settings say otherwise
        self.scaling: Scaling | None = None  # of the app that it is deployed to
        self.settings: dict[str, str] = {}  # the app settings that are known

    @property
    def kind(self) -> str:
        return "function app"

    @property
    def name(self) -> str:
        return self.folder.rpartition("/")[2] or "host.json"

    def measure(self, word: str) -> Measure:
        """functionTimeout, else what the plan says: see systems/azure/limits.py."""
        if word != "timeout":
            return super().measure(word)
        node = self.node["functionTimeout"]
        if "functiontimeout" in self.overridden:
            return Measure(NaN, node, "unknown")
        if node.absent:
            limit = CONSUMPTION_TIMEOUT if self.tier == "consumption" else OTHER_TIMEOUT
            known = self.tier not in (None, "free")
            return Measure(limit.default, node, "default") if known else Measure(NaN, node, "unknown")
        if node.text == UNLIMITED:
            return Measure(float("inf"), node, "none")
        text = node.value if node.value.__class__ is str else None
        return Measure(NaN if text is None else span(text), node, "unknown" if node.unknown else "own")

    @property
    def environment(self) -> Iterator[tuple[str, Node]]:
        return iter(())

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        limit = self.limit("timeout")
        amount, node = self.timeout.value, self.timeout.node
        yield Bounded(node, amount, limit.least, limit.most, self.host, otherwise="the host does not start")

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        return ((self.node[path], _SPAN) for path in _SPANS)

    def limit(self, word: str) -> Range:
        if word == "batch":  # of a storage queue
            return Range(QUEUE_BATCH.low, QUEUE_BATCH.high)
        if word != "timeout":
            return super().limit(word)
        limit = CONSUMPTION_TIMEOUT if self.tier == "consumption" else OTHER_TIMEOUT
        return Range(limit.low, limit.high)

    @property
    def lock_renewal(self) -> Measure:
        """How long the lock of a Service Bus message is renewed while a function works on it."""
        found = next((self.node[path] for path in _RENEWALS if not self.node[path].absent), self.node[_RENEWALS[0]])
        if found.absent:
            return Measure(LOCK_RENEWAL.default, found, "default")
        text = found.value if found.value.__class__ is str else None
        return Measure(NaN if text is None else span(text), found, "unknown" if found.unknown else "own")
