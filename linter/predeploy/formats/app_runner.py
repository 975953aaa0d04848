"""AWS App Runner: apprunner.yaml, which says how a repository is built and run."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..reading import Tree
from ..systems.aws.app_runner import AppRunnerFile
from ..views import View
from . import Format, Wanted


class AppRunner(Format):
    name = "app-runner"
    order = 59  # before App Engine, whose files have a runtime, too
    keys = frozenset({"runtime"})

    def claims(self, tree: Tree) -> bool:
        data = tree.data
        build, run = (data.get(key) for key in ("build", "run"))
        known: Any = data.get("version")
        commands = (build.__class__ is dict and "commands" in build) or (run.__class__ is dict and "command" in run)
        return commands and str(known) in ("1.0", "1")

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield AppRunnerFile(root)


FORMAT = AppRunner()
