"""What to do next, worth most first: each step with the place to change or the command to run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ..estate import Group, Held, Unit
from ..estate.plain import at
from ..finding import Finding, Place

MOST_PLACES: Final = 3  # that one step names
MOST_NAMES: Final = 4
_LONG: Final = 300  # code points of a message
# What to put in front of a workload that nothing scales, by what wakes it
_WAKERS: Final = {
    "message": "let KEDA scale {names} by what waits for {them}: a ScaledObject with minReplicaCount 0",
    "schedule": "make a CronJob of {names}: a clock starts {them}, nobody else",
    "request": "put Knative, or KEDA with its HTTP add-on, in front of {names}: a request wakes {them} then",
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
    found: list[Step] = []
    asked: set[Any] = set()
    for group in groups:
        units = of.get(group.key, [])
        warm = any(one.source == "stated" and _wants_warmth(one.key, one.value) for one in group.wants)
        sleepers = [] if warm else [unit for unit in units if unit.verdict in ("ready", "blocked")]
        asked.update((unit.place.path, unit.resource) for unit in sleepers if unit.place is not None)
        found += _sleep(sleepers)
        found += _leave_out([unit for unit in units if unit.role == "client"])
    told = (one for one in findings if (one.place.path, one.resource) not in asked)
    found += [_mend(one) for one in told if one.money is not None]
    found.sort(key=lambda one: -(one.usd_month or 0.0))
    found += _size([unit for units in of.values() for unit in units])
    if not any(want.source == "stated" for group in groups for want in group.wants) and found:
        found.append(_say())
    return found


def _wants_warmth(key: str, value: Any) -> bool:
    return key == "latency" or (key == "idle" and value == "warm") or key == "availability"


def _sleep(units: list[Unit]) -> Iterator[Step]:
    """One step for all of an application that want the same remedy."""
    same: dict[str, list[tuple[Unit, Held | None]]] = {}
    for unit in units:
        hold = _decisive(unit)
        way = next((kind for kind in ("message", "request") if kind in unit.wakes), "request")
        if set(unit.wakes) == {"schedule"}:
            way = "schedule"
        key = hold.rule.rpartition("/")[2] if hold is not None else way if unit.verdict == "ready" else ""
        same.setdefault(key, []).append((unit, hold))
    for key, pairs in same.items():
        many = [unit for unit, _ in pairs]
        words = _KEEPERS.get(key) or _WAKERS.get(key) or "let {names} go to 0: see what holds {them} up"
        holds = [hold for _, hold in pairs if hold is not None]
        holds = holds or [hold for unit in many for hold in unit.held_by[:1]]
        rule = next((hold.rule for hold in holds if hold.rule), None)
        command = f"predeploy explain {key}" if rule else None
        yield _step(_worded(words, many), _sum(many), rule, [hold.place for hold in holds], command)


def _decisive(unit: Unit) -> Held | None:
    """What a rule reports; whoever calls without pause matters only once something could put it to sleep."""
    reported = [one for one in unit.held_by if one.rule]
    return reported[0] if reported and (unit.verdict == "blocked" or len(reported) == len(unit.held_by)) else None


def _worded(words: str, units: list[Unit]) -> str:
    one = len(units) == 1
    return words.format(names=_names(units), them="it" if one else "them", they="it" if one else "they", s="s" * one)


def _names(units: list[Unit]) -> str:
    names = [f"`{unit.name}`" for unit in units[:MOST_NAMES]]
    more = len(units) - len(names)
    if more:
        names.append(f"{more:,} more")
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _leave_out(units: list[Unit]) -> Iterator[Step]:
    for unit in units:
        text = f"leave `{unit.name}` out of what is deployed: it only makes load"
        yield _step(text, _sum([unit]), places=[unit.place] if unit.place else [])


def _mend(one: Finding) -> Step:
    assert one.money is not None
    message = one.message if len(one.message) <= _LONG else one.message[:_LONG] + "…"
    command = f"predeploy explain {one.name}"
    return _step(message, round(one.money.usd_month, 2), one.rule, [one.place], command)


def _size(units: list[Unit]) -> Iterator[Step]:
    """What has no size has no price."""
    many = [unit for unit in units if unit.verdict and not unit.priced and unit.platform == "kubernetes" and unit.floor]
    if many:
        text = f"say what {_names(many)} request{'s' * (len(many) == 1)} of CPU and memory: without, nobody can tell what"
        places = [unit.place for unit in many if unit.place is not None]
        yield _step(
            f"{text} {'it costs' if len(many) == 1 else 'they cost'}",
            places=places,
            command="predeploy scan --select missing-requests",
        )


def _say() -> Step:
    text = "say in predeploy.yaml what is wanted, as in `defaults: {intent: {idle: zero}}`: what is in its way is then a finding"
    return _step(text, command="predeploy schema config")


def _sum(units: list[Unit]) -> float | None:
    prices = [unit.idle.usd_month for unit in units if unit.idle is not None]
    return round(sum(prices), 2) if prices else None


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
