"""Texts with variables that something fills in before the deployment."""

import re
from collections.abc import Callable
from typing import Any

from ..reading.values import UNKNOWN, Tagged


def unknown_with(variable: re.Pattern[str]) -> Callable[[Any], Any]:
    """A resolver: what holds such a variable, which begins with `$`, is unknown, and so is what has a tag."""

    def resolve(raw: Any) -> Any:
        if raw.__class__ is str:
            return UNKNOWN if "$" in raw and variable.search(raw) else raw
        return UNKNOWN if raw.__class__ is Tagged else raw

    return resolve
