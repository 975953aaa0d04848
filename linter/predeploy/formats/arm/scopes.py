"""The templates in a template: which names hold where, and every resource with its full type and identity."""

from collections.abc import Mapping
from typing import Any

from ...reading.tree import Path
from ...reading.values import ABSENT, UNKNOWN, Tagged
from .evaluator import SCOPE, Evaluator, Scope
from .expressions import is_expression
from .names import identity_of, look_up, section

_DEEPEST = 12
"""Templates in templates that are followed; Azure allows deployments to be nested 5 deep from the portal, less is usual."""
DEPLOYMENTS = "microsoft.resources/deployments"


class Found:
    """A resource: where it stands, its type in full and the name under which its template knows it."""

    __slots__ = ("kind", "name", "path", "symbol")

    def __init__(self, path: Path, kind: str, name: Any, symbol: str) -> None:
        self.path, self.kind, self.name, self.symbol = path, kind, name, symbol


def isolate(data: dict[str, Any]) -> dict[str, Any]:
    """The same template, in which each expression of a nested template with names of its own says whose it is."""
    return {**data, "resources": _isolated(data.get("resources"), "", 0)}


def _isolated(resources: Any, above: str, depth: int) -> Any:
    if depth > _DEEPEST:
        return resources
    if resources.__class__ not in (dict, list):
        return resources
    entries: Any = resources.items() if resources.__class__ is dict else enumerate(resources)
    made = {key: _resource(one, f"{above}/{key}", depth) for key, one in entries}
    return made if resources.__class__ is dict else list(made.values())


def _resource(one: Any, key: str, depth: int) -> Any:
    if one.__class__ is not dict:
        return one
    template = nested(one)
    if template is not None:
        inner = {**template, "resources": _isolated(template.get("resources"), key, depth + 1)}
        marked = inner if has_own_names(one) is False else _marked(inner, SCOPE + key, 0)
        return {**one, "properties": {**one["properties"], "template": marked}}
    return {**one, "resources": _isolated(one["resources"], f"{key}/", depth + 1)} if "resources" in one else one


def _marked(value: Any, tag: str, depth: int) -> Any:
    if is_expression(value):
        return Tagged(tag, value)
    if value.__class__ is dict and depth < 100:
        return {key: _marked(one, tag, depth + 1) for key, one in value.items()}
    if value.__class__ is list and depth < 100:
        return [_marked(one, tag, depth + 1) for one in value]
    return value


def nested(resource: Mapping[str, Any]) -> dict[str, Any] | None:
    """The template that a resource deploys, if it is such a resource, or may be."""
    kind, properties = _text(resource.get("type")), resource.get("properties")
    if kind is None or not isinstance(properties, dict):
        return None
    if kind.lower() != DEPLOYMENTS and not is_expression(kind):
        return None
    template = properties.get("template")
    return template if template.__class__ is dict else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def has_own_names(resource: Mapping[str, Any]) -> bool | None:
    """Are the parameters and variables in a nested template its own? Unless said, they are those of the outer one; None
    when that cannot be known, and then nothing in it is.
    https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates#expression-evaluation-scope (2026-11)"""
    options = section(resource.get("properties"), "expressionEvaluationOptions")
    scope = options.get("scope")
    unsure = is_expression(resource.get("type")) or is_expression(scope)
    return None if unsure else str(scope).lower() == "inner"


class Library:
    """The scopes of a template and the resources in them, found once."""

    def __init__(self, data: dict[str, Any], given: Mapping[str, Any]) -> None:
        self.root = Scope("", data, None, given)
        self.scopes: dict[str, Scope] = {}
        self.found: list[Found] = []
        self.evaluator = Evaluator(self.root, self.scopes)
        self._walk(data.get("resources"), ("resources",), "", self.root, ("", None), 0)

    def _walk(self, resources: Any, path: Path, above: str, scope: Scope, parent: tuple[str, Any], depth: int) -> None:
        if resources.__class__ not in (dict, list) or depth > _DEEPEST:
            return
        symbolic = resources.__class__ is dict
        entries: Any = resources.items() if resources.__class__ is dict else enumerate(resources)
        for key, one in entries:
            kind = _text(one.get("type")) if one.__class__ is dict else None
            if kind is None:
                continue
            # a child names its type and itself without those of its parent
            child = parent[0] and "/" not in kind.removeprefix(parent[0]).strip("/") and "." not in kind
            full = f"{parent[0]}/{kind}" if child else kind
            own = self.evaluator.identity(one.get("name")) or ""
            name = f"{parent[1]}/{own}" if child else own
            found = Found((*path, key), full, name, str(key) if symbolic else "")
            self.found.append(found)
            identity = identity_of(full, name)
            if symbolic:
                scope.symbols[str(key).lower()] = identity
            template = nested(one)
            if template is not None and has_own_names(one) is not None:
                inner = self._inner(one, template, f"{above}/{key}", scope)
                scope.deployments[identity] = inner
                scope.deployments[str(key).lower() if symbolic else name.lower()] = inner
                below = (*path, key, "properties", "template", "resources")
                self._walk(template.get("resources"), below, f"{above}/{key}", inner, ("", None), depth + 1)
            if "resources" in one:
                self._walk(
                    one["resources"], (*path, key, "resources"), f"{above}/{key}/", scope, (full, name), depth + 1
                )

    def _inner(self, resource: dict[str, Any], template: dict[str, Any], key: str, scope: Scope) -> Scope:
        if not has_own_names(resource):
            shared = Scope(scope.key, template, scope.parent, scope.given)
            shared.parameters, shared.variables, shared.made = scope.parameters, scope.variables, scope.made
            shared.deployments, shared.symbols = scope.deployments, scope.symbols
            return shared
        given = {
            name: one.get("value", UNKNOWN) if one.__class__ is dict else UNKNOWN
            for name, one in section(resource["properties"], "parameters").items()
        }
        inner = self.scopes[key] = Scope(key, template, scope, given)
        return inner


def parameters_of(data: Any) -> dict[str, Any]:
    """What a parameters file says: name → value, UNKNOWN for what lies in a key vault."""
    found = section(data, "parameters")
    return {name: one["value"] if one.__class__ is dict and "value" in one else UNKNOWN for name, one in found.items()}


def agreed(files: list[dict[str, Any]]) -> dict[str, Any]:
    """What the parameters files of one template say together: UNKNOWN where they differ, or where not all say it."""
    names = {name for one in files for name in one}
    values = {name: [look_up(one, name) for one in files] for name in names}
    return {
        name: said[0] if said[0] is not ABSENT and all(repr(one) == repr(said[0]) for one in said) else UNKNOWN
        for name, said in values.items()
    }
