"""Evaluates the expressions of a template as far as they can be before it is deployed.

What only a deployment knows is Hidden: a text that stands for it, so that two names which are made in the same way
are known to be the same name. Nothing raises; malformed expressions are hidden, too.
"""

from collections.abc import Mapping
from typing import Any

from ...reading.values import ABSENT, UNKNOWN, Tagged
from .expressions import Call, Expression, Get, Literal, Malformed, is_expression, parse
from .functions import LONGEST, PURE, text
from .names import Hidden, copies, hidden, identity_of, look_up, section

_EFFORT = 4000  # calls and steps spent on one question
_LEVELS = 20  # of lists and objects within each other that a function is given
_BITS = 64  # of an integer
_DEEPEST = 120  # of variables that name variables, and calls in them
_JOINS = frozenset({"concat", "format", "tolower"})  # what they make of something hidden still tells two names apart
_HOLDS = frozenset({"createobject", "createarray", "array"})  # what is hidden may be in what they make
_PASSES = _HOLDS | {"concat", "union", "shallowmerge", "first", "last", "length"}  # it may be in what they are given
SCOPE = "!in "
"""Marks a text of a nested template: the scope that its names belong to stands behind it."""


class Deployment:
    """A nested deployment: what `reference('x')` gives, for its outputs."""

    __slots__ = ("scope",)

    def __repr__(self) -> str:
        return self.scope.key

    def __init__(self, scope: "Scope") -> None:
        self.scope = scope


class Scope:
    """A template, nested or not: its parameters, variables, outputs and the deployments in it."""

    def __init__(self, key: str, template: Mapping[str, Any], parent: "Scope | None", given: Mapping[str, Any]) -> None:
        """`given` are the parameters as the deployment says them: texts of the parent's."""
        self.key, self.parent, self.given = key, parent, given
        self.parameters, self.variables = section(template, "parameters"), section(template, "variables")
        self.outputs = section(template, "outputs")
        self.deployments: dict[str, Scope] = {}  # by symbolic name and by identity
        self.symbols: dict[str, str] = {}  # symbolic name → identity
        self.made: dict[str, Any] = {}  # expression → its value
        self.names: dict[str, dict[str, str] | None] = {}  # section → what it declares, once somebody asked


class Evaluator:
    """One question after the other about the expressions of a template."""

    def __init__(self, root: Scope, scopes: Mapping[str, Scope]) -> None:
        self.root, self.scopes = root, scopes
        self._effort = 0
        self._depth = 0
        self._answers: dict[tuple[str, Any], Any] = {}

    def resolve(self, raw: Any) -> Any:
        """What a walk gets for what is written: UNKNOWN, ABSENT, or the value."""
        if raw.__class__ is dict:
            return _looped(raw) if "copy" in raw else raw
        if raw.__class__ is str and raw[:1] != "[":
            return raw
        if raw.__class__ is list:
            return raw
        key = (raw.tag, raw.value) if raw.__class__ is Tagged else ("", raw)
        if key not in self._answers:
            found = self.value(raw)
            self._answers[key] = ABSENT if found is None else _shown(found)
        return self._answers[key]

    def identity(self, raw: Any) -> str | None:
        """A text that is equal for what will be equal; None for what is no text."""
        found = self.value(raw)
        return str(found) if isinstance(found, str) else None

    def value(self, raw: Any) -> Any:
        self._effort, self._depth = _EFFORT, 0
        return self._raw(raw, self.root)

    # within

    def _raw(self, raw: Any, scope: Scope) -> Any:
        if raw.__class__ is Tagged:
            if not raw.tag.startswith(SCOPE):
                return Hidden("")
            inner = self.scopes.get(raw.tag[len(SCOPE) :])
            return self._raw(raw.value, inner) if inner is not None else Hidden("")
        if not is_expression(raw):
            return raw[1:] if raw.__class__ is str and raw[:2] == "[[" else raw
        if raw not in scope.made:
            scope.made[raw] = Hidden(f"{{{raw}}}")  # whoever asks for itself gets this
            try:
                tree = parse(raw)
            except Malformed:
                return scope.made[raw]
            scope.made[raw] = self._expression(tree, scope)
        return scope.made[raw]

    def _expression(self, tree: Expression, scope: Scope) -> Any:
        self._effort -= 1
        if self._effort < 0 or self._depth > _DEEPEST:
            return Hidden(f"{{{tree}}}")
        self._depth += 1
        try:
            if isinstance(tree, Literal):
                return tree.value
            if isinstance(tree, Get):
                return self._get(tree, scope)
            return self._call(tree, scope)
        finally:
            self._depth -= 1

    def _get(self, tree: Get, scope: Scope) -> Any:
        if (
            tree.key == Literal("id")
            and isinstance(tree.base, Call)
            and tree.base.name in ("reference", "resourceinfo")
        ):
            symbol = self._expression(tree.base.arguments[0], scope) if tree.base.arguments else ""
            if text(symbol).lower() in scope.symbols:
                return Hidden(scope.symbols[text(symbol).lower()])
        base, key = self._expression(tree.base, scope), self._expression(tree.key, scope)
        if isinstance(base, Deployment) and key == "outputs":
            # read as `{name: {value: …}}`, in the names of the nested template
            return {name: _Output(base.scope, one) for name, one in base.scope.outputs.items()}
        if isinstance(base, _Output):
            return (
                self._raw(base.raw.get("value"), base.scope) if key == "value" and base.raw.__class__ is dict else None
            )
        if isinstance(base, list) and key.__class__ is int:
            return self._raw(base[key], scope) if 0 <= key < len(base) else Hidden(f"{{{tree}}}")
        if isinstance(base, dict) and isinstance(key, str) and not isinstance(key, Hidden):
            for name in base:
                if str(name).lower() == key.lower():
                    return self._raw(base[name], scope)
        return hidden("get", [base if isinstance(base, str) else tree.base, key])

    def _call(self, tree: Call, scope: Scope) -> Any:
        name = tree.name
        if name in ("parameters", "variables"):
            return self._named(name, tree, scope)
        if name in ("if", "and", "or", "coalesce"):
            return self._lazy(tree, scope)
        values = [self._whole(self._expression(one, scope), scope, 0) for one in tree.arguments]
        if name in ("reference", "resourceinfo"):
            found = self._deployment(values, scope)
            if found is not None:
                return found
        if name in _RESOURCE_IDS:
            return Hidden(_resource_id(values[1:] if name == "extensionresourceid" else values))
        unsure = name not in _HOLDS and any(isinstance(one, Hidden) for one in values)
        within = name not in _PASSES and any(map(_is_partly_hidden, values))
        if name not in PURE or within or (unsure and name not in _JOINS):
            return hidden(name, values)
        try:
            found = PURE[name](*values)
        except Exception:
            return hidden(name, values)
        if (isinstance(found, (str, list)) and len(found) > LONGEST) or (
            isinstance(found, int) and found.bit_length() > _BITS
        ):
            return hidden(name, values)
        return Hidden(found) if unsure and isinstance(found, str) else found

    def _named(self, kind: str, tree: Call, scope: Scope) -> Any:
        name = self._expression(tree.arguments[0], scope) if tree.arguments else None
        if not isinstance(name, str) or isinstance(name, Hidden):
            return Hidden(f"{{{kind}({name})}}")
        later = Hidden(f"{{{scope.key}{kind}({name.lower()})}}")
        if kind == "variables":
            raw = look_up(scope.variables, name)
            copied = any(one.get("name") == name for one in copies(scope.variables))
            return later if raw is ABSENT or copied else self._raw(raw, scope)
        given = look_up(scope.given, name)
        if given is UNKNOWN:
            return later
        if given is not ABSENT:
            return self._raw(given, scope.parent or scope)
        declared = look_up(scope.parameters, name)
        default = declared.get("defaultValue", ABSENT) if declared.__class__ is dict else ABSENT
        return later if default is ABSENT else self._raw(default, scope)

    def _lazy(self, tree: Call, scope: Scope) -> Any:
        """Functions that need not know all of their arguments."""
        values = [self._expression(one, scope) for one in tree.arguments[: 1 if tree.name == "if" else None]]
        if tree.name == "if":
            if len(tree.arguments) != 3:
                return hidden("if", values)
            if values[0].__class__ is bool:
                return self._expression(tree.arguments[1 if values[0] else 2], scope)
            one, other = (self._expression(each, scope) for each in tree.arguments[1:])
            return one if repr(one) == repr(other) else hidden("if", [*values, one, other])
        if tree.name == "coalesce":
            for one in values:
                if one is not None:
                    return one
            return None
        decides = tree.name == "or"
        if any(one is decides for one in values):
            return decides
        return not decides if all(one is (not decides) for one in values) else hidden(tree.name, values)

    def _whole(self, value: Any, scope: Scope, depth: int) -> Any:
        """A value with the expressions below it evaluated: what a function gets to see."""
        self._effort -= 1
        if value.__class__ in (dict, list) and (self._effort < 0 or depth > _LEVELS):
            return Hidden("{}")
        if value.__class__ is dict:
            return {key: self._whole(self._raw(one, scope), scope, depth + 1) for key, one in value.items()}
        if value.__class__ is list:
            return [self._whole(self._raw(one, scope), scope, depth + 1) for one in value]
        return value

    def _deployment(self, values: list[Any], scope: Scope) -> Deployment | None:
        named = values[0] if values else None
        found = scope.deployments.get(named.lower()) if isinstance(named, str) else None
        return Deployment(found) if found is not None else None


class _Output:
    __slots__ = ("raw", "scope")

    def __repr__(self) -> str:
        return self.scope.key

    def __init__(self, scope: Scope, raw: Any) -> None:
        self.scope, self.raw = scope, raw


_RESOURCE_IDS = frozenset(
    {"resourceid", "subscriptionresourceid", "tenantresourceid", "managementgroupresourceid", "extensionresourceid"}
)


def _resource_id(values: list[Any]) -> str:
    """`type/name`: subscription, group and the object that is extended are left out."""
    texts = [text(one) if not isinstance(one, Deployment) else "" for one in values]
    for index, one in enumerate(texts):
        if "." in one and "/" in one and not one.startswith(("/", "{")):
            return identity_of(one, "/".join(texts[index + 1 :]))
    return "{resourceId(" + ",".join(texts) + ")}"


def _looped(raw: dict[str, Any]) -> dict[str, Any]:
    names = [str(one["name"]) for one in copies(raw) if one.get("name").__class__ is str]
    return {**raw, **dict.fromkeys(names, UNKNOWN)} if names else raw


def _is_partly_hidden(value: Any) -> bool:
    """Is there anything in it that only a deployment knows? A text that is hidden itself does not count."""
    if isinstance(value, (Deployment, _Output)):
        return True
    below = value.values() if value.__class__ is dict else value if value.__class__ is list else ()
    return any(isinstance(one, Hidden) or _is_partly_hidden(one) for one in below)


def _shown(value: Any) -> Any:
    """A value that was made, with UNKNOWN for what is hidden in it."""
    if isinstance(value, (Hidden, Deployment, _Output)):
        return UNKNOWN
    if value.__class__ is dict:
        return _looped({key: _shown(one) for key, one in value.items()})
    return [_shown(one) for one in value] if value.__class__ is list else value
