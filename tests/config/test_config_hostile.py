"""A configuration may come with a stranger's pull request: whatever it holds, the answer is settings or a UsageError."""

import json
import time
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from predeploy.config import UsageError, enabled_rules, load
from predeploy.config.globs import anchored, matches
from predeploy.config.layers import Layers
from predeploy.config.schema import config_schema
from predeploy.reading.files import decode
from predeploy.rules.packs import find

from .samples import RULES

KEYS = list(config_schema()["properties"])
WORDS = [*KEYS, *RULES, "few-replicas", "severity", "options", "locked", "match", "intent", "idle", "rules", "path", "until", "chart", "values", "stage", "params", "high", "off", "../x", "**", "[", "2027-01-01", "99.9", "1.34"]  # fmt: skip
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(WORDS)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)


def run(text):
    """Load, resolve and use a configuration with this text."""
    configs = load("/nowhere", read={"predeploy.yaml": text}.get)
    configs.resolve(RULES, partial(find, rules=RULES))
    got = configs.settings_for("a/b.yaml")
    enabled_rules(got, RULES)
    configs.excluded("a/b.yaml")
    return got


def survives(text):
    try:
        run(text)
    except UsageError as error:
        return str(error)
    return ""


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(KEYS), anything, max_size=5) | anything)
def test_random_data(data):
    survives(json.dumps(data))


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("rules:{}[]-&*a!<|>\n '\"#?,.~0"), max_size=80))
def test_random_text(text):
    survives(text)


@pytest.mark.parametrize(
    "text",
    [
        "x: " + "[" * 100_000,
        "rules: " + "{a: " * 150 + "1" + "}" * 150,
        "a: &a [x, x]\n"
        + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(24)),
        "rules: &r\n  few-replicas: *r\n",
        "exclude: [" + "9" * 4000 + "]",
        "prices: {a: 0x" + "f" * 30 + "}",
        "prices: {a: 1e308, b: 9e307}",
        "values: {params: {a: .nan}}",
        "? [a]\n: b\n? {c: d}\n: e\n",
        "rules: {few-replicas: {options: {minimum: 99999999999999999999999999}}}",
        "region: '" + "x" * 100_000 + "'",
        "rules: {" + ", ".join(f"no-such-rule-{i}: low" for i in range(1900)) + "}",
        "ignore: [" + ", ".join(["{rules: [nothing]}"] * 1900) + "]",
        "\0",
        "fail-on: low\n...\n%YAML 9\n",
        "<<: {fail-on: low}\n",
        "exclude: !!set {a, b}\n",
        "!!python/object/apply:os.getcwd []\n",
    ],
    ids=lambda text: text[:30],
)
def test_known_traps_end_soon(text):
    start = time.perf_counter()
    assert len(survives(text)) < 20_000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text", ["exclude: [" + "a, " * 60_000 + "]", "values: {params: {a: " + "[" * 30 + "]" * 30 + "}}"]
)
def test_what_is_too_large_is_refused_not_cut(text):
    assert survives(text).endswith("the configuration is too large or nested too deep")


def test_file_limits(tmp_path):
    (tmp_path / "predeploy.yaml").write_text("# " + "x" * 600_000)
    with pytest.raises(UsageError, match=r"predeploy.yaml larger than 0.5 MB"):
        load(str(tmp_path))
    (tmp_path / "predeploy.yaml").write_bytes(b"fail-on: \xff\n")
    with pytest.raises(UsageError, match="not UTF-8 text"):
        load(str(tmp_path))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab*?[]!/.-\\", min_size=1, max_size=20), st.text(alphabet="ab/[", min_size=1, max_size=20))
def test_patterns_never_raise(pattern, path):
    try:
        whole = anchored(pattern, "a[b")
    except ValueError:
        return
    matches((whole,), path)


def test_patterns_cannot_explode():
    start = time.perf_counter()
    matches((anchored("*a" * 100 + "*b", ""), anchored("**/" * 100 + "b", "")), "/".join(["a" * 250] * 100))
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("vendor/", "vendor/x a/vendor/x a/vendor/", "vendor a/vendored/x"),
        ("*.yaml", "x.yaml a/x.yaml", "x.yml x.yaml.bak"),
        ("/x.yaml", "x.yaml", "a/x.yaml"),
        ("a/x.yaml", "a/x.yaml", "b/a/x.yaml"),
        ("a/*/x", "a/b/x a/b/x/y", "a/x a/b/c/x"),
        ("a/**/x", "a/x a/b/x a/b/c/x", "x b/a/x"),
        ("**/x", "x a/x a/b/x", "ax"),
        ("legacy/**", "legacy/a legacy/a/b", "legacy legacy/ x/legacy/a"),
        ("./a/", "a/x", "a b/a/x"),
        ("**", "a a/b", ""),
        ("a?[bc]", "axb x/axc", "axd ab"),
        ("A", "A", "a"),
    ],
)
def test_gitignore_semantics(pattern, inside, outside):
    patterns = (anchored(pattern, ""),)
    assert [p for p in inside.split() if not matches(patterns, p)] == []
    assert [p for p in outside.split() if matches(patterns, p)] == []


def test_the_last_pattern_counts_but_a_folder_that_is_out_stays_out():
    patterns = tuple(anchored(p, "") for p in ("*.yaml", "!keep.yaml", "gen/", "!gen/keep.yaml"))
    assert matches(patterns, "a/x.yaml")
    assert not matches(patterns, "a/keep.yaml")
    assert matches(patterns, "gen/keep.yaml")


def test_every_key_is_described_and_closed():
    def walk(part, where):
        if part.get("type") == "object" and "properties" in part:
            assert part["additionalProperties"] is False, where
        for key, inner in part.get("properties", {}).items():
            assert inner.get("description"), f"{where}.{key}"
            walk(inner, f"{where}.{key}")
        for name in ("items", "additionalProperties"):
            if isinstance(part.get(name), dict):
                walk(part[name], f"{where}[]")

    schema = config_schema()
    for name, part in {"": schema, **schema["$defs"]}.items():
        walk(part, name)


def test_byte_order_mark_and_crlf():
    (layer,) = Layers({"predeploy.yaml": decode(b"\xef\xbb\xbffail-on: low\r\n")}.get).chain("predeploy.yaml")
    assert layer.entries["fail-on",].value == "low"
