"""Numbers with units: Kubernetes quantities, durations, money."""

import math
from functools import lru_cache
from typing import Any, Final

from .patterns import pattern

NaN: Final = math.nan

# https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ (as of 2026-11)
_SUFFIXES: Final = {
    "": 1.0, "n": 1e-9, "u": 1e-6, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
    "Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40, "Pi": 2.0**50, "Ei": 2.0**60,
}  # fmt: skip
_QUANTITY = pattern(r"([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)([numkMGTPE]|[KMGTPE]i)?\Z")

# Go's time.ParseDuration, with days as some formats write them
_SECONDS: Final = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_DURATION = pattern(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h|d)")
_MAX_TEXT = 64


def number(value: Any) -> float:
    """A number, also one written as text; NaN for everything else."""
    if value.__class__ is int or value.__class__ is float:
        return _float(value)
    if value.__class__ is str and len(value) <= _MAX_TEXT and "_" not in value:
        return _float(value)
    return NaN


def quantity(value: Any) -> float:
    """`500m` → 0.5, `256Mi` → 268435456.0; NaN for what is none."""
    if value.__class__ is int or value.__class__ is float:
        return _float(value)
    return _quantity(value) if value.__class__ is str and len(value) <= _MAX_TEXT else NaN


@lru_cache(maxsize=1_000)  # most manifests say the same few
def _quantity(text: str) -> float:
    match = _QUANTITY.match(text)
    return _float(match[1]) * _SUFFIXES[match[2] or ""] if match else NaN


def duration(value: Any) -> float:
    """Seconds: `1m30s` → 90.0, `500ms` → 0.5, a bare number counts as seconds; NaN for what is none."""
    if value.__class__ is int or value.__class__ is float:
        return _float(value)
    if value.__class__ is str and value and len(value) <= _MAX_TEXT:
        parts = _DURATION.findall(value)
        if parts and "".join(a + b for a, b in parts) == value:
            return sum(float(amount) * _SECONDS[unit] for amount, unit in parts)
        return number(value)
    return NaN


def _float(value: Any) -> float:
    """NaN also for what is written as infinite: rules take infinity for "no limit"."""
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return NaN
    return found if math.isfinite(found) else NaN


def pretty(value: float, unit: str) -> str:
    """A measure as people say it: `29 s`, `1.5 h`, `7 days`, `512 MiB`, `0.25 cores`."""
    if unit == "bytes":
        for name, size in (("GiB", 2.0**30), ("MiB", 2.0**20), ("KiB", 2.0**10)):
            if value >= size:
                return f"{value / size:g} {name}"
    if value == math.inf:
        return "no limit"
    if unit == "s" and value >= 3600 and value % 1800 == 0:
        days = value >= 172_800 and value % 86_400 == 0
        return f"{value / 86_400:g} days" if days else f"{value / 3600:g} h"
    if value == 1 and len(unit) > 1:
        unit = unit.removesuffix("s")
    return f"{value:.10g} {unit}".rstrip()
