"""References that lead from one template of the run to another: exports, nested stacks, outputs that become parameters,
names."""

import math
import posixpath
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ...patterns import pattern
from ...reading.values import ABSENT, Tagged
from ...record import NamedTuple
from ...views import Document, Endpoint
from ...views.connection import Evidence
from ...views.stack import Stack
from .ends import end, here, name_of, names_in, spelled, text_of
from .stacks import stacks

if TYPE_CHECKING:
    from ...project import Project

_NESTED: Final = {"AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"}
_PLACEHOLDER = pattern(r"\$\{[^{}]*\}")
_OF_FRAMEWORK = pattern(
    r"\$\{cf(?:\([^()]*\))?:[^${}.]{0,200}(?:\$\{[^{}]*\}[^${}.]{0,200}){0,3}\.([A-Za-z0-9]{1,200})"
)
_ANYWHERE: Final = math.inf
_BESIDE: Final = 2  # folders apart, where a parameter is called like an output
_DEEPEST: Final = 5  # references that lead to references
_SHORTEST: Final = 3  # characters of a name
_MOST: Final = 20  # of one name that are compared: more are no answer


class Far(NamedTuple):
    end: Endpoint
    evidence: Evidence


class _Index:
    """What templates tell each other, by the names they use for it."""

    def __init__(self, project: "Project") -> None:
        self.exports: dict[str, list[tuple[Stack, Any]]] = {}
        self.outputs: dict[str, list[tuple[Stack, Any]]] = {}
        self.own: dict[tuple[str, str], list[tuple[Stack, Any]]] = {}  # the outputs of each template
        self.given: dict[tuple[str, str], list[tuple[Stack, Any]]] = {}  # template and parameter → what it is given
        self.names: dict[tuple[str, str], list[tuple[Stack, Document]]] = {}
        for stack in stacks(project):
            self._add(stack)

    def _add(self, stack: Stack) -> None:
        sections = [part["Outputs"] for part in _templates(stack)]
        for name, output in (pair for section in sections for pair in section.items()):
            value = stack.raw(output["Value"])
            self.outputs.setdefault(name.casefold(), []).append((stack, value))
            self.own[stack.root.tree.source.path, name] = [(stack, value)]
            export = _pattern(stack.raw(output["Export.Name"]))
            if export:
                self.exports.setdefault(export, []).append((stack, value))
        for key, document in names_in(stack):
            self.names.setdefault(key, []).append((stack, document))
        for kind in _NESTED:
            for nested in stack.of(kind):
                path = child_path(nested)
                for name, value in nested["Properties.Parameters"].items() if path else ():
                    self.given.setdefault((path, name), []).append((stack, stack.raw(value)))


def _templates(stack: Stack) -> list[Any]:
    """The template, or those below `resources:` of a service."""
    block = stack.root["resources"]
    return [stack.root, *(block if block.is_list else [block])]


def child_path(nested: Document) -> str:
    """The path of the template of a nested stack; empty where it does not lie in the project."""
    said = nested["Properties"][_NESTED[nested.kind]].text or ""
    if not said or "://" in said or said.startswith("arn:"):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(nested.node.tree.source.path), said))


def across(project: "Project", stack: Stack, raw: Any, word: str = "", depth: int = 0) -> Far | None:
    """What a value names in another template; None where nobody knows."""
    if raw is ABSENT or raw is None or depth > _DEEPEST:
        return None
    index = project.once(_Index, partial(_Index, project))
    for candidates, evidence, most in _ways(index, stack, raw, word):
        found = _nearest(project, stack, candidates, most)
        if found is not None:
            other, value = found
            inner = here(other, value, word) if not isinstance(value, Document) else end(value)
            deeper = across(project, other, value, word, depth + 1) if inner is None else Far(inner, "declared")
            if deeper is not None:
                return Far(deeper.end, evidence if deeper.evidence == "declared" else deeper.evidence)
    return None


_Candidates = list[tuple[Stack, Any]]


def _ways(index: _Index, stack: Stack, raw: Any, word: str) -> Iterator[tuple[_Candidates, Evidence, float]]:
    """What a value may lead to, the surest first, and how far that may lie away."""
    function, argument = _call(raw)
    text = spelled(raw)
    of_service = _OF_FRAMEWORK.search(text)
    if of_service is not None:
        yield index.outputs.get(of_service[1].casefold(), []), "named", _ANYWHERE
    if function == "ImportValue":
        export = _pattern(argument)
        yield index.exports.get(export, []), "named" if "*" in export else "declared", _ANYWHERE
    elif function == "GetAtt":
        name, _, attribute = (
            ".".join(argument) if argument.__class__ is list and _texts(argument) else str(argument)
        ).partition(".")
        nested = stack.documents.get(name)
        child = child_path(nested) if nested is not None and nested.kind in _NESTED else ""
        if child and attribute.startswith("Outputs."):
            yield index.own.get((child, attribute[8:]), []), "declared", _ANYWHERE
    elif function == "Ref" and argument.__class__ is str and stack.root["Parameters"].key(argument).written:
        yield index.given.get((stack.root.tree.source.path, argument), []), "declared", _ANYWHERE
        yield index.outputs.get(argument.casefold(), []), "named", _BESIDE
    named = name_of(raw) or (word, _bare(text_of(stack, raw)))
    if named[1]:
        yield index.names.get(named, []), "named", _ANYWHERE


def _call(raw: Any) -> tuple[str, Any]:
    """Function and argument of an intrinsic function; a Join or Sub of one alone is that one."""
    if raw.__class__ is dict and len(raw) == 1:
        raw = Tagged(*next(iter(raw.items())))
    if raw.__class__ is not Tagged:
        return "", None
    name, value = raw.tag.removeprefix("!").removeprefix("Fn::"), raw.value
    alone = _PLACEHOLDER.fullmatch(value) if name == "Sub" and value.__class__ is str else None
    if alone is not None:
        inner = value[2:-1]
        return ("GetAtt" if "." in inner else "Ref"), inner
    return name, value


def _bare(text: str) -> str:
    """A name that says enough by itself."""
    return text if "${" not in text and len(text) > _SHORTEST else ""


def _texts(values: list[Any]) -> bool:
    return all(one.__class__ is str for one in values)


def _pattern(raw: Any) -> str:
    """The name of an export, with `*` for what only a deployment says; empty where that is nearly all of it."""
    found = _PLACEHOLDER.sub("*", spelled(raw))
    return found if len(found.replace("*", "").strip("-:/ ")) > 2 else ""


def _nearest(project: "Project", stack: Stack, candidates: _Candidates, most: float) -> tuple[Stack, Any] | None:
    """The one that is nearest to a stack; None where that may be several, or none is near."""
    if not 0 < len(candidates) <= _MOST:
        return None
    home = _any(stack)
    levels: dict[int, list[tuple[Stack, Any]]] = {}
    for one in candidates:
        other = _any(one[0])
        far = project.distance(home, other) if home is not None and other is not None and one[0] is not stack else -1
        levels.setdefault(far, []).append(one)
    levels.pop(-1, None)
    near = levels[min(levels)] if levels and min(levels) <= most else []
    return near[0] if len(near) == 1 else None


def _any(stack: Stack) -> Document | None:
    return next(iter(stack.documents.values()), None)
