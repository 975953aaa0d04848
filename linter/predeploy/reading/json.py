"""JSON texts: data through the standard library, and on demand a node tree that knows where each value stands.

libyaml refuses some legal JSON (tabs, `\\/`, long keys), so JSON is not read as YAML.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from ..patterns import pattern
from .errors import ReadError
from .libyaml import MappingNode, Node, ScalarNode, SequenceNode
from .scalars import STR, Typed

MAX_DEPTH: Final = 200

# Strings come first so that nothing inside them is taken for a comment; what is never closed reaches to the end of
# the text, so that the search stays linear whatever is written.
_STRING: Final = r'"[^"\\]*(?:\\.[^"\\]*)*"?'
_COMMENT: Final = pattern(_STRING + r"|//[^\r\n]*|/\*(?:.*?\*/|.*)", re.DOTALL)
_TRAILING_COMMA: Final = pattern(_STRING + r"|,(?=[ \t\r\n]*[\]}])", re.DOTALL)
_BLANK: Final = pattern(r"[ \t\r\n]*")
_SURROGATE_ESCAPE: Final = pattern(r"\\u[dD][89a-fA-F]")
_SURROGATE: Final = pattern("[\ud800-\udfff]")


class Mark:
    """The part of a PyYAML mark that is asked for: an offset in code points."""

    __slots__ = ("index",)

    def __init__(self, index: int) -> None:
        self.index = index


def load(text: str, *, comments: bool = False) -> tuple[Any, tuple[str, ...]]:
    """The data of a JSON text and the names of its duplicate keys (the last value of such a key counts).

    `comments` allows `//`, `/* */` and trailing commas. Raises ReadError: not JSON, NaN or Infinity, an unpaired
    surrogate, nested deeper than 200 levels.
    """
    try:
        return _load(plain(text, comments=False))
    except ReadError:
        if not comments:
            raise
    return _load(plain(text, comments=True))


def compose(text: str, *, comments: bool = False) -> Node:
    """The node tree of a JSON text, its marks as offsets into `text`; a string's span includes its quotes.

    Tags are those of the YAML reader: STR, Typed(value), None for collections. Raises ReadError as `load` does.
    """
    return Scanner(plain(text, comments=comments)).document()


def _load(text: str) -> tuple[Any, tuple[str, ...]]:
    duplicates: dict[str, None] = {}

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            duplicates.update((key, None) for key in counts if counts[key] > 1)
        return data

    try:
        data = json.loads(text, object_pairs_hook=mapping, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise _refusal(text, error) from None
    except (ValueError, RecursionError):  # NaN, a number of thousands of digits, too deep: the scanner knows where
        Scanner(text).document()
        raise ReadError("not a JSON text that can be read") from None
    deep = text.count("[") + text.count("{") > MAX_DEPTH and _deeper_than(data, MAX_DEPTH)
    if deep or (_SURROGATE_ESCAPE.search(text) and _has_surrogate(data)):
        Scanner(text).document()
    return data, tuple(duplicates)


class Scanner:
    """Nodes of a JSON text (see `plain`), one recursion a level; scalars are left to the standard library."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.scalar = json.JSONDecoder(parse_constant=_refuse_constant).raw_decode

    def document(self) -> Node:
        root, index = self._value(self.skip(0), 0)
        if index < len(self.text):
            raise ReadError("extra data behind the document", index)
        return root

    def _value(self, index: int, depth: int) -> tuple[Node, int]:
        """The node that begins at `index`, and where the next token begins."""
        opening = self.text[index : index + 1]
        if opening not in ("{", "["):
            return self.scalar_at(index)
        if depth >= MAX_DEPTH:
            raise ReadError(f"nested deeper than {MAX_DEPTH} levels", index)
        items: list[Any] = []
        read, closing = (self._pair, "}") if opening == "{" else (self._value, "]")
        at = self.skip(index + 1)
        while self.text[at : at + 1] != closing or items:
            item, at = read(at, depth + 1)
            items.append(item)
            if self.text[at : at + 1] == closing:
                break
            at = self._expect(",", at)
        kind = MappingNode if opening == "{" else SequenceNode
        untagged: Any = None
        return kind(untagged, items, _mark(index), _mark(at + 1), flow_style=True), self.skip(at + 1)

    def _pair(self, index: int, depth: int) -> tuple[tuple[Node, Node], int]:
        if self.text[index : index + 1] != '"':
            raise ReadError("expected a property name in double quotes", index)
        key, at = self.scalar_at(index)
        value, at = self._value(self._expect(":", at), depth)
        return (key, value), at

    def scalar_at(self, index: int) -> tuple[Node, int]:
        try:
            value, end = self.scalar(self.text, index)
        except json.JSONDecodeError as error:
            raise ReadError(_lower(error.msg), error.pos) from None
        except ValueError as error:
            raise ReadError(str(error).partition(";")[0], index) from None
        tag: Any = Typed(value)
        style, spelling = None, self.text[index:end]
        if isinstance(value, str):
            if _SURROGATE.search(value):
                raise ReadError("an unpaired surrogate", index)
            tag, style, spelling = STR, '"', value
        return ScalarNode(tag, spelling, _mark(index), _mark(end), style=style), self.skip(end)

    def entries(self, index: int) -> Iterator[tuple[str | int, tuple[int | None, int]]]:
        """(key or index, (offset of the key, offset of the value)) of the collection that begins at `index`, in a text
        that `load` could read: what the values hold is passed over."""
        keyed = self.text[index] == "{"
        at, number = self.skip(index + 1), 0
        while self.text[at] not in "]}":
            part: str | int = number
            key = None
            if keyed:
                key, (part, end) = at, self.scalar(self.text, at)
                at = self.skip(self.skip(end) + 1)
            yield part, (key, at)
            at = self.skip(self.end_of(at))
            at = self.skip(at + 1) if self.text[at] == "," else at
            number += 1

    def end_of(self, index: int) -> int:
        """The offset behind the value that begins at `index`, in such a text."""
        return self.scalar(self.text, index)[1]

    def _expect(self, token: str, index: int) -> int:
        if self.text[index : index + 1] != token:
            raise ReadError(f"expected `{token}`", index)
        return self.skip(index + 1)

    def skip(self, index: int) -> int:
        blank = _BLANK.match(self.text, index)
        return blank.end() if blank else index


def _mark(index: int) -> Any:
    return Mark(index)  # PyYAML's nodes take any object for a mark, its type stubs do not


def plain(text: str, *, comments: bool) -> str:
    """The same text of the same length without byte order mark, comments and trailing commas."""
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if not comments:
        return text
    return _TRAILING_COMMA.sub(_blank_comma, _COMMENT.sub(_blank_comment, text))


def _blank_comment(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == '"':
        return found
    if found.startswith("/*") and not (found.endswith("*/") and len(found) > 3):
        raise ReadError("a comment that is never closed", match.start())
    return " " * len(found)


def _blank_comma(match: re.Match[str]) -> str:
    return " " if match[0] == "," else match[0]


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _deeper_than(data: Any, levels: int) -> bool:
    """Level by level, because the walk of a hostile text must not recurse either."""
    level = [data] if isinstance(data, (dict, list)) else []
    for _ in range(levels):
        level = [
            item
            for parent in level
            for item in (parent.values() if parent.__class__ is dict else parent)
            if item.__class__ is dict or item.__class__ is list
        ]
    return bool(level)


def _has_surrogate(data: Any) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _refusal(text: str, error: json.JSONDecodeError) -> ReadError:
    """A trailing comma is called one, at its place, as Python does itself from 3.13 on."""
    before = text[: error.pos].rstrip(" \t\r\n")
    sign = text[error.pos : error.pos + 1]
    if sign and sign in "]}" and before.endswith(","):
        return ReadError(
            f"illegal trailing comma before end of {'array' if sign == ']' else 'object'}", len(before) - 1
        )
    return ReadError(_lower(error.msg), error.pos)


def _lower(message: str) -> str:
    """The library's messages begin with a capital; ours do not."""
    return message[:1].lower() + message[1:]
