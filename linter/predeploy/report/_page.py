"""A rule's docstring as a page for people: its examples without the marks that tests read."""

import re

from ..patterns import pattern

_FENCE = pattern(
    r"^(?P<fence>`{3,})(?P<language>\w*)[ \t]+(?P<use>bad|good|fixed)\b[^\n]*\n(?P<body>.*?)^(?P=fence)[ \t]*$",
    re.M | re.S,
)
_MARK = pattern(r"[ \t]*#~[^\n]*")
_LEADS = {"bad": "Found:", "good": "Not found:", "fixed": "Mended:"}


def markdown(doc: str) -> str:
    """The page as Markdown: the first example of each use only, the others are tests rather than reading."""
    seen: set[str] = set()

    def example(match: re.Match[str]) -> str:
        use = match["use"]
        if use in seen:
            return ""
        seen.add(use)
        body = _MARK.sub("", match["body"]).strip("\n")
        return f"{_LEADS[use]}\n\n{match['fence']}{match['language']}\n{body}\n{match['fence']}"

    return re.sub(r"\n{3,}", "\n\n", _FENCE.sub(example, doc)).strip() + "\n"
