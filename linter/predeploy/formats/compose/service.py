"""The views of a compose file: the file as a whole, and each service with its container."""

from collections.abc import Iterator
from typing import Any, ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...views import Container, Workload
from ...views.base import OfFile, stack_name
from ...views.spelling import Spelling
from .layers import Layered
from .parts import Mount, Port, mounts, pairs, ports
from .words import SPELLED, Words, container, pod

# https://docs.docker.com/reference/compose-file/extension/#specifying-durations (as of 2026-11)
_DURATION = Spelling(pattern(r"0|(?:\d+(?:\.\d+)?(?:us|ms|s|m|h))+"), "{:.0f}s", "Docker refuses a time without a unit")
_DURATIONS = (
    "stop_grace_period", "healthcheck.interval", "healthcheck.timeout", "healthcheck.start_period", "healthcheck.start_interval",
    "deploy.update_config.delay", "deploy.update_config.monitor", "deploy.restart_policy.delay", "deploy.restart_policy.window",
)  # fmt: skip
# What keeps a service running: https://docs.docker.com/reference/compose-file/services/#restart (as of 2026-11)
_KEPT = frozenset({"always", "unless-stopped", "on-failure"})


class _OfProject(OfFile):
    """Anything in a compose file."""

    __slots__ = ()
    platform: ClassVar[str] = "compose"
    authority: ClassVar[str] = "Docker"

    @property
    def base(self) -> Node | None:
        """The file that it lies over."""
        base: Node | None = self.root.tree.dialect.files.base
        return base

    @property
    def application(self) -> str:
        """The project: what `name` says, else the folder."""
        said = (root["name"].text for root in (self.root, self.base) if root is not None)
        return next(filter(None, said), stack_name(self.root))

    @property
    def api(self) -> str:
        return ""

    @property
    def swarm(self) -> bool:
        """Is it meant for `docker stack deploy`?"""
        return bool(self.root.tree.dialect.swarm)

    @property
    def annotations(self) -> Node:
        return self.root["x-predeploy"]


class ComposeFile(_OfProject):
    """The whole file, with the one that it lies over: kind `compose file`."""

    __slots__ = ("_services",)

    def __init__(self, node: Node) -> None:
        super().__init__(node)
        self._services: list[ComposeService] | None = None

    @property
    def kind(self) -> str:
        return "compose file"

    @property
    def name(self) -> str:
        return self.application

    @property
    def services(self) -> list["ComposeService"]:
        """Also those that only the file below has."""
        if self._services is None:
            own = dict(self.node["services"].items())
            below = dict(self.base["services"].items()) if self.base is not None else {}
            names = [name for name, node in {**below, **own}.items() if node.is_map]
            self._services = [ComposeService(self.node, name) for name in names]
        return self._services

    def declared(self, section: str) -> set[str] | None:
        """The names of a section (`volumes`, `services`, …) in every file of the project; None when they cannot be known."""
        roots = [root for root in (self.node, self.base) if root is not None]
        blocks = [root[section] for root in roots]
        if any(block.unknown or not (block.is_map or block.absent) for block in blocks):
            return None
        if any(root["include"].written for root in roots):
            return None
        return {str(key) for block in blocks if block.is_map for key in block.value}


class ComposeService(_OfProject, Workload):
    """One service: a workload of one container."""

    __slots__ = ("_container", "_file", "layers")

    def __init__(self, root: Node, name: str) -> None:
        self._file = root
        self._container: Words | None = None
        self.layers: Layered = root.tree.dialect.files.layers(root, name)
        Workload.__init__(self, self.layers.nodes[0], Node(root.tree, (), None), pod(self.layers))

    def __getitem__(self, dotted: str) -> Node:
        return self.layers[dotted]

    @property
    def root(self) -> Node:
        return self._file

    @property
    def kind(self) -> str:
        return "service"

    @property
    def labels(self) -> dict[str, Any]:
        """Those of the containers and of the service; None stands for what cannot be known."""
        own = (*pairs(self.layers, "labels"), *pairs(self.layers, "deploy.labels"))
        return {name: value.text for name, _, value in own}

    @property
    def pod_labels(self) -> None:
        """Nothing selects a service by labels."""
        return

    @property
    def annotations(self) -> Node:
        own = self["x-predeploy"]
        return own if not own.absent else super().annotations

    def annotation(self, name: str) -> Node:
        own = self["x-predeploy"].key(name)
        return own if not own.absent else super().annotations.key(name)

    @property
    def tags_looked_up_once(self) -> bool:
        return self.swarm

    @property
    def sized(self) -> bool:
        return self.swarm or bool(self.root.tree.dialect.sized)

    @property
    def bills_idle(self) -> bool:
        """A developer's own machine is paid for anyway."""
        return self.sized

    @property
    def replicas(self) -> Measure:
        """Containers; NaN where something else decides: one a node (global), or Sablier, which starts and stops them."""
        mode = self["deploy.mode"]
        if mode.text not in (None, "replicated") or mode.unknown or self.labels.get("sablier.enable", "") != "":
            return Measure(NaN, mode, "unknown", "replicas")
        return effective(self["deploy.replicas"], self["scale"], default=1.0, unit="replicas")

    @property
    def serves(self) -> bool:
        """Runs for ever: Swarm or a restart policy keeps it up."""
        if self.swarm:
            jobs = self["deploy.mode"].text in ("replicated-job", "global-job")
            return not jobs and self["deploy.restart_policy.condition"].text in (None, "any")
        return self["restart"].text in _KEPT

    def _containers(self) -> Iterator[Container]:
        if self._container is None:
            self._container = container(self.layers, scheduled=self.swarm)
        yield Container(self._container, self, "app")

    def spelled(self, words: str) -> str:
        return SPELLED.get(words, words)

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        return ((self[path], _DURATION) for path in _DURATIONS)

    # what rules about compose files ask

    @property
    def ports(self) -> list[Port]:
        return list(ports(self.layers))

    @property
    def mounts(self) -> list[Mount]:
        return list(mounts(self.layers))

    @property
    def dependencies(self) -> Iterator[tuple[str, Node, str]]:
        """(service, its place, the state that is waited for) of `depends_on`, a list or a map; without a known state ""."""
        for block in self.layers.each("depends_on"):
            for item in block:
                if item.text:
                    yield item.text, item, "service_started"
            for name, item in block.items():
                condition = item["condition"]
                yield name, item, "service_started" if condition.absent else condition.text or ""

    def known(self, key: str) -> bool:
        """Is every entry of a list known?"""
        return not any(block.unknown or any(item.unknown for item in block) for block in self.layers.each(key))
