"""Idle: what becomes of a workload or function when nobody calls: its verdict, what wakes it, what holds it up."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from .node import Node
from .patterns import pattern
from .views import Connection, Document, Hold, Scaling, Workload
from .views.workload import RUNS_TO_COMPLETION

if TYPE_CHECKING:
    from .project import Project

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
_LOAD: Final = pattern(r"load-?gen|loadtest|load-test|locust|\bk6\b|jmeter|gatling|vegeta|artillery")
_LEADS: Final = pattern(r"--?(?:enable-)?leader-elect(?:ion)?(?:=true)?\Z")
_MAX_WAKES: Final = 50  # that one object lists: a thousand callers are no thousand reasons


def judge(subject: Document, project: "Project") -> Readiness:
    """The verdict on one workload or function of the project."""
    wakes = tuple(_wakes(subject, project))
    if subject.kind in RUNS_TO_COMPLETION:
        return Readiness("zero", wakes)
    unfit = tuple(_has_to_run(subject)) if isinstance(subject, Workload) else ()
    if unfit:
        return Readiness("unsuited", wakes, unfit)
    scaling = project.scaling(subject)
    if scaling is None or not scaling.floor.known:
        return Readiness("unknown", wakes, scaling.holds if scaling else ())
    holds = (*scaling.holds, *_floor(scaling), *_never_quiet(subject, scaling, project))
    if not holds:
        return Readiness("zero", wakes)
    ready = not scaling.can_sleep and not scaling.holds and isinstance(subject, Workload)
    return Readiness("ready" if ready else "blocked", wakes, holds)


def _wakes(subject: Document, project: "Project") -> Iterator[Wake]:
    for call in project.calls.to(subject)[:_MAX_WAKES]:
        if call.edge in _WAKES:
            yield Wake(call.caller.name, _WAKES[call.edge], call.via, call.period.value)


def _floor(scaling: Scaling) -> Iterator[Hold]:
    floor = scaling.floor
    if not floor.value >= 1 or any(hold.rule for hold in scaling.holds):
        return
    if scaling.can_sleep:
        rule = "default-floor-of-one" if floor.state == "default" else "floor-above-zero"
        yield Hold(f"its floor is {floor}", floor.node, f"scale-to-zero/{rule}")
    elif scaling.scalers:
        yield Hold(f"{scaling.scalers[0].name} keeps {floor}", floor.node)
    else:
        yield Hold(f"nothing scales it: {floor}", floor.node)


def _never_quiet(subject: Document, scaling: Scaling, project: "Project") -> Iterator[Hold]:
    """Calls that leave no time to fall asleep."""
    for call in project.calls.to(subject):
        if call.edge == "schedule" and scaling.can_sleep and scaling.idle_after is not None:
            if call.period.value <= scaling.idle_after.value:
                reason = f"{call.caller.name} calls it every {call.period}, it sleeps after {scaling.idle_after}"
                yield Hold(reason, call.via, "scale-to-zero/kept-awake-by-schedule")
        elif makes_load(call):
            yield Hold(f"{call.caller.name} calls it without pause", call.via, "scale-to-zero/kept-awake-by-caller")


def makes_load(call: Connection) -> bool:
    """Is the caller a load generator that runs all the time? Known by its name or image."""
    caller = call.caller.view
    return call.edge == "request" and isinstance(caller, Workload) and is_load(caller)


def is_load(workload: Workload) -> bool:
    """Is this a load generator that runs all the time?"""
    if workload.kind in RUNS_TO_COMPLETION:
        return False
    texts = (workload.name, *(one.image.text or "" for one in workload.containers if one.role == "app"))
    return any(_LOAD.search(text) for text in texts)


def _has_to_run(workload: Workload) -> Iterator[Hold]:
    """Why a workload cannot go away and come back when it is called."""
    kind = workload.node["kind"]
    if workload.kind == "DaemonSet":
        yield Hold("a DaemonSet runs on every node", kind)
    elif workload.kind in ("Pod", "PodTemplate"):
        yield Hold("nothing starts a bare Pod again", kind)
    elif workload.kind == "StatefulSet":
        yield Hold("a StatefulSet keeps its pods and their data", kind)
    if is_load(workload):
        yield Hold("it makes load itself", workload.node["metadata.name"])
    elif workload.keeps_data:
        yield Hold("it keeps data", next(one.image for one in workload.containers if one.role == "app"))
    yield from _bound(workload)


def _bound(workload: Workload) -> Iterator[Hold]:
    """What ties the pods to a node or a volume, or makes one of them the leader."""
    pod = workload.pod
    for volume in pod["volumes"]:
        if volume["persistentVolumeClaim"].written:
            yield Hold("it has a volume of its own", volume)
        elif volume["hostPath"].written:
            yield Hold("it uses files of its node", volume)
    if pod["hostNetwork"].is_true:
        yield Hold("it listens on its node", pod["hostNetwork"])
    for container in workload.containers:
        if container.role != "app":
            continue
        for port in container["ports"]:
            if port["hostPort"].written:
                yield Hold("it listens on its node", port["hostPort"])
        for argument in (*container["args"], *container["command"]):
            if _LEADS.match(argument.text or ""):
                yield Hold("one of its pods is the leader", argument)
