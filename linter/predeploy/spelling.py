"""The name that a misspelt one may have meant."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from .patterns import pattern

MOST: Final = 100  # names that are compared, in a millisecond or two: a large file may misspell thousands of thousands
LONGEST: Final = 200  # characters of one
_NUMBERS: Final = pattern(r"[0-9]+")


def similar(word: str, names: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The one of `names` that is most like a word, if one is at all (`cutoff`: 1 for the same, 0 for anything). Of very
    many only the word's neighbours in the alphabet are compared."""
    known = sorted(names)
    if len(known) > MOST:
        at = bisect_left(known, word)
        known = known[max(at - MOST // 2, 0) : at + MOST // 2]
    size = len(word)
    # of other names the length alone says that they are not alike enough
    near = [one for one in known if 0 < len(one) <= LONGEST and 2 * min(size, len(one)) / (size + len(one)) >= cutoff]
    if not near or size > LONGEST:
        return None
    import difflib  # here and below: few runs meet a word that is misspelt

    return next(iter(difflib.get_close_matches(word, near, 1, cutoff)), None)


def slip(one: str, other: str, cutoff: float = 0.8) -> bool:
    """Do two names differ by a slip of the pen in their words, and not by a word or a number? `shop-prd` is `shop-prod`;
    `shop-web` is another thing than `shop`, and `shop-v1` than `shop-v2`."""
    words, others = one.split("-"), other.split("-")
    if len(words) != len(others) or _NUMBERS.sub("", one) == _NUMBERS.sub("", other):
        return False
    import difflib

    return all(difflib.SequenceMatcher(None, a, b).ratio() >= cutoff for a, b in zip(words, others, strict=True))
