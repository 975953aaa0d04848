"""Spelling: how one reader wants a time written."""

import re

from ..record import NamedTuple


class Spelling(NamedTuple):
    """What the reader can read, how it writes a time, and what becomes of everything else."""

    reads: re.Pattern[str]
    writes: str  # a format of the amount; empty: no text can be proposed
    why: str
    each: int = 1  # of its smallest unit in a second
    safe: bool = True  # what a text means to the reader is beyond doubt

    def written(self, seconds: float) -> str:
        """A time as this reader wants it; empty where it cannot be said without loss."""
        amount = seconds * self.each
        return self.writes.format(amount) if self.writes and amount >= 0 and amount.is_integer() else ""
