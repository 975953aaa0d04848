"""ConfigMaps and Secrets that a kustomization generates: the entries that say what is in them."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any, Final

from ...record import NamedTuple
from ..source import Source
from ..span import Span
from ..tree import Path
from .kustomization import Kustomization
from .layers import Layer
from .patches import Object

CHART: Final = "HelmChartInflationGenerator"
_FIELDS: Final = {"ConfigMapGenerator": "configMapGenerator", "SecretGenerator": "secretGenerator"}


class Entry(NamedTuple):
    own: Kustomization
    where: Path
    data: dict[str, Any]


def entries_of(layers: list[Layer], generator: str, one: Object) -> list[Entry]:
    """The entries that made an object, the last word first."""
    field = _FIELDS.get(generator, "")
    found = [
        Entry(layer.own, (field, number), entry)
        for layer in layers
        for number, entry in layer.own.maps(field)
        if isinstance(entry.get("name"), str) and _named(one.names[-1], entry["name"])
    ]
    longest = max((len(entry.data["name"]) for entry in found), default=0)
    return [entry for entry in found if len(entry.data["name"]) == longest]


def _named(built: str, name: str) -> bool:
    return name in built


def literal(entry: Entry, key: str) -> tuple[Path, str] | None:
    """Where an entry says a key of the data itself, and what."""
    literals = entry.data.get("literals")
    for number, one in enumerate(literals if isinstance(literals, list) else []):
        if isinstance(one, str) and one.partition("=")[0] == key:
            value = one.partition("=")[2]
            plain = value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
            return (*entry.where, "literals", number), plain
    return None


def inputs(entry: Entry) -> Iterator[tuple[Path, str, str]]:
    """The files that an entry takes data from: where it names them, the key that is the whole file (empty when each of
    its lines has its own), and the path as it is written."""
    for kind in ("envs", "files"):
        values = entry.data.get(kind)
        for number, one in enumerate(values if isinstance(values, list) else []):
            if isinstance(one, str):
                key, equals, path = one.partition("=") if kind == "files" else ("", "", one)
                path = path if equals or not key else key
                name = (key if equals else path.rpartition("/")[2]) if kind == "files" else ""
                yield (*entry.where, kind, number), name, path
    if isinstance(entry.data.get("env"), str):
        yield (*entry.where, "env"), "", entry.data["env"]


def env_value(source: Source, key: str) -> tuple[Span, str] | None:
    """Where a file of `KEY=value` lines says a key, and what: the last time counts."""
    at, found = 0, None
    for number, raw in enumerate(source.text.split("\n"), 1):
        line = raw.removesuffix("\r")
        name, equals, value = line.lstrip().partition("=")
        if equals and name == key and name[:1] != "#":
            column = len(line) - len(value) + 1
            end = len(line) + 1 if value else column
            found = Span(number, column, number, end, at + column - 1, at + end - 1), value
        at += len(raw) + 1
    return found


def as_yaml(source: Source) -> Source:
    """A file of `KEY=value` lines as a text whose comments are read like those of any other, line by line."""
    lines = source.text.split("\n")
    said = (one if one.lstrip()[:1] in ("", "#") else f"line{number}:" for number, one in enumerate(lines))
    return Source(source.path, "\n".join(said))


def first_line(source: Source) -> Span:
    end = len(source.text.partition("\n")[0].rstrip("\r"))
    return Span(1, 1, 1, end + 1, 0, end)


def says(written: str, built: Any, generator: str) -> bool:
    """Is it what was built? The values of Secrets are encoded."""
    if generator != "SecretGenerator":
        return bool(written == built)
    return isinstance(built, str) and b64encode(written.encode()).decode() == "".join(built.split())
