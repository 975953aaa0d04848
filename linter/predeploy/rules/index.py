"""The index: from the type and kind of a view to the rules that it wakes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..record import NamedTuple
from ..severity import Severity
from ..views import View
from . import Rule, watched


class Enabled(NamedTuple):
    """A rule as the settings of a folder want it."""

    rule: Rule
    severity: Severity | None = None  # the user's, which is final
    options: Mapping[str, Any] = {}


class Index:
    """The enabled rules of one pass by the views that wake them."""

    def __init__(self, enabled: Iterable[Enabled]) -> None:
        self._by_type: dict[str, list[Enabled]] = defaultdict(list)
        for one in enabled:
            for subject in one.rule.watches:
                self._by_type[subject].append(one)
        self._types: dict[type, tuple[Enabled, ...]] = {}
        self._kinds: dict[tuple[type, str, str], tuple[Enabled, ...]] = {}

    def wanted(self, view_type: type) -> bool:
        """Does any rule watch this type, whatever its kind?"""
        return bool(self._of_type(view_type))

    def of(self, view: View) -> Sequence[Enabled]:
        """The rules that a view wakes; not those of whose keys none is written in a Kubernetes object."""
        platform = getattr(view, "platform", "")  # of a container its workload's
        awake = self._awake(view, platform)
        tree = view.node.tree if platform == "kubernetes" else None
        if tree is None or tree.keys is None or tree.resolve is not None:
            return awake
        written = tree.keys
        return [one for one in awake if not ((keys := one.rule.keys) and keys.isdisjoint(written))]

    def _awake(self, view: View, platform: str) -> tuple[Enabled, ...]:
        """Whatever is written there."""
        key = (view.__class__, view.kind, platform)
        found = self._kinds.get(key)
        if found is None:
            found = tuple(
                one
                for one in self._of_type(key[0])
                if (not one.rule.kinds or key[1] in one.rule.kinds)
                and (not one.rule.platforms or platform in one.rule.platforms)
            )
            if len(self._kinds) < 10_000:  # kinds come from the input
                self._kinds[key] = found
        return found

    def _of_type(self, view_type: type) -> tuple[Enabled, ...]:
        found = self._types.get(view_type)
        if found is None:
            seen: dict[int, Enabled] = {}
            for base in view_type.__mro__:
                for one in self._by_type.get(watched(base), ()):
                    seen.setdefault(id(one.rule), one)
            found = self._types[view_type] = tuple(seen.values())
        return found
