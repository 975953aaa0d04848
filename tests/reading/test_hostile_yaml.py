"""YAML that means harm: it is refused or read, in no time, and nothing is raised."""

import time

import pytest

from predeploy.engine.problems import looks_like_ours
from predeploy.node import Node, split
from predeploy.reading import Source, read
from predeploy.reading.scalars import plain_js
from predeploy.reading.yaml import compose, rebuild
from predeploy.suppress import collect

CYCLES = ["a: &a\n  <<: *a\n  k: 1\n", "a: &a\n- - *a\n", "a: &a\n  ? [x]\n  : *a\n", "- &a\n- - *a\n", "&a\n: *a\n"]
EMPTY_MERGES = "l0: &l0 {}\n" + "".join(
    f"l{i}: &l{i}\n  <<: [{', '.join([f'*l{i - 1}'] * 10)}]\n" for i in range(1, 30)
)
BOMB = "l0: &l0 [1]\n" + "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]\n" for i in range(1, 30))
CHAIN = "l0: &l0 {a: b}\n" + "".join(f"l{i}: &l{i}\n  <<: *l{i - 1}\n" for i in range(1, 2_000))


@pytest.mark.parametrize("text", [*CYCLES, EMPTY_MERGES])
def test_circles_and_merges_have_places(text):
    began = time.perf_counter()
    for tree in read(Source("a.yaml", text)).trees:
        root = Node(tree, (), tree.data)
        for node in (root, root["a"], root["a.zz"], root["l29.zz"]):
            assert node.span.line >= 1
        for node in [
            tree.node,
            *(part for pair in tree.node.value for part in (pair if pair.__class__ is tuple else ())),
        ]:
            start, end = tree.bounds(node)
            assert 0 <= start <= end <= len(text)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("text", [BOMB, EMPTY_MERGES, CHAIN])
def test_aliases_that_multiply_or_nest_are_refused(text):
    reading = read(Source("a.yaml", text))
    assert not reading.trees
    assert "aliases" in reading.broken[0].message


def test_aliases_that_people_use_are_read():
    text = "x: &x {a: 1, b: [2, 3]}\n" + "".join(f"k{i}: *x\n" for i in range(500))
    assert not read(Source("a.yaml", text)).broken


def test_the_first_merged_base_wins_and_what_it_merges_comes_before_the_second():
    text = "z: &z {q: 3}\ny: &y {<<: *z, r: 1}\nw: &w {q: 5, r: 5}\nm:\n  <<: [*y, *w]\n"
    tree = read(Source("a.yaml", text)).trees[0]
    assert tree.data["m"] == {"q": 3, "r": 1}
    assert tree.span(("m", "q")).line == 1
    assert tree.span(("m", "r")).line == 2


def test_numbers_of_thousands_of_digits_are_texts():
    digits = "9" * 5_000
    assert read(Source("a.yaml", f"a: !!int {digits}\nb: {digits}\n")).trees[0].data == {"a": digits, "b": digits}
    assert plain_js(digits) == digits
    assert split("a.²") == ("a", "²")


def test_of_duplicate_keys_the_last_counts_for_every_reader():
    assert rebuild(compose("a: 1\na: x\n")[0][0].node, plain_js) == {"a": "x"}


@pytest.mark.parametrize(
    "text", ["\n" * 500_000 + "@", "Transform:" + " " * 500_000 + "@", "apiVersion\n" * 50_000, "provider:\n" * 50_000]
)
def test_what_a_broken_text_is_can_be_asked_of_any(text):
    began = time.perf_counter()
    assert not looks_like_ours(Source("a.yaml", text))
    assert time.perf_counter() - began < 2


def test_a_broken_serverless_service_is_ours():
    assert looks_like_ours(Source("a.yaml", "service: a\nprovider:\n  name: aws\nfunctions: [\n"))
    assert not looks_like_ours(Source("a.yaml", "service: a\nfunctions: [\n"))


def test_large_mappings_have_the_places_of_small_ones():
    text = "".join(f"k{i}: {{a: 1}}\n" for i in range(300)) + "k7: 2\nb: &b {c: 1}\n<<: *b\n"
    tree = read(Source("a.yaml", text)).trees[0]
    assert tree.span(("k7",)).line == 301  # the last of duplicate keys
    assert tree.span(("k250", "a")).line == 251
    assert tree.span(("c",)).line == 302
    assert tree.span(("none",)).line == 1


@pytest.mark.parametrize("ends", ["", "a: 1\n"])
def test_many_comments_take_no_time(ends):
    from predeploy.formats import claim

    text = "kind: Pod\napiVersion: v1\n" + "# predeploy: ignore[x] y\n" * 20_000 + ends
    source = Source("a.yaml", text)
    began = time.perf_counter()
    found = collect(source, [tree for tree in read(source).trees if claim(tree)])
    assert time.perf_counter() - began < 5
    assert len(found) == (20_000 if ends else 0)
