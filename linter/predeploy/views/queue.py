"""Queue: messages wait here until somebody works on them."""

from ..measure import Measure
from ..node import Node
from .base import Document


class Queue(Document):
    """Dialects say where the settings lie. Times in seconds."""

    __slots__ = ()

    @property
    def visibility(self) -> Measure:
        """How long a message that was handed out stays hidden."""
        raise NotImplementedError

    @property
    def retention(self) -> Measure:
        """How long a message is kept."""
        raise NotImplementedError

    @property
    def max_receives(self) -> Measure:
        """How often a message is handed out before it goes to the dead-letter queue; absent without one."""
        raise NotImplementedError

    @property
    def dead_letter(self) -> Node:
        """Where the dead-letter queue is named."""
        raise NotImplementedError

    @property
    def fifo(self) -> bool | None:
        """None when it cannot be known."""
        raise NotImplementedError
