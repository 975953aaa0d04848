"""How far folders are from each other; variants of one thing (overlays, golden outputs) never see each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final, TypeVar

from ..views import Document

T = TypeVar("T")
Identity = tuple[str, str, str]  # kind, namespace and name
MAX_HOPS: Final = 3
REPOSITORY: Final = MAX_HOPS + 1
MOST_KNOWN: Final = (
    500_000  # pairs of folders that are remembered, in some 100 MB: of ten thousand folders there are 50 million
)
_PARENTS_OF_VARIANTS = ("overlays", "environments", "envs", "variants", "clusters", "testdata", "golden")


class Distances:
    """Between the folders of the objects of one run."""

    def __init__(self, identities: Callable[[], Iterable[tuple[str, Identity]]]) -> None:
        """`identities` tells each folder with what stands in it."""
        self._identities = identities
        self._known: dict[tuple[str, str], int] = {}

    def between(self, one: str, other: str) -> int:
        """Of two folders: 2 for neighbours, at most the repository; -1 when the two never meet."""
        known = self._known.get((one, other))
        if known is None:
            known = self._apart(one, other)
            if len(self._known) < MOST_KNOWN:
                self._known[one, other] = known
        return known

    def levels(self, folders: dict[str, dict[str, T]], path: str) -> Iterator[list[T]]:
        """What lies in sources, by folder and path: of the source itself, then of its folder, then ever farther away."""
        folder = path.rpartition("/")[0]
        beside = folders.get(folder, {})
        if path in beside:
            yield [beside[path]]
        if beside:  # most often the folder answers
            yield [*beside.values()]
        levels: dict[int, list[T]] = defaultdict(list)
        for other, sources in folders.items():
            if other != folder:
                levels[self.between(folder, other)] += sources.values()
        levels.pop(-1, None)
        yield from (levels[distance] for distance in sorted(levels))

    def _apart(self, one: str, other: str) -> int:
        left, right = (folder.split("/") if folder else [] for folder in (one, other))
        common = 0
        for x, y in zip(left, right, strict=False):
            if x != y:
                break
            common += 1
        parted = common < len(left) and common < len(right)
        if parted and self._variants("/".join(left[:common]), left[common], right[common]):
            return -1
        return 1 + min(max(len(left), len(right)) - common, REPOSITORY)

    def _variants(self, parent: str, one: str, other: str) -> bool:
        """Two sibling folders are variants of one thing when their parent says so or an object stands in both."""
        if parent.rpartition("/")[2] in _PARENTS_OF_VARIANTS:
            return True
        prefix = f"{parent}/" if parent else ""
        return not self._contents.get(prefix + one, set()).isdisjoint(self._contents.get(prefix + other, ()))

    @cached_property
    def _contents(self) -> dict[str, set[Identity]]:
        """Folder → the objects anywhere below it."""
        held: dict[str, set[Identity]] = defaultdict(set)
        for folder, identity in self._identities():
            held[folder].add(identity)
        below: dict[str, set[Identity]] = defaultdict(set)
        for folder, identities in held.items():
            above = folder
            while above:
                below[above] |= identities
                above = above.rpartition("/")[0]
        return below


def same_namespace(one: Document, other: Document) -> bool:
    """Namespaces that agree, or of which one is left to the deployment."""
    a, b = one.namespace, other.namespace
    return a == b or not a or not b
