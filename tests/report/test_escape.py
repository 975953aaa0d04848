"""Nothing from the input acts on the terminal, the CI service, or the page that shows it."""

import json
import re
import sys
import unicodedata

import pytest

from predeploy.report import _escape, render
from predeploy.report._json import harmless_json

from . import samples

# Arabic and Kaithi signs of category Cf that are seen and span the digits after them.
SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}


def test_every_control_format_and_separator_character_is_escaped() -> None:
    acting = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    points = [i for i in range(sys.maxunicode + 1) if unicodedata.category(chr(i)) in acting and i not in SEEN]
    assert not [hex(i) for i in points if chr(i) in _escape.visible(chr(i))]


def test_escapes_read_like_python() -> None:
    assert _escape.terminal("a\x1b[0m\n\u202e\x9b\U000e0041\ud800") == r"a\x1b[0m\n\u202e\x9b\U000e0041\ud800"
    assert _escape.terminal("é 日本 ≥ 👍\ufe0f") == "é 日本 ≥ 👍\ufe0f"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", r"\x3a:error::x"),
        ("so ::error::x", r"so \x3a:error::x"),
        ("AWS::SQS::Queue", "AWS::SQS::Queue"),
        ("a##[error]b", r"a\x23#[error]b"),
        ("###vso[task]b", r"#\x23#vso[task]b"),
        ("## heading", "## heading"),
    ],
)
def test_no_command_for_the_ci_service(text: str, shown: str) -> None:
    assert _escape.terminal(text) == shown
    assert "".join(_escape.pieces(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`orders` hides a_b", r"`orders` hides a\_b"),
        ("one ` tick", r"one \` tick"),
        ("`a|b`", r"<code>a\|b</code>"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("@everyone me@x.y", "@&#8203;everyone me@&#8203;x.y"),
        ("`@everyone`", "`@everyone`"),
        ("#12 GH-12", r"\#&#8203;12 GH-&#8203;12"),
        ("[x](http://y)", r"\[x\](http:&#8203;//y)"),
        ("two\nlines | cells", r"two\\nlines \| cells"),
        ("", ""),
    ],
)
def test_markdown(text: str, shown: str) -> None:
    assert _escape.markdown(text) == shown


def test_html_and_workflow() -> None:
    assert _escape.html("</script>\"'\x1b") == "&lt;/script&gt;&quot;&#x27;\\x1b"
    assert _escape.workflow("50%\r\n::x\x1b") == "50%25%0D%0A::x\\x1b"
    assert _escape.workflow("a:b,c", property=True) == "a%3Ab%2Cc"


def test_json_is_harmless_and_reads_the_same() -> None:
    data = {"name": "日本 \x1b\x9b\u202e\u2028\U000e0041 ##[error]x"}
    text = harmless_json(data)
    assert json.loads(text) == data
    assert text == '{\n  "name": "日本 \\u001b\\u009b\\u202e\\u2028\\udb40\\udc41 \\u0023#[error]x"\n}\n'
    assert json.loads(harmless_json(["\ud800"])) == ["\ufffd"]


@pytest.mark.parametrize("name", ["text", "markdown", "json", "sarif"])
def test_no_report_passes_an_attack_on(name: str) -> None:
    text = render(name, samples.hostile(), samples.context(read=samples.hostile_text, show_skipped=True, width=80))
    lines = text.split("\n")
    assert "".join(lines) == _escape.visible("".join(lines))
    assert not [line for line in lines if line.lstrip().startswith("::")]
    if name != "markdown":  # its code spans show text as it is; it goes into a file
        assert "##[" not in text
        assert "##vso[" not in text


def test_colour_adds_only_colours() -> None:
    plain = render("text", samples.hostile(), samples.context(read=samples.hostile_text))
    painted = render("text", samples.hostile(), samples.context(read=samples.hostile_text, color=True))
    bare = re.sub(r"\x1b\[[\d;]*m", "", painted)
    assert "\x1b" not in bare
    assert [line.rstrip() for line in bare.split("\n")] == plain.split("\n")
    assert "\x1b[31m" not in plain
