"""What is wrong with the expressions of a template by themselves."""

from collections.abc import Iterator
from typing import Any

from ...node import Node
from ...reading.values import Tagged
from ...record import NamedTuple
from .evaluator import SCOPE, Scope
from .expressions import Call, Expression, Get, Literal, Malformed, is_expression, parse

_MOST = 256
"""Parameters, and variables, that a template may have: azure-resource-manager/templates/best-practices (as of 2026-11)."""


class Fault(NamedTuple):
    kind: str  # malformed, parameter or variable
    name: str  # of what is missing, or what is wrong
    known: tuple[str, ...] = ()


def faults(node: Node) -> Iterator[Fault]:
    """The faults of the text at a node, in the names of the template that it belongs to."""
    raw, library = node.value, node.tree.dialect.library
    scope = library.root
    if raw.__class__ is Tagged:
        scope, raw = library.scopes.get(raw.tag[len(SCOPE) :]), raw.value
    if raw.__class__ is str and raw[:1] == "[" and raw[:2] != "[[" and raw[-1:] != "]":
        return  # a text that begins with a bracket, and is taken as it is
    if not is_expression(raw) or scope is None:
        return
    try:
        tree = parse(raw)
    except Malformed as error:
        yield Fault("malformed", str(error))
        return
    yield from _missing(tree, scope)


def _missing(tree: Expression, scope: Scope) -> Iterator[Fault]:
    stack: list[Expression] = [tree]
    while stack:
        one = stack.pop()
        if isinstance(one, Get):
            stack += [one.base, one.key]
        elif isinstance(one, Call):
            stack += one.arguments
            if one.name in ("parameters", "variables") and len(one.arguments) == 1:
                named, names = one.arguments[0], _names(scope, one.name)
                if isinstance(named, Literal) and names is not None and str(named.value).lower() not in names:
                    yield Fault(one.name.removesuffix("s"), str(named.value), tuple(names.values())[:_MOST])


def _names(scope: Scope, section: str) -> dict[str, str] | None:
    """What a section declares, by loops too: names in small letters, and as written. None when it cannot be known."""
    if section not in scope.names:
        declared: dict[str, Any] = scope.parameters if section == "parameters" else scope.variables
        loops = declared.get("copy")
        copied = [one.get("name") for one in loops if isinstance(one, dict)] if isinstance(loops, list) else []
        known = (
            None if any(map(is_expression, copied)) else {str(name).lower(): str(name) for name in [*declared, *copied]}
        )
        scope.names[section] = known
    return scope.names[section]


def texts(root: Node) -> Iterator[Node]:
    """Every text of a template that may hold an expression, as it is written."""
    stack = [Node(root.tree, (name,), root.tree.data.get(name)) for name in ("outputs", "resources", "variables")]
    while stack:
        node = stack.pop()
        raw = node.value
        if raw.__class__ is dict:
            stack += [Node(node.tree, (*node.path, key), raw[key]) for key in reversed(raw)]
        elif raw.__class__ is list:
            stack += [Node(node.tree, (*node.path, at), one) for at, one in reversed([*enumerate(raw)])]
        elif raw.__class__ is str or raw.__class__ is Tagged:
            yield node
