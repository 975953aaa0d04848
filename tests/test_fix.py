"""Fixes: exact texts before and after, what must be refused, and the property that nothing else ever changes."""

import json
import os
import re
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from predeploy.draft import Edit, Fix
from predeploy.finding import Finding, Place, TextEdit, TextFix
from predeploy.fix import Plan, apply, plan, render, write
from predeploy.formats import claim
from predeploy.reading import Source, read
from predeploy.reading.span import Span

Made = tuple[str, str, Any]  # operation, dotted path, value


def path_of(dotted: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in dotted.split("."))


def fix_of(text: str, *edits: Made, path: str = "a.yaml", document: int = 0, safe: bool = True) -> TextFix | None:
    tree = read(Source(path, text)).trees[document]
    claim(tree)
    return render(Fix(tuple(Edit(tree, path_of(at), op, value) for op, at, value in edits), safe))  # type: ignore[arg-type]


def fixed(text: str, *edits: Made, path: str = "a.yaml", document: int = 0) -> str | None:
    made = fix_of(text, *edits, path=path, document=document)
    return None if made is None else apply(text, made.edits)


REPLACED = {
    "plain": ("a: 1  # one\nb: 2\n", ("a", 30), "a: 30  # one\nb: 2\n"),
    "text that reads as a number": ("a: x\n", ("a", "1.10"), 'a: "1.10"\n'),
    "text that reads as a boolean": ("a: x\n", ("a", "on"), 'a: "on"\n'),
    "a date": ("a: x\n", ("a", "2012-10-17"), 'a: "2012-10-17"\n'),
    "base 60": ("a: x\n", ("a", "22:30"), 'a: "22:30"\n'),
    "octal": ("a: x\n", ("a", "0644"), 'a: "0644"\n'),
    "single quotes": ("a: 'x'\n", ("a", "it's"), "a: 'it''s'\n"),
    "double quotes": ('a: "x"\n', ("a", "y"), 'a: "y"\n'),
    "quoted number": ('a: "60"\n', ("a", 720), 'a: "720"\n'),
    "quoted text by a number": ('a: "x"\n', ("a", 720), "a: 720\n"),
    "boolean": ("a: false\n", ("a", True), "a: true\n"),
    "colon": ("a: x\n", ("a", "b: c"), 'a: "b: c"\n'),
    "image": ("a: x\n", ("a", "r.io/x/y:1.2@sha256:ab"), "a: r.io/x/y:1.2@sha256:ab\n"),
    "line break": ("a: x\n", ("a", "b\nc"), 'a: "b\\nc"\n'),
    "line separator": ("a: x\n", ("a", "b\u2028c"), 'a: "b\\u2028c"\n'),
    "in flow": ("a: {b: x, c: y}\n", ("a.b", "k:v"), 'a: {b: "k:v", c: y}\n'),
    "folded plain": ("a: x\n  y\nb: 1\n", ("a", "z"), "a: z\nb: 1\n"),
    "its own anchor stays": ("a: &x 1\nb: 2\n", ("a", 3), "a: &x 3\nb: 2\n"),
    "last of duplicate keys": ("a: 1\na: 2\n", ("a", 3), "a: 1\na: 3\n"),
    "list item": ("a:\n- x\n- y # c\n", ("a.1", "z"), "a:\n- x\n- z # c\n"),
    "scalar by a list": ("a: '*'\n", ("a", ["s3:GetObject", "*"]), 'a: ["s3:GetObject", "*"]\n'),
    "block list by a list": ("a:\n  - '*'\nb: 1\n", ("a", ["x", 1]), "a:\n  - x\n  - 1\nb: 1\n"),
    "block mapping by a text": ("a:\n  AWS: '*'\nb: 1\n", ("a", "x"), "a: x\nb: 1\n"),
    "flow list": ("a: [x, y] # c\n", ("a", ["z"]), "a: [z] # c\n"),
    "null": ("a: ~ # c\n", ("a", 1), "a: 1 # c\n"),
    "nothing": ("a: # c\nb: 1\n", ("a", 1), "a: 1 # c\nb: 1\n"),
    "float": ("a: 1\n", ("a", 0.5), "a: 0.5\n"),
    "large float": ("a: 1\n", ("a", 1e22), "a: 1.0e+22\n"),
    "no line break at the end": ("a: 1", ("a", 2), "a: 2"),
    "CRLF": ("a: 1\r\nb: 2\r\n", ("a", 3), "a: 3\r\nb: 2\r\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPLACED)
def test_replace(name: str) -> None:
    text, (at, value), want = REPLACED[name]
    assert fixed(text, ("replace", at, value)) == want


INSERTED = {
    "new key": ("a: 1 # one\n# end\n", ("b", "x"), "a: 1 # one\nb: x\n# end\n"),
    "missing levels": ("c:\n    d: 1\n", ("a.b.c", "256Mi"), "c:\n    d: 1\na:\n    b:\n        c: 256Mi\n"),
    "in a list item": ("a:\n  - b: 1\n  - c: 2\n", ("a.0.r.m", 1), "a:\n  - b: 1\n    r:\n      m: 1\n  - c: 2\n"),
    "indentless list": ("a:\n- b:\n  - x\nc: 1\n", ("a.0.d", ["w", "z"]), "a:\n- b:\n  - x\n  d:\n  - w\n  - z\nc: 1\n"),
    "behind a block scalar": ("a:\n  b: |\n    x\n\n  # end\nc: 1\n", ("a.d", 1), "a:\n  b: |\n    x\n  d: 1\n\n  # end\nc: 1\n"),
    "behind a nested list": ("a:\n  b:\n    - c: 1 # c\n\nd: 1\n", ("a.e", 1), "a:\n  b:\n    - c: 1 # c\n  e: 1\n\nd: 1\n"),
    "behind an alias": ("x: &x 1\na:\n  b: *x # c\nd: 1\n", ("a.e", 1), "x: &x 1\na:\n  b: *x # c\n  e: 1\nd: 1\n"),
    "behind a merge key": ("x: &x {y: 1}\na:\n  <<: *x\n", ("a.e", 1), "x: &x {y: 1}\na:\n  <<: *x\n  e: 1\n"),
    "nothing behind the key": ("a:\n  b:\nc: 1\n", ("a.b.d.e", 1), "a:\n  b:\n    d:\n      e: 1\nc: 1\n"),
    "nothing but a comment": ("a:\n  b: # c\n", ("a.b.d", 1), "a:\n  b: # c\n    d: 1\n"),
    "null with a comment": ("a:\n  b: null # c\n", ("a.b.d", 1), "a:\n  b: # c\n    d: 1\n"),
    "empty mapping": ("a:\n  b: {}\nc: 1\n", ("a.b.d", 1), "a:\n  b:\n    d: 1\nc: 1\n"),
    "empty mapping on its own line": ("a:\n    {}\nc: 1\n", ("a.b.d", 1), "a:\n    b:\n      d: 1\nc: 1\n"),
    "empty list": ("a: []\n", ("a.0", {"b": 1}), "a:\n  - b: 1\n"),
    "empty mapping in flow": ("a: {b: {}}\n", ("a.b.c", 1), "a: {b: {c: 1}}\n"),
    "flow": ("a: {b: 1}\n", ("a.c.d", "x"), "a: {b: 1, c: {d: x}}\n"),
    "flow with a last comma": ("a: {b: 1, }\n", ("a.c", 2), "a: {b: 1, c: 2, }\n"),
    "flow over lines": ("a: {\n  b: 1 # c\n}\n", ("a.c", 2), "a: {\n  b: 1, # c\n  c: 2\n}\n"),
    "flow that looks like JSON": ('{"a": {"b": 1}}\n', ("a.c", "x"), '{"a": {"b": 1, "c": "x"}}\n'),
    "list item appended": ("a:\n  - b: 1 # c\n  # d\ne: 1\n", ("a.1", {"b": 2, "c": [3]}),
                           "a:\n  - b: 1 # c\n  - b: 2\n    c:\n      - 3\n  # d\ne: 1\n"),
    "flow list item appended": ("a: [1, 2]\n", ("a.2", 3), "a: [1, 2, 3]\n"),
    "containers": ("spec:\n  containers:\n  - name: a\n    image: b\n  volumes: []\n", ("spec.containers.0.resources.limits.memory", "1Gi"),
                   "spec:\n  containers:\n  - name: a\n    image: b\n    resources:\n      limits:\n        memory: 1Gi\n  volumes: []\n"),
    "no line break at the end": ("a: 1", ("b", 2), "a: 1\nb: 2"),
    "CRLF": ("a:\r\n  b: 1\r\n", ("a.c.d", 2), "a:\r\n  b: 1\r\n  c:\r\n    d: 2\r\n"),
    "quoted key": ("a: 1\n", ("on", 2), 'a: 1\n"on": 2\n'),
    "annotations are texts": ("kind: Pod\napiVersion: v1\nmetadata:\n  name: x\n", ("metadata.annotations.k", 5),
                              'kind: Pod\napiVersion: v1\nmetadata:\n  name: x\n  annotations:\n    k: "5"\n'),
}  # fmt: skip


@pytest.mark.parametrize("name", INSERTED)
def test_insert(name: str) -> None:
    text, (at, value), want = INSERTED[name]
    assert fixed(text, ("insert", at, value)) == want


REMOVED = {
    "whole line": ("# a\na: 1 # one\n# b\nb: 2\n", "a", "# a\n# b\nb: 2\n"),
    "block below": ("a:\n  - b: 1\n\n  # in\n  - c\nd: 1\n", "a", "d: 1\n"),
    "last": ("a: 1\nb: |\n  x\n\n# end\n", "b", "a: 1\n\n# end\n"),
    "first behind a dash": ("- a: 1 # one\n  b: 2\n- c\n", "0.a", "- b: 2\n- c\n"),
    "list item": ("a:\n- b: 1\n  c: 2\n- d\n", "a.0", "a:\n- d\n"),
    "alias": ("x: &x 1\na: *x\nb: 1\n", "a", "x: &x 1\nb: 1\n"),
    "flow, first": ("a: {b: 1, c: 2}\n", "a.b", "a: {c: 2}\n"),
    "flow, last": ("a: {b: 1, c: 2}\n", "a.c", "a: {b: 1}\n"),
    "flow item": ("a: [1, 2, 3]\n", "a.1", "a: [1, 3]\n"),
    "flow over lines": ("a: [\n  1, # one\n  2 # two\n]\n", "a.1", "a: [\n  1 # one\n]\n"),
    "CRLF": ("a: 1\r\nb: 2\r\nc: 3\r\n", "b", "a: 1\r\nc: 3\r\n"),
}


@pytest.mark.parametrize("name", REMOVED)
def test_remove(name: str) -> None:
    text, at, want = REMOVED[name]
    assert fixed(text, ("remove", at, None)) == want


JSON = {
    "insert on one line": ('{"a": {"b": 1}}', ("insert", "a.c", "x"), '{"a": {"b": 1, "c": "x"}}'),
    "insert compact": ('{"a":{"b":1}}', ("insert", "a.c.d", [1, 2]), '{"a":{"b":1,"c":{"d":[1,2]}}}'),
    "insert over lines": ('{\n    "a": {\n        "b": 1\n    }\n}\n', ("insert", "a.c.d", True),
                          '{\n    "a": {\n        "b": 1,\n        "c": {\n            "d": true\n        }\n    }\n}\n'),
    "insert into an empty object": ('{\n\t"a": {}\n}\n', ("insert", "a.b", 1), '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n'),
    "insert into an empty document": ("{}\n", ("insert", "a", 1), '{\n  "a": 1\n}\n'),
    "append": ('{"a": [1]}', ("insert", "a.1", {"b": 2}), '{"a": [1, {"b": 2}]}'),
    "with comments": ('{\n  "a": 1 // one\n}\n', ("insert", "b", 2), '{\n  "a": 1, // one\n  "b": 2\n}\n'),
    "replace": ('{"a": "x"}', ("replace", "a", "yes"), '{"a": "yes"}'),
    "replace a quoted number": ('{"a": "60"}', ("replace", "a", 720), '{"a": "720"}'),
    "replace by a number": ('{"a": 60}', ("replace", "a", 720), '{"a": 720}'),
    "replace by a list": ('{"a": "*"}', ("replace", "a", ["x"]), '{"a": ["x"]}'),
    "remove a line": ('{\n  "a": 1, // one\n  "b": 2 // two\n}\n', ("remove", "a", None), '{\n  "b": 2 // two\n}\n'),
    "remove the last line": ('{\r\n  "a": 1,\r\n  "b": 2\r\n}', ("remove", "b", None), '{\r\n  "a": 1\r\n}'),
    "slash": ('{"a": "x"}', ("replace", "a", 'b/"c\\'), '{"a": "b/\\"c\\\\"}'),
}  # fmt: skip


@pytest.mark.parametrize("name", JSON)
def test_json(name: str) -> None:
    text, edit, want = JSON[name]
    assert fixed(text, edit, path="a.json") == want


REFUSED = {
    "replace an alias": ("a: &x 1\nb: *x\n", ("replace", "b", 2)),
    "replace below an alias": ("a: &x {c: 1}\nb: *x\n", ("replace", "b.c", 2)),
    "replace what is aliased elsewhere": ("a: &x 1\nb: *x\n", ("replace", "a", 2)),
    "replace inside of what is aliased": ("a: &x\n  c: 1\nb: *x\n", ("replace", "a.c", 2)),
    "insert into what is aliased": ("a: &x\n  c: 1\nb: *x\n", ("insert", "a.d", 2)),
    "insert into what is merged elsewhere": ("a: &x\n  c: 1\nb:\n  <<: *x\n", ("insert", "a.d", 2)),
    "replace a merged key": ("a: &x {c: 1}\nb:\n  <<: *x\n", ("replace", "b.c", 2)),
    "insert below a merged key": ("a: &x {c: {d: 1}}\nb:\n  <<: *x\n", ("insert", "b.c.e", 2)),
    "replace a tag": ("a: !Ref x\n", ("replace", "a", 2)),
    "replace an explicit type": ("a: !!str 1\n", ("replace", "a", 2)),
    "insert below a tag": ("a: !Sub {b: 1}\n", ("insert", "a.c", 2)),
    "replace a block scalar": ("a: |\n  x\n", ("replace", "a", "y")),
    "replace what holds comments": ("a:\n  b: 1 # c\n  d: 1\n", ("replace", "a", {"c": 1})),
    "replace nothing": ("a: 1\n", ("replace", "b", 1)),
    "insert over something": ("a: 1\n", ("insert", "a", 1)),
    "insert below a scalar": ("a: 1\n", ("insert", "a.b", 1)),
    "insert below a list": ("a: [1]\n", ("insert", "a.b", 1)),
    "insert an item of a list that is not there": ("a: 1\n", ("insert", "b.0", 1)),
    "insert an item into the middle": ("a: [1, 2]\n", ("insert", "a.1", 1)),
    "insert an item far behind the end": ("a: [1, 2]\n", ("insert", "a.5", 1)),
    "insert where blank lines count": ("a: |+\n  x\n\n", ("insert", "b", 1)),
    "insert where a text would gain a line break": ("a: |\n  x", ("insert", "b", 1)),
    "remove the only key": ("a:\n  b: 1\n", ("remove", "a.b", None)),
    "remove the only item": ("a:\n- b\n", ("remove", "a.0", None)),
    "remove the anchor of others": ("a: &x 1\nb: *x\n", ("remove", "a", None)),
    "remove one of two equal keys": ("a: 1\na: 2\n", ("remove", "a", None)),
    "remove what is not there": ("a: 1\nb: 2\n", ("remove", "c", None)),
    "not a number": ("a: 1\n", ("replace", "a", float("nan"))),
    "not plain": ("a: 1\n", ("replace", "a", object())),
    "a key that is no text": ("a: 1\n", ("replace", "a", {1: 2})),
    "surrogate": ("a: 1\n", ("replace", "a", "\ud800")),
    "several documents by dots": ("a: 1\n...\nb: 1\n", ("replace", "c", 1)),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    text, edit = REFUSED[name]
    assert fix_of(text, edit) is None


def test_several_edits_are_one_fix() -> None:
    text = "a:\n  b: 1\nc: 2\n"
    want = "a:\n  b: 1\n  r:\n    l: 1\n    m: 2\n"
    assert fixed(text, ("insert", "a.r.l", 1), ("remove", "c", None), ("insert", "a.r.m", 2)) == want
    assert fixed(text, ("insert", "a.r.l", 1), ("replace", "nowhere", 2)) is None


def test_removals_speak_of_the_document_as_it_is() -> None:
    text = "- a\n- b\n- c\n- d\n"
    assert (
        fixed(text, ("remove", "0", None), ("remove", "2", None), ("insert", "4", "e"), ("insert", "4", "f"))
        == "- b\n- d\n- e\n- f\n"
    )

    many = "".join(f"- {i}\n" for i in range(12))
    assert fixed(many, ("remove", "9", None), ("remove", "10", None)) == many.replace("- 9\n- 10\n", "")


def test_edits_stay_small() -> None:
    made = fix_of("a: 1\nb: 2\nc: 3\n", ("replace", "a", 4), ("replace", "c", 5))
    assert made is not None
    assert [(e.start, e.end, e.text) for e in made.edits] == [(3, 4, "4"), (13, 14, "5")]
    assert made.edits[1].span == Span(3, 4, 3, 5, 13, 14)


def test_only_the_document_meant_is_touched() -> None:
    text = "# head\na: 1\n---\n\n# x\na: 1 # c\n...\n---\na: 1\n"
    assert fixed(text, ("insert", "b", 2), document=1) == text.replace("a: 1 # c\n", "a: 1 # c\nb: 2\n")
    assert fixed(text, ("replace", "a", 2), document=2) == text[:-2] + "2\n"


def test_unknown_texts_do_not_hide_what_is_written() -> None:
    text = "apiVersion: v1\nkind: Pod\nmetadata: {name: '${NAME}'}\nspec:\n  x: 1\n"
    assert fixed(text, ("insert", "spec.z", 2)) == text + "  z: 2\n"


def test_alias_bombs_take_no_time() -> None:
    text = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 5))
    assert fixed(text, ("insert", "b", 1)) == text + "b: 1\n"


# Many fixes


def finding(fix: TextFix | None, rule: str = "cost/x") -> Finding:
    return Finding(rule, "low", "default", "m", Place("a.yaml", None), fix=fix)


def planned(text: str, *edits: Made, unsafe: bool = False, safe: bool = True) -> Plan:
    findings = [finding(fix_of(text, edit, safe=safe)) for edit in edits]
    return plan(findings, {"a.yaml": text}.__getitem__, unsafe=unsafe)


def test_plan_composes_what_does_not_collide() -> None:
    text = "a:\n  b: 1\nc: x\n"
    made = planned(text, ("insert", "a.m", 1), ("insert", "a.o", 2), ("replace", "c", "z"), ("replace", "c", "z"))
    assert made.files["a.yaml"].after == "a:\n  b: 1\n  m: 1\n  o: 2\nc: z\n"
    assert len(made.fixed) == 4


def test_plan_composes_insertions_of_several_depths() -> None:
    text = "a:\n  b:\n    c: 1\nd:\n- e\n"
    made = planned(text, ("insert", "a.x", 1), ("insert", "f", 2), ("insert", "a.b.z", 3), ("insert", "d.1", "g"))
    assert made.files["a.yaml"].after == "a:\n  b:\n    c: 1\n    z: 3\n  x: 1\nd:\n- e\nf: 2\n"
    assert (len(made.fixed), len(made.waiting)) == (3, 1)  # `- g` and `f:` in one column: order would matter


def test_plan_lets_what_collides_wait() -> None:
    text = "a:\n  b: 1\n"
    made = planned(
        text,
        ("insert", "a.r.l", 1),
        ("insert", "a.r.m", 2),
        ("insert", "c", 3),
        ("replace", "a.b", 2),
        ("replace", "a.b", 3),
    )
    assert made.files["a.yaml"].after == "a:\n  b: 2\n  r:\n    l: 1\nc: 3\n"
    assert (len(made.fixed), len(made.waiting)) == (3, 2)


def test_plan_never_empties_a_mapping() -> None:
    made = planned("a:\n  b: 1\n  c: 2\nd: 1\n", ("remove", "a.b", None), ("remove", "a.c", None))
    assert made.files["a.yaml"].after == "a:\n  c: 2\nd: 1\n"
    assert (len(made.fixed), len(made.waiting)) == (1, 1)


def test_plan_is_all_or_none_over_files() -> None:
    texts = {"a.yaml": "a: 1\n", "b.yaml": "a: 1\n"}
    parts = [render(Fix((Edit(read(Source(p, t)).trees[0], ("a",), "replace", 2),), True)) for p, t in texts.items()]
    both = TextFix(parts[0].edits + parts[1].edits, True)  # type: ignore[union-attr]
    made = plan([finding(parts[0]), finding(both)], {"a.yaml": "a: 1\n", "b.yaml": "\n\n"}.__getitem__)
    assert set(made.files) == {"a.yaml"}
    assert len(made.refused) == 1
    assert set(plan([finding(both)], texts.__getitem__).files) == {"a.yaml", "b.yaml"}
    assert not plan([finding(both)], {"a.yaml": "a: 1\n"}.__getitem__).files


def test_plan_keeps_unsafe_fixes_for_those_who_ask() -> None:
    assert len(planned("a: 1\n", ("replace", "a", 2), safe=False).unasked) == 1
    assert len(planned("a: 1\n", ("replace", "a", 2), safe=False, unsafe=True).fixed) == 1


def test_plan_refuses_texts_that_would_break() -> None:
    bad = TextFix((TextEdit("a.yaml", 0, 0, "[", Span(1, 1, 1, 1, 0, 0)),), True)
    made = plan([finding(bad), finding(fix_of("a: 1\n", ("replace", "a", 2)))], {"a.yaml": "a: 1\n"}.__getitem__)
    assert made.files["a.yaml"].after == "a: 2\n"
    assert (len(made.fixed), len(made.refused)) == (1, 1)


def test_diff() -> None:
    made = planned("a: 1\nb: 2", ("replace", "b", 3))
    assert (
        made.diff()
        == "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n a: 1\n-b: 2\n\\ No newline at end of file\n+b: 3\n\\ No newline at end of file\n"
    )


def test_apply_refuses_overlaps() -> None:
    edits = [TextEdit("a", 0, 2, "x", Span(1, 1, 1, 3, 0, 2)), TextEdit("a", 1, 3, "y", Span(1, 2, 1, 4, 1, 3))]
    with pytest.raises(ValueError, match="overlap"):
        apply("abcd", edits)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-be"])
def test_write_keeps_encoding_and_mode(tmp_path: Any, encoding: str) -> None:
    text = "a: 1\r\nb: ü\r\n"
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    file = tmp_path / "a.yaml"
    file.write_bytes(mark + text.encode(encoding))
    file.chmod(0o640)
    assert write(planned(text, ("replace", "a", 2)), str(tmp_path)) == {}
    assert file.read_bytes() == mark + text.replace("1", "2").encode(encoding)
    assert file.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.yaml"]


def test_write_leaves_alone_what_changed_or_lies_outside(tmp_path: Any) -> None:
    made = planned("a: 1\n", ("replace", "a", 2))
    root, outside = tmp_path / "root", tmp_path / "outside.yaml"
    root.mkdir()
    outside.write_text("a: 1\n")
    assert set(write(made, str(root))) == {"a.yaml"}  # not there
    os.symlink(outside, root / "a.yaml")
    assert write(made, str(root)) == {"a.yaml": "it lies outside the project root"}
    os.unlink(root / "a.yaml")
    (root / "a.yaml").write_text("a: 7\n")
    assert "changed" in write(made, str(root))["a.yaml"]
    assert outside.read_text() == "a: 1\n"


def test_write_follows_a_symlink_inside(tmp_path: Any) -> None:
    (tmp_path / "real.yaml").write_text("a: 1\n")
    os.symlink("real.yaml", tmp_path / "a.yaml")
    assert write(planned("a: 1\n", ("replace", "a", 2)), str(tmp_path)) == {}
    assert (tmp_path / "real.yaml").read_text() == "a: 2\n"
    assert (tmp_path / "a.yaml").is_symlink()


# Whatever is written and whatever is asked: only that changes

KEYS = st.sampled_from(["a", "b", "c", "x-y", "on", "1", "a.b/c", "", "e: f", "#"])
TEXTS = st.one_of(
    st.sampled_from(
        ["x", "yes", "1.10", "0644", "a: b", "a #b", "- x", "", "*", "22:22", "~", "{", "l1\nl2\n", "ü\u2028"]
    ),
    st.text(max_size=8),
)
SCALARS = st.one_of(TEXTS, st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False, allow_infinity=False))


def nested(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
        max_leaves=8,
    )


@st.composite
def texts(draw: Any) -> tuple[str, str]:
    """A file name and a document in one of the styles people write, with comments where they can stand."""
    data = draw(st.dictionaries(KEYS, nested(SCALARS), max_size=4))
    if draw(st.booleans()) and data:
        data["shared"] = next(iter(data.values()))  # yaml.dump makes an alias of it
    if draw(st.integers(0, 3)) == 0:
        return "a.json", json.dumps(data, indent=draw(st.sampled_from([None, 2, 4, "\t"])), ensure_ascii=False)
    flow = draw(st.sampled_from([False, False, None, True]))
    text = yaml.dump(
        data,
        default_flow_style=flow,
        indent=draw(st.sampled_from([2, 4])),
        allow_unicode=draw(st.booleans()),
        sort_keys=False,
    )
    number = iter(range(1000))
    if draw(st.booleans()):
        text = re.sub(r"(: [a-z0-9]+|:)$", lambda m: f"{m[0]} # c{next(number)}", text, flags=re.M)
    if draw(st.booleans()):
        text = f"---\n# top\n{text}---\nother: 1\n"
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return "a.yaml", text.rstrip("\r\n") if draw(st.booleans()) else text


@st.composite
def edits(draw: Any, data: Any) -> Made | None:
    path: list[str | int] = []
    while data and data.__class__ in (dict, list) and (not path or draw(st.integers(0, 3))):
        keys = list(data) if data.__class__ is dict else list(range(len(data)))
        path.append(draw(st.sampled_from(keys)))
        data = data[path[-1]]
    value = draw(nested(SCALARS))
    operation = draw(st.sampled_from(["replace", "insert", "remove"]))
    if operation == "insert":
        path += (
            [len(data)]
            if data.__class__ is list
            else [draw(st.sampled_from(["new", "more", "on"])) for _ in range(draw(st.integers(0, 2)))]
        )
    return (operation, path, value) if path else None  # type: ignore[return-value]


def changed(data: Any, path: list[Any], value: Any, *, remove: bool) -> Any:
    if not path:
        return value
    key, rest = path[0], path[1:]
    if data.__class__ is list:
        below = data[key] if key < len(data) else None
        return (
            data[:key] + ([] if remove and not rest else [changed(below, rest, value, remove=remove)]) + data[key + 1 :]
        )
    out = dict(data or {})
    if remove and not rest:
        del out[key]
    else:
        out[key] = changed(out.get(key), rest, value, remove=remove)
    return out


def same(one: Any, other: Any) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_only_what_was_asked_changes(data: Any) -> None:
    path, text = data.draw(texts())
    before = read(Source(path, text))
    if not before.trees or before.broken:
        return
    tree = before.trees[0]
    edit = data.draw(edits(tree.data))
    if edit is None:
        return
    operation, at, value = edit
    made = render(Fix((Edit(tree, tuple(at), operation, value),), True))  # type: ignore[arg-type]
    if made is None:
        return
    new = apply(text, made.edits)
    after = read(Source(path, new))
    assert len(after.trees) == len(before.trees)
    assert not after.broken
    want = changed(tree.data, list(at), value, remove=operation == "remove")
    got = after.trees[0].data
    if not same(got, want):  # the one liberty: a quoted number stays quoted
        assert operation == "replace"
        assert same(got, changed(tree.data, list(at), json.dumps(value), remove=False))
    assert all(same(a.data, b.data) for a, b in zip(before.trees[1:], after.trees[1:], strict=True))
    lost = set(re.findall(r"# c\d+\b", text)) - set(re.findall(r"# c\d+\b", new))
    if operation != "remove":
        assert not lost
    assert "\t" in text or "\t" not in new.replace("\\t", "") or "\t" in str(value)
    breaks = set(re.findall(r"\r?\n", text)) or {"\n"}
    assert set(re.findall(r"\r?\n", new)) <= breaks
