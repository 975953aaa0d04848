"""Which files a run reads, and why it leaves the others."""

from collections.abc import Iterable, Sequence

from ..finding import Skipped
from ..record import NamedTuple
from . import names
from .ignores import CONFIG, Ignores
from .patches import Parse, find_patches
from .root import find_root
from .walk import Input, PathProblem, Walk

__all__ = ["Discovery", "Input", "PathProblem", "discover", "find_root"]


class Discovery(NamedTuple):
    """What lies under the paths. All paths are relative to the root (`.`), with forward slashes, and sorted."""

    inputs: list[Input]
    skipped: list[Skipped]  # one for each file or folder left out; charts too, as long as nobody renders them
    charts: list[str]  # folders of the topmost charts
    kustomizations: list[str]  # the kustomization files among the inputs
    configs: list[str]  # every predeploy.yaml met on the way
    problems: list[PathProblem]


def discover(
    paths: Sequence[str],
    root: str,
    *,
    exclude: Iterable[str] = (),
    ignore_files: bool = True,
    parse: Parse | None = None,
) -> Discovery:
    """The files under `paths` that lie in `root` (absolute, real: see `find_root`); nothing but ignore files and
    kustomizations is opened, the latter only with `parse`. What is named by hand is read even if it is ignored, hidden,
    vendored, part of a chart or a patch. `exclude` holds gitignore patterns relative to the root. Never raises."""
    walk = Walk(root, ignore_files, Ignores().with_lines(CONFIG, "", "excluded in the config", exclude))
    walk.start(paths)
    kustomizations = [found for found in walk.found.values() if names.base(found.path) in names.KUSTOMIZATIONS]
    if parse is not None:
        is_patch = find_patches((found.file for found in kustomizations), parse)
        for found in [found for found in walk.found.values() if not found.named and is_patch(found.file)]:
            del walk.found[found.path]
            walk.skip(found.path, "kustomize patch or generator input")
    return Discovery(
        inputs=sorted(walk.found.values(), key=lambda found: found.path),
        skipped=sorted(skipped for path, skipped in walk.skipped.items() if path not in walk.found),
        charts=sorted(walk.charts),
        kustomizations=sorted(found.path for found in kustomizations if found.path in walk.found),
        configs=sorted(walk.configs),
        problems=sorted(walk.problems),
    )
