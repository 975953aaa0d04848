"""Regular expressions that are compiled when they are first used: one run uses few of the rules' patterns, and
compiling all of them would take as long as reading fifty manifests."""

import re
from typing import Any, cast


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        for method in ("match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split"):
            setattr(self, method, getattr(compiled, method))  # from now on as fast as the pattern itself
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, compiled at the first use."""
    return cast("re.Pattern[str]", _Pattern(text, flags))
