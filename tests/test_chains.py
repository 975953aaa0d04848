"""Whole projects whose parts do not fit together: the chain that leads there, what is found on it, and how it is mended.

Each file in `chains/` is one project: `files` by path; `chain`, the names along one path of the map; `findings`, all that
the rules about timeouts and scaling to zero say, as `rule path:line`; `mended`, by file, what to write in the place of
what, until they say nothing.
"""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from predeploy.config import load
from predeploy.drawing._document import document
from predeploy.engine import Request, scan
from predeploy.policy import Policy
from predeploy.reading import Source
from predeploy.rules.packs import find, load_rules

FOLDER = Path(__file__).parent / "chains"
CHAINS = sorted(file.stem for file in FOLDER.glob("*.yaml"))
CATEGORIES = ("timeouts", "scale-to-zero")


class Chain(NamedTuple):
    files: dict[str, str]
    chain: list[str]
    findings: list[str]
    mended: dict[str, dict[str, str]]


@cache
def chain_of(name: str) -> Chain:
    data: dict[str, Any] = YAML(typ="safe").load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return Chain(data["files"], data["chain"], data["findings"], data["mended"])


class Told(NamedTuple):
    findings: list[str]
    graph: Any


def told(files: dict[str, str]) -> Told:
    """What the default rules of both categories say, and the map."""
    rules = load_rules()
    configs = load("", found=[path for path in files if path.endswith("predeploy.yaml")], read=files.get)
    configs.resolve(rules, lambda word: find(word, rules))
    sources = tuple(Source(path, text) for path, text in files.items() if not path.endswith("predeploy.yaml"))
    report = scan(Request("", (), Policy(configs, rules), rules, sources=sources, estate=True))
    assert report.errors == []
    found = [one for one in report.findings if one.category in CATEGORIES]
    places = [f"{one.rule} {one.place.path}:{one.place.span.line if one.place.span else ''}" for one in found]
    return Told(sorted(places), document(report.estate, report.findings))


@pytest.mark.parametrize("name", CHAINS)
def test_what_does_not_fit_is_found(name: str) -> None:
    project = chain_of(name)
    assert told(project.files).findings == sorted(project.findings)


@pytest.mark.parametrize("name", CHAINS)
def test_the_chain_is_on_the_map_and_its_fault_too(name: str) -> None:
    project = chain_of(name)
    graph = told(project.files).graph
    ids = {node["id"]: node["name"] for node in graph["nodes"]}
    edges = {(ids[edge["caller"]], ids[edge["callee"]]): edge for edge in graph["edges"]}
    steps = list(zip(project.chain, project.chain[1:], strict=False))
    assert [step for step in steps if step not in edges] == [], sorted(edges)
    on_nodes = {number for node in graph["nodes"] if node["name"] in project.chain for number in node["findings"]}
    on_edges = {number for step in steps for number in edges[step]["findings"]}
    marked = {graph["findings"][number]["rule"] for number in on_nodes | on_edges}
    assert marked.intersection(finding.partition(" ")[0] for finding in project.findings)


@pytest.mark.parametrize("name", CHAINS)
def test_mended_it_fits(name: str) -> None:
    project = chain_of(name)
    files = dict(project.files)
    for path, changes in project.mended.items():
        for old, new in changes.items():
            assert files[path].count(old) == 1, (path, old)
            files[path] = files[path].replace(old, new)
    mended = told(files)
    assert mended.findings == []
    assert not any(edge["faulty"] for edge in mended.graph["edges"])


def test_there_are_ten() -> None:
    assert len(CHAINS) >= 10
