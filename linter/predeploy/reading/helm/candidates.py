"""Values that may decide what stands at a place of the output, as far as the templates tell. Proving it is another thing."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final

from ...record import NamedTuple
from ..tree import Path as TreePath
from .flow import ANY, Flow, Path, union
from .leaves import aliases, other_than
from .lines import TemplateOrigin
from .marks import Mark
from .render import Render
from .resolve import Gate, Helpers, Resolver, helpers_in
from .values import effective

_NAMES: Final = ("nameOverride", "fullnameOverride", "namespaceOverride")  # decide what all is called, and nothing else
_MAX_LEAVES: Final = 60  # below one path
_MAX_WORDS: Final = 2  # of those a condition compares a value with


class Candidate(NamedTuple):
    path: TreePath  # in the values of the whole chart
    value: Any
    gate: bool  # does it only choose what is printed?
    words: tuple[str, ...] = ()  # that a condition compares it with

    @property
    def others(self) -> list[Any]:
        """Values that would print something else, or choose otherwise."""
        if isinstance(self.value, (dict, list)):
            return [None if isinstance(self.value, dict) else []]  # null takes away what the defaults say
        found = [other_than(self.value)]
        if self.gate and (self.value is None or isinstance(self.value, str)):
            found += [word for word in self.words if word != self.value][:_MAX_WORDS]
            found += [""] if self.value else []
        return found


class Candidates:
    """For the places of one render."""

    def __init__(self, render: Render) -> None:
        self.render = render

    @cached_property
    def values(self) -> dict[str, Any]:
        return effective(self.render.chart, self.render.given)

    def resolver(self, origin: TemplateOrigin) -> Resolver:
        templates = self.render.work.templates
        prefix = aliases(origin.rendered)
        return Resolver(self._helpers, templates.at, lambda path: self.value(rooted(path, prefix)))

    @cached_property
    def _helpers(self) -> Helpers:
        templates = self.render.work.templates
        return helpers_in(templates.texts, templates.at)

    def printed(self, origin: TemplateOrigin, stacks: Iterable[Sequence[Mark]], text: str, key: str) -> list[Candidate]:
        """What some actions print, and what chooses between it, the likeliest first."""
        resolver = self.resolver(origin)
        flow = union(resolver.resolve(stack) for stack in stacks)
        return self._ranked(flow, aliases(origin.rendered), text, key)

    def around(self, origin: TemplateOrigin, stack: Sequence[Mark]) -> list[Candidate]:
        """What the conditions around a place ask for, the innermost first."""
        prefix = aliases(origin.rendered)
        gates = self.resolver(origin).gates(stack)
        known: dict[TreePath, Candidate] = {}
        for one in (one for gate in gates for one in self._asked(gate, prefix)):
            known.setdefault(one.path, one)
        return [*known.values()]

    def value(self, path: TreePath) -> Any:
        value: Any = self.values
        for step in path:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            elif isinstance(value, list) and step == ANY and value:
                value = value[0]
            else:
                return None
        return value

    def _asked(self, gate: Gate, prefix: tuple[str, ...]) -> Iterator[Candidate]:
        """What one condition asks for: a single value, or whether there is anything."""
        for path in sorted(gate.paths):
            found = rooted(path, prefix)
            if not found or found[-1] in _NAMES:
                continue
            value = self.value(found)
            if isinstance(value, (dict, list)) and value and ANY not in found:
                yield Candidate(found, value, gate=True)
            else:
                yield from (Candidate(leaf, own, True, gate.words) for leaf, own in self._leaves(found))

    def _ranked(self, flow: Flow, prefix: tuple[str, ...], text: str, key: str) -> list[Candidate]:
        steps = [step for step in key.replace("[", ".").replace("]", "").split(".") if step]
        known: dict[TreePath, Candidate] = {}
        for gate, paths in ((False, flow.all()), (True, flow.gates)):
            for path in sorted(paths):
                for leaf, value in self._leaves(rooted(path, prefix)):
                    if leaf[-1] in _NAMES:
                        continue
                    known.setdefault(leaf, Candidate(leaf, value, gate))
                    if value is None and (below := _below(leaf, steps)):
                        known.setdefault(below, Candidate(below, None, gate))
        return sorted(known.values(), key=lambda one: _rank(one, text, steps))

    def _leaves(self, path: TreePath) -> Iterator[tuple[TreePath, Any]]:
        """The scalars at or below a path; a path that leads to none is a key that could be set."""
        if not path:
            return
        left: list[tuple[TreePath, Any, TreePath]] = [((), self.values, path)]
        count = 0
        while left and count < _MAX_LEAVES:
            done, value, rest = left.pop()
            if isinstance(value, dict) and (value or not rest):
                wanted = rest[:1] if rest and rest[0] != ANY else [*value]
                left += [((*done, step), value.get(step), rest[1:]) for step in wanted]
            elif isinstance(value, list):
                rest = rest[1:] if rest and (rest[0] == ANY or str(rest[0]).isdigit()) else rest
                left += [((*done, number), one, rest) for number, one in enumerate(value)]
            elif not rest or (not isinstance(value, (str, int, float)) and ANY not in rest):
                count += 1
                yield (*done, *rest), (value if not rest else None)


def rooted(path: Path, prefix: tuple[str, ...]) -> TreePath:
    """A path of a template's context as one of the values of the whole chart; empty when it is none."""
    if path[:1] != ("Values",) or len(path) < 2:
        return ()
    return path[1:] if path[1] == "global" else (*prefix, *path[1:])


def _below(path: TreePath, steps: list[str]) -> TreePath:
    """What stands below a map that nobody gives, at the place with these steps; empty when it is not on the way."""
    if path[-1] not in steps[:-1]:
        return ()
    at = len(steps) - 1 - steps[::-1].index(str(path[-1]))
    return (*path, *steps[at + 1 :])


def spelled(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _rank(one: Candidate, text: str, steps: Iterable[str]) -> tuple[Any, ...]:
    """Values that read like the scalar first, then paths that end like the place of the scalar, then what is set."""
    said = spelled(one.value)
    alike = 0 if said == text else 1 if said and said in text else 2
    behind = (
        -text.rfind(said) if alike == 1 and not said.startswith("sha256:") else 0
    )  # an image's tag is told, not its registry
    common = 0
    for own, other in zip(reversed(one.path), reversed([*steps]), strict=False):
        if str(own).lower() != other.lower():
            break
        common += 1
    return (one.gate, one.value is None, alike, behind, -common, len(one.path), tuple(map(str, one.path)))
