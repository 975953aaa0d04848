"""What Helm says when it renders nothing: version 3 tells it in one line, version 4 and the SDK in several."""

from typing import Final, Literal

from ...patterns import pattern
from ...record import NamedTuple

Kind = Literal["parse", "stop", "undefined", "nil", "schema", "other"]
"""`parse`: a template is none; `stop`: a template says `required` or `fail`; `undefined`: a template is included that is
defined nowhere; `nil`: a key below nothing; `schema`: the values are not as values.schema.json wants them."""

MAX_MESSAGE: Final = 600  # code points of what Helm says
_MULTILINE: Final = 8
_HEAD: Final = pattern(r"^Error: ", _MULTILINE)
_TAIL: Final = pattern(r"\n\s*\nUse --debug flag to render out invalid YAML|^helm\.go:\d+: ", _MULTILINE)
_FRAME: Final = pattern(r'(?:template: )?([^\s:]+):(\d+):(\d+):? executing "[^"]*" at <')
_PARSE: Final = pattern(r"parse error (?:at|in) \(([^\s:()]+)(?::(\d+))?(?::\d+)?\): ")
_STOP: Final = pattern(r"execution error (?:at|in) \(([^\s:()]+)(?::(\d+))?(?::(\d+))?\): ")
_UNDEFINED: Final = pattern(r'(?:no template|template) "([^"]+)" (?:associated with template|not defined)')
_NIL: Final = pattern(r"^<([^<>]*)>: nil pointer evaluating .*\.(\w+)$")
_UNSAID: Final = pattern(r"missing propert(?:y|ies) '([^']+)'")
_AT: Final = pattern(r"- at '([^']*)': ")
_SCHEMA: Final = "values don't meet the specifications of the schema(s)"
_VALUES: Final = "cannot unmarshal yaml document: "  # only version 4 says so


class Spot(NamedTuple):
    """A template as Helm calls it (`shop/templates/a.yaml`), a line from 1 and a column from 0; 0 is unknown."""

    template: str
    line: int
    column: int = 0


class Refusal(NamedTuple):
    """`subject` is the template that is defined nowhere, the expression that is nothing, or the path of a value."""

    kind: Kind
    message: str
    spots: tuple[Spot, ...] = ()  # the outermost first
    subject: str = ""


def refusal(said: str) -> Refusal:
    text = said
    if head := _HEAD.search(text):  # warnings stand before it
        text = text[head.end() :]
    if tail := _TAIL.search(text):
        text = text[: tail.start()]
    if text.startswith(_SCHEMA):
        return _by_schema(text)
    text = " ".join(text.split())
    for kind, form in (("parse", _PARSE), ("stop", _STOP)):
        if found := form.match(text):
            line, column = (int(number or 0) for number in (*found.groups()[1:], 0)[:2])
            return Refusal(
                "parse" if kind == "parse" else "stop", _cut(text[found.end() :]), (Spot(found[1], line, column),)
            )
    frames = list(_FRAME.finditer(text))
    spots = tuple(Spot(one[1], int(one[2]), int(one[3])) for one in frames)
    last = text[frames[-1].end() - 1 :] if frames else text.replace(_VALUES, "")
    if found := _UNDEFINED.search(last):
        return Refusal("undefined", _cut(last), spots, found[1])
    if found := _NIL.match(last):
        return Refusal("nil", _cut(last), spots, found[1].removesuffix(f".{found[2]}"))
    return Refusal("other", _cut(last), spots)


def _by_schema(text: str) -> Refusal:
    """The first thing that a schema does not allow."""
    said = next((line for line in text.splitlines() if line.startswith("- ")), text)
    at, missing = _AT.match(said), _UNSAID.search(said)
    steps = [*(at[1].split("/") if at else ()), *([missing[1]] if missing else ())]
    subject = ".".join(step.replace(".", "\\.") for step in steps if step)
    return Refusal("schema", _cut(said.removeprefix("- ").removeprefix("at '': ")), (), subject)


def _cut(message: str) -> str:
    return message if len(message) <= MAX_MESSAGE else message[:MAX_MESSAGE] + "…"


__all__ = ["Refusal", "Spot", "refusal"]
