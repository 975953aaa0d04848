"""Intent: what the owner says an application is and wants. Each key keeps who said it, and where."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, Literal, Protocol, TypeVar

from . import quantities
from .finding import Place
from .options import shown, usd
from .record import NamedTuple

T = TypeVar("T")
Idle = Literal["zero", "warm", "any"]
Environment = Literal["dev", "test", "staging", "prod"]


class Stated(NamedTuple, Generic[T]):
    """A value with who said it: `own` (an annotation), `config` (predeploy.yaml or a flag), `inferred` or `unsaid`."""

    value: T | None = None
    source: Literal["own", "config", "inferred", "unsaid"] = "unsaid"
    place: Place | None = None

    @property
    def stated(self) -> bool:
        """Said by a person. Only what is stated may create a finding that is high or critical."""
        return self.source in ("own", "config")


UNSAID: Final[Stated[Any]] = Stated()


class Intent(NamedTuple):
    """What is wanted of an application, each key with who said it."""

    idle: Stated[Idle] = UNSAID
    latency: Stated[float] = UNSAID  # s that a caller may wait, p99
    availability: Stated[float] = UNSAID  # percent
    budget: Stated[float] = UNSAID  # USD a month
    environment: Stated[Environment] = UNSAID

    @property
    def wants_speed(self) -> bool:
        """Did somebody say that the first caller must not wait? What is only inferred excuses nothing."""
        return (self.idle.stated and self.idle.value == "warm") or self.latency.stated

    @property
    def wants_copies(self) -> bool:
        """Did somebody say that it must be there at all times?"""
        return self.wants_speed or self.availability.stated


KEYS: Final = Intent._fields

_ENVIRONMENTS: Final[dict[str, Environment]] = {
    "dev": "dev", "development": "dev", "sandbox": "dev",
    "test": "test", "testing": "test", "qa": "test",
    "staging": "staging", "stage": "staging", "stg": "staging", "uat": "staging", "preprod": "staging",
    "prod": "prod", "production": "prod", "prd": "prod",
}  # fmt: skip


def _idle(value: Any) -> Idle:
    for word in ("zero", "warm", "any"):
        if value == word:
            return word
    raise ValueError(f"expects zero, warm or any, not {shown(value)}")


def _latency(value: Any) -> float:
    seconds = quantities.duration(value) if value.__class__ is str else math.nan
    # A bare number is refused: some would mean seconds, some milliseconds.
    if not (math.isfinite(seconds) and seconds > 0) or value.strip()[-1].isdigit():
        raise ValueError(f"expects a duration with its unit, such as 200ms, not {shown(value)}")
    return seconds


def _availability(value: Any) -> float:
    percent = quantities.number(value.removesuffix("%") if value.__class__ is str else value)
    if not 1 < percent <= 100:
        raise ValueError(f"expects a percentage, such as 99.9, not {shown(value)}")
    return percent


def _budget(value: Any) -> float:
    amount = usd(value)
    if not (math.isfinite(amount) and amount >= 0):
        raise ValueError(f"expects an amount, such as 50 USD/month, not {shown(value)}")
    return amount


def parse_environment(value: Any) -> Environment:
    """`production` → `prod`; raises ValueError for a word that says none of the four."""
    found = _ENVIRONMENTS.get(value.lower()) if value.__class__ is str else None
    if found is None:
        raise ValueError(f"expects dev, test, staging or prod, not {shown(value)}")
    return found


_READ: Final[dict[str, Callable[[Any], Any]]] = {
    "idle": _idle,
    "latency": _latency,
    "availability": _availability,
    "budget": _budget,
    "environment": parse_environment,
}


def parse(key: str, value: Any) -> Any:
    """The canonical value of one of KEYS (seconds, percent, USD a month). Raises ValueError for a bad one."""
    return _READ[key](value)


class Subject(NamedTuple):
    """What an intent is asked for, as the `match` of a config sees it."""

    path: str  # reported path
    kind: str
    name: str
    labels: Mapping[str, Any]
    application: str


class Statements(Protocol):
    """The part of a configuration that speaks of intent."""

    def intents_for(self, subject: Subject) -> Iterable[Intent]:
        """What applies to the subject, the strongest first."""
        ...


Lookup = Callable[[str], tuple[Any, Place] | None]
"""Where an object states intent: key → what is written and where (`predeploy/idle` in Kubernetes annotations,
`Metadata.predeploy.idle` in CloudFormation, `custom.predeploy.idle` in serverless.yml)."""


class IntentProblem(NamedTuple):
    kind: Literal["bad-intent", "contradicting-intent"]
    message: str
    place: Place


def intent_of(
    subject: Subject,
    config: Statements,
    levels: Sequence[Sequence[Lookup]] = (),
    inferred: Intent = Intent(),  # noqa: B008 (immutable)
) -> tuple[Intent, tuple[IntentProblem, ...]]:
    """What is wanted of a subject, each key from the strongest source that has it.

    `levels` are the annotations, strongest first: the object's own, then those of its Service and Application. What
    stands in one level has equal rank: where two disagree, nothing is assumed. `inferred` is used where nobody said
    anything. A bad value is a problem and counts as unsaid.
    """
    statements = tuple(config.intents_for(subject))
    problems: list[IntentProblem] = []
    found: dict[str, Stated[Any]] = {}
    for key in KEYS:
        found[key] = _annotated(key, levels, problems) or next(
            (said for intent in statements if (said := getattr(intent, key)).source != "unsaid"), getattr(inferred, key)
        )
    return Intent(**found), tuple(problems)


def _annotated(key: str, levels: Sequence[Sequence[Lookup]], problems: list[IntentProblem]) -> Stated[Any] | None:
    for level in levels:
        said: dict[Any, Place] = {}
        for lookup in level:
            written = lookup(key)
            if written is None:
                continue
            try:
                said.setdefault(parse(key, written[0]), written[1])
            except ValueError as error:
                problems.append(IntentProblem("bad-intent", f"predeploy/{key} {error}", written[1]))
        if len(said) > 1:
            (one, _), (other, place) = list(said.items())[:2]
            message = f"predeploy/{key} says {other} here, {one} elsewhere in the same application: nothing is assumed"
            problems.append(IntentProblem("contradicting-intent", message, place))
            return UNSAID
        for value, place in said.items():
            return Stated(value, "own", place)
    return None


_NOTHING: Final = Intent()


def common(intents: Iterable[Intent]) -> Intent:
    """What several parts of one whole are wanted to be: each key as those that state it agree; what is only inferred says
    nothing for the whole."""
    many = [one for one in intents if one != _NOTHING]  # most say nothing
    found: dict[str, Stated[Any]] = {}
    for key in KEYS if many else ():
        said = [one for one in (getattr(intent, key) for intent in many) if one.stated and one.value is not None]
        if len({one.value for one in said}) == 1:
            found[key] = said[0]
    return Intent(**found)


_IDLE: Final = {"zero": "wants zero when idle", "warm": "wants to stay warm", "any": "may idle as it likes"}


_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "idle": lambda value: _IDLE[value],
    "latency": lambda value: f"answers within {value * 1000:g} ms",
    "availability": lambda value: f"{value:g} % available",
    "budget": lambda value: f"at most ${value:,.2f} a month",
    "environment": lambda value: f"is {value}",
}


def phrase(key: str, value: Any) -> str:
    """`wants zero when idle`."""
    return _SAID[key](value)


def sentence(intent: Intent) -> str:
    """What is stated, in words and with its places: `wants zero when idle (stated in predeploy.yaml:4)`; "" for nothing."""
    if intent == _NOTHING:
        return ""
    said: list[str] = []
    places: dict[str, None] = {}
    for key in KEYS:
        stated: Stated[Any] = getattr(intent, key)
        if stated.stated and stated.value is not None:
            said.append(phrase(key, stated.value))
            if stated.place:
                line = f":{stated.place.span.line}" if stated.place.span else ""
                places[f"{stated.place.path}{line}"] = None
    return f"{', '.join(said)} (stated in {', '.join(places)})" if said and places else ", ".join(said)
