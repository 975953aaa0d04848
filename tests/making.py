"""Rules and runs made on the spot: `rule_of` turns a function into a rule, `run` checks texts with such rules."""

import itertools
import sys
import types
from collections.abc import Callable, Mapping
from datetime import date
from textwrap import dedent
from typing import Any

from predeploy.config import load
from predeploy.engine import Request, scan
from predeploy.finding import Report
from predeploy.formats import claim
from predeploy.node import Node
from predeploy.policy import Policy
from predeploy.project import Project
from predeploy.reading import Source, read
from predeploy.rules import Rule, rule
from predeploy.rules import registered as registry
from predeploy.rules.packs import find
from predeploy.systems import found as systems
from predeploy.views import Document, View

_number = itertools.count()


def rule_of(
    check: Callable[..., Any],
    severity: Any = "medium",
    *,
    category: str = "reliability",
    doc: str = "A rule.",
    **meta: Any,
) -> Rule:
    """The rule that a file of this category with this function would be. It is not left in the registry."""
    module = types.ModuleType(f"made{next(_number)}_rules.{category}.{check.__name__}", doc)
    check.__module__ = module.__name__
    sys.modules[module.__name__] = module
    try:
        made = rule(severity, since="1", **meta)(check)
    finally:
        del sys.modules[module.__name__]
    registry().pop(made.id)
    made.pack, made.id = "predeploy", made.id.partition(":")[2]
    return made


def run(files: Mapping[str, str], *rules: Rule, **more: Any) -> Report:
    """Check texts in memory with these rules; predeploy.yaml files among them are configuration."""
    by_id = {one.id: one for one in rules}
    configs = load("", found=[path for path in files if path.endswith("predeploy.yaml")], read=files.get)
    configs.resolve(by_id, lambda word: find(word, by_id))
    sources = tuple(Source(path, text) for path, text in files.items() if not path.endswith("predeploy.yaml"))
    return scan(Request("", (), Policy(configs, by_id), by_id, sources=sources, today=date(2026, 11, 20), **more))


def opened(path: str, text: str) -> list[View]:
    """The views of a text."""
    views: list[View] = []
    for tree in read(Source(path, text)).trees:
        form = claim(tree)
        assert form is not None
        views += form.open(Node(tree, (), tree.data), lambda kind: True)
    return views


def documents(*files: tuple[str, str]) -> list[Document]:
    """The objects of (path, text) pairs."""
    return [view for path, text in files for view in opened(path, text) if isinstance(view, Document)]


def linked(*texts: str) -> list[View]:
    """What the systems see once several documents are there, a file each."""
    views = [view for number, text in enumerate(texts) for view in opened(f"{number}.yaml", text)]
    project = Project(views)
    return [link for system in systems() for link in system.links(project)]


Edge = tuple[str, str, str]


def drawn(**files: str) -> set[Edge]:
    """The edges of a map by kind and by the names of their ends. `shop__host_json` is the file shop/host.json, a name
    without an ending is one of YAML."""
    report = run({_path(name): dedent(text) for name, text in files.items()}, estate=True)
    assert report.errors == []
    names = {
        one.key: f"{one.kind} `{one.name}`" if one.kind and one.resource is None else one.name
        for one in report.estate.units
    }
    return {(edge.kind, names[edge.caller], names[edge.callee]) for edge in report.estate.edges}


def _path(name: str) -> str:
    stem, _, kind = name.replace("__", "/").rpartition("_")
    return f"{stem}.{kind}" if kind in ("json", "yml") else f"{name}.yaml"
