"""Target: what is deployed to."""

from typing import Any, Final

from .patterns import pattern
from .record import NamedTuple

_KUBERNETES: Final = pattern(r"v?([0-9]{1,2})\.([0-9]{1,3})(?:\.[0-9]{1,4})?\+?(?:[-+][0-9A-Za-z.+-]{1,80})?\Z")


class Target(NamedTuple):
    """What the owner says about where this goes; None is unsaid, and rules then say nothing that rests on it."""

    kubernetes: tuple[int, int] | None = None
    region: str | None = None
    environment: str | None = None  # dev, test, staging or prod
    prices: Any = None  # a prices.Prices: what things cost there

    def kubernetes_at_least(self, major: int, minor: int) -> bool | None:
        """None when the version is unsaid."""
        return None if self.kubernetes is None else self.kubernetes >= (major, minor)


def parse_kubernetes(value: Any) -> tuple[int, int]:
    """`1.34`, `v1.34.2` or `1.34.1-gke.200` → (1, 34). Raises ValueError for everything else, also for a number:
    an unquoted 1.30 reached us as 1.3."""
    match = _KUBERNETES.match(value) if value.__class__ is str else None
    if match is None:
        raise ValueError('expects a Kubernetes version in quotes, such as "1.34"')
    return int(match[1]), int(match[2])
