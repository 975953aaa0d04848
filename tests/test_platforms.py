"""General rules speak for every platform: each fault of a rule, planted in each platform's own dialect, is found.

A platform is one file of tests/platforms:

    views: [Function]            # the rules about these views are the ones to account for
    files: {path: text, …}       # a small sound project: none of those rules finds anything in it
    faults:                      # rule → what to change; `at` is on the line of the finding (else: `with` is)
      memory-out-of-range: {file: template.yaml, replace: "memorySize: 512", with: "memorySize: 64"}
      retired-runtime: {add: {extra.yaml: text}, file: extra.yaml, at: python3.6}
    meaningless:                 # rule → why this platform cannot have the fault
      recursive-trigger: buckets cannot call a function here
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from making import run
from predeploy import views
from predeploy.finding import Finding
from predeploy.rules import Rule
from predeploy.rules.packs import load_rules

FOLDER = Path(__file__).parent / "platforms"
PLATFORMS = sorted(file.stem for file in FOLDER.glob("*.yaml"))


@cache
def platform(name: str) -> Any:
    return YAML(typ="safe").load(FOLDER / f"{name}.yaml")


@cache
def general(*names: str) -> dict[str, Rule]:
    """The rules about any of these views, whatever its kind and platform, by name. The kinds of a connection (request,
    poll, …) and of a state (Task, Wait, …) are no platform's own."""
    wanted = [getattr(views, name) for name in names]
    rules = [one for one in load_rules().values() if one.pack == "predeploy" and not one.platforms]
    return {
        one.name: one
        for one in rules
        if any(view in one.subjects and (view in (views.Connection, views.State) or not one.kinds) for view in wanted)
    }


def found(files: dict[str, str], *rules: Rule) -> list[Finding]:
    report = run({"predeploy.yaml": "tiers: [strict, preview]\n", **files}, *rules)
    assert not report.errors, report.errors
    return report.findings


@pytest.mark.parametrize("name", PLATFORMS)
def test_nothing_is_found_in_a_sound_project(name):
    there = platform(name)
    assert not [f"{one.rule} {one.place}" for one in found(there["files"], *general(*there["views"]).values())]


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_general_rule_is_accounted_for(name):
    there = platform(name)
    faults, meaningless = set(there["faults"]), set(there.get("meaningless") or {})
    assert not faults & meaningless
    assert sorted(faults | meaningless) == sorted(general(*there["views"]))


@pytest.mark.parametrize(("name", "rule"), [(name, rule) for name in PLATFORMS for rule in platform(name)["faults"]])
def test_a_planted_fault_is_found(name, rule):
    there = platform(name)
    fault = there["faults"][rule]
    files = {**there["files"], **fault.get("add", {})}
    file = fault.get("file") or next(iter(files))
    if "replace" in fault:
        assert files[file].count(fault["replace"]) == 1, f"{fault['replace']!r} must stand once in {file}"
        files[file] = files[file].replace(fault["replace"], fault["with"])
    at = fault.get("at") or fault["with"].strip().splitlines()[0]
    lines = [number for number, line in enumerate(files[file].splitlines(), 1) if at in line]
    assert lines, f"{at!r} stands nowhere in {file}"
    findings = found(files, general(*there["views"])[rule])
    places = [(one.place.path, one.place.span.line if one.place.span else None) for one in findings]
    assert any(path == file and line in lines for path, line in places), places
