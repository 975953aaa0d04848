"""Calling rules on views."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..draft import Draft
from ..finding import Finding
from ..reading import ReadError
from ..rules import Rule
from ..rules.index import Index
from ..views import Problem, View
from .locate import locate

MAX_READ_AGAIN = 4_000_000  # code points of one document, to make the texts of its fixes: some four seconds


SLOWEST = 20.0  # s for the rules about one file; a real one takes a hundredth of a second
SLOWEST_PROJECT = 60.0  # s for the rules about what several files say together, and
SLOWEST_VIEW = 0.05  # s more for each object: a large repository is no hostile one


class Runner:
    """Calls rules on views. A rule that crashes makes the run incomplete and does not stop it; so do rules that are not
    through after `seconds` from `start`: a hostile file must not hold up the run for ever."""

    def __init__(
        self,
        *,
        texts: bool,
        thresholds: Mapping[str, float] | None,
        inject: Callable[[tuple[type, ...], View], tuple[Any, ...]],
    ) -> None:
        self.texts, self.thresholds, self.inject = texts, thresholds, inject
        self.start(SLOWEST)
        self._spent: dict[tuple[str, int], int] = {}  # code points read for fixes, by document

    def start(self, seconds: float) -> None:
        self._seconds, self._deadline, self._stopped = seconds, time.monotonic() + seconds, False

    def run(self, views: Iterable[View], index: Index, out: list[Finding], errors: list[str]) -> None:
        for view in views:
            if time.monotonic() > self._deadline:
                if not self._stopped:
                    errors.append(late(view, self._seconds))
                self._stopped = True
                return
            for enabled in index.of(view):
                rule = enabled.rule
                try:
                    extra = self.inject(rule.injected, view) if rule.injected else ()
                    # a plain call costs half as much, and most are
                    more = rule.check(view, *extra, **enabled.options) if extra or enabled.options else rule.check(view)
                    for draft in more:
                        texts = self.texts and self._affordable(draft)
                        out.append(locate(draft, view, enabled, texts=texts, thresholds=self.thresholds))
                except (Exception, SystemExit) as error:  # a defect of the rule, said so; the other rules go on
                    errors.append(crash(rule, view, error))

    def _affordable(self, draft: Draft) -> bool:
        """Each edit reads its document again: of a large one with very many fixes only the first get their texts."""
        if draft.fix is None:
            return True
        tree = draft.fix.edits[0].tree
        try:
            size = len(tree.source.text)
        except ReadError:  # the file changed meanwhile
            return False
        key = tree.source.path, tree.index
        spent = self._spent[key] = self._spent.get(key, 0) + len(draft.fix.edits) * size
        return spent <= MAX_READ_AGAIN


def late(view: View, seconds: float) -> str:
    where = view.place.path if isinstance(view, Problem) else view.node.tree.source.path
    return f"{where} was not checked to its end: its rules took more than {seconds:g} s; leave it out with --exclude"


def crash(rule: Rule, view: View, error: BaseException) -> str:
    where = view.place.path if isinstance(view, Problem) else view.node.tree.source.path
    return f"rule {rule.id} failed on {where}: {type(error).__name__}: {error}"
