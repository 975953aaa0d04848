"""Do the findings in real charts point at the right line and name the right value? `python tests/mapping.py DIR`.

Places of each chart's output are drawn by lot. A word typed where a place is said to come from must show up in that line,
and an action blanked there must change it; a value that is said to decide what stands there must do so when it is
another. Nothing of what made the claims is used to judge them but Helm itself.
"""

import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode

from predeploy.reading import read
from predeploy.reading.confined import RenderError
from predeploy.reading.helm.charts import render_charts
from predeploy.reading.helm.leaves import overlay
from predeploy.reading.helm.lines import TemplateOrigin, without_tests
from predeploy.reading.helm.prove import Prover
from predeploy.reading.helm.render import Render
from predeploy.reading.span import Span

PLACES = 40  # of one chart
WORD = "NqNqN"
Spot = tuple[TemplateOrigin, Span, str | None, int, tuple[str | int, ...]]
"""Where something stands, the scalar (None for a key), the number of its document, and its path."""


def main() -> int:
    counts: Counter[str] = Counter()
    wrong = check(Path(sys.argv[1]), counts)
    tell(counts)
    for line in wrong:
        print(f"WRONG  {line}")
    return 1 if wrong else 0


def tell(counts: Counter[str]) -> None:
    for name, count in sorted(counts.items()):
        print(f"  {count:>7,}  {name}")


def check(folder: Path, counts: Counter[str]) -> list[str]:
    """Count what was claimed of the charts below a folder, and say which claims are wrong."""
    found = {one.parent for one in folder.rglob("Chart.yaml")}
    own = sorted(str(one.relative_to(folder)) for one in found if not found.intersection(one.parents))
    charts = render_charts(own, str(folder.resolve()), lambda path: [], lambda path: "", keep=False)
    if charts is None:
        return []
    try:
        return [line for one in charts.renders if one.first for line in _check(one, counts)]
    finally:
        charts.close()


def _check(render: Render, counts: Counter[str]) -> Iterator[str]:
    lot = random.Random(render.chart.path)
    prover = Prover(render)
    spots = [one for one in _spots(render) if not render.chart.vendored(one[0].path)]
    for origin, span, scalar, number, path in lot.sample(spots, min(PLACES, len(spots))):
        where = f"{origin.rendered}:{span.line}:{span.column}"
        verdict = _line(render, origin, span)
        counts[f"lines, {verdict}"] += 1
        if verdict == "wrong":
            yield f"{where} does not come from {origin.mapped(span).place}"
        key = ".".join(map(str, path))
        said = prover.decides(origin, span, scalar, key) if scalar else None
        if scalar and (said is None or said.how == "near"):
            counts["values, not proven"] += 1
        elif said:
            decides = _decides(render, prover, origin, said.key, number, path)
            counts[f"values, {said.how}, {'confirmed' if decides else 'WRONG'}"] += 1
            if not decides:
                yield f"{where} is not decided by {said.key}"


def _spots(render: Render) -> Iterator[Spot]:
    for source in render.sources:
        for number, tree in enumerate(read(source).trees):
            left: list[tuple[Any, tuple[str | int, ...]]] = [(tree.node, ())]
            while left:
                node, path = left.pop()
                items = node.value if node.__class__ is not ScalarNode else []
                for at, item in enumerate(items):
                    key, value = item if node.__class__ is MappingNode else (None, item)
                    below = (*path, at if key is None else key.value)
                    if key is not None:
                        yield render.origins[source.path], tree.span_of(key), None, number, below
                    if value.__class__ is not ScalarNode:
                        left.append((value, below))
                    elif value.value and value.style not in ("|", ">"):
                        yield render.origins[source.path], tree.span_of(value), value.value, number, below


def _line(render: Render, origin: TemplateOrigin, span: Span) -> str:
    """Is the line what the place in the template prints?"""
    found = origin.mapped(span)
    if found.how != "exact" or found.place.span is None:
        return found.how if found.how != "exact" else "file"
    path = next(own for own, real in render.chart.real.items() if real == found.place.path)
    text = render.chart.text(path) or ""
    start, end = found.place.span.start, found.place.span.end
    action = "{{" in text[start:end]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(render.work.plain, Path(folder, "chart")))
        (copy / path).write_bytes((text[:start] + (text[end:] if action else WORD + text[start:])).encode())
        try:
            output = render.engine.render(str(copy), render.release, {})
        except RenderError:
            return "cannot be tried"
    lines = without_tests(output.get(origin.rendered, "")).split("\n")
    own = origin.text.split("\n")
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    right = line != own[span.line - 1] or len(lines) != len(own) if action else WORD in line
    return "right" if right else "wrong"


def _decides(
    render: Render, prover: Prover, origin: TemplateOrigin, key: str, number: int, path: tuple[str | int, ...]
) -> bool:
    """Does the object read otherwise at a path when a value is another?"""
    steps = tuple(
        int(one[1:-1]) if one.startswith("[") else one.replace("\\.", ".")
        for one in re.findall(r"\[\d+\]|(?:\\.|[^.\[\\])+", key)
    )
    before = _at(_documents(origin.text), number, path)
    for other in _others(render, prover.candidates.value(steps), str(steps[-1])):
        try:
            outputs = render.run(overlay(prover.values, steps, other))
        except RenderError:
            continue
        text = without_tests(outputs.get(origin.rendered, ""))
        if text and _at(_documents(text), number, path) != before:
            return True
    return False


def _others(render: Render, value: Any, name: str) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (int, float)):
        yield from (value + 7, 0)
    elif isinstance(value, (dict, list)):
        yield None if isinstance(value, dict) else []
    else:
        yield from (f"{WORD.lower()}{value or ''}", "", None, True, [], {})
        for text in render.work.templates.texts.values():
            for line in text.split("\n"):
                yield from re.findall(r'"([^"]*)"', line) if name in line else ()


def _documents(text: str) -> list[Any]:
    return [one for one in yaml.load_all(text, yaml.CSafeLoader) if one is not None]


def _at(documents: list[Any], number: int, path: tuple[str | int, ...]) -> Any:
    found = documents[number] if number < len(documents) else None
    for step in path:
        if isinstance(found, list):
            found = found[int(step)] if int(step) < len(found) else None
        else:
            found = {str(name): one for name, one in found.items()}.get(str(step)) if isinstance(found, dict) else None
    return found


if __name__ == "__main__":
    sys.exit(main())
