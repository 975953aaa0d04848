"""Stages as a matrix: what depends on none is checked once, everything else once for each."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..finding import Finding
from ..given import Given, deploying
from ..reading import Source
from ..severity import RANK
from .check import Checked, Checks


class Outcome:
    """What a worker hands back. Trees are prepared anew where they arrive: each kind of them for its own stage."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        stages = tuple(dict.fromkeys(values.get("stage", ())))
        self.givens = tuple(Given(stage, values.get("params", {}), stages) for stage in stages or ("",))
        self.common = Checked()
        self.variants = [Checked() for _ in self.givens] if len(self.givens) > 1 else []

    def check(self, checker: Checks, source: Source, *, named: bool = False) -> None:
        """What a source says, in each stage if it asks for one."""
        first, *others = self.givens
        if not others:
            with deploying(first):
                checker.check(source, self.common, named=named)
            return
        asked, first.asked = first.asked, False
        found = Checked()
        with deploying(first):
            checker.check(source, found, named=named)
        if first.asked:
            self.variants[0].add(found)
            for given, variant in zip(others, self.variants[1:], strict=True):
                with deploying(given):
                    checker.check(source, variant, named=named)
        else:
            self.common.add(found)
        first.asked = first.asked or asked

    def add(self, other: "Outcome") -> None:
        self.common.add(other.common)
        for own, more in zip(self.variants, other.variants, strict=True):
            own.add(more)
        for one, another in zip(self.givens, other.givens, strict=True):
            one.heard(another)

    def __getstate__(self) -> Any:
        import pickle

        return self.givens, pickle.dumps(self.common, 5), [pickle.dumps(one, 5) for one in self.variants]

    def __setstate__(self, state: Any) -> None:
        import pickle

        self.givens, common, variants = state
        with deploying(self.givens[0]):
            self.common = pickle.loads(common)
        self.variants = []
        for given, variant in zip(self.givens, variants, strict=False):
            with deploying(given):
                self.variants.append(pickle.loads(variant))

    def parts(self) -> list[tuple[Given, Checked]]:
        """What all files say in each stage; only one when nothing depends on the stage."""
        if not any(variant.files for variant in self.variants):
            return [(self.givens[0], self.common)]
        parts = []
        for given, variant in zip(self.givens, self.variants, strict=True):
            part = Checked()
            part.add(self.common)
            part.add(variant)
            parts.append((given, part))
        return parts

    def notes(self) -> list[str]:
        """What was given in vain."""
        heard = Given()
        for given in self.givens:
            heard.heard(given)
        unused = [name for name in self.givens[0].params if name not in heard.params.used]
        said = [f"nothing uses the parameter `{name}`" for name in unused]
        stages = [given.name for given in self.givens if given.name]
        if stages and not heard.asked:
            return [*said, f"nothing here depends on a stage, so `{', '.join(stages)}` changed nothing"]
        strange = [stage for stage in stages if heard.known and stage not in heard.known]
        return [
            *said,
            *(f"no file names the stage `{one}`; there are {', '.join(sorted(heard.known))}" for one in strange),
        ]


def joined(parts: list[tuple[Given, Checked]]) -> Checked:
    """All stages as one: what they have in common is told once, the rest with the stages it was found in."""
    out = parts[0][1]
    if len(parts) > 1:
        out.findings = _told_once(parts)
        for _, part in parts[1:]:
            out.suppressions = list(dict.fromkeys([*out.suppressions, *part.suppressions]))
            out.skipped += part.skipped
            out.errors += part.errors
            out.exposed |= part.exposed
            out.intents |= part.intents
            out.idle = max(out.idle, part.idle, key=lambda one: one[0] or 0.0)  # the dearest stage
            out.included |= part.included
            out.estate = out.estate.joined(part.estate) if out.estate and part.estate else out.estate or part.estate
    return out


def _told_once(parts: list[tuple[Given, Checked]]) -> list[Finding]:
    stages = [given.name for given, _ in parts]
    found: dict[Any, dict[str, Finding]] = defaultdict(dict)  # → stage → what it is told there
    for given, part in parts:
        for one in part.findings:
            found[one.rule, one.place, one.message].setdefault(given.name, one)
    told: dict[Any, dict[str, Finding]] = defaultdict(dict)
    for (rule, place, message), by_stage in found.items():
        if len(by_stage) == 1:  # names often hold the stage
            [stage] = by_stage
            message = re.sub(rf"(?<![A-Za-z0-9]){re.escape(stage)}(?![A-Za-z0-9])", "…", message)  # noqa: PLW2901
        for stage, one in by_stage.items():
            told[rule, place, message].setdefault(stage, one)
    out = []
    for by_stage in told.values():
        worst = min(by_stage.values(), key=lambda one: RANK[one.severity])
        worst.renders = tuple(by_stage) if len(by_stage) < len(stages) else ()
        out.append(worst)
    return out
