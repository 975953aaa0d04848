"""The engine's own troubles with a text, for rules to watch."""

from collections.abc import Iterable

from ..formats import resembles
from ..node import Node
from ..patterns import pattern
from ..reading import Broken, Source, Tree, read
from ..reading.span import Span
from ..views import Problem

_TEMPLATE = pattern(r"\{\{|\{%|<%")
MAX_DUPLICATES = 100  # of one document
_MADE = "which `helm install` refuses"


def is_template(source: Source) -> bool:
    try:
        return _TEMPLATE.search(source.text) is not None
    except Exception:
        return False


def looks_like_ours(source: Source) -> bool:
    try:
        text = source.text
    except Exception:
        return False
    return not _TEMPLATE.search(text) and resembles(text)


def unreadable(source: Source, broken: Broken, *, named: bool) -> Problem:
    span = None
    if broken.offset is not None:
        try:
            last = len(source.text.rstrip()) - 1  # behind it no template says anything
            offset = min(broken.offset, max(last, 0)) if source.made else broken.offset
            line, column = source.position(offset)
            span = Span(line, column, line, column + 1, offset, offset + 1)
        except Exception:
            span = None
    message = f"{broken.message} (as it is rendered, {_MADE})" if source.made else broken.message
    return Problem("unreadable", message, source.path, span, named=named)


def not_rendered(source: Source) -> Problem | None:
    """The trouble with a chart that nobody rendered; `source` is its Chart.yaml. None for a library: it deploys nothing."""
    chart = source.path.rpartition("/")[0] or "."
    trees = read(source).trees
    if trees and Node(trees[0], (), trees[0].data)["type"].text == "library":
        return None
    span = trees[0].span(("name",)) if trees else None
    return Problem(
        "not-rendered",
        "this chart is not rendered, so nothing in it was checked; install helm or the extra predeploy[helm], "
        f"or run `helm template {chart} | predeploy scan -`",
        source.path,
        span,
    )


def broken_template(source: Source) -> Problem | None:
    """The trouble with a chart's template that is none."""
    from ..reading.helm.flaw import flaw, told

    found = flaw(source.text)
    return Problem("broken-template", told(found.message), source.path, found.span) if found else None


def duplicates(tree: Tree) -> Iterable[Problem]:
    _ = tree.node
    for one in tree.duplicates[:MAX_DUPLICATES]:
        start = one.offset + tree._start
        line, column = tree.source.position(start)
        first, _column = tree.source.position(one.first + tree._start)
        end = start + len(one.key)
        span = Span(line, column, line, column + len(one.key), start, end)
        name = f"`{one.key}`" if one.key else "the empty key"
        yield Problem("duplicate-key", f"{name} is already set on line {first}; this one wins", tree.source.path, span)
