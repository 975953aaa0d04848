"""What the short forms of a service say: ports, mounts, pairs, sizes.

https://docs.docker.com/reference/compose-file/services/ (as of 2026-11)
"""

from collections.abc import Iterator
from typing import Any, Literal

from ...node import Node
from ...patterns import pattern
from ...reading.values import UNKNOWN
from ...record import NamedTuple
from .layers import Layered

_PORT = pattern(
    r"(?:(?P<ip>[0-9.]{7,15}|\[[0-9A-Fa-f:.]{2,45}\]):)?(?:(?P<published>[0-9]{0,9}(?:-[0-9]{1,9})?):)?(?P<target>[0-9]{1,9}(?:-[0-9]{1,9})?)"
    r"(?:/(?P<protocol>[a-z]{3,4}))?\Z"
)
_MOUNT = pattern(
    r"(?:(?P<source>[A-Za-z]:[\\/][^:]*|[^:]+):)?(?P<target>[A-Za-z]:[\\/][^:]*|[^:]+)(?::(?P<mode>[\w,]+))?\Z"
)
_HOST_PATH = pattern(r"[./~]|[A-Za-z]:[\\/]")
# https://github.com/docker/go-units/blob/master/size.go (as of 2026-11): units of 1024, whatever their spelling
_SIZE = pattern(r"([0-9]{1,18}(?:\.[0-9]{1,9})?) ?([kmgtp])?i?b?\Z")
_UNITS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5}


class Port(NamedTuple):
    """A port that a service shows to the outside. Texts are None where they are not said."""

    node: Node
    ip: str | None
    published: str | None  # a number or a range
    target: str
    protocol: str
    mode: str  # ingress or host (Swarm)


class Mount(NamedTuple):
    node: Node
    kind: Literal["bind", "volume", "tmpfs"]
    source: str | None  # None for a volume without a name, and where it is not known
    target: str
    read_only: bool | None  # None where it is not known


def ports(service: Layered) -> Iterator[Port]:
    """The ports that are known."""
    for block in service.each("ports"):
        for item in block:
            if item.is_map:
                if item["target"].text is not None and not item["published"].unknown and not item["host_ip"].unknown:
                    yield Port(
                        item, item["host_ip"].text, item["published"].text, item["target"].text,
                        item["protocol"].text or "tcp", item["mode"].text or "ingress",
                    )  # fmt: skip
            elif found := _PORT.match(item.text or ""):
                yield Port(
                    item,
                    found["ip"],
                    found["published"] or None,
                    found["target"],
                    found["protocol"] or "tcp",
                    "ingress",
                )


def mounts(service: Layered) -> Iterator[Mount]:
    """The mounts of which the target is known; of one target only the nearest."""
    further: set[str] = set()
    for block in service.each("volumes"):
        here = [mount for item in block if (mount := _mount(item)) is not None]
        yield from (mount for mount in here if mount.target not in further)
        further |= {mount.target for mount in here}


def _mount(item: Node) -> Mount | None:
    if item.is_map:
        kind, source, target = item["type"].text, item["source"], item["target"].text
        if kind not in ("bind", "volume", "tmpfs") or target is None:
            return None
        read_only = None if item["read_only"].unknown else item["read_only"].is_true
        return Mount(item, kind, source.text, _folder(target), read_only)  # type: ignore[arg-type]
    found = _MOUNT.match(item.text or "")
    if found is None:
        return None
    source_text, mode = found["source"], (found["mode"] or "").split(",")
    kind = "bind" if source_text and _HOST_PATH.match(source_text) else "volume"
    return Mount(item, kind, source_text, _folder(found["target"]), "ro" in mode)  # type: ignore[arg-type]


def _folder(path: str) -> str:
    return path.rstrip("/") or "/"


def pairs(service: Layered, key: str) -> Iterator[tuple[str, Node, Node]]:
    """(name, its node, the node of its value) of `environment` or `labels`, a map or a list of `NAME=value`; of one name only
    what the nearest file says. A value that comes from outside this file, or from the shell, is unknown."""
    further: set[str] = set()
    for block in service.each(key):
        here = list(_listed(block) if block.is_list else _mapped(block))
        yield from (one for one in here if one[0] not in further)
        further |= {name for name, _, _ in here}


def _listed(block: Node) -> Iterator[tuple[str, Node, Node]]:
    for item in block:
        raw = item.raw if item.raw.__class__ is str else item.text or ""
        name, equals, _ = raw.partition("=")
        if not name or "$" in name:
            continue
        known = equals and item.value.__class__ is str and not item.tree.resolve.is_given(raw)
        value: Any = item.value.partition("=")[2] if known else UNKNOWN
        yield name, Node(item.tree, item.path, name), Node(item.tree, item.path, value)


def _mapped(block: Node) -> Iterator[tuple[str, Node, Node]]:
    for key in block.value if block.is_map else ():
        if key.__class__ is str:
            node = block.key(key)
            if node.absent or node.tree.resolve.is_given(node.raw):  # without a value the shell says it
                node = Node(node.tree, node.path, UNKNOWN)
            yield key, Node(node.tree, node.path, key), node


def size(node: Node) -> Node:
    """A node that says bytes in Docker's units, saying it in Kubernetes' (`512m` → `512Mi`)."""
    found = _SIZE.match((node.text or "").lower())
    if node.absent or found is None:
        return node if node.absent else Node(node.tree, node.path, UNKNOWN)
    count = int(float(found[1]) * 1024 ** _UNITS[found[2] or ""])
    for power, suffix in ((4, "Ti"), (3, "Gi"), (2, "Mi"), (1, "Ki")):
        if count and count % 1024**power == 0:
            return Node(node.tree, node.path, f"{count // 1024**power}{suffix}")
    return Node(node.tree, node.path, str(count))
