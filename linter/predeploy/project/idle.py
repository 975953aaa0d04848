"""Idle: what becomes of a workload or function when nobody calls: its verdict, what wakes it, what holds it up."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal

from ..node import Node
from ..record import NamedTuple
from ..views import Autoscaler, Connection, Document, Function, Hold, Scaling, Workload
from .unfit import has_to_run, is_load

if TYPE_CHECKING:
    from . import Project

Verdict = Literal["zero", "ready", "blocked", "unsuited", "unknown"]
"""zero: nothing runs while nobody calls, and a call starts it. ready: nothing takes it to zero yet, and nothing is against
it. blocked: its platform could, but something that can be changed keeps it up. unsuited: it has to run. unknown: not to be
told from these files."""


class Wake(NamedTuple):
    """What starts it again. `interval`: seconds between two times; NaN where that depends on who calls."""

    by: str
    kind: str  # request, message, event or schedule
    place: Node
    interval: float


class Readiness(NamedTuple):
    verdict: Verdict
    wakes: tuple[Wake, ...] = ()
    holds: tuple[Hold, ...] = ()


# What an edge is to the one that sleeps at its end
_WAKES: Final = {
    "request": "request", "callback": "request", "task": "request", "poll": "message", "stream": "message",
    "push": "event", "deadletter": "message", "schedule": "schedule",
}  # fmt: skip
_MAX_WAKES: Final = 50  # that one object lists: a thousand callers are no thousand reasons
_NEVER_STARTED: Final = frozenset({"DaemonSet", "Pod"})


def judge(subject: Document, project: "Project") -> Readiness:
    """The verdict on one workload or function of the project."""
    wakes = tuple(_wakes(subject, project))
    if isinstance(subject, Workload) and (subject.completes or not subject.runs):
        return Readiness("zero", wakes)
    scaling = project.scaling(subject)
    asleep = scaling is not None and scaling.floor.value == 0 and subject.kind not in _NEVER_STARTED
    unfit = tuple(has_to_run(subject, project)) if isinstance(subject, Workload) and not asleep else ()
    if unfit:
        return Readiness("unsuited", wakes, unfit)
    if scaling is None or not scaling.floor.known:
        return Readiness("unknown", wakes, scaling.holds if scaling else ())
    holds = (*scaling.holds, *_floor(scaling), *_never_quiet(subject, scaling, project))
    if not holds:
        return Readiness("zero", wakes)
    ready = isinstance(subject, Workload) and not sleeps(scaling) and not scaling.holds
    return Readiness("ready" if ready else "blocked", wakes, holds)


def sleeps(scaling: Scaling) -> bool:
    """Does something take it to zero, once its floor is 0?"""
    return scaling.can_sleep or any(scaler.can_sleep for scaler in _scalers(scaling))


def _scalers(scaling: Scaling) -> Iterator[Autoscaler]:
    return (end.view for end in scaling.scalers if isinstance(end.view, Autoscaler))


def _wakes(subject: Document, project: "Project") -> Iterator[Wake]:
    calls = project.calls.to(subject)
    for call in calls[:_MAX_WAKES]:
        if call.edge in _WAKES:
            yield Wake(call.caller.name, _WAKES[call.edge], call.via, call.period.value)
    if isinstance(subject, Function) and not calls:
        for event in subject.events[:_MAX_WAKES]:
            by = event.kind if event.kind != "other" else event.node["type"].text or "an event"
            yield Wake(by, "event", event.node, float("nan"))
    scaling = project.scaling(subject)
    for scaler in _scalers(scaling) if scaling is not None else ():
        yield from _triggers(scaler, calls)


def _triggers(scaler: Autoscaler, calls: list[Connection]) -> Iterator[Wake]:
    """What KEDA looks at, besides what is known as a call."""
    metrics = list(scaler.metrics)[:_MAX_WAKES] if scaler.can_sleep else []
    if scaler.can_sleep and not metrics:  # requests wake it
        yield Wake(f"{scaler.kind} `{scaler.name}`", "request", scaler.node, float("nan"))
    for trigger in metrics:
        kind, depth = trigger["type"].text or "", len(trigger.path)
        known = any(call.via.tree is trigger.tree and call.via.path[:depth] == trigger.path for call in calls)
        if kind and kind not in scaler.OF_PODS and not known:
            way = {"cron": "schedule", "external-push": "request"}.get(kind, "message")
            yield Wake(f"{scaler.kind} `{scaler.name}` ({kind})", way, trigger, float("nan"))


def _floor(scaling: Scaling) -> Iterator[Hold]:
    floor = scaling.floor
    yield from _never_woken(scaling)
    if not floor.value >= 1 or scaling.holds:
        return
    if isinstance(scaling.subject, Function) and not scaling.can_sleep:
        yield Hold(f"it keeps {floor}", floor.node)
    elif sleeps(scaling):
        rule = "default-floor-of-one" if floor.state == "default" else "floor-above-zero"
        yield Hold(f"its floor is {floor}", floor.node, f"scale-to-zero/{rule}")
    elif scaling.scalers:
        yield Hold(f"{scaling.scalers[0].name} keeps {floor}", floor.node)
    else:
        yield Hold(f"nothing scales it: {floor}", floor.node)


def _never_woken(scaling: Scaling) -> Iterator[Hold]:
    if scaling.floor.value == 0:
        for scaler in _scalers(scaling):
            if scaler.of_pods_alone:
                yield Hold("only pods are measured", scaler.metrics, "scale-to-zero/metric-needs-a-pod")


def _never_quiet(subject: Document, scaling: Scaling, project: "Project") -> Iterator[Hold]:
    """Calls that leave no time to fall asleep."""
    for call in project.calls.to(subject):
        if call.edge == "schedule" and scaling.can_sleep and scaling.idle_after is not None:
            if call.period.value <= scaling.idle_after.value:
                reason = f"{call.caller.name} calls it every {call.period}, it sleeps after {scaling.idle_after}"
                yield Hold(reason, call.period.node, "scale-to-zero/kept-awake-by-schedule")
        elif makes_load(call):
            yield Hold(f"{call.caller.name} calls it without pause", call.via, "scale-to-zero/kept-awake-by-caller")


def makes_load(call: Connection) -> bool:
    """Is the caller a load generator that runs all the time?"""
    caller = call.caller.view
    return call.edge == "request" and isinstance(caller, Workload) and is_load(caller)
