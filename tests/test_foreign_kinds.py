"""A kind of Kubernetes' own name in somebody else's API group is another kind: no rule about the native one speaks of it."""

import pytest

from predeploy.data.kubernetes_apis import is_native
from predeploy.formats import claim
from predeploy.reading import Source, read
from predeploy.rules.packs import load_rules
from predeploy.testing import CONFIG, Example, check, examples

# Rules about the text, whatever objects it holds
ABOUT_ANY_KIND = frozenset(
    {"bad-suppression", "duplicate-key", "expired-suppression", "unknown-suppression", "unused-suppression"}
)
FOREIGN = "example.org/v1"
RULES = [rule for rule in load_rules(pages=True).values() if rule.name not in ABOUT_ANY_KIND]
CASES = [
    pytest.param(rule, one, id=f"{rule.name}-{one.number}")
    for rule in RULES
    for one in examples(rule)
    if one.verdict == "bad" and any("kind:" in text for text in one.files.values())
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_kind_of_another_group_is_another_kind(rule, example):
    files = {path: text if path == CONFIG else estranged(path, text) for path, text in example.files.items()}
    other = Example("bad", 0, files, [], example.options, example.target, example.complete)
    found = check(rule, other).findings
    lines = {(path, line) for path, text in files.items() for line in foreign_lines(path, text)}
    said = [one.message for one in found if one.place.span and (one.place.path, one.place.span.line) in lines]
    assert said == []


def estranged(path: str, text: str) -> str:
    """The text with its native objects in somebody else's group."""
    changes: list[tuple[int, int, str]] = []
    for tree in read(Source(path, text)).trees:
        form = claim(tree)
        api = tree.data.get("apiVersion") if isinstance(tree.data, dict) else None
        if form is None or form.name != "kubernetes" or not isinstance(api, str | None) or not is_native(api or ""):
            continue
        start, _ = tree.bounds(tree.node)
        places = (tree.bounds(value) for key, value in tree.node.value if api and key.value == "apiVersion")
        changes += [(*place, FOREIGN) for place in places] or [(start, start, f"apiVersion: {FOREIGN}\n")]
    for start, end, new in reversed(changes):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def foreign_lines(path: str, text: str) -> set[int]:
    """The lines of the objects in that group."""
    lines: set[int] = set()
    for tree in read(Source(path, text)).trees:
        if isinstance(tree.data, dict) and tree.data.get("apiVersion") == FOREIGN:
            start, end = tree.bounds(tree.node)
            lines.update(range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1))
    return lines
