"""One run: the same report whoever does the work, and nothing is lost in silence."""

import gc
import json
import time
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import estate
from making import rule_of, run
from predeploy import Container, Document, Findings, Problem
from predeploy.engine import check as checking
from predeploy.engine.causes import one_cause, swallow
from predeploy.engine.check import Checked, Checker
from predeploy.finding import Finding, Place, Resource
from predeploy.reading import Source, read
from predeploy.reading.span import Span
from predeploy.rules.index import Enabled
from predeploy.rules.packs import load_rules
from predeploy.target import Target
from running import FIXTURES, POD, environment, install_pack, predeploy_run, report, write

METHODS = ("serial", "fork", "spawn")

SEES = """\
from predeploy import Container, Findings, rule

@rule("low", since="1")
def sees(container: Container) -> Findings:
    yield container.finding(f"sees {container.name}")
"""
DIES = """\
import os
from predeploy import Container, Findings, rule

@rule("low", since="1")
def dies(container: Container) -> Findings:
    if container.name == "boom":
        os._exit(9)
    yield from ()
"""
CRASHES = """\
import sys
from predeploy import Container, Findings, rule

@rule("low", since="1")
def crashes(container: Container) -> Findings:
    if container.name == "one":
        raise ValueError("no such\\nluck")
    if container.name == "two":
        sys.exit(0)
    if container.name == "three":
        crashes.check.__wrapped__
    if container.name == "four":
        def deeper(): deeper()
        deeper()
    yield container.finding("did not crash")
"""
JOINS = """\
from predeploy import DisruptionBudget, Findings, Project, Workload, rule, selects

@rule("low", since="1")
def joins(budget: DisruptionBudget, project: Project) -> Findings:
    for workload in project.near_workloads(budget):
        if selects(budget["spec.selector"], workload.pod_labels):
            yield budget["spec.minAvailable"].finding(
                f"text {budget['spec.minAvailable'].text}", related=((workload["spec.replicas"], "replicas"),),
                fix=budget["spec.minAvailable"].replace(1, safe=True),
            )
"""
CHANGES = """\
from predeploy import DisruptionBudget, Findings, rule

@rule("low", since="1")
def changes(budget: DisruptionBudget) -> Findings:
    with open(budget.node.tree.source.file, "a") as stream:
        stream.write("# changed\\n")
    yield from ()
"""


def pods(*names: str, filler: int = 0) -> str:
    """One Pod a name; `filler` bytes make the file larger."""
    documents = [POD.replace("web", name) for name in names]
    return "---\n".join(documents) + "#" * filler + "\n"


# the same report from every kind of worker


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return estate.build(tmp_path_factory.mktemp("estate"))


@pytest.fixture(scope="module")
def told(repository: Path) -> dict[str, tuple[int, str]]:
    """Exit code and JSON report of the repository, by the kind of worker."""
    runs = {}
    for method in METHODS:
        env = environment(PREDEPLOY_WORKERS=method)
        done = predeploy_run("scan", ".", "--tier", "all", "--format", "json", "--jobs", "3", cwd=repository, env=env)
        runs[method] = (done.returncode, done.stdout)
    return runs


def test_the_repository_has_what_the_comparison_is_about(told):
    found = json.loads(told["serial"][1])
    assert found["errors"] == []
    assert found["summary"]["files"] >= 200
    assert found["summary"]["formats"].keys() >= {"kubernetes", "sam", "serverless", "cloudformation"}
    joined = {one["path"] for one in found["findings"] if one["rule"] == "reliability/budget-blocks-drain"}
    assert len(joined) == 48
    assert len(found["findings"]) > 300
    assert len({one["fingerprint"] for one in found["findings"]}) == len(found["findings"])
    assert all(
        one["line"] for one in found["findings"] if "Chart.yaml" not in one["path"] and "latin" not in one["path"]
    )


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_report_the_same_as_one_process(told, method):
    assert told[method] == told["serial"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_fixtures_are_the_same_with_workers(method):
    def run(kind: str) -> tuple[int, str]:
        env = environment(PREDEPLOY_WORKERS=kind)
        done = predeploy_run("scan", ".", "--tier", "all", "--format", "sarif", "-j", "3", cwd=FIXTURES, env=env)
        return done.returncode, done.stdout

    assert run(method) == run("serial")


@pytest.mark.parametrize("method", METHODS)
def test_a_joined_finding_has_its_place_though_the_tree_travelled(tmp_path, method):
    site = install_pack(tmp_path / "site", "acme", {"reliability/joins": JOINS})
    root = write(
        tmp_path / "repo",
        {
            "a.yaml": estate.DEPLOYMENT.format(name="shop", memory=64),
            "b.yaml": "# as wide as a ☃ and a 🎈\n---\n" + estate.POLICY.format(name="shop").replace(": 2", ": 0x2", 1),
            "c.json": estate.stack("c"),
            "d.yaml": estate.DEPLOYMENT.format(name="other", memory=64),
        },
    )
    env = environment(site, PREDEPLOY_WORKERS=method)
    found = report(".", "--select", "acme:joins", "-j", "4", cwd=root, env=env, code=0)
    (one,) = found["findings"]
    assert (one["path"], one["line"], one["column"], one["end_column"]) == ("b.yaml", 7, 17, 20)
    assert one["message"] == "text 0x2"
    assert [(place["path"], place["line"], place["column"]) for place in one["related"]] == [("a.yaml", 5, 13)]
    (edit,) = one["fix"]["edits"]
    assert (edit["line"], edit["column"], edit["text"]) == (7, 17, "1")


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_file_that_changed_after_it_was_checked_has_no_pretended_place(tmp_path, method):
    site = install_pack(tmp_path / "site", "acme", {"reliability/joins": JOINS, "reliability/changes": CHANGES})
    policy, deployment = estate.POLICY.format(name="shop"), estate.DEPLOYMENT.format(name="shop", memory=64)
    root = write(tmp_path / "repo", {"a.yaml": deployment, "b.yaml": policy})
    env = environment(site, PREDEPLOY_WORKERS=method)
    found = report(".", "--select", "acme:joins", "--select", "acme:changes", "-j", "2", cwd=root, env=env)
    assert found["errors"] == []
    (one,) = found["findings"]
    assert (one["path"], one["line"]) == ("b.yaml", None)
    assert one["fix"] is None


# what goes wrong is said


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_worker_that_dies_makes_the_run_incomplete(tmp_path, method):
    site = install_pack(tmp_path / "site", "acme", {"reliability/dies": DIES, "reliability/sees": SEES})
    # the largest file stays in the first process when workers are forked
    root = write(
        tmp_path / "repo",
        {"a.yaml": pods("fine", filler=9000), "b.yaml": pods("boom", filler=500), "c.yaml": pods("c")},
    )
    env = environment(site, PREDEPLOY_WORKERS=method)
    found = report(".", "--select", "acme:sees", "--select", "acme:dies", "-j", "3", cwd=root, env=env, code=3)
    assert len(found["errors"]) == 1
    assert "worker process" in found["errors"][0]
    assert "not every file was checked" in found["errors"][0]
    assert [one["path"] for one in found["findings"]] == ["a.yaml", "c.yaml"]
    text = predeploy_run("scan", ".", "--select", "acme:dies", "-j", "3", cwd=root, env=env)
    assert text.returncode == 3
    assert "This run is not complete" in text.stdout


@pytest.mark.parametrize("method", METHODS)
def test_a_rule_that_crashes_is_named_and_the_others_go_on(tmp_path, method):
    site = install_pack(tmp_path / "site", "acme", {"reliability/crashes": CRASHES, "reliability/sees": SEES})
    names = ("one", "two", "three", "four", "five")
    root = write(tmp_path / "repo", {f"{name}.yaml": pods(name) for name in names})
    env = environment(site, PREDEPLOY_WORKERS=method)
    found = report(".", "--select", "acme:sees", "--select", "acme:crashes", "-j", "2", cwd=root, env=env, code=3)
    kinds = {"one": "ValueError", "two": "SystemExit", "three": "AttributeError", "four": "RecursionError"}
    for name, kind in kinds.items():
        (said,) = [error for error in found["errors"] if f"{name}.yaml" in error]
        assert "acme:reliability/crashes" in said
        assert kind in said
    assert len(found["errors"]) == 4
    assert sorted(one["message"] for one in found["findings"]) == sorted(
        ["did not crash", *(f"sees {name}" for name in names)]
    )


def test_a_tree_dies_without_the_collector(monkeypatch):
    """A cycle between a tree and what it holds would keep every document of a run until the collector runs."""
    held: list[weakref.ref[object]] = []

    def spy(source: Source) -> object:
        reading = read(source)
        held.extend(weakref.ref(tree) for tree in reading.trees)
        return reading

    monkeypatch.setattr(checking, "read", spy)
    checker = Checker([Enabled(rule, None, {n: o.default for n, o in rule.options.items()}) for rule in load_rules().values()],
                      Target(), texts=True)  # fmt: skip
    out = Checked()
    gc.collect()
    gc.disable()
    try:
        for file in sorted(FIXTURES.rglob("*.y*ml")):
            checker.check(Source(file.name, file=str(file), root=str(FIXTURES)), out)
        checker.check(Source("stack.json", estate.stack("a")), out)
        checker.check(Source("half.yaml", estate.HALF_BROKEN + "---\n" + estate.ALIASES), out)
        assert len(held) > 15
        assert out.trees
        out.trees.clear()
        assert [ref() for ref in held if ref() is not None] == []
    finally:
        gc.enable()


def test_what_is_locked_is_not_swallowed():
    rules: Any = {
        "cost/one": SimpleNamespace(name="one", id="cost/one", swallows=("two", "three")),
        "cost/two": SimpleNamespace(name="two", id="cost/two", swallows=()),
        "cost/three": SimpleNamespace(name="three", id="cost/three", swallows=()),
    }
    policy: Any = SimpleNamespace(settings_for=lambda path: None, locked=lambda settings: {"cost/three"})
    places = {name: Place("a.yaml", Span(1, at, 1, at + 1, at, at + 1)) for at, name in enumerate(rules, 1)}
    found = [Finding(name, "low", "default", "m", places[name]) for name in rules]
    left = swallow(found, rules, policy)
    assert [one.rule for one in left] == ["cost/one", "cost/three"]
    assert [one.label for one in left[0].related] == ["two"]


def test_rules_that_are_never_through_do_not_hold_up_the_run(monkeypatch):
    def sleepy(document: Document) -> Findings:
        time.sleep(0.02)
        yield document.finding("checked")

    monkeypatch.setattr("predeploy.engine.check.SLOWEST", 0.01)
    report = run({"a.yaml": "---\n".join([POD] * 3), "b.yaml": POD}, rule_of(sleepy))
    assert [one.place.path for one in report.findings] == ["a.yaml", "b.yaml"]
    assert report.errors == [
        "a.yaml was not checked to its end: its rules took more than 0.01 s; leave it out with --exclude"
    ]


def test_troubles_are_told_however_long_the_files_took(monkeypatch):
    def told(problem: Problem) -> Findings:
        yield problem.finding(problem.message)

    monkeypatch.setattr("predeploy.engine.check.SLOWEST", -1.0)
    checker = Checker([Enabled(rule_of(told))], Target())
    monkeypatch.setattr("predeploy.engine.check.SLOWEST", 20.0)
    findings, errors = checker.problems([Problem("not-rendered", "nobody rendered it", "Chart.yaml", None)])
    assert ([one.message for one in findings], errors) == (["nobody rendered it"], [])


def test_one_setting_of_several_objects_is_told_once():
    place = Place("a.yaml", Span(1, 1, 1, 5, 0, 4))

    def found(name: str, severity: Any, edge: str, at: Place = place) -> Finding:
        return Finding("cost/one", severity, "default", f"`{name}` waits", at, Resource(name=name), edges=(edge,))

    elsewhere = Place("a.yaml", None)
    first, *others = told = [
        found("cart", "high", "x"), found("cart", "low", "x2"), found("shop", "low", "y"), found("pack", "low", "z"),
        found("here", "low", "w", elsewhere), found("there", "low", "v", elsewhere),
    ]  # fmt: skip
    left = one_cause(told)
    assert left == [first, others[0], *others[3:]]
    assert first.message == "`cart` waits (also `shop`, `pack`)"
    assert first.edges == ("x", "y", "z")
    assert [one.name for one in first.also] == ["shop", "pack"]


def test_each_platform_has_its_rules_whatever_was_checked_before():
    def ours(container: Container) -> Findings:
        yield container.finding(f"runs on {container.platform}")

    one = rule_of(ours, platforms=("kubernetes",))
    compose = "services: {shop: {image: 'example.com/shop:1.4'}}"
    found = run({"compose.yaml": compose, "pod.yaml": POD, "z/compose.yaml": compose}, one).findings
    assert [finding.message for finding in found] == ["runs on kubernetes"]
