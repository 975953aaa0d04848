"""ConfigMaps and Secrets that a kustomization generates: the entries that say what is in them."""

from typing import Any, Final, NamedTuple

from ..tree import Path
from .kustomization import Kustomization
from .layers import Layer
from .patches import Object

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


def holder(entry: Entry, key: str) -> Path | None:
    """The file that an entry takes a key of the data from."""
    files = entry.data.get("files")
    for number, one in enumerate(files if isinstance(files, list) else []):
        if isinstance(one, str):
            name, equals, path = one.partition("=")
            if (name if equals else path or name).rpartition("/")[2] == key:
                return (*entry.where, "files", number)
    return None
