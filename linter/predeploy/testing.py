"""Examples in a rule's page are its tests: read them, run them, fix them, and poison them.

`predeploy test` and the project's own test suite use this; a pack gets the same checks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .config import UsageError
from .engine import Request, scan
from .engine.problems import broken_template, not_rendered
from .finding import Finding, Report
from .fix import apply
from .formats import claim
from .options import coerce
from .policy import Only
from .reading import Source, read
from .reading.tree import Tree
from .rules import Rule

_FENCE = re.compile(r"^```(\w+) (bad|good|fixed)([^\n]*)\n(.*?)^```[ ]*$", re.M | re.S)
_WORD = re.compile(r"(\w+)=(\{[^}]*\}|\S+)|(\S+)")
_PIN = re.compile(r"\s*#~(.*)$")
_FAR_PIN = re.compile(r"^#~ (\d+):(\d+)(?:\s+(.*))?$")
_TAIL = re.compile(r"(?:\s+@(\w+))?(?:\s+x(\d+))?\s*$")
CONFIG: Final = "predeploy.yaml"


@dataclass(frozen=True)
class Pin:
    """Where a finding is expected: exactly this line and column, perhaps of this severity."""

    path: str
    line: int
    column: int
    severity: str = ""


@dataclass
class Example:
    """Fences with `file=` that follow each other under one verdict are one project."""

    verdict: str
    number: int
    files: dict[str, str] = field(default_factory=dict)
    pins: list[Pin] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    target: dict[str, Any] = field(default_factory=dict)
    complete: bool | None = None


class BadExample(ValueError):
    """The page itself is wrong: a pin that points at nothing, an option nobody knows."""


def examples(rule: Rule) -> list[Example]:
    """The examples of a rule's page in their order. Raises BadExample."""
    found: list[Example] = []
    joining = False
    for language, verdict, words, body in _FENCE.findall(rule.doc):
        said = _words(rule, words)
        file = said.pop("file", "")
        last = found[-1] if found else None
        if not (file and joining and last and last.verdict == verdict and file not in last.files):
            last = Example(verdict, len(found))
            found.append(last)
        joining = bool(file)
        text, pins = _strip(rule, body, file or f"example.{'json' if language == 'json' else 'yaml'}")
        last.files[file or f"example.{'json' if language == 'json' else 'yaml'}"] = text
        last.pins += pins
        last.options |= said.pop("options", {})
        last.target |= said.pop("target", {})
        last.complete = True if said.pop("complete", None) else last.complete
        if said:
            raise BadExample(f"{rule.id}: an example says {', '.join(said)}, which means nothing")
    return found


def _words(rule: Rule, text: str) -> dict[str, Any]:
    from .reading.yaml import Builder, compose

    said: dict[str, Any] = {}
    for key, value, flag in _WORD.findall(text):
        if flag:
            said[flag] = True
        elif value.startswith("{"):
            composed, _ = compose(value)
            said[key] = Builder(aliases=False).build(composed[0].node)
        else:
            said[key] = value
    for name, raw in said.get("options", {}).items():
        if name not in rule.options:
            raise BadExample(f"{rule.id}: an example sets option {name}, which the rule does not have")
        said["options"][name] = coerce(rule.options[name], raw)
    return said


def _strip(rule: Rule, body: str, path: str) -> tuple[str, list[Pin]]:
    """The text without its markers, and what they pin."""
    pins: list[Pin] = []
    lines: list[str] = []
    for line in body.splitlines():
        far = _FAR_PIN.match(line)
        if far:
            severity, count = _tail(far[3] or "")[1:]
            pins += [Pin(path, int(far[1]), int(far[2]), severity)] * count
            continue
        marked = _PIN.search(line)
        plain = line[: marked.start()] if marked else line
        lines.append(plain)
        for want in marked[1].split("#~") if marked else ():
            word, severity, count = _tail(want.strip())
            column = plain.find(word)
            if not word or column < 0:
                raise BadExample(f"{rule.id}: the pin `{word}` does not stand in its line: {plain.strip()}")
            pins += [Pin(path, len(lines), column + 1, severity)] * count
    return "\n".join(lines) + "\n", pins


def _tail(want: str) -> tuple[str, str, int]:
    match = _TAIL.search(want)
    assert match is not None
    return want[: match.start()].strip(), match[1] or "", int(match[2] or 1)


def check(rule: Rule, example: Example) -> Report:
    """Run one rule over an example's files, in memory. Raises UsageError when its predeploy.yaml is wrong."""
    policy = Only(
        rule, example.options, target=example.target, complete=example.complete, config=example.files.get(CONFIG)
    )
    sources = [Source(path, text, root=None) for path, text in example.files.items() if path != CONFIG]
    charts = [source for source in sources if source.path.endswith("Chart.yaml")]
    folders = tuple(chart.path.removesuffix("Chart.yaml") for chart in charts)
    templates = [source for source in sources if source.path.startswith(tuple(f"{one}templates/" for one in folders))]
    problems = [*map(not_rendered, charts), *map(broken_template, templates)]
    request = Request(
        "",
        (),
        policy,
        {rule.id: rule},
        sources=tuple(source for source in sources if not source.path.startswith(folders)),
        texts=True,
        problems=tuple(filter(None, problems)),  # as discovery claims a chart before its templates are read
    )
    return scan(request)


def failures(rule: Rule, example: Example, previous: Example | None = None) -> Iterator[str]:
    """What is wrong with an example: in words, nothing when all is well."""
    if example.verdict == "fixed":
        yield from _fix_failures(rule, example, previous)
        return
    report = check(rule, example)
    yield from report.errors
    found = report.findings
    if example.verdict == "good":
        yield from (f"must stay silent, but says: {_shown(one)}" for one in found)
        return
    if not example.pins:
        yield "a bad example needs a marker `#~ text` where the finding points"
    left = list(example.pins)
    for one in found:
        pin = next((pin for pin in left if _hits(pin, one)), None)
        if pin is None:
            yield f"says what no marker expects: {_shown(one)}"
        else:
            left.remove(pin)
    for pin in left:
        severity = f" of severity {pin.severity}" if pin.severity else ""
        yield f"expected a finding{severity} at {pin.path}:{pin.line}:{pin.column}"


def _fix_failures(rule: Rule, example: Example, previous: Example | None) -> Iterator[str]:
    if previous is None or previous.verdict != "bad":
        yield "a fixed example must follow its bad one"
        return
    report = check(rule, previous)
    for path, want in example.files.items():
        edits = {edit for one in report.findings if one.fix for edit in one.fix.edits if edit.path == path}
        got = apply(previous.files.get(path, ""), sorted(edits))
        if got != want:
            yield f"the fix gives another text for {path}:\n{got}"


def _hits(pin: Pin, one: Finding) -> bool:
    span = one.place.span
    at = span is not None and (one.place.path, span.line, span.column) == (pin.path, pin.line, pin.column)
    return at and pin.severity in ("", one.severity)


def _shown(one: Finding) -> str:
    span = one.place.span
    where = f"{one.place.path}:{span.line}:{span.column}" if span else one.place.path
    return f"{where} {one.severity} {one.message}"


def poison(rule: Rule, example: Example) -> Iterator[str]:
    """Make each scalar in turn unknown, in the format's own spelling: no finding may appear that was not there."""
    if example.verdict == "fixed":
        return
    before = {_spot(one) for one in check(rule, example).findings}
    for path, text in example.files.items():
        if path == CONFIG:
            continue
        source = Source(path, text)
        for tree in read(source).trees:
            form = claim(tree)
            if form is None:
                continue
            for start, end in _scalars(tree):
                changed = text[:start] + form.unknown + text[end:]
                files: Mapping[str, str] = {**example.files, path: changed}
                other = Example(
                    example.verdict, example.number, dict(files), [], example.options, example.target, example.complete
                )
                for one in check(rule, other).findings:
                    if _spot(one) not in before:
                        yield f"with `{text[start:end]}` unknown it says: {_shown(one)}"


def _spot(one: Finding) -> tuple[str, str]:
    """Where a finding is, whatever the names on the way: a name may be what became unknown."""
    return one.place.path, re.sub(r"\[.*?\](?=\.|\Z)", "[]", one.key)


def _scalars(tree: Tree) -> Iterator[tuple[int, int]]:
    """The stretches of a document's scalar values, each once."""
    stack, seen = [tree.node], set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.__class__.__name__ == "ScalarNode":
            start, end = tree.bounds(node)
            if end > start:
                yield start, end
        else:
            stack += [item[1] if item.__class__ is tuple else item for item in node.value]


__all__ = ["BadExample", "Example", "UsageError", "check", "examples", "failures", "poison"]
