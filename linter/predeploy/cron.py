"""When a schedule comes round: the shortest time between two runs."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Final

from .measure import Measure
from .node import Node
from .patterns import pattern
from .quantities import NaN, duration

DAY: Final = 86_400.0
_UNITS: Final = {"minute": 60.0, "hour": 3600.0, "day": DAY}
_RATE = pattern(r"rate\(\s*([0-9]{1,9})\s+(minute|hour|day)s?\s*\)\Z")
_CRON = pattern(r"(?:cron\((.*)\)|((?:[^\s@]+\s+){4}[^\s]+))\Z", re.S)
_STEP = pattern(r"(\*|([0-9]{1,2})(?:-([0-9]{1,2}))?)(?:/([0-9]{1,2}))?\Z")
_INTERVAL = pattern(r"@every\s+([0-9.]{1,12}[a-z0-9.]{0,20})\Z")
_EVERY: Final = {"@hourly": 3600.0, "@daily": DAY, "@midnight": DAY, "@weekly": 7 * DAY}
_KEPT: Final = 256  # expressions whose period is remembered: a thousand clocks tick alike
_DAYS: Final = {name: str(number) for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"))}


@lru_cache(_KEPT)
def period(expression: str) -> float:
    """Seconds between two runs of `*/5 * * * *`, `@hourly`, `rate(5 minutes)` or `cron(0 12 * * ? *)`, where they lie
    closest within any month; NaN for what is none of these.

    https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax and
    https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html (as of 2026-11)
    """
    text = expression.strip()
    if text in _EVERY:
        return _EVERY[text]
    rate = _RATE.match(text)
    if rate is not None:
        return int(rate[1]) * _UNITS[rate[2]] or NaN
    found = _CRON.match(text)
    fields = (found[1] or found[2] or "").split() if found is not None else []
    if len(fields) not in (5, 6):
        return NaN
    cloud = found is not None and found[1] is not None  # AWS counts the days of a week from 1
    return _gap(fields, first_day=1 if cloud else 0)


@lru_cache(_KEPT)
def precise(expression: str) -> float:
    """Seconds between two runs where the first field are the seconds: `0 */5 * * * *`, with the year behind it or
    without; `@every 5m` too, and a leading `CRON_TZ=Asia/Shanghai`."""
    every = _INTERVAL.match(expression.strip())
    if every is not None:
        return duration(every[1]) or NaN
    fields = [field for field in expression.split() if not field.startswith(("CRON_TZ=", "TZ="))]
    seconds = sorted(_numbers(fields[0], 0, 59)) if len(fields) in (6, 7) else []
    if not seconds:
        return NaN
    minutes = _gap(fields[1:6], first_day=0)
    return min([minutes - seconds[-1] + seconds[0], *(float(later - earlier) for earlier, later in pairwise(seconds))])


def either(expression: str) -> float:
    """The same for who takes five fields, and six with the seconds before them."""
    found = precise(expression)
    return period(expression) if found != found else found  # noqa: PLR0124 (NaN)


def interval(expression: Node, read: Callable[[str], float] = period) -> Measure:
    """The period of a schedule as it stands in a document."""
    text = expression.text
    if text is None:
        return Measure(NaN, expression, "absent" if expression.absent else "unknown")
    return Measure(read(text), expression, "own")


def _gap(fields: list[str], first_day: int) -> float:
    minutes, hours = _numbers(fields[0], 0, 59), _numbers(fields[1], 0, 23)
    days = _days(fields[2], fields[4], first_day)
    if not minutes or not hours or days != days:  # noqa: PLR0124 (NaN)
        return NaN
    times = sorted(60 * hour + minute for hour in hours for minute in minutes)
    night = days * 24 * 60 - times[-1] + times[0]  # from the last run of a day to the first of the next that has one
    return 60.0 * min([night, *(later - earlier for earlier, later in pairwise(times))])


def _days(of_month: str, of_week: str, first_day: int) -> float:
    """The least number of days from one that has runs to the next."""
    if of_month in ("*", "?") and of_week in ("*", "?"):
        return 1.0
    if of_month in ("*", "?"):
        names = re.sub("|".join(_DAYS), lambda m: str(int(_DAYS[m[0]]) + first_day), of_week.upper())
        chosen = sorted({(day - first_day) % 7 for day in _numbers(names, 0, 7)})
        return float(min([*(b - a for a, b in pairwise(chosen)), chosen[0] + 7 - chosen[-1]])) if chosen else NaN
    chosen = sorted(_numbers(of_month, 1, 31)) if of_week in ("*", "?") else []
    return float(min([*(b - a for a, b in pairwise(chosen)), max(1, chosen[0] + 28 - chosen[-1])])) if chosen else NaN


def _numbers(field: str, low: int, high: int) -> set[int]:
    """The values of `*/5`, `1-3`, `1,15`; empty for what cannot be read."""
    found: set[int] = set()
    for part in field.split(","):
        match = _STEP.match(part)
        if match is None:
            return set()
        start = low if match[2] is None else int(match[2])
        end = high if match[1] == "*" or (match[3] is None and match[4]) else int(match[3] or start)
        if start < low or end > high:
            return set()
        found.update(range(start, end + 1, int(match[4] or 1) or 1))
    return found
