"""Every example of every rule. Never edited when a rule is added."""

import pytest

from predeploy.rules.packs import load_rules
from predeploy.testing import Example, examples, failures, poison

RULES = load_rules(pages=True)


def _cases() -> list[object]:
    cases = []
    for rule in RULES.values():
        previous: Example | None = None
        for example in examples(rule):
            cases.append(pytest.param(rule, example, previous, id=f"{rule.name}-{example.number}-{example.verdict}"))
            previous = example
    return cases


@pytest.mark.parametrize(("rule", "example", "previous"), _cases())
def test_example(rule, example, previous):
    assert list(failures(rule, example, previous)) == []


@pytest.mark.parametrize(("rule", "example", "previous"), _cases())
def test_an_unknown_value_never_adds_a_finding(rule, example, previous):
    assert list(poison(rule, example)) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_page(rule):
    verdicts = [example.verdict for example in examples(rule)]
    assert verdicts.count("bad") >= 1, "an example that fires"
    assert verdicts.count("good") >= 2, "examples that must stay silent"
    assert rule.title.endswith("."), "the page begins with one sentence"
    assert len(rule.title) <= 120
    assert not rule.fixable or any(v == "fixed" for v in verdicts)


def test_names_are_unique():
    names = [rule.name for rule in RULES.values() if rule.pack == "predeploy"]
    assert len(names) == len(set(names))
