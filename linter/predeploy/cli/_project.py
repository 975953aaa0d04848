"""What every command about a project needs: root, rules, configuration, files."""

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..config import Configs, load
from ..engine import Request, jobs_here
from ..engine.problems import not_rendered
from ..engine.rendered import Rendered
from ..finding import Place
from ..policy import Policy, rules_of
from ..reading import Source, read
from ..reading.discover import Discovery, discover, find_root
from ..reading.names import is_candidate
from ..reading.walk import TOO_LARGE
from ..record import NamedTuple
from ..rules import Rule
from ..rules.packs import find
from ..views import Problem
from ._charts import Rendering, render
from ._overlays import build

if TYPE_CHECKING:
    from ..reading.helm.charts import Charts
    from ..reading.kustomize.overlays import Overlays


class Project(NamedTuple):
    root: str
    rules: dict[str, Rule]
    configs: Configs
    policy: Policy
    discovery: Discovery
    picked: bool = False  # files were picked out by a tool
    charts: "Charts | None" = None  # rendered; None when there is none, or nothing to render them with
    overlays: "Overlays | None" = None  # built; None when there is no kustomization
    keep: bool = False  # what files say, for the next run

    @property
    def rendered(self) -> Rendered:
        """What is checked instead of the files that it was made of."""
        renders = [one for made in (self.charts, self.overlays) if made for one in made.renders]
        doubts = self.overlays.doubts if self.overlays else None
        return Rendered(renders, frozenset(self.charts.read if self.charts else ()), doubts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What discovery could not read, and the charts that nobody rendered."""
        found = [Problem("unreadable", one.message, one.path, None, named=one.named) for one in self.discovery.problems]
        if self.charts:
            found += [Problem(one.kind, one.message, *one.place) for one in self.charts.troubles]
        if self.overlays:
            found += [Problem("not-rendered", one.message, *one.place) for one in self.overlays.troubles]
        for chart in self.discovery.charts if self.charts is None else ():
            path = "Chart.yaml" if chart == "." else f"{chart}/Chart.yaml"
            problem = not_rendered(Source(path, file=os.path.join(self.root, path), root=self.root))
            found += [problem] if problem else []
        return tuple(found)

    def request(
        self, jobs: int | None, sources: tuple[Source, ...] = (), *, texts: bool = False, estate: bool = False
    ) -> Request:
        """What a run is to check: one process a core where nobody says how many."""
        inputs = [one for one in self.discovery.inputs if one.named or not self.configs.excluded(one.path)]
        return Request(
            self.root, tuple(inputs), Policy(self.configs, self.rules), self.rules, sources=sources,
            jobs=jobs or jobs_here(), texts=texts, problems=self.problems, skipped=tuple(self.discovery.skipped),
            clouded=self.clouded(sources), rendered=self.rendered, estate=estate,
            keep=self.keep,
        )  # fmt: skip

    def clouded(self, buffers: Iterable[Source] = ()) -> frozenset[str]:
        """Folders in which something may stand that was not seen: a chart's output, what an overlay patches in, what
        cannot be opened, and what lies beside files that were picked out."""
        found = self.discovery
        unseen = [
            *(self.charts.clouded if self.charts else found.charts),
            *found.kustomizations,
            *(one.path for one in found.problems),
        ]
        unseen += [one.path for one in found.skipped if one.reason == TOO_LARGE]
        named = [one.path for one in buffers if one.file is not None]
        taken = {one.path for one in found.inputs}.union(named)
        picked = {_parent(one.path) for one in found.inputs if one.named or self.picked}.union(map(_parent, named))
        return frozenset(
            [
                *map(_parent, unseen),
                *(self.charts.clouded if self.charts else ()),
                *(folder for folder in picked if self.beside(folder, taken)),
            ]
        )

    def beside(self, folder: str, taken: Container[str]) -> bool:
        """Does a folder (reported path) hold files that would be read, besides those taken?"""
        try:
            entries = os.listdir(os.path.join(self.root, folder))
        except OSError as error:
            return not isinstance(error, FileNotFoundError)
        prefix = folder and folder + "/"
        return any(is_candidate(name) and prefix + name not in taken for name in entries)


def open_project(
    paths: Sequence[str],
    *,
    root: str | None,
    overrides: Mapping[str, Any],
    listed: bool = False,
    buffer: str | None = None,
    rendering: Rendering | None = None,
) -> Project:
    """Find root, configuration, rules and files. Raises UsageError and click's for what the user got wrong.

    Charts and overlays are rendered as `rendering` says, and left alone without it.
    `listed` paths were chosen by a tool: they are no orders but a selection of what discovery finds by itself, and those
    that are gone by now are no mistake. `buffer` names the file that standard input stands for.
    """
    if listed:
        paths = [path for path in paths if os.path.lexists(path)]
    for path in paths:
        if not os.path.lexists(path):
            raise click.UsageError(f"{path!r} does not exist")
    if root is not None and not os.path.isdir(root):
        raise click.UsageError(f"--root {root!r} is not a folder")
    spots = [*paths, *([buffer] if buffer else [])]
    base = find_root(spots, root)
    configs = load(base, [os.path.abspath(path) for path in spots], overrides)
    found = discover(
        [base] if listed and paths else paths, base, exclude=configs.settings_for("").exclude, parse=parse_yaml
    )
    everything = found.inputs
    if listed:
        found = _only(found, {os.path.relpath(os.path.realpath(path), base).replace(os.sep, "/") for path in paths})
    configs.add(found.configs)
    rules = rules_of(configs)
    configs.resolve(rules, lambda word: find(word, rules))
    project = Project(base, rules, configs, Policy(configs, rules), found, listed)
    if rendering is None:
        return project
    project = project._replace(keep=rendering.keep)
    picked = {one.path for one in found.inputs}
    others = [one for one in everything if one.path not in picked]
    if found.kustomizations or found.charts:
        _told_to_end_is_interrupted()
    found, overlays = build(found, base, configs, rendering)
    found, charts = render(found, base, configs, rendering, others, overlays)
    return project._replace(discovery=found, charts=charts, overlays=overlays)


def _told_to_end_is_interrupted() -> None:
    """From here to the end of the command there are copies in the temporary folder, which must not stay when a job is
    cancelled."""
    import signal
    import threading

    if threading.current_thread() is threading.main_thread():  # others may not
        before = signal.signal(signal.SIGTERM, signal.default_int_handler)
        click.get_current_context().call_on_close(lambda: signal.signal(signal.SIGTERM, before))


def _only(found: Discovery, paths: set[str]) -> Discovery:
    """What was found at or below some reported paths."""

    def meant(path: str) -> bool:
        parts = path.split("/")
        return any("/".join(parts[:depth]) in paths for depth in range(1, len(parts) + 1)) or "." in paths

    def concerned(path: str) -> bool:
        """The same for what was left out as a whole: a chart, a vendored folder."""
        return meant(path) or any(one.startswith(f"{path}/") for one in paths)

    return found._replace(
        inputs=[one for one in found.inputs if meant(one.path)],
        skipped=[one for one in found.skipped if concerned(one.path)],
        charts=[chart for chart in found.charts if concerned(chart)],
        problems=[one for one in found.problems if meant(one.path)],
    )


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def parse_yaml(text: str) -> Any:
    """The data of the first document of a text; None when it cannot be read."""
    reading = read(Source("", text))
    return reading.trees[0].data if reading.trees else None


__all__ = ["Place", "Project", "open_project"]
