"""What a cluster's own settings change of Knative's defaults: its ConfigMaps, or the operator's object that writes them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ..measure import Measure, effective
from ..node import Node
from ..views import Document

if TYPE_CHECKING:
    from ..project import Project

# https://knative.dev/docs/serving/configuration/ (as of 2026-11)
NAMESPACE = "knative-serving"
_PREFIX = "config-"
_SECTIONS = ("autoscaler", "defaults", "features", "gc")
FARTHEST = 4  # three folders away, as `project.distance` counts: farther ones are of another cluster, or of a sample
STABLE_WINDOW = 60.0  # s; config-autoscaler, stable-window


class Settings:
    """The settings of the cluster that a service is meant for, as far as they are in this run."""

    def __init__(self, sections: dict[str, Node]) -> None:
        self._sections = sections

    def node(self, section: str, key: str) -> Node | None:
        """`autoscaler`, `defaults`, `features`…; None when the run has no such section."""
        found = self._sections.get(section)
        return None if found is None else found.key(key)

    @property
    def timeout(self) -> Measure | None:
        return self._number("defaults", "revision-timeout-seconds", "s")

    @property
    def most(self) -> Measure | None:
        return self._number("defaults", "max-revision-timeout-seconds", "s")

    @property
    def floor(self) -> Measure | None:
        """The floor of whatever says none itself; 1 where nothing may sleep."""
        switch = self.node("autoscaler", "enable-scale-to-zero")
        said = self._number("autoscaler", "min-scale", "replicas")
        if switch is not None and switch.text == "false" and (said is None or said.value < 1):
            return Measure(1.0, switch, "inherited", "replicas")
        return said

    @property
    def idle_after(self) -> Measure | None:
        """Seconds without a request until the last pod goes."""
        return self._duration("autoscaler", "stable-window")

    def _number(self, section: str, key: str, unit: str) -> Measure | None:
        node = self.node(section, key)
        return None if node is None or node.absent else _inherited(effective(node, unit=unit))

    def _duration(self, section: str, key: str) -> Measure | None:
        node = self.node(section, key)
        return None if node is None or node.absent else _inherited(effective(node, read="duration"))


def _inherited(found: Measure) -> Measure:
    return found if found.state == "unknown" else found._replace(state="inherited")


def settings_near(project: "Project", view: Document) -> Settings:
    """The nearest settings of a cluster that an object could be meant for; of two equally near ones nobody can tell."""
    found: dict[str, dict[int, list[Node]]] = {}
    for section, document, node in _known(project):
        distance = project.distance(document, view)
        if 0 <= distance <= FARTHEST:
            found.setdefault(section, {}).setdefault(distance, []).append(node)
    nearest = {section: levels[min(levels)] for section, levels in found.items()}
    return Settings({section: nodes[0] for section, nodes in nearest.items() if len(nodes) == 1})


_Section = tuple[str, Document, Node]
_remembered: WeakKeyDictionary["Project", list[_Section]] = WeakKeyDictionary()


def _known(project: "Project") -> list[_Section]:
    """Every section that a run writes: a thousand services ask for the same few."""
    if project not in _remembered:
        _remembered[project] = list(_sections(project))
    return _remembered[project]


def _sections(project: "Project") -> Iterator["_Section"]:
    for document in project.all(Document):
        if document.kind in ("ConfigMap", "") and document.namespace in ("", NAMESPACE):
            named = document.name.startswith(_PREFIX)
            # a name that is not known yet may be any of them
            for section in (document.name.removeprefix(_PREFIX),) if named else () if document.name else _SECTIONS:
                yield section, document, document["data"]
        elif document.kind == "KnativeServing":
            for section, node in document["spec.config"].items():
                yield str(section).removeprefix(_PREFIX), document, node
