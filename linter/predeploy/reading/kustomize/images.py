"""What `images:` of a kustomization makes of the name of an image."""

from typing import Any

from ...record import NamedTuple
from ..tree import Path
from .layers import Layer


class Image(NamedTuple):
    name: str
    tag: str
    digest: str


def image(text: str) -> Image:
    rest, _, digest = text.partition("@")
    name, colon, tag = rest.rpartition(":")
    return Image(name, tag, digest) if colon and "/" not in tag else Image(rest, "", digest)


def chosen(layer: Layer, value: Any, was: str | None) -> Path | None:
    """The entry that chose the tag or digest of an image; `was` is how it was written."""
    if not isinstance(value, str):
        return None
    now = image(value)
    for number, entry in reversed([*layer.own.maps("images")]):
        if not _means(entry, now, was):
            continue
        for key, part in (("digest", now.digest), ("newTag", now.tag)):
            if part and str(entry.get(key, "")) == part:
                return ("images", number, key)
    return None


def renamed(layers: list[Layer], value: Any, was: Any) -> bool:
    """Is it the image as it was written, but for the name that a kustomization gave it?"""
    if not isinstance(value, str) or not isinstance(was, str):
        return False
    now, then = image(value), image(was)
    entries = [entry for layer in layers for _, entry in layer.own.maps("images")]
    return now[1:] == then[1:] and any(_means(entry, now, was) and entry.get("newName") for entry in entries)


def _means(entry: dict[str, Any], now: Image, was: str | None) -> bool:
    name, new = entry.get("name"), entry.get("newName")
    if (new or name) != now.name:
        return False
    return not new or was is None or name == image(was).name
