"""One kustomization file: what it names, and where."""

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final

from ...patterns import pattern
from ...record import NamedTuple
from .. import read
from ..errors import ReadError
from ..files import inside, read_text
from ..names import KUSTOMIZATIONS
from ..source import Source
from ..tree import Path, Tree

# Fields of Kustomization v1beta1 and Component v1alpha1, those given up included
# (kubernetes-sigs/kustomize, api/types/kustomization.go, as of 2026-11-20).
_WHOLE: Final = ("resources", "bases", "components")
_PLUGINS: Final = ("generators", "transformers", "validators")
_FILES: Final = ("configurations", "crds", "patchesStrategicMerge", *_PLUGINS)
_UNDER_PATH: Final = ("patches", "patchesJson6902", "replacements")
GENERATORS: Final = ("configMapGenerator", "secretGenerator")
_CHARTS: Final = ("helmCharts", "helmChartInflationGenerator")

# What kustomize takes for an address before it looks at the disk (api/internal/git/repospec.go, as of 2026-11-20), and more
_ADDRESS: Final = pattern(
    r"\s*(?:(?:git::)?[a-z][a-z0-9+.-]*:|[^/\s]+@|(?:github\.com|gitlab\.com|bitbucket\.org)[/:])|.*(?://|\?|\.git(?:/|$)|/_git/)",
    2,
)


class Reference(NamedTuple):
    """An entry that names a file or folder. `where` is its path in the kustomization."""

    field: str
    value: str
    where: Path


def is_address(value: str) -> bool:
    return _ADDRESS.match(value) is not None


class Kustomization:
    """`folder` is its path below the root as it is reached (`.` for the root itself), symlinks not followed. It is read
    as if the entries at `cuts` were not there; the others keep their numbers. `text` is read in the
    place of the file."""

    def __init__(self, folder: str, root: str, cuts: frozenset[Path] = frozenset(), text: str | None = None) -> None:
        self.folder, self.root, self.cuts = folder, root, cuts
        names = [name for name in sorted(KUSTOMIZATIONS) if os.path.isfile(os.path.join(root, folder, name))]
        self.names = names
        self.path = below(folder, names[0]) if names else folder
        self.text, self.error = "", "" if len(names) == 1 else "it has no kustomization file, or several"
        if not self.error and text is not None:
            self.text = text
        elif not self.error:
            try:
                self.text = read_text(os.path.join(root, self.path))
            except ReadError as error:
                self.error = error.message

    @cached_property
    def source(self) -> Source:
        """Of the file as it is reported."""
        return Source(reported(self.root, self.path), self.text)

    @cached_property
    def tree(self) -> Tree | None:
        trees = read(self.source).trees
        return trees[0] if len(trees) == 1 and isinstance(trees[0].data, dict) else None

    @cached_property
    def data(self) -> dict[str, Any]:
        data = self.tree.data if self.tree else {}
        return emptied(data, self.cuts) if self.cuts else data

    @property
    def foreign(self) -> bool:
        """Is it the object of a controller that only has the name in common (Flux)?"""
        api = self.data.get("apiVersion")
        return isinstance(api, str) and not api.startswith("kustomize.config.k8s.io/")

    @property
    def is_component(self) -> bool:
        return self.data.get("kind") == "Component"

    @property
    def inflates(self) -> Path | None:
        """Where it asks for a Helm chart."""
        return next(
            ((field,) for field in _CHARTS if any(self.items(field)) or isinstance(self.data.get(field), dict)), None
        )

    def items(self, field: str) -> list[Any]:
        value = self.data.get(field)
        return value if isinstance(value, list) else []

    def maps(self, field: str) -> Iterator[tuple[int, dict[str, Any]]]:
        yield from ((number, one) for number, one in enumerate(self.items(field)) if isinstance(one, dict))

    def references(self) -> Iterator[Reference]:
        """Every file and folder that it names, resources first."""
        for field in (*_WHOLE, *_FILES):
            for number, one in enumerate(self.items(field)):
                inline = field not in _WHOLE and isinstance(one, str) and (": " in one or one.lstrip()[:1] == "{")
                if isinstance(one, str) and "\n" not in one and not inline:
                    yield Reference(field, one, (field, number))
        for field in _UNDER_PATH:
            for number, entry in self.maps(field):
                if isinstance(entry.get("path"), str):
                    yield Reference(field, entry["path"], (field, number, "path"))
        openapi = self.data.get("openapi")
        if isinstance(openapi, dict) and isinstance(openapi.get("path"), str):
            yield Reference("openapi", openapi["path"], ("openapi", "path"))
        for field in GENERATORS:
            for number, entry in self.maps(field):
                yield from _generated(field, number, entry)

    def plugins(self) -> Iterator[tuple[str, Path]]:
        """The configurations of plugins that stand in the file itself."""
        for field in _PLUGINS:
            for number, one in enumerate(self.items(field)):
                if isinstance(one, str) and "\n" in one:
                    yield one, (field, number)


def emptied(data: Any, places: Iterable[Path]) -> Any:
    """The same data with null at some places."""
    below: dict[str | int, list[Path]] = {}
    for first, *rest in places:
        below.setdefault(first, []).append(tuple(rest))
    if isinstance(data, list):
        return [_emptied(one, below.get(number)) for number, one in enumerate(data)]
    return {key: _emptied(one, below.get(key)) for key, one in data.items()} if isinstance(data, dict) else data


def _emptied(data: Any, places: list[Path] | None) -> Any:
    if places is None:
        return data
    return None if () in places else emptied(data, places)


def _generated(field: str, number: int, entry: dict[str, Any]) -> Iterator[Reference]:
    for kind in ("files", "envs"):
        values = entry.get(kind)
        for place, one in enumerate(values if isinstance(values, list) else []):
            if isinstance(one, str):  # `key=path` or `path`
                name = (one.partition("=")[2] if kind == "files" else "") or one
                yield Reference(field, name, (field, number, kind, place))
    if isinstance(entry.get("env"), str):
        yield Reference(field, entry["env"], (field, number, "env"))


def below(folder: str, name: str) -> str:
    """A path below the root, of what a file in `folder` calls `name`; begins with `..` when it leaves the root."""
    return os.path.normpath(os.path.join(folder, name)).replace(os.sep, "/")


def reported(root: str, path: str) -> str:
    """What reports call a path below the root: where it really lies."""
    real = os.path.realpath(os.path.join(root, path))
    return os.path.relpath(real, root).replace(os.sep, "/") if inside(root, real) else path
