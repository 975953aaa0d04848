"""predeploy graph: who calls whom."""

from typing import Any

import click

from .. import drawing
from ._estate import options, survey, write
from .main import INCOMPLETE, NOTHING, OK


@click.command(
    "graph", epilog="Exit codes: 0 drawn, 2 usage or configuration, 3 the run is not complete, 4 nothing to draw."
)
@options
@click.option("--format", "form", metavar="NAME", help="mermaid, json or html. [by the ending of FILE, else mermaid]")
def command(**flags: Any) -> int:
    """Draw who calls whom, with the timeouts on the edges: Mermaid, JSON or one HTML page. PATHS are files or folders; [.]"""
    name = _format(flags)
    found = survey(flags)
    from ..drawing._document import document

    text = drawing.render(name, document(found.estate, found.report.findings))
    if name == "mermaid" and _ending(flags) == "md":
        text = f"```mermaid\n{text}```\n"
    write(text, flags, found.project.root)
    if found.report.errors:
        return INCOMPLETE
    return OK if found.estate.units else NOTHING


_ENDINGS = {"html": "html", "htm": "html", "json": "json", "mmd": "mermaid", "mermaid": "mermaid", "md": "mermaid"}


def _ending(flags: dict[str, Any]) -> str:
    return str(flags["output"] or "").rpartition(".")[2].lower()


def _format(flags: dict[str, Any]) -> str:
    known = drawing.names()
    name = flags["form"] or _ENDINGS.get(_ending(flags), "mermaid")
    if name not in known:
        raise click.UsageError(f"there is no format `{name}`; there are {', '.join(known)}")
    return str(name)
