"""The kustomizations of a project, built."""

from typing import TYPE_CHECKING

import click

from ..config import Configs
from ..reading.discover import Discovery
from ._charts import Rendering

if TYPE_CHECKING:
    from ..reading.kustomize.overlays import Overlays


def build(found: Discovery, root: str, configs: Configs, how: Rendering) -> "tuple[Discovery, Overlays | None]":
    """The discovery without the files of what could be built, unless they were named by hand, and that."""
    paths = [path for path in found.kustomizations if not configs.excluded(path)]
    if not paths:
        return found, None
    from ..reading.kustomize.overlays import build_overlays

    seen = {one.path for one in found.inputs} | {one.path for one in found.skipped}
    helm = how.inflate or configs.settings_for("").enable_helm
    overlays = build_overlays(paths, root, seen, jobs=how.jobs, helm=helm, keep=how.keep)
    click.get_current_context().call_on_close(overlays.close)
    named = {one.path for one in found.inputs if one.named}
    inputs = [one for one in found.inputs if one.path not in overlays.parts or one.named]
    parts = [one for one in overlays.skipped() if one.path in seen and one.path not in named]
    left = [one for one in found.skipped if one.path not in overlays.parts]
    kustomizations = [path for path in found.kustomizations if path not in overlays.built]
    return found._replace(inputs=inputs, skipped=sorted([*left, *parts]), kustomizations=kustomizations), overlays
