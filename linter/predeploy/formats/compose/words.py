"""A service in the words of Kubernetes, so that the rules about pods and containers speak of it too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ...draft import Fix
from ...node import Node, split
from ...reading.tree import Path
from ...reading.values import ABSENT, UNKNOWN
from .layers import Layered
from .parts import mounts, pairs, ports, size

Parts = dict[str, Node] | Sequence[Node]


class Words(Node):
    """A map or list of which every part stands elsewhere. What is not among the parts is absent, and nothing can be
    inserted there: it is no word of a compose file."""

    __slots__ = ("parts",)

    def __init__(self, at: Node, parts: Parts, path: Path = ()) -> None:
        value: Any = ABSENT
        if not isinstance(parts, dict):
            value = [part.value for part in parts] or ABSENT
        elif present := {key: part.value for key, part in parts.items() if not part.absent}:
            value = present
        super().__init__(at.tree, at.path + path, value)
        self.parts = parts

    def _step(self, keys: Path) -> Node:
        key = keys[0]
        part: Node | None = None
        if isinstance(self.parts, dict):
            part = self.parts.get(key) if isinstance(key, str) else None
        elif isinstance(key, int) and key < len(self.parts):
            part = self.parts[key]
        if part is None:
            return Words(self, {}, keys)
        return part._step(keys[1:]) if len(keys) > 1 else part

    def __getitem__(self, dotted: str) -> Node:
        return self._step(split(dotted))

    def __iter__(self) -> Iterator[Node]:
        return iter(()) if isinstance(self.parts, dict) else (part for part in self.parts if not part.absent)

    def items(self) -> Iterator[tuple[str, Node]]:
        if isinstance(self.parts, dict):
            yield from ((key, part) for key, part in self.parts.items() if not part.absent)

    def among(self, keys: Iterable[str]) -> list[Node]:
        return [part for key, part in self.items() if key in keys]

    def insert(self, value: Any, *, safe: bool) -> Fix | None:
        return None


# What messages call a setting here
SPELLED: Final[Mapping[str, str]] = {
    "allowPrivilegeEscalation: false": "security_opt: [no-new-privileges:true]",
    "terminationGracePeriodSeconds": "stop_grace_period",
    "its node": "its host",
    "the node": "the host",
    "hostIPC": "ipc: host",
    "hostNetwork": "network_mode: host",
    "hostPID": "pid: host",
    "readOnlyRootFilesystem: true": "read_only: true",
    "resources.limits.memory": "deploy.resources.limits.memory",
    "resources.requests": "deploy.resources.reservations",
    "runAsUser: 0": "user: root",
    "an emptyDir": "a tmpfs",
    "build without a daemon, or ask the kubelet": "put a proxy between that answers only what it needs",
    "keep it in a Secret and refer to it with valueFrom.secretKeyRef": "keep it in a file, name that under `secrets` and let the"
    " program read it (many images take NAME_FILE)",
}


def container(service: Layered, *, scheduled: bool) -> Words:
    """`scheduled`: does something choose a node by what it reserves?"""
    at = service.home
    env = [Words(node, {"name": name, "value": node}) for _, name, node in pairs(service, "environment")]
    shown = [Words(port.node, {"containerPort": _number(port.node, port.target)}) for port in ports(service)]
    held = [
        Words(
            one.node,
            {
                "name": _said(one.node, str(n)),
                "mountPath": _said(one.node, one.target),
                "readOnly": _said(one.node, UNKNOWN if one.read_only is None else one.read_only),
            },
        )
        for n, one in enumerate(mounts(service))
    ]
    return Words(
        at,
        {
            "image": _image(service),
            "env": Words(at, env),
            "ports": Words(at, shown),
            "volumeMounts": Words(at, held),
            "command": service["entrypoint"],
            "args": service["command"],
            "resources": _resources(service, scheduled),
            "securityContext": _security(service),
        },
    )


def pod(service: Layered) -> Words:
    at = service.home
    shared = {"hostNetwork": "network_mode", "hostPID": "pid", "hostIPC": "ipc"}
    flags = {word: _flag(service[key], "host") for word, key in shared.items()}
    volumes: list[Node] = [
        Words(
            one.node,
            {"name": _said(one.node, str(n)), "hostPath": Words(one.node, {"path": _said(one.node, one.source)})},
        )
        for n, one in enumerate(mounts(service))
        if one.kind == "bind" and one.source
    ]
    grace = service["stop_grace_period"]
    if grace.present:
        grace = _said(grace, grace.duration if grace.duration >= 0 else UNKNOWN)
    return Words(at, {**flags, "volumes": Words(at, volumes), "terminationGracePeriodSeconds": grace})


def _image(service: Layered) -> Node:
    """What is built here has the tag that the build gives it."""
    build = service["build"]
    return service["image"] if build.absent else Node(build.tree, build.path, UNKNOWN)


def _resources(service: Layered, scheduled: bool) -> Words:
    at = service.home
    limits = {
        "cpu": _first(service, "deploy.resources.limits.cpus", "cpus"),
        "memory": size(_first(service, "deploy.resources.limits.memory", "mem_limit")),
    }
    requests = {
        "cpu": service["deploy.resources.reservations.cpus"],
        "memory": size(_first(service, "deploy.resources.reservations.memory", "mem_reservation")),
    }
    if not scheduled:
        requests = {word: Node(n.tree, n.path, UNKNOWN) if n.absent else n for word, n in requests.items()}
    return Words(at, {"limits": Words(at, limits), "requests": Words(at, requests)})


def _security(service: Layered) -> Words:
    at, user = service.home, service["user"]
    options = dict(_options(service))
    seccomp, armor, escalation = (options.get(name) for name in ("seccomp", "apparmor", "no-new-privileges"))
    parts: dict[str, Node] = {
        "privileged": service["privileged"],
        "readOnlyRootFilesystem": service["read_only"],
        "runAsUser": _user(user),
        "capabilities": Words(
            at, {word: Words(at, [n for b in service.each(f"cap_{word}") for n in b]) for word in ("add", "drop")}
        ),
    }
    for word, option in (("seccompProfile", seccomp), ("appArmorProfile", armor)):
        if option is not None and option.text == "unconfined":
            parts[word] = Words(option, {"type": _said(option, "Unconfined")})
    if escalation is not None:
        parts["allowPrivilegeEscalation"] = _said(escalation, escalation.text == "false")
    return Words(at, parts)


def _options(service: Layered) -> Iterable[tuple[str, Node]]:
    """`security_opt`: `name:value` or `name=value`."""
    for block in service.each("security_opt"):
        for item in block:
            name, _, value = (item.text or "").replace("=", ":", 1).partition(":")
            yield name, _said(item, value or "true")


def _user(node: Node) -> Node:
    """`root`, `0` or `0:0` is root; of another name nobody knows the number."""
    if node.text is None:
        return node
    name = node.text.partition(":")[0]
    return _said(
        node, 0 if name == "root" else int(name) if name.isascii() and name.isdigit() and len(name) < 12 else UNKNOWN
    )


def _first(service: Layered, *paths: str) -> Node:
    found = [service[path] for path in paths]
    return next((node for node in found if not node.absent), found[0])


def _flag(node: Node, word: str) -> Node:
    """True where the word stands; absent where another does."""
    if node.text is None:
        return node
    return _said(node, True if node.text == word else ABSENT)


def _said(node: Node, value: Any) -> Node:
    """What a node means, at its place."""
    return Node(node.tree, node.path, value)


def _number(node: Node, text: str) -> Node:
    return _said(node, int(text) if text.isdigit() else UNKNOWN)
