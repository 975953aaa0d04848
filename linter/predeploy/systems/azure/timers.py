"""Timers of Azure Functions: NCRONTAB with or without seconds, or a time span, in which a first part of 24 or more counts
days. https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#timespan (as of 2026-11)"""

from ...crontab import SIX, unreadable
from ...patterns import pattern

_SPAN = pattern(r"(?:[0-9]{1,8}\.)?(?:[01]?[0-9]|2[0-3]):[0-5]?[0-9](?::[0-5]?[0-9](?:\.[0-9]{1,7})?)?\Z")
_TOO_LONG = pattern(r"(2[4-9]|[3-9][0-9]|[0-9]{3}):[0-9:]{1,8}\Z")


def fault(text: str) -> str:
    """What is wrong with the schedule of a timer; empty where nothing is."""
    if ":" in text:
        days = _TOO_LONG.match(text)
        if days:
            return f"it means every {days[1]} days, for hours end at 23; every day is `1.00:00:00`"
        return "" if _SPAN.match(text) else "it is no time span hh:mm:ss"
    fields = text.split()
    if len(fields) not in (5, 6):
        return f"it has {len(fields)} fields instead of 6 (the first one are the seconds)"
    return unreadable(fields, SIX[-len(fields) :])
