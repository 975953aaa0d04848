"""`${…}` in the texts of a document, as tools replace it before they deploy. Which expressions there are is the dialect's."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from ..patterns import pattern
from ..reading.values import ABSENT, UNKNOWN, Tagged

HOLE = pattern(r"\$\{([^{}]{0,400})\}")
_DEEPEST: Final = 24  # placeholders within what placeholders stand for; real files nest two
_HIGHEST: Final = 64
_LARGEST: Final = 50_000
"""Levels and values of what one placeholder stands for, all placeholders in it followed."""
_EFFORT: Final = 1_000_000  # values looked at in one document
_LONGEST: Final = 262_144  # characters of one text


class Placeholders:
    """A function from a value as it is written to its effective value: what a Tree wants for `resolve`. Never raises."""

    def __init__(self, look: "Callable[[Placeholders, str], Any]") -> None:
        """`look` gives what an expression stands for: plain data, ABSENT or UNKNOWN."""
        self.look = look
        self.memo: dict[str, Any] = {}
        self.depth, self.effort = 0, _EFFORT

    def __call__(self, raw: Any) -> Any:
        if raw.__class__ is str and "${" in raw:
            return self.text(raw)
        return UNKNOWN if raw.__class__ is Tagged else raw

    def text(self, text: str) -> Any:
        if text not in self.memo:
            self.memo[text] = UNKNOWN  # while it is worked out: whoever leads back here goes round in a circle
            self.depth += 1
            value = UNKNOWN if self.depth > _DEEPEST else self._stands_for(text)
            self.memo[text] = value
            if not self._fits(value):
                self.memo[text] = UNKNOWN
            self.depth -= 1
        return self.memo[text]

    def walk(self, value: Any, keys: Iterable[str]) -> Any:
        """What lies below a value, placeholders on the way replaced."""
        for key in keys:
            if value.__class__ is dict:
                value = value.get(key)
            elif value.__class__ is list and key.isascii() and key.isdigit() and len(key) < 6:
                value = value[int(key)] if int(key) < len(value) else None
            else:
                return UNKNOWN if value is UNKNOWN or value.__class__ is Tagged else ABSENT
            value = ABSENT if value is None else self(value)
        return value

    def _stands_for(self, text: str) -> Any:
        parts = HOLE.split(text)  # literal, expression, literal, …
        if any("${" in part for part in parts[::2]):
            return UNKNOWN
        if len(parts) == 3 and not parts[0] and not parts[2]:
            found = self.look(self, parts[1].strip())
            return self.text(found) if found.__class__ is str and "${" in found else found
        size = 0
        for index in range(1, len(parts), 2):
            value = self(self.look(self, parts[index].strip()))
            if value.__class__ is bool or value.__class__ is int:
                value = str(value).lower()
            if value.__class__ is not str:
                return UNKNOWN
            parts[index] = value
            size += len(value)
            if size > _LONGEST:
                return UNKNOWN
        return "".join(parts)

    def _fits(self, value: Any) -> bool:
        stack, left = [(value, 1)], _LARGEST
        while stack:
            value, height = stack.pop()
            left, self.effort = left - 1, self.effort - 1
            if left < 0 or self.effort < 0 or height > _HIGHEST:
                return False
            value = self(value)
            if value.__class__ is dict:
                stack += [(child, height + 1) for child in value.values()]
            elif value.__class__ is list:
                stack += [(child, height + 1) for child in value]
        return True
