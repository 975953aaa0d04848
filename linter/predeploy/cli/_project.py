"""What every command about a project needs: root, rules, configuration, files."""

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import click

from ..config import Configs, load
from ..finding import Place
from ..packs import find
from ..policy import Policy, rules_of
from ..reading import Source, read
from ..reading.discover import Discovery, discover, find_root
from ..rules import Rule
from ..views import Problem


class Project(NamedTuple):
    root: str
    rules: dict[str, Rule]
    configs: Configs
    policy: Policy
    discovery: Discovery

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What discovery could not read, and the charts that nobody rendered."""
        found = [Problem("unreadable", one.message, one.path, None, named=one.named) for one in self.discovery.problems]
        for chart in self.discovery.charts:
            message = f"nothing in it was checked; run `helm template {chart} | predeploy scan -`"
            found.append(
                Problem("not-rendered", message, "Chart.yaml" if chart == "." else f"{chart}/Chart.yaml", None)
            )
        return tuple(found)

    @property
    def clouded(self) -> frozenset[str]:
        """Folders in which something may stand that was not seen: a chart's output, or what an overlay patches in."""
        return frozenset(path.rpartition("/")[0] for path in (*self.discovery.charts, *self.discovery.kustomizations))


def open_project(
    paths: Sequence[str], *, root: str | None, overrides: Mapping[str, Any], listed: bool = False
) -> Project:
    """Find root, configuration, rules and files. Raises UsageError and click's for what the user got wrong.

    `listed` paths were chosen by a tool: they are no orders but a selection of what discovery finds by itself, and those
    that are gone by now are no mistake.
    """
    if listed:
        paths = [path for path in paths if os.path.lexists(path)]
    for path in paths:
        if not os.path.lexists(path):
            raise click.UsageError(f"{path!r} does not exist")
    if root is not None and not os.path.isdir(root):
        raise click.UsageError(f"--root {root!r} is not a folder")
    base = find_root(paths, root)
    configs = load(base, [os.path.abspath(path) for path in paths], overrides)
    found = discover([base] if listed else paths, base, exclude=configs.settings_for("").exclude, parse=parse_yaml)
    if listed:
        found = _only(found, {os.path.relpath(os.path.realpath(path), base).replace(os.sep, "/") for path in paths})
    configs.add(found.configs)
    rules = rules_of(configs)
    configs.resolve(rules, lambda word: find(word, rules))
    return Project(base, rules, configs, Policy(configs, rules), found)


def _only(found: Discovery, paths: set[str]) -> Discovery:
    """What was found at or below some reported paths."""

    def meant(path: str) -> bool:
        parts = path.split("/")
        return any("/".join(parts[:depth]) in paths for depth in range(1, len(parts) + 1)) or "." in paths

    return found._replace(
        inputs=[one for one in found.inputs if meant(one.path)],
        skipped=[one for one in found.skipped if meant(one.path)],
        charts=[chart for chart in found.charts if meant(chart)],
        problems=[one for one in found.problems if meant(one.path)],
    )


def parse_yaml(text: str) -> Any:
    """The data of the first document of a text; None when it cannot be read."""
    reading = read(Source("", text))
    return reading.trees[0].data if reading.trees else None


__all__ = ["Place", "Project", "open_project"]
