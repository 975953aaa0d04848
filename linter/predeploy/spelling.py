"""The name that a misspelt one may have meant."""

import difflib
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

MOST: Final = 100  # names that are compared, in a millisecond or two: a large file may misspell thousands of thousands
LONGEST: Final = 200  # characters of one


def similar(word: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The one of `names` that is most like a word, if one is at all (`cutoff`: 1 for the same, 0 for anything). Of very
    many only the word's neighbours in the alphabet are compared."""
    known = sorted(names)
    if len(known) > MOST:
        at = bisect_left(known, word)
        known = known[max(at - MOST // 2, 0) : at + MOST // 2]
    short = [one for one in known if len(one) <= LONGEST]
    near = difflib.get_close_matches(word, short, 1, cutoff) if len(word) <= LONGEST else []
    return near[0] if near else None
