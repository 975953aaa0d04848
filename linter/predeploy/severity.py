"""How bad a finding is: one scale for every rule, and the one place where evidence and money shift it."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Severity = Literal["critical", "high", "medium", "low", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
RANK: Final[dict[str, int]] = {name: i for i, name in enumerate(SEVERITIES)}

MONEY_THRESHOLDS: Final[dict[str, float]] = {"high": 500.0, "medium": 100.0, "low": 10.0}
"""USD a month from which a finding about cost has that severity; below the last it is `info`."""


def at_least(severity: str, threshold: str) -> bool:
    """Is `severity` as bad as `threshold`, or worse?"""
    return RANK[severity] <= RANK[threshold]


def of_money(usd_month: float, thresholds: Mapping[str, float] = MONEY_THRESHOLDS) -> Severity:
    """The severity of money spent for nothing, in USD a month."""
    for name in SEVERITIES:
        if name in thresholds and usd_month >= thresholds[name]:
            return name
    return "info"


def lower(severity: Severity, steps: int = 1) -> Severity:
    return SEVERITIES[min(RANK[severity] + steps, len(SEVERITIES) - 1)]
