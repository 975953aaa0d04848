"""Durations as Azure writes them: .NET time spans in host.json, ISO 8601 in templates."""

from ...measure import Measure
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN

_SPAN = pattern(r"(?:([0-9]{1,8})\.)?([0-9]{1,3}):([0-9]{1,2})(?::([0-9]{1,2})(?:\.[0-9]{1,7})?)?\Z")
_DAYS = pattern(r"[0-9]{1,8}\Z")
_ISO = pattern(
    r"P(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:\.[0-9]{1,9})?)S)?)?\Z"
)
DAY = 86_400.0


def span(text: str) -> float:
    """Seconds of a .NET time span: `00:05:00`, `1.00:00:00`; NaN for what is none. A bare number counts days, and with
    24 hours or more the first part does, too: `24:00:00` is 24 days.

    https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#timespan (as of 2026-11)
    """
    if _DAYS.match(text):
        return int(text) * DAY
    found = _SPAN.match(text)
    if found is None:
        return NaN
    days, first, second, third = (int(part or 0) for part in found.groups())
    if first >= 24:
        days, first, second, third = first, second, third, 0
        return NaN if found[1] is not None or first >= 24 or second > 59 else days * DAY + first * 3600 + second * 60
    return NaN if second > 59 or third > 59 else days * DAY + first * 3600 + second * 60 + third


def iso(text: str) -> float:
    """Seconds of `PT1M`, `P14D`; NaN for what is none. Longer than ten years counts as without end."""
    found = _ISO.match(text)
    if found is None or text in ("P", "PT"):
        return NaN
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    whole = (weeks * 7 + days) * DAY + hours * 3600 + minutes * 60 + seconds
    return float("inf") if whole > 3650 * DAY else whole


def iso_measure(node: Node, default: float) -> Measure:
    """A setting in ISO 8601, in seconds."""
    if node.absent:
        return Measure(default, node, "default")
    return Measure(NaN if node.text is None else iso(node.text), node, "unknown" if node.unknown else "own")
