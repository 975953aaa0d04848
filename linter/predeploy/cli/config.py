"""predeploy config: which settings hold, and where each comes from."""

import click

from ..config import describe, where
from ._project import open_project


@click.command("config")
@click.argument("path", default=".")
@click.option("--root", metavar="DIR", help="Project root. [nearest folder with .git]")
def command(path: str, root: str | None) -> None:
    """Show the settings that hold for PATH, each with the file and line it comes from."""
    import os

    project = open_project([path], root=root, overrides={})
    reported = os.path.relpath(os.path.realpath(path), project.root).replace(os.sep, "/")
    inside = "" if reported == "." else f"{reported}/x" if os.path.isdir(path) else reported
    for key, value, place in describe(project.configs.settings_for(inside)):
        click.echo(f"{key} = {value}   {where(place) if place else 'default'}")
    files = project.configs.paths
    click.echo(f"\n{', '.join(files)}" if files else "\nno predeploy.yaml between here and the project root")
