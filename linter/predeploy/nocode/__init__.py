"""No-code rules: a YAML file with a page, a subject, two JSON Schemas and examples becomes the same Rule.

`when` says which subjects are meant, `require` what must hold for them; both are JSON Schemas over the effective data
of the view. A value that is known only at deployment under a path that either schema looks at is silence.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

from .. import views
from ..config.errors import Mistake, UsageError
from ..draft import Draft
from ..finding import Place
from ..measure import Measure
from ..node import Node
from ..reading import ReadError, Source, Tree, read
from ..reading.files import inside
from ..reading.gitignore import Patterns
from ..reading.values import ABSENT, UNKNOWN
from ..rules import CATEGORIES, Rule, Tier, watched
from ..severity import SEVERITIES
from ..views import Container, Function, View, Workload
from . import schemas

SUBJECTS: Final = {
    name: cls for name in views.__all__ if isinstance(cls := getattr(views, name), type) and issubclass(cls, View)
}  # fmt: skip
TIERS: Final = get_args(Tier)
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")
_FIELDS: Final = frozenset(
    {"rule", "severity", "title", "description", "subject", "kinds", "when", "require", "message", "examples", "tier"}
)
_DEPTH: Final = 12  # of a value that schemas can look into
_MAX_TEXT: Final = 2_000  # code points of a text that they can look at: what patterns cost grows with some power of it
_MAX_VALUES: Final = 50_000  # of a view, and items of a list
_MAX_ITEMS: Final = 2_000
_VERDICTS: Final = ("bad", "good")
_PACK: Final = "predeploy"
_APPLIED: Final = ("allOf", "anyOf", "oneOf")
_WITHIN: Final = ("not", "if", "then", "else", "contains", "propertyNames")


def load_rule_files(root: str, patterns: tuple[str, ...], there: Iterable[Rule] = ()) -> dict[str, Rule]:
    """The rules of every file that matches a pattern (relative to the root), none called like one that is `there`.
    Raises UsageError with all that is wrong."""
    found: dict[str, Rule] = {}
    taken = {one.name: one.id for one in there if one.pack == _PACK}
    mistakes: list[Mistake] = []
    for pattern in patterns:
        paths = sorted(_matching(root, pattern))
        if not paths:
            mistakes.append(Mistake(Place(pattern, None), "rule-files: there is no such file"))
        for path in paths:
            file = os.path.join(root, path)
            if not inside(os.path.realpath(root), os.path.realpath(file)):
                mistakes.append(Mistake(Place(path, None), "leads out of the project root"))
                continue
            for made, place in _of_file(Source(path, file=file, root=root), mistakes):
                if made.name in taken:
                    mistakes.append(Mistake(place, f"there is a rule {taken[made.name]} already"))
                taken[made.name] = made.id
                found[made.id] = made
    if mistakes:
        raise UsageError(mistakes)
    return found


def _matching(root: str, pattern: str) -> Iterator[str]:
    """The files (relative to the root) that a pattern means. Links are not walked: what lies behind them is not the
    project's, and may be the whole disk."""
    fixed = re.split(r"(?:[^/]*[*?\[].*)?\Z", pattern, maxsplit=1)[0]
    if fixed == pattern:
        yield from [pattern] if os.path.lexists(os.path.join(root, pattern)) else []
        return
    start = os.path.join(root, fixed)
    wanted = Patterns([f"/{pattern}"])
    if not inside(os.path.realpath(root), os.path.realpath(start)):
        return
    for folder, folders, files in os.walk(start):
        folders[:] = [name for name in folders if name[0] != "."]
        for name in files:
            path = os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")
            if name[0] != "." and wanted.verdict(path, folder=False):
                yield path


def _of_file(source: Source, mistakes: list[Mistake]) -> Iterator[tuple[Rule, Place]]:
    reading = read(source)
    for broken in reading.broken:
        mistakes.append(Mistake(Place(source.path, None), broken.message))
    for tree in reading.trees:
        wrong = list(_mistakes(tree))
        mistakes.extend(wrong)
        if not wrong:
            yield _rule(_given(tree.data)), Place(source.path, tree.span(("rule",)))


def _given(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


def _mistakes(tree: Tree) -> Iterator[Mistake]:
    data, path = tree.data, tree.source.path

    def at(key: str, message: str) -> Mistake:
        try:
            return Mistake(Place(path, tree.key_span((key,))), message)
        except ReadError:
            return Mistake(Place(path, None), message)

    if data.__class__ is not dict:
        yield Mistake(Place(path, None), "a rule is a mapping with rule, title, subject, require and message")
        return
    data = _given(data)
    for key in data.keys() - _FIELDS:
        yield at(key, f"a rule has no `{key}`; it has {', '.join(sorted(_FIELDS))}")
    for key in ("rule", "title", "subject", "require", "message"):
        if key not in data:
            yield at(key, f"a rule needs `{key}`")
    category, _, name = str(data.get("rule", "")).partition("/")
    if category not in CATEGORIES or not _NAME.match(name):
        yield at("rule", f"`rule` is category/name: one of {', '.join(CATEGORIES)}, and a name like few-replicas")
    for key, usual, words in (
        ("subject", "", SUBJECTS),
        ("severity", "medium", SEVERITIES),
        ("tier", "default", TIERS),
    ):
        word = data.get(key, usual)
        if word.__class__ is not str or word not in words:
            yield at(key, f"`{key}` is one of {', '.join(words)}")
    for key in ("title", "description", "message"):
        if data.get(key, "").__class__ is not str:
            yield at(key, f"`{key}` is a text")
    if not (_texts(data.get("kinds", [])) or data["kinds"].__class__ is str):
        yield at("kinds", "`kinds` is a list of texts")
    examples = data.get("examples", {})
    if examples.__class__ is not dict or examples.keys() - _VERDICTS or not all(map(_texts, examples.values())):
        yield at("examples", f"`examples` has lists of texts under {' and '.join(_VERDICTS)}")
    for key in ("when", "require"):
        if key in data:
            yield from (at(key, message) for message in schemas.mistakes(data[key]))


def _texts(value: Any) -> bool:
    return value.__class__ is list and all(item.__class__ is str for item in value)


def _rule(data: Mapping[str, Any]) -> Rule:
    category, _, name = data["rule"].partition("/")
    kinds = data.get("kinds", ())
    return Rule(
        pack=_PACK, category=category, name=name, check=_Check(data), doc=_page(data), severity=data.get("severity", "medium"),
        since="local", tier=data.get("tier", "default"), kinds=[kinds] if isinstance(kinds, str) else list(kinds),
        severities=(), swallows=(), formerly=(), replaces={}, watches=(watched(SUBJECTS[data["subject"]]),), injected=(), options={},
    )  # fmt: skip


def _page(data: Mapping[str, Any]) -> str:
    parts = [data["title"].rstrip(".") + ".", data.get("description", "")]
    for verdict in _VERDICTS:
        for text in data.get("examples", {}).get(verdict, ()):
            parts.append(f"```yaml {verdict}\n{text.rstrip()}\n```")
    return "\n\n".join(part for part in parts if part)


class _Check:
    """What a no-code rule runs: a callable like the function of any other rule."""

    __name__ = "check"

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.when, self.require, self.message = data.get("when"), data["require"], data["message"]
        self._validators: dict[int, Any] = {}

    def __call__(self, view: View) -> Iterator[Draft]:
        data = effective_data(view)
        if unknown_under(self.when, data) or unknown_under(self.require, data):
            return
        if self.when is not None and next(self._errors(self.when, data), None) is not None:
            return
        error = next(self._errors(self.require, data), None)
        if error is not None:
            node = view.node
            for part in error.absolute_path:
                node = node.key(part) if isinstance(part, str) else node[str(part)]
            yield node.finding(self.message.replace("{name}", view.name).replace("{kind}", view.kind))

    def _errors(self, schema: Any, data: Any) -> Iterator[Any]:
        validator = self._validators.get(id(schema)) or self._validators.setdefault(
            id(schema), schemas.validator(schema)
        )
        return validator.iter_errors(data)  # type: ignore[no-any-return]


def effective_data(view: View) -> Any:
    """The data that schemas see: the object as written with references resolved; a container with the pod's security
    settings merged in, a function with its effective settings (seconds, bytes) as `timeout`, `memory`, `runtime`."""
    data = _deep(view.node, 0, (left := [_MAX_VALUES]))
    if not isinstance(data, dict):
        return data
    if isinstance(view, Container):
        pod = _deep(view.workload.pod["securityContext"], 0, left)
        own = data.get("securityContext")
        if isinstance(pod, dict):
            data["securityContext"] = {**pod, **own} if isinstance(own, dict) else pod if own is None else own
    elif isinstance(view, Function):
        for word in ("timeout", "memory", "storage", "concurrency", "provisioned"):
            measure: Measure = getattr(view, word)
            if measure.known or measure.state == "unknown":
                data[word] = measure.value if measure.known else UNKNOWN
        for word in ("runtime", "handler", "architecture"):
            node: Node = getattr(view, word)
            if not node.absent:
                data[word] = node.value
    elif isinstance(view, Workload) and view.replicas.known:
        data["replicas"] = view.replicas.value
    return data


def _deep(node: Node, depth: int, left: list[int]) -> Any:
    """The data of a node; UNKNOWN for what is too large to be asked about. `left` counts down: shared anchors multiply."""
    left[0] -= 1
    if depth > _DEPTH or left[0] < 0:
        return UNKNOWN
    if node.is_map:
        return {key: _deep(value, depth + 1, left) for key, value in node.items()}
    if node.is_list:
        return UNKNOWN if len(node.value) > _MAX_ITEMS else [_deep(item, depth + 1, left) for item in node]
    if node.value.__class__ is str and len(node.value) > _MAX_TEXT:
        return UNKNOWN
    return None if node.value is ABSENT else node.value


def unknown_under(schema: Any, data: Any) -> bool:
    """Does a schema look at a value that is not known?"""
    if data is UNKNOWN:
        return schema is not None and schema is not True and schema != {}
    if not isinstance(schema, dict):
        return False
    for word, part in schema.items():
        if word in _APPLIED and isinstance(part, list):
            if any(unknown_under(one, data) for one in part):
                return True
        elif (
            (word in _WITHIN and unknown_under(part, data))
            or (isinstance(data, dict) and _unknown_in_map(word, part, data))
            or (isinstance(data, list) and _unknown_in_list(word, part, data))
        ):
            return True
    return False


def _unknown_in_map(word: str, part: Any, data: dict[str, Any]) -> bool:
    if word == "properties" and isinstance(part, dict):
        return any(key in data and unknown_under(one, data[key]) for key, one in part.items())
    if word in ("additionalProperties", "unevaluatedProperties", "patternProperties", "const", "enum", "$ref"):
        return any(_holds_unknown(value) for value in data.values())
    return False


def _unknown_in_list(word: str, part: Any, data: list[Any]) -> bool:
    if word in ("items", "contains"):
        return any(unknown_under(part, item) for item in data)
    if word in ("prefixItems", "uniqueItems", "const", "enum", "$ref"):
        return any(_holds_unknown(item) for item in data)
    return False


def _holds_unknown(value: Any) -> bool:
    if value is UNKNOWN:
        return True
    if isinstance(value, dict):
        return any(_holds_unknown(one) for one in value.values())
    return isinstance(value, list) and any(_holds_unknown(one) for one in value)


__all__ = ["effective_data", "load_rule_files", "unknown_under"]
