"""What a caller is told: the values of its environment, of its ConfigMaps and of its command line."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from ...node import Node
from ...patterns import pattern
from ...record import NamedTuple
from ...views import Container, Document, Function, StackResource, Workload
from ...views.bundle import Part
from ..kubernetes import NEAR

if TYPE_CHECKING:
    from ...project import Project

MOST: Final = 20_000  # characters of one text that are read
_VARIABLE = pattern(r"\$\(([A-Za-z_][A-Za-z0-9_.-]{0,100})\)")
_FLAG = pattern(r"--?([A-Za-z][\w.-]{0,60})(?:=(.*))?\Z", re.S)
_IN_SCRIPT = pattern(r"(?<!\S)--?([A-Za-z][\w.-]{0,60})[= ][\"']?([^\s\"']{1,300})")
# Lines of a script that call nobody
_QUIET = pattern(r"(?m)^[ \t]*(?:#|echo\b|printf\b).*$")


_DEEPEST: Final = 5  # words of a name that are tried
_OFF: Final = frozenset({"false", "0", "off", "no", "disabled"})
_ON: Final = frozenset({"true", "1", "on", "yes", "enabled"})
_SWITCHES: Final = (
    *((spelling, _OFF) for spelling in ("{}_ENABLED", "{}_ENABLE", "ENABLE_{}", "USE_{}", "{}_ACTIVE")),
    *((spelling, _ON) for spelling in ("DISABLE_{}", "{}_DISABLED", "{}_DISABLE")),
)


class Said(NamedTuple):
    """One value. `key` is the variable or flag it stands under, `switches` what variables beside it say that may switch
    something on or off; `command` says that it is part of a command line."""

    caller: Document
    key: str
    text: str
    node: Node
    switches: Mapping[str, str]
    command: bool = False

    @property
    def off(self) -> bool:
        """Does a flag switch off what a variable is for? `TRACING_HOST` has `TRACING_ENABLED`."""
        parts = self.key.upper().split("_")[:-1] if self.switches and not self.command else []
        whats = ["_".join(parts[: end + 1]) for end in range(min(len(parts), _DEEPEST))]
        return any(
            self.switches.get(spelling.format(what), "") in values for what in whats for spelling, values in _SWITCHES
        )


def _switches(told: Mapping[str, str]) -> dict[str, str]:
    return {name: said for name, text in told.items() if (said := text.lower()) in _OFF or said in _ON}


def said(project: "Project") -> Iterator[Said]:
    for workload in project.all(Workload):
        for container in workload.containers:
            if container.role != "ephemeral":
                yield from _of_container(project, workload, container)
    for function in project.all(Function):
        told = {name: node.text for name, node in function.environment if node.text}
        switches = _switches(told)
        for name, node in function.environment:
            if name in told:
                yield Said(function, name, told[name][:MOST], node, switches)


def callers(workload: Workload) -> list[Document]:
    """Who calls in the place of what holds the containers."""
    if isinstance(workload, Part) and workload.platform == "hosted":
        return [workload.whole]
    if isinstance(workload, StackResource) and workload.kind == "AWS::ECS::TaskDefinition":
        definition: Any = workload
        return list(definition.services) or [workload]
    return [workload]


def _of_container(project: "Project", workload: Workload, container: Container) -> Iterator[Said]:
    values = dict(_variables(project, workload, container))
    words = [*container["command"], *container["args"]]
    if not values and not words:
        return
    told: dict[str, str] = {}
    for name, node in values.items():
        told[name] = _filled(node.text or "", told)
    switches = _switches(told)
    for caller in callers(workload):
        for name, text in told.items():
            if text:
                yield Said(caller, name, text[:MOST], values[name], switches)
        for key, text, node in _words(words):
            yield Said(caller, key, _filled(text, told), node, switches, command=True)


def _variables(project: "Project", workload: Workload, container: Container) -> Iterator[tuple[str, Node]]:
    """By name; the variables of the container itself come last, and win."""
    for source in container["envFrom"]:
        reference, prefix = source["configMapRef"], source["prefix"].text or ""
        data = _config(project, reference, workload)
        for key, node in data.items() if data is not None else ():
            yield f"{prefix}{key}", node
    for entry in container["env"]:
        name = entry["name"].text
        if not name:
            continue
        if not entry["valueFrom"].is_map or entry["value"].written:
            yield name, entry["value"]
            continue
        reference = entry["valueFrom.configMapKeyRef"]
        data = _config(project, reference, workload)
        if data is not None and reference["key"].text:
            yield name, data.key(reference["key"].text)


def _config(project: "Project", reference: Node, workload: Workload) -> Node | None:
    """What a ConfigMap holds, unless the workload does without it."""
    name = reference["name"].text if reference.is_map and not reference["optional"].is_true else None
    found = project.named(Document, "ConfigMap", name, workload) if name else None
    near = isinstance(found, Document) and 0 <= project.distance(found, workload) <= NEAR
    return found["data"] if isinstance(found, Document) and near else None


def _filled(text: str, told: dict[str, str]) -> str:
    """`$(NAME)` stands for a variable that was said before."""
    if "$(" not in text:
        return text
    return _VARIABLE.sub(lambda found: told.get(found[1], found[0]), text)[:MOST]


def _words(words: list[Node]) -> Iterator[tuple[str, str, Node]]:
    """The words of a command line with the flag each stands behind; those of a script, too."""
    flag = ""
    for node in words:
        text = (node.text or "")[:MOST]
        found = _FLAG.match(text) if text.startswith("-") and "\n" not in text else None
        if found is not None and " " not in text:
            flag = found[1]
            if found[2]:
                yield flag, found[2], node
                flag = ""
            continue
        if "\n" in text or " " in text.strip():
            text = _QUIET.sub("", text)
            yield from ((one[0], one[1], node) for one in _IN_SCRIPT.findall(text) if "://" not in one[1])
        yield flag, text, node
        flag = ""
