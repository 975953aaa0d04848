import pytest
from hypothesis import given
from hypothesis import strategies as st

from predeploy.finding import Place
from predeploy.intent import KEYS, UNSAID, Intent, Stated, Subject, intent_of, parse
from predeploy.target import Target, parse_kubernetes

SUBJECT = Subject("a.yaml", "Deployment", "web", {}, "shop")


class Config:
    def __init__(self, *intents):
        self.intents = intents

    def intents_for(self, subject):
        return iter(self.intents)


def notes(path="a.yaml", **said):
    return lambda key: (said[key], Place(path, None)) if key in said else None


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        ("idle", "zero", "zero"),
        ("latency", "200ms", 0.2),
        ("latency", "1.5s", 1.5),
        ("availability", "99.9", 99.9),
        ("availability", "99.95%", 99.95),
        ("availability", 100, 100),
        ("budget", "50 USD/month", 50),
        ("budget", "0", 0),
        ("environment", "Production", "prod"),
        ("environment", "qa", "test"),
    ],
)
def test_parse(key, written, value):
    assert parse(key, written) == value


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("idle", "cold"), ("idle", True), ("latency", "200"), ("latency", 200), ("latency", "0s"), ("latency", "fast"),
        ("availability", "0.999"), ("availability", 101), ("availability", "nan"), ("availability", None),
        ("budget", "-5"), ("budget", "50 EUR"), ("budget", "inf"), ("environment", "moon"), ("environment", ["prod"]),
    ],
)  # fmt: skip
def test_bad_values(key, written):
    with pytest.raises(ValueError, match="expects"):
        parse(key, written)


def test_the_strongest_source_of_each_key():
    config = Config(
        Intent(idle=Stated("warm", "config"), latency=Stated(1.0, "config"), budget=Stated(5.0, "config")),
        Intent(budget=Stated(9.0, "config"), availability=Stated(99.0, "config")),
    )
    inferred = Intent(availability=Stated(99.9, "inferred"), environment=Stated("dev", "inferred"))
    levels = [[notes(idle="zero")], [notes("service.yaml", idle="any", latency="2s")]]
    intent, problems = intent_of(SUBJECT, config, levels, inferred)
    assert problems == ()
    assert intent.idle == Stated("zero", "own", Place("a.yaml", None))
    assert intent.latency == Stated(2.0, "own", Place("service.yaml", None))
    assert (intent.budget.value, intent.availability.value) == (5.0, 99.0)
    assert intent.environment == Stated("dev", "inferred")
    assert (intent.idle.stated, intent.environment.stated, UNSAID.stated) == (True, False, False)


def test_a_bad_annotation_is_a_problem_and_the_next_source_counts():
    config = Config(Intent(idle=Stated("warm", "config")))
    intent, problems = intent_of(SUBJECT, config, [[notes(idle="never")]])
    assert intent.idle.value == "warm"
    assert [(p.kind, p.message) for p in problems] == [
        ("bad-intent", "predeploy/idle expects zero, warm or any, not 'never'")
    ]


def test_where_equals_disagree_nothing_is_assumed():
    config = Config(Intent(idle=Stated("warm", "config")))
    levels = [[], [notes("a.yaml", idle="zero", latency="1s"), notes("b.yaml", idle="any", latency="1000ms")]]
    intent, (problem,) = intent_of(SUBJECT, config, levels)
    assert intent.idle == UNSAID
    assert intent.latency.value == 1
    assert (problem.kind, problem.place.path) == ("contradicting-intent", "b.yaml")


@given(
    st.sampled_from(KEYS),
    st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=30), st.lists),
)
def test_nothing_written_raises(key, written):
    intent, problems = intent_of(SUBJECT, Config(), [[lambda k: (written, Place("a", None)) if k == key else None]])
    assert (getattr(intent, key).source == "own") is not bool(problems)


def test_target():
    assert parse_kubernetes("1.34") == parse_kubernetes("v1.34.2") == parse_kubernetes("1.34.1-gke.200") == (1, 34)
    for bad in ("1", "latest", 1.34, None, "1.34.2.3.4", "v1.x", "1.34 ", "9" * 5000 + ".1"):
        with pytest.raises(ValueError, match="in quotes"):
            parse_kubernetes(bad)
    target = Target(kubernetes=(1, 34))
    assert (target.kubernetes_at_least(1, 34), target.kubernetes_at_least(1, 35)) == (True, False)
    assert Target().kubernetes_at_least(1, 1) is None
