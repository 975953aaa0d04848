"""Texts of the input, made harmless for the place where they are shown.

The input may be a stranger's: a resource name can hold escape sequences, bidi overrides, workflow commands or markup.
"""

import re

from ..patterns import pattern

_UNSEEN = (
    r"\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: move the cursor, start sequences
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # invisible, reordering, or breaking lines
    r"\ud800-\udfff"  # lone surrogates cannot be written at all
)

_INVISIBLE = pattern(f"[{_UNSEEN}]")
# CI services read commands from what a step prints: GitHub `::error::` at the start of a line and `##[error]` anywhere
# (actions/runner, ActionCommand.cs), Azure Pipelines `##vso[`, TeamCity `##teamcity[`; as of 2026-11.
_LOGGED = pattern(rf"[{_UNSEEN}]|\#(?=\#\w*\[)|(?<!\S):(?=:)")
IN_JSON = pattern(rf"[{_UNSEEN}]|\#(?=\#\w*\[)")


def harmless(text: str) -> bool:
    """Is it the usual text, in which nothing above can match, as a look without a search says?"""
    return text.isascii() and text.isprintable() and "##" not in text and "::" not in text


def _code(match: re.Match[str]) -> str:
    char = match[0]
    return f"\\x{ord(char):02x}" if char in "#:" else char.encode("unicode_escape").decode("ascii")


def _html_escape(text: str) -> str:
    from html import escape  # its table of entities is read only where HTML is written

    return escape(text, quote=True)


def visible(text: str) -> str:
    """One line without what moves, hides or reorders: such characters become `\\x1b`, `\\n`, `\\u202e`."""
    return _INVISIBLE.sub(_code, text)


def terminal(text: str) -> str:
    """One line for a terminal or a CI log, which also must not read as a command to the CI service."""
    return text if harmless(text) else _LOGGED.sub(_code, text)


def pieces(text: str, tab: str = "    ") -> list[str]:
    """What `terminal` shows for each code point of `text`; a tab becomes `tab`."""
    out = list(text)
    for match in () if harmless(text) else _LOGGED.finditer(text):
        out[match.start()] = tab if match[0] == "\t" else _code(match)
    return out


def html(text: str) -> str:
    """For element content and quoted attributes."""
    return _html_escape(visible(text))


_MARKUP = pattern(r"[\\`*_\[\]<>#|~$]")
_REFERENCE = pattern(r"@(?=\w)|#(?=\d)|\b(?:GH-(?=\d)|www(?=\.))|:(?=//)", re.IGNORECASE)


def markdown(text: str) -> str:
    """One line of GitHub's Markdown, also inside a table: no markup, HTML, links, mentions or references.

    Text between two backticks, as messages quote names, becomes code.
    """
    parts = text.split("`")
    last = len(parts) - 1
    if last % 2:  # one backtick too many stands for itself
        parts[last - 1 :] = [parts[last - 1] + "`" + parts[last]]
    return "".join((code(part) if part else "") if i % 2 else _plain(part) for i, part in enumerate(parts))


def code(text: str) -> str:
    """A code span of GitHub's Markdown, also inside a table."""
    shown = visible(text)
    if "`" in shown or "|" in shown or shown != shown.strip() or not shown:
        return f"<code>{_plain(shown)}</code>"
    return f"`{shown}`"


def _plain(text: str) -> str:
    # A zero-width space hides mentions and references from GitHub, which looks for them after resolving backslashes.
    loose = _REFERENCE.sub(lambda match: match[0] + "\0", visible(text))
    loose = _MARKUP.sub(
        lambda match: _html_escape(match[0]) if match[0] in "<>" else "\\" + match[0], loose.replace("&", "&amp;")
    )
    return loose.replace("\0", "&#8203;")


def workflow(text: str, *, property: bool = False) -> str:
    """The message, or a property's value, of a GitHub workflow command (`::error file=…::message`)."""
    out = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    if property:
        out = out.replace(":", "%3A").replace(",", "%2C")
    return visible(out)
