"""The same place in two texts of one object: items of a list are found by what names them, not by their number."""

from typing import Any, Final

from ...record import NamedTuple
from ..tree import Path

# By which Kubernetes merges lists (x-kubernetes-patch-merge-key), and other keys that tell items apart
_NAMING: Final = (
    "name", "mountPath", "containerPort", "port", "key", "ip", "devicePath", "topologyKey", "uid", "type", "path",
    "host", "id", "kind",
)  # fmt: skip


class There(NamedTuple):
    path: Path
    data: Any
    sure: bool  # False when an item of a list was found by its number only


def follow(data: Any, model: Any, path: Path) -> There | None:
    """Where what stands at `path` in `model` stands in `data`; None when it does not."""
    out: list[str | int] = []
    sure = True
    for part in path:
        if isinstance(part, int):
            known = isinstance(data, list) and isinstance(model, list) and part < len(model)
            number, certain = _item(data, model, part) if known else (None, False)
            if number is None:
                return None
            sure = sure and certain
            out.append(number)
            data, model = data[number], model[part]
        elif isinstance(data, dict) and part in data:
            out.append(part)
            data, model = data[part], model.get(part) if isinstance(model, dict) else None
        else:
            return None
    return There(tuple(out), data, sure)


def _item(items: list[Any], models: list[Any], number: int) -> tuple[int | None, bool]:
    wanted = models[number]
    if items == models:
        return number, True
    if isinstance(wanted, dict):
        for key in _NAMING:
            value = wanted.get(key)
            found = [i for i, one in enumerate(items) if isinstance(one, dict) and one.get(key) == value]
            if value is not None and not isinstance(value, dict | list) and len(found) == 1:
                return found[0], True
    found = [i for i, one in enumerate(items) if one == wanted]
    if len(found) == 1:
        return found[0], True
    if len(items) == len(models):
        return number, number in found
    return None, False


def names_item(path: Path) -> bool:
    """Is it what tells an object, or an item of a list, from the others?"""
    if path[-1:] == ("name",):
        return path == ("metadata", "name") or (len(path) > 1 and isinstance(path[-2], int))
    return path in (("kind",), ("apiVersion",))


def at(data: Any, path: Path) -> Any:
    for part in path:
        if isinstance(part, int):
            data = data[part] if isinstance(data, list) and part < len(data) else None
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data
