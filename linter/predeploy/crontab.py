"""What schedulers take for a schedule: each function says what is wrong with a text; empty where nothing is.

The system that a schedule is handed to chooses the function, or has one of its own from `unreadable`.
"""

import re
from typing import Final

from .patterns import pattern

Grammar = tuple[tuple[int, int, str], ...]
"""Of each field: the least number, the greatest, and the words that it takes beside numbers."""

_MACROS = pattern(r"@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \S+)\Z")
_ZONES: Final = ("TZ=", "CRON_TZ=")
MONTHS: Final = "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
DAYS: Final = "SUN|MON|TUE|WED|THU|FRI|SAT"
OF_MONTH: Final = r"L|LW|[0-9]+W|W"
OF_WEEK: Final = rf"L|({DAYS}|[1-7])(L|#[1-5])|{DAYS}"
# https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax (as of 2026-11)
FIVE: Final[Grammar] = ((0, 59, ""), (0, 23, ""), (1, 31, ""), (1, 12, MONTHS), (0, 6, DAYS))
SIX: Final[Grammar] = ((0, 59, ""), *FIVE)
# https://www.alibabacloud.com/help/en/functioncompute/fc/time-triggers, https://www.tencentcloud.com/document/product/583/9708 (2026-11)
SEVEN: Final[Grammar] = (*SIX[:3], (1, 31, OF_MONTH), (1, 12, MONTHS), (0, 7, f"{OF_WEEK}|0"), (1970, 2099, ""))


def of_cron(text: str, *, own_zone: bool = False) -> str:
    """The five fields of cron, or a macro. `own_zone`: the time zone has a field of its own beside the schedule."""
    fields = text.split()
    if text.startswith(_ZONES):
        return "the time zone belongs in `timeZone`" if own_zone else ""
    if text.startswith("@"):
        return _of_macro(text)
    return unreadable(fields, FIVE) if len(fields) == len(FIVE) else f"it has {len(fields)} fields instead of 5"


def of_seconds(text: str, *, last_day: int = 6) -> str:
    """Cron whose first field may be the seconds."""
    fields, grammar = text.split(), (*SIX[:-1], (0, last_day, DAYS))
    if len(fields) not in (5, 6) or text.startswith(("@", *_ZONES)):
        return of_cron(text)
    return unreadable(fields, grammar[-len(fields) :])


def of_timer(text: str) -> str:
    """The seconds first; `@every 5m`, and a time zone in front."""
    if text.startswith("@"):
        return _of_macro(text)
    fields = _without_zone(text)
    if len(fields) != len(SIX):
        return f"it has {len(fields)} fields instead of 6 (the first one are the seconds)"
    return unreadable(fields, SEVEN[: len(SIX)])


def of_timer_with_years(text: str) -> str:
    """The seconds first and the year last. With five fields it is plain cron, of which nothing is known; `@` neither."""
    fields = [] if text.startswith("@") else _without_zone(text)
    if len(fields) in (len(SEVEN), len(FIVE)) or text.startswith("@"):
        return unreadable(fields, SEVEN) if len(fields) == len(SEVEN) else ""
    return f"it has {len(fields)} fields instead of 7 (seconds first, the year last)"


def _of_macro(text: str) -> str:
    return "" if _MACROS.match(text) else "there is no such macro"


def _without_zone(text: str) -> list[str]:
    fields = text.split()
    return fields[1:] if fields and fields[0].startswith(_ZONES) else fields


def unreadable(fields: list[str], grammar: Grammar) -> str:
    """The first field that is none, in words."""
    for field, (low, high, words) in zip(fields, grammar, strict=True):
        for part in field.split(","):
            one = f"{words}|[0-9]+".lstrip("|")
            found = re.match(rf"(?:[*?]|(?P<a>{one})(?:-(?P<b>{one}))?)(?:/(?P<step>[0-9]+))?\Z", part, re.I)
            numbers = [int(end) for end in (found["a"], found["b"]) if end and end.isdigit()] if found else []
            if not found or any(not low <= number <= high for number in numbers) or found["step"] == "0":
                return f"`{part}` is no value from {low} to {high}"
    return ""
