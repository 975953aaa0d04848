"""predeploy readiness: what could sleep while nobody calls, and what keeps it from it."""

import os
import shutil
import sys
from typing import Any

import click

from .. import readiness
from ._estate import options, survey, write
from .main import FINDINGS, INCOMPLETE, NOTHING, OK

_FAILING = {"blocked": ("blocked",), "unsuited": ("blocked", "unsuited")}


@click.command(
    "readiness",
    epilog="Exit codes: 0 told, 1 something is as --fail-on says, 2 usage or configuration, 3 the run is not complete, "
    "4 nothing here runs or sleeps.",
)
@options
@click.option("--format", "form", metavar="NAME", help="text, json or markdown. [by the ending of FILE, else text]")
@click.option(
    "--fail-on",
    type=click.Choice(list(_FAILING)),
    help="Exit 1 where something is kept from zero (blocked), or also where it can never get there (unsuited).",
)
@click.option("--all", "everything", is_flag=True, help="Also list all that sleeps already.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="[auto; NO_COLOR is honoured]"
)
def command(**flags: Any) -> int:
    """Tell what could cost nothing while nobody calls, what keeps it up, and what that costs. PATHS are files or folders; [.]"""
    name = _format(flags)
    found = survey(flags)
    from ..readiness._document import document

    findings = found.report.findings
    if flags["only"]:
        beside = {unit.place.path for unit in found.estate.units if unit.place is not None}
        findings = [one for one in findings if one.place.path in beside]
    told = document(found.estate, findings)
    write(readiness.render(name, told, _context(flags)), flags, found.project.root)
    if found.report.errors:
        return INCOMPLETE
    figures = told["summary"]
    if not figures["applications"]:
        return NOTHING
    failing = sum(figures["verdicts"][verdict] for verdict in _FAILING.get(flags["fail_on"], ()))
    return FINDINGS if failing else OK


_ENDINGS = {"json": "json", "md": "markdown", "markdown": "markdown"}


def _format(flags: dict[str, Any]) -> str:
    known = readiness.names()
    name = flags["form"] or _ENDINGS.get((flags["output"] or "").rpartition(".")[2].lower(), "text")
    if name not in known:
        raise click.UsageError(f"there is no format `{name}`; there are {', '.join(known)}")
    return str(name)


def _context(flags: dict[str, Any]) -> readiness.Context:
    terminal = not flags["output"] and sys.stdout.isatty()
    color = flags["color"] == "always" or (flags["color"] == "auto" and terminal and not os.environ.get("NO_COLOR"))
    width = shutil.get_terminal_size().columns if terminal else 100
    return readiness.Context(color=color, width=width, all=flags["everything"])
