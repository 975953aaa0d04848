"""Ends and times that the edges of many platforms have in common."""

from math import inf
from typing import TYPE_CHECKING

from ..measure import Measure
from ..node import Node
from ..quantities import NaN
from ..views import Connection, Document, Endpoint

if TYPE_CHECKING:
    from ..project import Project


def unknown(place: Node) -> Measure:
    return Measure(NaN, place, "unknown")


def endless(place: Node) -> Measure:
    """No limit."""
    return Measure(inf, place, "none")


def internet(place: Node) -> Endpoint:
    return Endpoint(None, "internet", place, "outside", "internet")


def come_in(callee: Endpoint, via: Node, works: Measure | None = None, waits: Measure | None = None) -> Connection:
    """Internet → what can be reached from there; how long somebody waits there nobody knows, if no door between says it."""
    nobody = unknown(via)
    return Connection("request", internet(via), callee, via=via, waits=waits or nobody, works=works or nobody)


def named(project: "Project", near: Document, word: str, name: str, place: Node, role: str = "") -> Endpoint:
    """The queue, topic, stream or bucket of that name: of this run, where one alone can be meant, else elsewhere."""
    from .names.resources import end_of, find  # whoever looks for names knows the systems that use this

    found = find(project, near, word, name)
    if found is not None:
        return end_of(found, word)
    return Endpoint(None, f"{word} `{name}`", place, "elsewhere", role or word)
