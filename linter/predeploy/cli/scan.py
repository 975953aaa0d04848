"""predeploy scan: the main job."""

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import click

from .. import report as reports
from .._version import __version__
from ..engine import scan
from ..finding import Report
from ..reading import ReadError, Source
from ..reading.files import inside
from ..severity import SEVERITIES, at_least
from ._charts import chart_options, rendering
from ._options import rule_option
from ._progress import Progress
from ._project import Project, open_project
from ._stdin import read_stdin
from .main import FINDINGS, INCOMPLETE, NOTHING, OK, exact_output, put

_FORMATS = "text, json, markdown, sarif"
_STDIN = "-"


@click.command(
    "scan",
    epilog="Exit codes: 0 nothing at or above --fail-on, 1 findings remain, 2 usage or configuration, "
    "3 the run is not complete, 4 nothing was checked.",
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--format", "formats", multiple=True, metavar="NAME[=FILE]", help=f"{_FORMATS}; may be given several times. [text]"
)
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="Severity from which findings fail the run. [high]")
@click.option("--min-severity", type=click.Choice(SEVERITIES), help="Show findings from this severity on. [info]")
@rule_option("--select", "Run only these rules or categories (with commas between them).")
@rule_option("--extend-select", "Run these too.")
@rule_option("--ignore", "Do not run these.")
@click.option(
    "--tier", "tiers", multiple=True, type=click.Choice(["strict", "preview", "all"]), help="Add a tier of rules."
)
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out paths (as in .gitignore).")
@click.option("--fix", "fix", is_flag=True, help="Apply the safe fixes.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that change what a person decides."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option("--kubernetes", metavar="VERSION", help="Cluster version, such as 1.34.")
@click.option("--region", metavar="NAME", help="Cloud region.")
@click.option("--environment", metavar="NAME", help="dev, test, staging or prod.")
@click.option(
    "--stage", "stages", multiple=True, metavar="NAME", help="Stage to deploy; several are checked one by one."
)
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Parameter of a stack or service.")
@click.option("--root", metavar="DIR", help="Project root. [nearest folder with .git]")
@click.option("--files-from", metavar="FILE", help="Read paths from a file, one a line (- is standard input).")
@click.option("--listed", is_flag=True, help="PATHS are a tool's list: ignore files and gone files count.")
@click.option("--stdin-filename", metavar="NAME", help="What `-` is called in reports.")
@chart_options
@click.option("--vendored", is_flag=True, help="Also show what is found in charts from elsewhere (in charts/).")
@click.option("--allow-empty", is_flag=True, help="Exit 0 when nothing was checked.")
@click.option("--show-skipped", is_flag=True, help="List what was not checked, and why.")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), help="Processes. [one a core]")
@click.option("--quiet", "-q", is_flag=True, help="Findings only.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="[auto; NO_COLOR is honoured]"
)
def command(**flags: Any) -> int:
    """Check files and folders before you deploy them. PATHS are files, folders or - (standard input); [.]"""
    paths = _paths(flags)
    stdin = _STDIN in paths
    paths = [path for path in paths if path != _STDIN]
    outputs = _outputs(flags["formats"])
    listed = bool(flags["files_from"] or flags["listed"])
    flags["allow_empty"] = flags["allow_empty"] or listed
    given = paths if stdin or listed else paths or ["."]
    buffer = flags["stdin_filename"] if stdin else None
    opened = partial(open_project, given, root=flags["root"], overrides=_overrides(flags), listed=listed, buffer=buffer,
                           rendering=rendering(flags))  # fmt: skip
    project = opened()
    sources = (read_stdin(buffer, project.root),) if stdin else ()
    texts = flags["fix"] or flags["diff"] or any(name in ("json", "sarif") for name, _ in outputs)
    found = _run(project, flags, sources, texts=texts)
    if flags["fix"] or flags["diff"]:
        found, project = _mend(project, flags, found, sources, opened)
        if flags["diff"]:
            return _code(found, project, flags)
    for note in found.notes if not flags["quiet"] else ():
        click.echo(f"note: {note}", err=True)
    for name, file in outputs:
        if name != "text" and not file:
            exact_output()
        write_output(
            reports.render(name, found, _context(project, flags, (*found.sources.values(), *sources), file)),
            file,
            project.root,
        )
    return _code(found, project, flags)


def _paths(flags: dict[str, Any]) -> list[str]:
    paths = list(flags["paths"])
    if flags["files_from"]:
        try:
            with click.open_file(flags["files_from"], encoding="utf-8", errors="surrogateescape") as stream:
                listed = [line.rstrip("\r\n") for line in stream]
        except OSError as error:
            raise click.UsageError(f"cannot read {flags['files_from']!r}: {error.strerror}") from error
        paths += [line for line in listed if line]
    return list(dict.fromkeys(paths))


def _overrides(flags: dict[str, Any]) -> dict[str, Any]:
    given = {
        "fail-on": flags["fail_on"], "min-severity": flags["min_severity"], "select": flags["select"] or None,
        "extend-select": flags["extend_select"] or None, "ignore": flags["ignore"] or None,
        "tiers": list(flags["tiers"]) or None, "exclude": list(flags["exclude"]) or None,
        "kubernetes": flags["kubernetes"], "region": flags["region"], "environment": flags["environment"],
        "values": given_values(flags), "vendored": flags["vendored"] or None,
        "rules": {"not-rendered": {"severity": "high"}} if flags["require_rendered"] else None,
    }  # fmt: skip
    return {key: value for key, value in given.items() if value is not None}


def given_values(flags: dict[str, Any]) -> dict[str, Any] | None:
    """What is given for the deployment, as `values:` says it."""
    params: dict[str, str] = {}
    for one in flags["params"]:
        name, equals, value = one.partition("=")
        if not name or not equals:
            raise click.UsageError(f"--param expects NAME=VALUE, not {one!r}")
        params[name] = value
    stage = {"stage": list(flags["stages"])} if flags["stages"] else {}
    return {**stage, **({"params": params} if params else {})} or None


def _outputs(formats: tuple[str, ...]) -> list[tuple[str, str]]:
    """(format, file or "" for standard output). Raises UsageError for an unknown format or two on standard output."""
    outputs = [(name, file) for name, _, file in (one.partition("=") for one in formats or ("text",))]
    known = reports.names()
    for name, _ in outputs:
        if name not in known:
            raise click.UsageError(f"there is no format `{name}`; there are {', '.join(known)}")
    if sum(1 for _, file in outputs if not file) > 1:
        raise click.UsageError("only one format can go to standard output; write the others as NAME=FILE")
    return outputs


def _run(project: Project, flags: dict[str, Any], sources: tuple[Source, ...], *, texts: bool) -> Report:
    request = project.request(flags["jobs"], sources, texts=texts)
    with Progress(len(request.inputs), quiet=flags["quiet"]) as tick:
        return scan(request, tick)


def _mend(
    project: Project, flags: dict[str, Any], found: Report, sources: tuple[Source, ...], again: Callable[[], Project]
) -> tuple[Report, Project]:
    """Apply the fixes (or show them) and check again what remains."""
    from ..fix import plan, write

    planned = plan(found.findings, _text_of(project, sources), unsafe=flags["unsafe_fixes"])
    if flags["diff"]:
        exact_output()
        put(planned.diff())
        return found, project
    if sources:
        raise click.UsageError("--fix cannot write to standard input; use --diff")
    failed = write(planned, project.root)
    for path, reason in failed.items():
        click.echo(f"not fixed: {path}: {reason}", err=True)
    if not flags["quiet"]:
        click.echo(_told(planned, len(failed)), err=True)
    project = again() if project.rendered.renders else project  # what they render to is another text now
    texts = any(one.partition("=")[0] in ("json", "sarif") for one in flags["formats"])
    return _run(project, flags, sources, texts=texts), project


def _told(planned: Any, failed: int) -> str:
    """One line on what --fix did, and on what it left."""
    parts = [f"fixed {_counted(len(planned.fixed), 'finding')} in {_counted(len(planned.files) - failed, 'file')}"]
    if planned.waiting:
        parts.append(f"{len(planned.waiting)} more on the next run")
    if planned.refused:
        parts.append(f"{len(planned.refused)} could not be made")
    if planned.unasked:
        parts.append(f"{len(planned.unasked)} only with --unsafe-fixes")
    return ", ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _text_of(project: Project, sources: tuple[Source, ...]) -> Callable[[str], str]:
    read_text = _reader(project, sources)

    def text(path: str) -> str:
        found = read_text(path)
        if found is None:
            raise LookupError(path)
        return found

    return text


def _reader(project: Project, sources: tuple[Source, ...]) -> Callable[[str], str | None]:
    given = {source.path: source for source in sources}

    def read_text(path: str) -> str | None:
        file = os.path.join(project.root, path)
        try:
            if path in given:
                return given[path].text
            if not inside(project.root, os.path.realpath(file)):
                return None
            return Source(path, file=file, root=project.root).text
        except (ReadError, OSError, ValueError):
            return None

    return read_text


def _context(project: Project, flags: dict[str, Any], sources: tuple[Source, ...], file: str) -> reports.Context:
    terminal = not file and sys.stdout.isatty()
    color = flags["color"] == "always" or (flags["color"] == "auto" and terminal and not os.environ.get("NO_COLOR"))
    width = 100
    if terminal:
        import shutil

        width = max(60, min(shutil.get_terminal_size().columns, 120))
    return reports.Context(
        read=_reader(project, sources), rules=project.rules, color=color, width=width, show_skipped=flags["show_skipped"],
        quiet=flags["quiet"], fail_on=project.policy.root.fail_on, version=__version__,
    )  # fmt: skip


def write_output(text: str, file: str, root: str) -> None:
    """Write to a file, or to standard output where none is named. Raises UsageError where that cannot be done."""
    if not file:
        put(text)
        return
    for link in _links(os.path.abspath(file), root):
        # It may have come with what is scanned, and lead to any file of the user
        if not inside(root, os.path.realpath(link)):
            raise click.UsageError(f"cannot write {file!r}: a symlink leads out of the project")
        if link == os.path.abspath(file):
            raise click.UsageError(f"cannot write {file!r}: it is a symlink of the project")
    try:
        with open(file, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise click.UsageError(f"cannot write {file!r}: {error.strerror}") from error


def _links(path: str, root: str) -> Iterator[str]:
    """The symlinks on a path that lie in the project, however the path leads there."""
    while (folder := os.path.dirname(path)) != path:
        if os.path.islink(path) and inside(root, os.path.realpath(folder)):
            yield path
        path = folder


def _code(found: Report, project: Project, flags: dict[str, Any]) -> int:
    if found.errors:
        return INCOMPLETE
    remaining = (*found.findings, *found.hidden)
    if any(at_least(one.severity, project.policy.settings_for(one.place.path).fail_on) for one in remaining):
        return FINDINGS
    if found.summary.documents == 0 and not flags["allow_empty"]:
        return NOTHING
    return OK
