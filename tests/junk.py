"""Good manifests made bad: what stands at some places is replaced by something of another type."""

import re
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

from predeploy import drawing, readiness
from predeploy.config import load
from predeploy.drawing._document import document as graph_of
from predeploy.engine import Request, scan
from predeploy.estate import Estate
from predeploy.finding import Report
from predeploy.formats import claim
from predeploy.policy import Policy
from predeploy.readiness._document import document as readiness_of
from predeploy.reading import Source, read
from predeploy.rules.packs import find, load_rules
from predeploy.testing import examples
from running import FIXTURES

JUNK = (
    "null", "''", "x", "0", "1", "-1", "true", "[]", "{}", "1e400", ".nan", ".inf", "0x" + "f" * 70, "1_0", "2026-11-20", "'${X}'", "'1'",
    "[null, 1, x, [], {}, [[]], {a: b}]", "{a: {b: {c: null}}}", "{1: 2, null: 3, true: [4], [5]: 6, {7: 8}: 9}", "[[[[1]]]]",
    "{Ref: A}", "{Ref: [A]}", "{Ref: null}", "{Fn::Sub: {a: 1}}", "{Fn::Sub: ['${', 3]}", "{Fn::If: [a]}", "{Fn::If: [x, 1, 2]}",
    "{Fn::GetAtt: 3}", "{Fn::GetAtt: [A]}", "{Fn::Join: [1, 2, 3]}", "{Fn::FindInMap: [1]}", "{Fn::Select: [x, y]}", "!Ref [a]",
    "!Sub {a: b}", "!GetAtt {a: b}", "!If [a, b]", "!Join", "!Nonsense {a: 1}", "'${self:custom}'", "'${self:}'", "'${file(x.yml)}'",
    "'${opt:a, ${self:b, ${env:c}}}'", "'${'", "'${${${'", "{name: [1]}", "{name: {a: b}}", "[{name: null}, {name: 3}]", "'\\uD83D'", "'a\\nb'",
    "*nobody", "&x {a: *x}", "'" + "9" * 400 + "'", "-0", "0o9", "'%'", "'-'", "'.'", "'/'", "':'", "'::::::'", "100%", "1.5.2", "1Gi", "-1Gi",
)  # fmt: skip


def samples() -> list[tuple[str, str]]:
    """(path, text) of the files of every fixture, of every example of a rule and of every platform."""
    files = [*sorted(FIXTURES.rglob("*.y*ml")), *sorted(FIXTURES.rglob("*.json"))]
    found = [(file.name, file.read_text(encoding="utf-8")) for file in files]
    for rule in load_rules().values():
        found += [
            (Path(path).name, text)
            for one in examples(rule)
            if one.verdict == "bad"
            for path, text in one.files.items()
        ]
    for platform in sorted((Path(__file__).parent / "platforms").glob("*.yaml")):
        found += YAML(typ="safe").load(platform)["files"].items()
    texts = {text: path for path, text in found if not path.startswith("predeploy.")}
    return [(path, text) for text, path in texts.items() if list(spots(path, text))]


def spots(path: str, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of keys and values in the documents that some format claims."""
    for tree in read(Source(path, text)).trees:
        if claim(tree) is None:
            continue
        stack, seen = [tree.node], set()
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            start, end = tree.bounds(node)
            if end > start:
                yield start, end
            if node.__class__.__name__ != "ScalarNode":
                stack += [part for item in node.value for part in (item if item.__class__ is tuple else (item,))]


def spoil(text: str, changes: list[tuple[tuple[int, int], str]], *, json: bool) -> str:
    """The text with junk at some places; what lies within another change is left out."""
    at, parts = 0, []
    for (start, end), junk in sorted(changes):
        if start >= at:
            parts += [text[at:start], _as_json(junk) if json else junk]
            at = end
    return "".join((*parts, text[at:]))


def _as_json(junk: str) -> str:
    return junk if re.fullmatch(r"null|true|-?\d+|\[\]|\{\}", junk) else '[null, {"a": [1, "x"]}]'


_RULES = load_rules()
_CONFIGS = load("", (), {"tiers": ["all"]})
_CONFIGS.resolve(_RULES, lambda word: find(word, _RULES))
_POLICY = Policy(_CONFIGS, _RULES)


def check(path: str, text: str, *, fixes: bool = True) -> Report:
    """Every rule over one text, fixes made, all of it drawn and told."""
    found = scan(Request("", (), _POLICY, _RULES, sources=(Source(path, text),), texts=fixes, estate=True))
    drawn(found)
    return found


def drawn(found: Report) -> dict[str, str]:
    """The map and readiness of a run in every format."""
    estate = found.estate or Estate()
    graph, told = graph_of(estate, found.findings), readiness_of(estate, found.findings)
    page = readiness.Context(all=True)
    return {
        **{f"graph {name}": drawing.render(name, graph) for name in drawing.names()},
        **{f"readiness {name}": readiness.render(name, told, page) for name in readiness.names()},
    }
