"""From the actions that were printing to the values that they print: the templates are walked, not run."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from ...patterns import pattern
from ...record import NamedTuple
from .expression import Call, Expression, Field, Literal, Variable, parse
from .flow import NOTHING, ROOT, Flow, Path, call
from .marks import Mark
from .template import OPENS, NoTemplate, Template

_ASSIGNMENT: Final = pattern(r"\s*(\$\w*)\s*(?:,\s*(\$\w*)\s*)?(:?=)")
_WORD: Final = pattern(r"""\"[^\"\\]*\"|`[^`]*`""")
_OTHERWISE: Final = pattern(r"\s*else\s*(?:if|with)?")
MAX_STEPS: Final = 60_000  # expressions looked at for one finding
MAX_CALLS: Final = 12  # helpers within helpers


class _Scope(NamedTuple):
    dot: Flow
    variables: dict[str, Flow]

    def of(self, name: str) -> Flow:
        return self.dot if name == "." else self.variables.get(name, NOTHING)


class Gate(NamedTuple):
    """A condition: the values that it asks for, and the words that it compares them with."""

    paths: frozenset[Path]
    words: tuple[str, ...]


class _Target:
    """An action that is looked for, and the scope in which it was met."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.scope: _Scope | None = None
        self.gates: tuple[Gate, ...] = ()  # around it, the outermost first


class _TooFar(Exception):
    pass


Helpers = dict[str, tuple[str, int, int]]
"""Name → the template, and the numbers of its first piece and of the one behind its last."""


def helpers_in(paths: Iterable[str], template: Callable[[str], Template]) -> Helpers:
    found: Helpers = {}
    for path in paths:
        try:
            found |= {one.name: (path, one.first + 1, one.last) for one in template(path).definitions}
        except NoTemplate:
            continue
    return found


class Resolver:
    """Of the templates of one chart; `template` gives one by its path, `helpers` are what they define. `value` gives the
    value at a path, for `tpl`."""

    def __init__(
        self, helpers: Helpers, template: Callable[[str], Template], value: Callable[[Path], Any] = lambda path: None
    ) -> None:
        self._template, self._value, self._defined = template, value, helpers
        self._memory: dict[Any, Flow] = {}
        self._steps = self._depth = 0

    def resolve(self, stack: Sequence[Mark]) -> Flow:
        """What the innermost of some actions prints, which were printing within each other."""
        found, gates = self._within(stack)
        return found.gated(frozenset[Path]().union(*(one.paths for one in gates)))

    def gates(self, stack: Sequence[Mark]) -> list[Gate]:
        """The conditions around what was printing, the innermost first."""
        return self._within(stack)[1][::-1]

    def helper(self, name: str) -> Mark | None:
        """Where the text of a helper begins; None when there is none of that name."""
        if name not in self._defined:
            return None
        path, first, _ = self._defined[name]
        start = self._template(path).pieces[first].start
        return Mark("text", path, start, start, name)

    def _within(self, stack: Sequence[Mark]) -> tuple[Flow, list[Gate]]:
        self._steps = self._depth = 0
        self._memory = {}
        context = ROOT
        gates: list[Gate] = []
        found = NOTHING
        try:
            for number, mark in enumerate(stack):
                target = self._find(mark, context)
                if target.scope is None:
                    break
                gates += target.gates
                expression = parse(_body(self._template(mark.path), mark.start))
                found = self._evaluate(expression, target.scope)
                included = _included(expression)
                if number + 1 == len(stack) or included is None:
                    break
                context = self._evaluate(included, target.scope)
        except (_TooFar, RecursionError, NoTemplate):
            return NOTHING, []
        return found, gates

    def _find(self, mark: Mark, context: Flow) -> _Target:
        template = self._template(mark.path)
        first, last = 0, len(template.pieces)
        for one in template.definitions:
            if (
                one.name == mark.define
                and template.pieces[one.first].start <= mark.start < template.pieces[one.last].end
            ):
                first, last = one.first + 1, one.last
        target = _Target(mark.start)
        self._walk(template, first, last, _Scope(context, {"$": context}), target, ())
        return target

    def _walk(
        self, template: Template, first: int, last: int, scope: _Scope, target: _Target | None, gates: tuple[Gate, ...]
    ) -> Flow:
        """What some pieces print; with a target only its scope is looked for."""
        found = NOTHING
        number = first
        while number < last:
            piece = template.pieces[number]
            if target is not None and piece.start <= target.start < piece.end:
                target.scope, target.gates = scope, gates
                return found
            word = piece.keyword
            end = template.closing.get(number, last)
            if word in ("if", "with", "range"):
                found = found.joined(self._block(template, number, end, scope, target, gates))
                number = end
            elif word in OPENS:
                number = end
            elif piece.kind == "action" and word in ("", "template"):
                found = found.joined(self._action(piece.body, scope, quiet=target is not None))
            number += 1
            if target is not None and target.scope is not None:
                return found
        return found

    def _action(self, body: str, scope: _Scope, *, quiet: bool) -> Flow:
        assigned = _ASSIGNMENT.match(body)
        if assigned:
            value = self._evaluate(parse(body[assigned.end() :]), scope)
            name = assigned[1]
            known = scope.variables.get(name)
            scope.variables[name] = known.joined(value) if known is not None and assigned[3] == "=" else value
            return NOTHING
        return NOTHING if quiet else self._evaluate(parse(_called(body)), scope)

    def _block(
        self, template: Template, first: int, last: int, scope: _Scope, target: _Target | None, gates: tuple[Gate, ...]
    ) -> Flow:
        """if, with or range, with all its branches."""
        word = template.pieces[first].keyword
        found, asked = NOTHING, frozenset[Path]()
        at = first
        while at < last:
            piece = template.pieces[at]
            said = piece.body.strip()[len(word) :] if at == first else piece.body[_end_of_else(piece.body) :]
            inner = _Scope(scope.dot, scope.variables)
            if said.strip():
                condition, inner = self._condition(word if at == first else "if", said, scope)
                asked |= condition.all() | condition.gates
                gates = (*gates, Gate(condition.all() | condition.gates, _words(said)))
            until = _next_branch(template, at + 1, last)
            one = self._walk(template, at + 1, until, inner, target, gates)
            found = found.joined(one.gated(asked))
            if target is not None and target.scope is not None:
                return found
            at = until
        return found

    def _condition(self, word: str, said: str, scope: _Scope) -> tuple[Flow, _Scope]:
        assigned = _ASSIGNMENT.match(said)
        value = self._evaluate(parse(said[assigned.end() :] if assigned else said), scope)
        if word == "if":
            return value, scope
        item = value if word == "with" else value.items()
        variables = scope.variables
        if assigned:
            names = [name for name in (assigned[1], assigned[2]) if name]
            variables = {**variables, names[0]: Flow(value.paths), names[-1]: item}
        return value, _Scope(item, variables)

    def _evaluate(self, expression: Expression, scope: _Scope) -> Flow:
        self._steps += 1
        if self._steps > MAX_STEPS:
            raise _TooFar
        if isinstance(expression, Literal):
            return Flow(literal=expression.value)
        if isinstance(expression, Variable):
            return scope.of(expression.name)
        if isinstance(expression, Field):
            return self._evaluate(expression.of, scope).field(expression.name)
        arguments = [self._evaluate(one, scope) for one in expression.arguments]
        if expression.function == "include":
            return self._include(arguments)
        if expression.function == "tpl" and len(arguments) > 1:
            return arguments[0].joined(self._in_values(*arguments[:2]))
        return call(expression.function, arguments)

    def _include(self, arguments: list[Flow]) -> Flow:
        name = arguments[0].literal if arguments else None
        context = arguments[1] if len(arguments) > 1 else NOTHING
        if not isinstance(name, str) or name not in self._defined or self._depth >= MAX_CALLS:
            return NOTHING
        fields = sorted((key, sorted(one.all())) for key, one in (context.fields or {}).items())
        key = name, context.paths, repr(fields)
        if key not in self._memory:
            self._memory[key] = NOTHING  # should it call itself
            self._depth += 1
            path, first, last = self._defined[name]
            found = self._walk(self._template(path), first, last, _Scope(context, {"$": context}), None, ())
            self._depth -= 1
            self._memory[key] = Flow(found.all(), gates=found.gates)
        return self._memory[key]

    def _in_values(self, text: Flow, context: Flow) -> Flow:
        """What templates in values print."""
        found = NOTHING
        for path in text.all():
            value = self._value(path)
            if isinstance(value, str) and "{{" in value and self._depth < MAX_CALLS:
                self._depth += 1
                try:
                    own = Template("", value)
                except NoTemplate:
                    continue
                finally:
                    self._depth -= 1
                scope = _Scope(context, {"$": context})
                found = found.joined(self._walk(own, 0, len(own.pieces), scope, None, ()))
        return Flow(found.all(), gates=found.gates)


def _words(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one[1:-1] for one in _WORD.findall(said)))


def _end_of_else(body: str) -> int:
    found = _OTHERWISE.match(body)
    return found.end() if found else 0


def _next_branch(template: Template, first: int, last: int) -> int:
    """The number of the `else` of this block, or of its end."""
    number = first
    while number < last:
        if template.pieces[number].keyword == "else":
            return number
        number = template.closing.get(number, number) + 1
    return last


def _called(body: str) -> str:
    """`template` prints what `include` gives."""
    said = body.strip()
    return f"include{said.removeprefix('template')}" if said.startswith("template ") else said


def _body(template: Template, start: int) -> str:
    return next((_called(one.body) for one in template.pieces if one.start == start), "")


def _included(expression: Expression) -> Expression | None:
    """The context that an action hands to the helper it prints."""
    while isinstance(expression, Call) and expression.function != "include" and expression.arguments:
        expression = expression.arguments[-1]
    if not isinstance(expression, Call) or expression.function != "include" or len(expression.arguments) < 2:
        return None
    return expression.arguments[1]
