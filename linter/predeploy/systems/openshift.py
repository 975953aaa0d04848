"""OpenShift: what it had before Kubernetes had its own (DeploymentConfig, Route), and templates with parameters.

https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/networking/configuring-routes and
.../building_applications/deployments and .../images/using-templates (as of 2026-11).
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from ..measure import Measure
from ..node import Node
from ..patterns import pattern
from ..reading.values import UNKNOWN, Tagged
from ..views import Backend, Bundle, Container, Document, Route, View, Workload
from ..views.base import Disclosed
from ..views.spelling import Spelling
from . import System
from .kubernetes import whole
from .routes import edges

if TYPE_CHECKING:
    from ..project import Project

DEFAULT_TIMEOUT = 30.0  # s, of the router (ROUTER_DEFAULT_SERVER_TIMEOUT), source above
_TIMEOUT = "haproxy.router.openshift.io/timeout"
_ONE_UNIT = pattern(r"([1-9][0-9]{0,12})(us|ms|s|m|h|d)?")
_SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, None: 1e-3}  # bare: milliseconds
# One whole number with one unit: pkg/router/template/template_helper.go of openshift/router (as of 2026-11). A bare one
# may be meant as it is read
_SPELLING = Spelling(
    pattern(r"[1-9]\d*(?:us|ms|s|m|h|d)"),
    "{:.0f}s",
    "the router takes a bare number for milliseconds and ignores the rest",
    safe=False,
)
# What the constraints `restricted-v2` set in a pod that says nothing, as of 2026-11:
# https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/authentication_and_authorization/managing-pod-security-policies
_CONSTRAINED = frozenset(("runAsNonRoot", "runAsUser", "allowPrivilegeEscalation", "capabilities", "seccompProfile"))

_TEXT = pattern(r"\$\{([A-Za-z0-9_]{1,200})\}")
_VALUE = pattern(r"\$\{\{([A-Za-z0-9_]{1,200})\}\}")
_FILLED_BEFORE = pattern(r"(?<!\$)\{\{")  # by Ansible or Helm, before OpenShift sees it


class OpenShiftRoute(Route):
    """The router's way to a Service. Its port is that of the pods, or the name of the Service's port."""

    __slots__ = ()
    port_keys: ClassVar = ("targetPort", "name")

    @property
    def backends(self) -> Iterator[Backend]:
        waits = self._waits()
        for target in (self.node["spec.to"], *self.node["spec.alternateBackends"]):
            if target["kind"].text in (None, "Service") and not target["kind"].unknown:
                yield self.to(target["name"], self.node["spec.port.targetPort"], waits=waits)

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        yield self.annotation(_TIMEOUT), _SPELLING

    def _waits(self) -> Measure:
        node = self.annotation(_TIMEOUT)
        found = _ONE_UNIT.fullmatch(node.text) if node.text else None
        if found:
            return Measure(float(found[1]) * _SECONDS[found[2]], node, "own")
        return Measure(
            float("nan") if node.unknown else DEFAULT_TIMEOUT, node, "unknown" if node.unknown else "default"
        )


class DeploymentConfig(Workload):
    """A Deployment of old, whose images may be set by triggers."""

    __slots__ = ("_triggered",)

    def __init__(self, node: Node) -> None:
        template = node["spec.template"]
        super().__init__(node, template, template["spec"])
        self._triggered: frozenset[str | None] | None = None

    def puts_image(self, container: Container) -> bool:
        """One of its triggers does."""
        if self._triggered is None:
            changes = (one for one in self.node["spec.triggers"] if one["type"].text in (None, "ImageChange"))
            names = (name for one in changes for name in one["imageChangeParams.containerNames"])
            self._triggered = frozenset(name.text for name in names)  # None is anybody's
        called = container.node["name"]
        anybody = not container.given or called.unknown or None in self._triggered
        return (anybody and bool(self._triggered)) or called.text in self._triggered or super().puts_image(container)

    def _containers(self) -> Iterator[Container]:
        return map(Confined, super()._containers())


class Confined(Container):
    """A container whose security context OpenShift fills in by its own constraints."""

    __slots__ = ()

    def __init__(self, written: Container) -> None:
        super().__init__(written.node, written.workload, "app")
        self.role = written.role

    def __getitem__(self, dotted: str) -> Node:
        head, _, setting = dotted.partition(".")
        return _left(super().__getitem__(dotted), setting if head == "securityContext" else "")

    def security(self, setting: str) -> Node:
        return _left(super().security(setting), setting)


def _left(found: Node, setting: str) -> Node:
    """What a pod leaves to the constraints cannot be known."""
    theirs = found.absent and setting.partition(".")[0] in _CONSTRAINED
    return Node(found.tree, found.path, UNKNOWN) if theirs else found


class Template(Bundle):
    """Objects with parameters in them. A parameter without a value is known only when the template is processed."""

    __slots__ = ()

    @property
    def parts(self) -> Iterator[Document]:
        known = {p["name"].text: _given(p) for p in self.node["parameters"] if p["name"].text}
        for one in self.node["objects"]:
            if one.is_map:
                yield whole(Node(one.tree, one.path, self._labelled(filled(one.value, known), known)))

    def _labelled(self, made: dict[str, Any], known: dict[Any, Any]) -> dict[str, Any]:
        """Every object gets the labels that stand at the top."""
        shared, metadata = self.node["labels"], made.get("metadata")
        labels: Any = metadata.get("labels", {}) if isinstance(metadata, dict) else None
        if shared.is_map and isinstance(metadata, dict) and isinstance(labels, dict):
            return {**made, "metadata": {**metadata, "labels": {**labels, **filled(shared.value, known)}}}
        return made

    @property
    def disclosed(self) -> Disclosed:
        given = ((p["name"].text or "", p["value"]) for p in self.node["parameters"])
        return Disclosed("the value of parameter", "leave it out, or have it generated", given)


class BuildConfig(Document):
    """How an image is built, with which variables, and what starts a build from outside."""

    __slots__ = ()

    @property
    def disclosed(self) -> Disclosed:
        return Disclosed("build setting", "keep it in a Secret and refer to it", self._settings())

    def _settings(self) -> Iterator[tuple[str, Node]]:
        for strategy in ("source", "docker", "custom", "jenkinsPipeline"):
            for variable in self.node[f"spec.strategy.{strategy}Strategy.env"]:
                yield variable["name"].text or "", variable["value"]
        for trigger in self.node["spec.triggers"]:
            for caller in ("github", "gitlab", "bitbucket", "generic"):
                yield f"{caller} webhook secret", trigger[caller]["secret"]


def _given(parameter: Node) -> Any:
    value = parameter["value"]
    return UNKNOWN if value.text is None or value.text == "" else value.text


def filled(value: Any, known: dict[Any, Any]) -> Any:
    """The same data with the parameters put in: `${NAME}` within a text, `${{NAME}}` for a value of its own type."""
    if value.__class__ is dict:
        return {key: filled(below, known) for key, below in value.items()}
    if value.__class__ is list:
        return [filled(below, known) for below in value]
    if value.__class__ is Tagged:
        return UNKNOWN
    if value.__class__ is not str or "{" not in value:
        return value
    typed = _VALUE.fullmatch(value)
    if typed:
        return _typed(known.get(typed[1], UNKNOWN))
    names = _TEXT.findall(value)
    if _FILLED_BEFORE.search(value) or any(known.get(name, "") is UNKNOWN for name in names):
        return UNKNOWN
    # what no parameter is called stays as it stands
    return _TEXT.sub(lambda found: str(known.get(found[1], found[0])), value)


def _typed(value: Any) -> Any:
    try:
        return json.loads(value) if value.__class__ is str else value
    except ValueError:
        return value


class OpenShift(System):
    name = "openshift"
    kinds: ClassVar = {
        "apps.openshift.io/DeploymentConfig": DeploymentConfig,
        "/DeploymentConfig": DeploymentConfig,
        "build.openshift.io/BuildConfig": BuildConfig,
        "route.openshift.io/Route": OpenShiftRoute,
        "/Route": OpenShiftRoute,
        "template.openshift.io/Template": Template,
        "/Template": Template,
    }

    def links(self, project: "Project") -> Iterator[View]:
        for route in project.all(OpenShiftRoute):
            for backend in route.backends:
                yield from edges(project, route, backend)


SYSTEM = OpenShift()
