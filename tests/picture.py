"""Draw the report of a folder for the README: `python tests/picture.py fixtures/online-shop fixtures/report.svg`."""

import os
import sys
from pathlib import Path
from unittest import mock

from predeploy import report as reports
from predeploy.cli.main import run
from predeploy.finding import Report
from predeploy.report._picture import svg

WIDTH = 100  # columns


def picture(folder: str) -> str:
    """What `predeploy scan` says of a folder below the repository, as one SVG document."""
    drawn: list[str] = []

    def draw(name: str, found: Report, context: reports.Context) -> str:
        drawn.append(svg(found, context._replace(color=True, width=WIDTH), title=f"predeploy scan {folder}"))
        return ""

    os.chdir(Path(__file__).resolve().parent.parent)
    with mock.patch.object(reports, "render", draw):
        run(["scan", folder, "--root", "."])
    [only] = drawn
    return only


if __name__ == "__main__":
    source, target = sys.argv[1:]
    Path(target).write_text(picture(source), encoding="utf-8", newline="\n")
    print(f"wrote {target}")
