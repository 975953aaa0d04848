"""The further variants of what was rendered: checked by both passes, each as a whole of its own."""

from typing import TYPE_CHECKING, Any

from ..given import deploying
from .check import Checked
from .rendered import Rendered
from .second import second_pass
from .stages import Outcome
from .workers import LostWorker, balance, choose, run

if TYPE_CHECKING:
    from . import Scan


class Others:
    """Both passes over the further variants: each is a whole of its own. Travels to spawned workers."""

    def __init__(self, work: "Scan") -> None:
        self._work, self._clouded = work, work.request.clouded

    def __call__(self, renders: list[list[Any]]) -> list[Checked]:
        return [self._check(sources) for sources in renders]

    def _check(self, sources: list[Any]) -> Checked:
        work = self._work
        outcome = Outcome(work.request.policy.root.values)
        for source in sources:
            outcome.check(work.checker(work.request.policy.settings_for(source.path)), source)
        given, found = outcome.parts()[0]
        found.clouded |= self._clouded
        with deploying(given):
            second_pass(work, found)
        found.trees = []
        found.estate = None
        return found


def check_others(work: "Scan", rendered: Rendered, out: Checked) -> None:
    """Add to `out` what the further variants say."""
    others = [render.sources for render in rendered.renders if not render.first]
    if not others:
        return
    sizes = [sum(len(source.text) for source in sources) for sources in others]
    method = choose(sizes, work.request.jobs)
    chunks = balance(others, sizes, work.request.jobs) if method != "serial" else [others]
    try:
        results = run(Others(work), chunks, method)
    except LostWorker as error:
        out.errors.append(f"{error}: not every render was checked")
        results = error.results
    for found in (one for result in results for one in result):
        out.findings += found.findings
        out.suppressions += found.suppressions
        out.errors += found.errors
        out.exposed |= found.exposed
        out.learned |= found.learned
