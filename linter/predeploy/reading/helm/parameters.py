"""Single values given like `helm --set`: what a key and a text mean.

https://github.com/helm/helm/blob/main/pkg/strvals/parser.go (as of 2026-11)
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from ...patterns import pattern
from ...record import NamedTuple
from ..tree import Path as TreePath
from ..tree import Tree
from .layers import Parameters, put
from .leaves import ValuesFile
from .repository import Unsure
from .values import data_of, merged

MAX_INDEX: Final = 1_000  # of an item in a list; Helm takes 65,536
MAX_STEPS: Final = 50  # of a key; Helm takes 30
MAX_GIVEN: Final = 1_000  # parameters of one release; real ones have a dozen
_STEP: Final = pattern(r"\.?((?:[^.\[\]\\]|\\.)+)|\[(\d{1,5})\]")
_WORDS: Final = {"true": True, "false": False, "null": None, "0": 0}


class Parameter(NamedTuple):
    key: str
    text: str
    place: TreePath  # of the text, in the object
    typed: bool = True  # `3` is a number


def parameters(tree: Tree, path: TreePath, given: Iterable[Parameter], below: Iterable[ValuesFile]) -> Parameters:
    """Parameters over the values below them. Raises Unsure."""
    given = list(given)
    if len(given) > MAX_GIVEN:
        raise Unsure(f"it has more than {MAX_GIVEN:,} parameters", path)
    values: Any = {}
    for layer in below:
        values = merged(values, data_of(layer.text))
    written: dict[TreePath, TreePath] = {}
    for one in given:
        key = steps(one)
        values = put(values, key, typed(one.text) if one.typed else one.text)
        written[key] = one.place
    return Parameters(tree, path, values, written)


def steps(one: Parameter) -> TreePath:
    """The path of a key; raises Unsure for one that Helm would not take."""
    found: list[str | int] = []
    end = 0
    for step in _STEP.finditer(one.key):
        if step.start() != end:
            break
        found.append(re.sub(r"\\(.)", r"\1", step[1]) if step[1] else int(step[2]))
        end = step.end()
    if (
        end != len(one.key)
        or not 0 < len(found) <= MAX_STEPS
        or any(isinstance(step, int) and step > MAX_INDEX for step in found)
    ):
        raise Unsure(f"`{one.key}` cannot be read as a key", one.place)
    return tuple(found)


def typed(text: str) -> Any:
    """What `--set` takes a text for."""
    if text.startswith("{") and text.endswith("}"):
        return [_single(item) for item in re.split(r"(?<!\\),", text[1:-1])] if text[1:-1] else []
    return _single(text)


def _single(text: str) -> Any:
    text = re.sub(r"\\(.)", r"\1", text)
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    return int(text) if re.fullmatch(r"[+-]?[1-9]\d{0,17}", text, re.ASCII) else text
