"""SCF: its functions in every dialect, what calls them and how many instances are kept."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from ...crontab import of_timer_with_years
from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import MIB, Connection, Endpoint, FunctionEvent, Range, Setting, View
from .. import System
from ..triggered import TriggeredFunction, scalings, schedule, table
from . import limits

if TYPE_CHECKING:
    from ...project import Project

# Type of a trigger → canonical kind, and the parameter that names its source (who may call, for a URL)
# github serverless-components/tencent-scf, docs/configure.md, and tencent-component-toolkit, src/modules/triggers (as of 2026-11)
TRIGGERS: dict[str, tuple[str, str]] = {
    "apigw": ("http", ""), "http": ("url", "authType"), "timer": ("schedule", "cronExpression"),
    "cos": ("bucket", "bucket"), "cmq": ("topic", "name"), "ckafka": ("stream", "topic"), "cls": ("stream", "topicId"),
    "mps": ("other", "type"), "clb": ("alb", "loadBalanceId"),
}  # fmt: skip


ADVICE = "keep it in Secrets Manager (SSM) and read it at run time"
"""What to do instead of writing a secret into a file."""


def settings(**paths: str) -> dict[str, Setting]:
    """The table of a dialect from its paths."""
    return table(_MEANING, paths)


_MEANING = {
    "timeout": Setting("", limits.TIMEOUT, "s"),
    "initialization": Setting("", NaN, "s"),
    "memory": Setting("", limits.MEMORY, "bytes", MIB),
    "concurrency": Setting("", NaN, "instances"),
    "provisioned": Setting("", NaN, "instances"),
}


class ScfFunction(TriggeredFunction):
    """A function of SCF. Dialects are subclasses with a table."""

    __slots__ = ()
    platform: ClassVar[str] = "tencent-scf"
    host: ClassVar[str] = "SCF"
    TOLD: ClassVar[frozenset[str]] = frozenset({"schedule"})
    LIMITS: ClassVar = limits.LIMITS
    SENDERS: ClassVar = {"bucket": "COS", "topic": "CMQ"}
    TRIES: ClassVar[str] = "three"

    @property
    def asynchronous(self) -> bool:
        """May it run asynchronously? Then nobody waits for it, and it may take a day."""
        said = self.measure("asynchronous")
        return said.state not in ("absent", "default") and not said.node.is_false

    def limit(self, word: str) -> Range:
        usual = super().limit(word)
        return usual._replace(most=limits.ASYNC_TIMEOUT) if word == "timeout" and self.asynchronous else usual

    @property
    def triggers(self) -> Iterable["Trigger"]:
        return ()

    def opened_by(self, event: FunctionEvent) -> Node | None:
        closed = any(not event.node[key].absent for key in ("auth", "authType", "oauthConfig", "usagePlan"))
        return None if closed else event.node

    def schedule_fault(self, text: str) -> str:
        return of_timer_with_years(text)


class Trigger:
    """One trigger: its type in small letters, its parameters, and of an API Gateway the endpoints that call this function."""

    __slots__ = ("endpoints", "node", "parameters", "type")

    def __init__(self, node: Node, type: str, parameters: Node, endpoints: Iterable[Node] = ()) -> None:
        self.node, self.type, self.parameters, self.endpoints = node, type.lower(), parameters, tuple(endpoints)

    @property
    def enabled(self) -> bool:
        """A timer fires only where it says so: toolkit timer.ts."""
        return self.parameters["enable"].is_true

    @property
    def events(self) -> list[FunctionEvent]:
        kind, source = TRIGGERS.get(self.type, ("other", ""))
        if self.endpoints:
            return [FunctionEvent(kind, one, one["authType"]) for one in self.endpoints]
        return [FunctionEvent(kind, self.node, self.parameters[source] if source else self.parameters)]


def edges(functions: Iterable[ScfFunction]) -> Iterator[Connection]:
    """What calls the functions of one document."""
    for function in functions:
        for trigger in function.triggers:
            if trigger.type == "timer" and trigger.enabled:
                yield schedule(function, trigger.parameters["cronExpression"], trigger.node)
            elif trigger.type == "apigw":
                for endpoint in trigger.endpoints:
                    yield request(function, endpoint, endpoint["serviceTimeout"], trigger.parameters["serviceTimeout"])


def request(function: ScfFunction, via: Node, *timeouts: Node) -> Connection:
    """API Gateway → function."""
    waits = effective(*timeouts, default=limits.SERVICE_TIMEOUT)
    return Connection(
        "request",
        Endpoint(None, "API Gateway", waits.node, "here", "gateway", True),
        Endpoint.of(function, "function", place=function.timeout.node),
        via=via,
        waits=waits if not waits.node.absent else Measure(waits.value, via, "default"),
        works=function.timeout,
        mode="async" if function.asynchronous else "sync",
    )


class Scf(System):
    name = "scf"
    formats = frozenset({"tencent", "tcsam", "serverless-tencent"})

    def links(self, project: "Project") -> Iterator[View]:
        return scalings(project.all(ScfFunction))


SYSTEM = Scf()
