"""What is wrong with a configuration, and where."""

from collections.abc import Iterable
from typing import Final

from ..finding import Place
from ..record import NamedTuple

COMMAND_LINE: Final = Place("command line", None)
MAX_WRONG: Final = 50  # our own choice: what nobody reads to its end


class Mistake(NamedTuple):
    place: Place
    message: str

    def __str__(self) -> str:
        return f"{where(self.place)} {self.message}"


class UsageError(Exception):
    """The run cannot start (exit code 2). Carries every mistake that was found, not only the first."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        found = list(dict.fromkeys(mistakes))
        files = {path: i for i, path in enumerate(dict.fromkeys(one.place.path for one in found))}
        self.mistakes = tuple(sorted(found, key=lambda one: (files[one.place.path], one.place.span or ())))
        super().__init__(self.mistakes)

    def __str__(self) -> str:
        return "\n".join(map(str, self.mistakes))


def where(place: Place) -> str:
    """`path:line:column`, or what is known of it."""
    return f"{place.path}:{place.span.line}:{place.span.column}" if place.span else place.path


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean 'fail-on'?)`, or nothing."""
    import difflib

    near = difflib.get_close_matches(word[:200], list(known), n=1, cutoff=0.6)
    return f" (did you mean {near[0]!r}?)" if near else ""


def or_known(word: str, known: Iterable[str]) -> str:
    """The same, or what there is to choose from."""
    known = sorted(known)
    return did_you_mean(word, known) or (f" (known: {', '.join(known)})" if known else "")
