"""What `graph` and `readiness` share: a scan whose result is the picture, not the list."""

from collections.abc import Iterator
from typing import Any

import click

from ..engine import jobs_here, scan
from ..estate import Estate
from ..finding import Report
from ..record import NamedTuple
from ..report._escape import terminal
from ..spelling import similar
from ._charts import Rendering, no_cache
from ._options import together
from ._progress import Progress
from ._project import Project, open_project
from .main import exact_output
from .scan import given_values, write_output

_OPTIONS = (
    click.argument("paths", nargs=-1, metavar="[PATHS]..."),
    click.option("--output", "-o", metavar="FILE", help="Write to a file instead of standard output."),
    click.option(
        "--only", multiple=True, metavar="APPLICATION", help="Only this application; may be given several times."
    ),
    click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out paths (as in .gitignore)."),
    click.option("--kubernetes", metavar="VERSION", help="Cluster version, such as 1.34."),
    click.option("--region", metavar="NAME", help="Cloud region."),
    click.option("--environment", metavar="NAME", help="dev, test, staging or prod."),
    click.option("--stage", "stages", multiple=True, metavar="NAME", help="Stage to deploy."),
    click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Parameter of a stack or service."),
    click.option("--root", metavar="DIR", help="Project root. [nearest folder with .git]"),
    no_cache,
    click.option("--jobs", "-j", type=click.IntRange(1, 64), help="Processes. [one a core]"),
)


options = together(_OPTIONS)


class Survey(NamedTuple):
    project: Project
    report: Report
    estate: Estate


def survey(flags: dict[str, Any]) -> Survey:
    """Scan, and draw the whole. Raises UsageError for an application that is not there."""
    overrides = {
        "exclude": list(flags["exclude"]) or None, "kubernetes": flags["kubernetes"], "region": flags["region"],
        "environment": flags["environment"], "values": given_values(flags),
    }  # fmt: skip
    project = open_project(
        list(flags["paths"]) or ["."],
        root=flags["root"],
        overrides={key: value for key, value in overrides.items() if value is not None},
        rendering=Rendering(flags["jobs"] or jobs_here(), keep=not flags["no_cache"]),
    )
    request = project.request(flags["jobs"], estate=True)
    with Progress(len(request.inputs), quiet=False) as tick:
        report = scan(request, tick)
    estate = report.estate or Estate()
    for error in report.errors:
        click.echo(f"predeploy: {terminal(error)}", err=True)
    for note in _unseen(report):
        click.echo(f"note: {terminal(note)}", err=True)
    if not estate.units:
        click.echo(
            "predeploy: nothing here runs or is called; `predeploy scan --show-skipped` says what was found", err=True
        )
    if flags["only"]:
        estate = _only(estate, flags["only"])
    return Survey(project, report, estate)


_BLIND = {"unreadable-file": "could not be read", "not-rendered": "is not rendered"}
_MOST = 20  # notes, or names


def _unseen(report: Report) -> Iterator[str]:
    """What is missing in the picture, and why."""
    notes = [
        f"{one.place.path} {_BLIND[one.name]}: what is in it is missing"
        for one in report.findings
        if one.name in _BLIND
    ]
    yield from dict.fromkeys(notes[:_MOST])
    if len(notes) > _MOST:
        yield f"and {len(notes) - _MOST} more; `predeploy scan` lists them"


def _only(estate: Estate, names: tuple[str, ...]) -> Estate:
    from ..drawing._document import only

    known = sorted({group.name for group in estate.groups})
    for name in names:
        if name not in known:
            near = similar(name, known)
            there = f"there are {', '.join(known[:_MOST])}" if known else "there is none"
            raise click.UsageError(f"there is no application `{name}`; {f'did you mean `{near}`?' if near else there}")
    return only(estate, names)


def write(text: str, flags: dict[str, Any], root: str) -> None:
    if not flags["output"]:
        exact_output()
    write_output(text, flags["output"] or "", root)
