"""App Engine: cron.yaml, queue.yaml and dispatch.yaml, which lie beside an app.yaml."""

from collections.abc import Iterator
from typing import Any

from ..node import Node
from ..reading import Tree
from ..systems.google.app_engine_files import AppEngineDispatch, AppEngineJob, AppEngineQueue
from ..views import View
from . import Format, Wanted
from .google_functions import filled_later

# What an entry has, of each group at least one: https://cloud.google.com/appengine/docs/standard/reference/cron-yaml and
# …/queueref and …/dispatch-yaml (as of 2026-11)
_ENTRY = {
    "cron": (("url",), ("schedule",)),
    "queue": (("name",), ("rate", "mode", "bucket_size", "max_concurrent_requests", "retry_parameters")),
    "dispatch": (("url",), ("service", "module")),
}
_BESIDE = frozenset({"application", "total_storage_limit", "resume_paused_queues"})


class AppEngineFiles(Format):
    name = "app-engine-files"
    order = 61
    keys = frozenset(_ENTRY)

    def claims(self, tree: Tree) -> bool:
        own = [key for key in tree.data if key not in _BESIDE]
        if len(own) != 1:
            return False
        entries: Any = tree.data[own[0]]
        return entries.__class__ is list and any(_is_entry(one, _ENTRY[own[0]]) for one in entries)

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        tree.resolve = filled_later

    def objects(self, root: Node) -> Iterator[Node]:
        for section in ("cron", "queue"):
            yield from (one for one in root[section] if one.is_map)
        if root["dispatch"].written:
            yield root

    def open(self, root: Node, wanted: Wanted) -> Iterator[View]:
        yield from (AppEngineJob(one) for one in root["cron"] if one.is_map)
        yield from (AppEngineQueue(one) for one in root["queue"] if one.is_map)
        if root["dispatch"].written:
            yield AppEngineDispatch(root)

    def joins(self, root: Node) -> bool:
        return True


def _is_entry(entry: Any, wanted: tuple[tuple[str, ...], ...]) -> bool:
    return entry.__class__ is dict and all(any(key in entry for key in group) for group in wanted)


FORMAT = AppEngineFiles()
