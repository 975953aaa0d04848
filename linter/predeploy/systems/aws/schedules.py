"""The schedules of Amazon EventBridge and its Scheduler, as they are written."""

from ...crontab import MONTHS, OF_MONTH, OF_WEEK, Grammar, unreadable
from ...patterns import pattern

# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html (as of 2026-11)
_CRON: Grammar = ((0, 59, ""), (0, 23, ""), (1, 31, OF_MONTH), (1, 12, MONTHS), (1, 7, OF_WEEK), (1970, 2199, ""))
_RATE = pattern(r"rate\((?:1 (?:minute|hour|day)|(?!0+ |1 )[0-9]+ (?:minutes|hours|days))\)\Z")
# EventBridge Scheduler does not mind the plural
_LOOSE_RATE = pattern(r"rate\((?!0+ )[0-9]+ +(?:minute|hour|day)s?\)\Z")
_ONCE = pattern(r"at\([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?\)\Z")


def fault(text: str, *, loose: bool = False) -> str:
    """What is wrong with a schedule, as rules see it; empty where nothing is. `loose`: as the Scheduler does."""
    if text.startswith("rate("):
        known = _RATE.match(text) or (loose and _LOOSE_RATE.match(text))
        return "" if known else "a rate is `1 minute`, `5 minutes`, `1 hour`, `2 hours`, `1 day` or `3 days`"
    if not text.startswith("cron(") or not text.endswith(")"):
        return "" if _ONCE.match(text) else "it is neither `rate(…)` nor `cron(…)`"
    fields = text[5:-1].split()
    if len(fields) != len(_CRON):
        return f"its cron has {len(fields)} fields instead of 6 (the last one is the year)"
    if [fields[2], fields[4]].count("?") != 1:
        return "one of day of month and day of week must be `?`, and only one"
    return unreadable(fields, _CRON)
