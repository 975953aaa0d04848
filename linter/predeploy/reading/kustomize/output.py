"""What a build prints: its documents, and what it says about their origin, which is taken out again."""

from itertools import pairwise
from typing import Any, Final

from ...patterns import pattern
from ...record import NamedTuple
from .. import read
from ..source import Source

_DOCUMENT: Final = pattern(r"^---[ \t]*\n", 8)  # re.MULTILINE
_ORIGIN: Final = "    config.kubernetes.io/origin:"


class Said(NamedTuple):
    """Where an object comes from: a file, or a generator in a kustomization; paths from the overlay's folder."""

    path: str = ""
    generator: str = ""  # ConfigMapGenerator
    configured: str = ""  # the kustomization that generates it


def taken_apart(output: str) -> tuple[str, list[Said]]:
    """The text without the annotations of origin, and these by document."""
    ends = [0, *(found.start() for found in _DOCUMENT.finditer(output) if found.start()), len(output)]
    texts, said = [], []
    for start, end in pairwise(ends):
        text, origin = _without(output[start:end])
        texts.append(text)
        said.append(_said(origin))
    return "".join(texts), said


def _without(document: str) -> tuple[str, str]:
    """kustomize prints all documents alike: two spaces a level, keys in order."""
    lines = document.split("\n")
    try:
        head = lines.index("  annotations:", lines.index("metadata:"))
    except ValueError:
        return document, ""
    end = next((n for n in range(head + 1, len(lines)) if not lines[n].startswith("    ")), len(lines))
    own = next((n for n in range(head + 1, end) if lines[n].startswith(_ORIGIN)), None)
    if own is None:
        return document, ""
    last = next((n for n in range(own + 1, end) if not lines[n].startswith("      ")), end)
    body = "\n".join(line.removeprefix("      ") for line in lines[own + 1 : last])
    first = head if last - own == end - head - 1 else own  # nothing else is annotated
    return "\n".join([*lines[:first], *lines[last:]]), body


def _said(text: str) -> Said:
    trees = read(Source("origin", text)).trees if text else []
    data: Any = trees[0].data if trees and isinstance(trees[0].data, dict) else {}
    by = data.get("configuredBy")
    kind = by.get("kind") if isinstance(by, dict) else ""
    return Said(_text(data.get("path")), _text(kind), _text(data.get("configuredIn")))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
