"""What callers are told, with the addresses that stand in it: read once, for the edges and for the ports."""

from functools import partial
from typing import TYPE_CHECKING

from .addresses import Address, addresses
from .said import Said, said

if TYPE_CHECKING:
    from ...project import Project

Told = list[tuple[Said, tuple[Address, ...]]]


def told(project: "Project") -> Told:
    return project.once(told, partial(_told, project))


def _told(project: "Project") -> Told:
    return [(one, tuple(addresses(one.key, one.text, command=one.command))) for one in said(project)]
