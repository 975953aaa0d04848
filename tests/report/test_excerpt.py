"""Excerpts: carets stand under what is meant, whatever the characters; secrets are not shown."""

import time

import pytest

from predeploy.finding import Place
from predeploy.reading.span import Span
from predeploy.report._excerpt import Excerpt, Excerpts
from predeploy.report._layout import cells, wrap
from predeploy.report._secret import masked


def excerpt(line: str, wanted: str, width: int = 60) -> Excerpt:
    start = line.index(wanted)
    span = Span(1, start + 1, 1, start + 1 + len(wanted), start, start + len(wanted))
    found = Excerpts(lambda _: line).at(Place("x", span), width)
    assert found is not None
    return found


def under(found: Excerpt) -> str:
    """What the caret points at, cell by cell."""
    row = "".join(char if cells(char) < 2 else char + "\0" for char in found.text)
    shown = [char for char in row if cells(char) or char == "\0"]
    return "".join(shown[found.start : found.start + found.length]).replace("\0", "")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("name: web", "web"),
        ("名前: 店舗 x", "店舗"),
        ("e\u0301te\u0301: abc", "abc"),
        ("\tkey:\tvalue", "value"),
        ("👍: ok", "ok"),
    ],
)
def test_carets(line: str, wanted: str) -> None:
    assert under(excerpt(line, wanted)) == wanted


def test_an_escaped_character_takes_the_room_of_its_escape() -> None:
    found = excerpt("a: \x1b[2Jx", "\x1b[2Jx")
    assert found == Excerpt(1, r"a: \x1b[2Jx", 3, 8)


@pytest.mark.parametrize("at", [0, 30, 70, 400, 5_000, 9_990])
@pytest.mark.parametrize("letter", ["x", "字"])
def test_long_lines_are_cut_around_the_span(at: int, letter: str) -> None:
    line = letter * at + "HERE" + letter * (10_000 - at)
    found = excerpt(line, "HERE", width=40)
    assert cells(found.text) <= 40
    assert under(found) == "HERE"
    assert "…" in (found.text[0], found.text[-1])


def test_long_spans_are_cut_too() -> None:
    found = excerpt("k: " + "v" * 1000, "v" * 1000, width=40)
    assert cells(found.text) <= 40
    assert found.start + found.length <= 40


def test_several_lines_show_the_first_and_ends_are_not_exceeded() -> None:
    read = {"x": "a: |  \r\n  b\rlast"}.get
    assert Excerpts(read).at(Place("x", Span(1, 4, 2, 4, 3, 10)), 40) == Excerpt(1, "a: |", 3, 1)
    assert Excerpts(read).at(Place("x", Span(3, 99, 3, 120, 0, 0)), 40) == Excerpt(3, "last", 4, 1)
    assert Excerpts(read).at(Place("x", Span(4, 1, 4, 2, 0, 0)), 40) is None
    assert Excerpts(read).at(Place("y", Span(1, 1, 1, 2, 0, 0)), 40) is None


def test_columns_count_behind_a_byte_order_mark() -> None:
    assert Excerpts(lambda _: "\ufeffkind: X").at(Place("x", Span(1, 7, 1, 8, 6, 7)), 40) == Excerpt(1, "kind: X", 6, 1)


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("  DB_PASSWORD: hunter2", "hunter2"),
        ('"apiKey": "abc def", "x": 1', '"abc def"'),
        ("args: [--token=s3cr3t, --port=80]", "s3cr3t"),
        ("- {name: DB_PASSWORD, value: hunter2}", "hunter2"),
        ("MasterUserPassword: 'it is long'", "'it is long'"),
        ("url: postgres://me:pw@host/db", "me:pw"),
        ("key: " + "AKIA" + "IOSFODNN7EXAMPLE", "AKIA" + "IOSFODNN7EXAMPLE"),
    ],
)
def test_secrets_are_dots(line: str, hidden: str) -> None:
    assert masked(line, []) == line.replace(hidden, "•" * len(hidden))


@pytest.mark.parametrize(
    "line",
    [
        "secretName: web-tls",
        "Type: AWS::SecretsManager::Secret",
        "password: ${ssm:/db/password}",
        "Password: !Ref DbPassword",
        "automountServiceAccountToken: false",
        "tokenExpirationSeconds: 3600",
        "secretKeyRef: {name: db, key: password}",
        'resources: ["secrets"]',
        "image: my-secret-app:latest",
        "- name: DB_PASSWORD",
        "maxTokens: 4096",
        "value: plain",
    ],
)
def test_what_is_no_secret_is_shown(line: str) -> None:
    assert masked(line, []) == line


def test_secrets_by_their_surroundings() -> None:
    assert masked("  value: hunter2", ["- name: DB_PASSWORD", ""]) == "  value: •••••••"
    assert masked("  db: aHVudGVyMg==", [], "Secret") == "  db: ••••••••••••"
    assert masked("kind: Secret", [], "Secret") == "kind: Secret"
    assert masked("data:", [], "Secret") == "data:"


def test_hostile_lines_take_no_time() -> None:
    started = time.perf_counter()
    for line in ("secret" * 500_000, "name: " * 500_000, "://" + "a:" * 1_000_000, "#" * 3_000_000):
        excerpt("k: v " + line, "v")
    assert time.perf_counter() - started < 2


def test_wrapping_counts_cells_and_keeps_words_whole() -> None:
    assert wrap("日本 語 abc", 7) == ["日本 語", "abc"]
    assert wrap("a averylongword b", 5) == ["a", "averylongword", "b"]
    assert wrap("", 5) == []
