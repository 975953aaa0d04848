"""What to do next, worth most first: each step with the place to change or the command to run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ..estate import Group, Held, Unit, idle
from ..estate.plain import at
from ..finding import Finding, Place
from ..record import NamedTuple

MOST_PLACES: Final = 3  # that one step names
MOST_NAMES: Final = 4
_LONG: Final = 300  # code points of a message
# What to put in front of a workload that nothing scales, by what wakes it
_WAKERS: Final = {
    "message": "let KEDA scale {names} by what waits for {them}: a ScaledObject with minReplicaCount 0",
    "schedule": "make a CronJob of {names}: a clock starts {them}, nobody else",
    "request": "put Knative, or KEDA with its HTTP add-on, in front of {names}: a request wakes {them} then",
}
# The same for what neither of them scales, by platform
_OF_PLATFORM: Final = {
    "aws-ecs": "let a scheduled action take {names} to no task while nobody works, or run {them} on Lambda",
    "compose": "let Sablier start and stop {names}",
}
_KEEPERS: Final = {
    "default-floor-of-one": "say a floor of 0 for {names}: without one the platform keeps one copy",
    "floor-above-zero": "lower the floor of {names} to 0",
    "zero-opt-in-missing": "let {names} sleep: the platform wants to be told",
    "zero-raised-to-one": "let something scale {names} that can go to 0",
    "kept-awake-by-schedule": "let the clock call {names} less often than {they} need{s} to fall asleep",
    "kept-awake-by-caller": "stop what calls {names} without pause",
    "zero-switched-off-cluster-wide": "let the cluster's services sleep: it is switched off for all, {names} among them",
    "plan-never-sleeps": "move {names} to a plan that sleeps",
    "app-engine-never-sleeps": "let {names} scale automatically, with no instance at the least",
    "provisioned-concurrency-always-on": "let a schedule provision instances of {names}, or none",
}


class Step(NamedTuple):
    """One thing to do. `usd_month` is what it saves, None where that is not known."""

    text: str
    usd_month: float | None
    rule: str | None
    places: list[dict[str, Any]]
    more: int  # places that are left out
    command: str | None


def steps(groups: Iterable[Group], of: Mapping[Any, list[Unit]], findings: list[Finding]) -> list[Step]:
    """What saves something comes first, an application and remedy at a time; what nobody can price together."""
    groups = list(groups)
    found: list[Step] = []
    sleepers: list[Unit] = []
    for group in groups:
        units = of.get(group.key, [])
        asleep = [] if _warm(group) else [unit for unit in units if unit.verdict in ("ready", "blocked")]
        found += _sleep([unit for unit in asleep if unit.idle is not None])
        found += _leave_out([unit for unit in units if unit.role == "client"])
        sleepers += asleep
    asked = {(unit.place.path, unit.resource) for unit in sleepers if unit.place is not None}
    found += [_mend(one) for one in findings if one.money and (one.place.path, one.resource) not in asked]
    found.sort(key=lambda one: -(one.usd_month or 0.0))
    found += _sleep([unit for unit in sleepers if not unit.priced])
    found += _size([unit for units in of.values() for unit in units])
    if found and not any(want.source == "stated" for group in groups for want in group.wants):
        found.append(_say())
    return found


def _warm(group: Group) -> bool:
    """Is it stated that it is to be there at once?"""
    stated = (one for one in group.wants if one.source == "stated")
    return any(one.key in ("latency", "availability") or (one.key, one.value) == ("idle", "warm") for one in stated)


def _sleep(units: list[Unit]) -> Iterator[Step]:
    """One step for all that want the same remedy."""
    same: dict[str, list[Unit]] = {}
    for unit in units:
        hold = _decisive(unit)
        same.setdefault(hold.rule.rpartition("/")[2] if hold is not None else _way(unit), []).append(unit)
    for key, many in same.items():
        words = _KEEPERS.get(key) or _WAKERS.get(key) or _OF_PLATFORM.get(key)
        holds = [hold for hold in map(_decisive, many) if hold is not None]
        places = [hold.place for hold in holds or [hold for unit in many for hold in unit.held_by[:1]]]
        rule, command = (holds[0].rule, f"predeploy explain {key}") if holds else (None, None)
        yield _step(
            _worded(words or "let {names} go to 0: see what holds {them} up", many), idle(many), rule, places, command
        )


def _way(unit: Unit) -> str:
    if unit.verdict == "blocked":
        return ""
    if unit.platform in _OF_PLATFORM:
        return unit.platform
    return "schedule" if set(unit.wakes) == {"schedule"} else "message" if "message" in unit.wakes else "request"


def _decisive(unit: Unit) -> Held | None:
    """What a rule reports; whoever calls without pause matters only once something could put it to sleep."""
    reported = [one for one in unit.held_by if one.rule]
    return reported[0] if reported and (unit.verdict == "blocked" or len(reported) == len(unit.held_by)) else None


def _worded(words: str, units: list[Unit]) -> str:
    one = len(units) == 1
    return words.format(names=_names(units), them="it" if one else "them", they="it" if one else "they", s="s" * one)


def _names(units: list[Unit]) -> str:
    times = Counter(unit.name for unit in units)
    names = [f"`{name}`" + (f" in {count:,} places" if count > 1 else "") for name, count in times.items()][:MOST_NAMES]
    more = len(times) - len(names)
    if more:
        names.append(f"{more:,} more")
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _leave_out(units: list[Unit]) -> Iterator[Step]:
    for unit in units:
        text = f"leave `{unit.name}` out of what is deployed: it only makes load"
        yield _step(text, idle([unit]), places=[unit.place] if unit.place else [])


def _mend(one: Finding) -> Step:
    assert one.money is not None
    message = one.message if len(one.message) <= _LONG else one.message[:_LONG] + "…"
    command = f"predeploy explain {one.name}"
    return _step(message, round(one.money.usd_month, 2), one.rule, [one.place], command)


def _size(units: list[Unit]) -> Iterator[Step]:
    """What has no size has no price."""
    many = [unit for unit in units if unit.verdict and not unit.priced and unit.platform == "kubernetes" and unit.floor]
    if many:
        text = (
            f"say what {_names(many)} request{'s' * (len(many) == 1)} of CPU and memory: without, nobody can tell what"
        )
        places = [unit.place for unit in many if unit.place is not None]
        yield _step(
            f"{text} {'it costs' if len(many) == 1 else 'they cost'}",
            places=places,
            command="predeploy scan --select missing-requests",
        )


def _say() -> Step:
    text = "say in predeploy.yaml what is wanted, as in `defaults: {intent: {idle: zero}}`: what is in its way is then a finding"
    return _step(text, command="predeploy schema config")


def _step(
    text: str,
    usd: float | None = None,
    rule: str | None = None,
    places: Sequence[Place] = (),
    command: str | None = None,
) -> Step:
    different = list(dict.fromkeys((one.path, one.span.line if one.span else None) for one in places))
    shown = [at(one) for one in places if (one.path, one.span.line if one.span else None) in different[:MOST_PLACES]]
    return Step(text, usd, rule, shown[:MOST_PLACES], len(different) - len(different[:MOST_PLACES]), command)
