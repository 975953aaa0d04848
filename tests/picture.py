"""Draw the report of a folder for the README: `python tests/picture.py fixtures/online-shop fixtures/report.svg`."""

import sys
from pathlib import Path

from predeploy.cli._project import open_project
from predeploy.engine import Request, scan
from predeploy.reading import Source
from predeploy.report import Context
from predeploy.report._picture import svg

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 100  # columns


def picture(folder: str) -> str:
    """The text report of a folder below the repository as one SVG document."""
    project = open_project([str(ROOT / folder)], root=str(ROOT), overrides={})
    request = Request(
        project.root, tuple(project.discovery.inputs), project.policy, project.rules,
        problems=project.problems, skipped=tuple(project.discovery.skipped), clouded=project.clouded,
    )  # fmt: skip

    def read(path: str) -> str:
        return Source(path, file=str(ROOT / path), root=project.root).text

    context = Context(read=read, rules=project.rules, color=True, width=WIDTH)
    return svg(scan(request), context, title=f"predeploy scan {folder}")


if __name__ == "__main__":
    source, target = sys.argv[1:]
    Path(target).write_text(picture(source), encoding="utf-8", newline="\n")
    print(f"wrote {target}")
