"""SARIF that Microsoft's validator and GitHub's code scanning take."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from predeploy.finding import Place
from predeploy.report import render

from . import samples

# What the validator asks for and we decline: texts by id, a commit, snippets of the source (they could hold secrets), a
# page on the web for the tool and each rule, ids without a slash, and reaching the schema over the network.
DECLINED = {"SARIF2002", "SARIF2003", "SARIF2005", "SARIF2006", "SARIF2009", "SARIF2010", "SARIF2011", "SARIF2012"}
# Where only the file is known a region would be a lie.
UNPLACED = {"SARIF2017"}


def run(report: Any = None, **changes: object) -> dict[str, Any]:
    context = samples.context(rules={"reliability/few-replicas": samples.FewReplicas()}, **changes)
    [only] = json.loads(render("sarif", report or samples.shop(), context))["runs"]
    assert isinstance(only, dict)
    return only


def test_rules_are_those_used_and_results_point_at_them() -> None:
    made = run()
    rules = made["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in made["results"]})
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in made["results"])
    assert [result["level"] for result in made["results"]] == ["error", "error", "error", "warning", "warning", "note"]
    assert made["columnKind"] == "unicodeCodePoints"


def test_a_rule_carries_its_page_without_test_marks() -> None:
    rule = next(rule for rule in run()["tool"]["driver"]["rules"] if rule["id"] == "reliability/few-replicas")
    page = rule["help"]["markdown"]
    assert "#~" not in page
    assert "replicas: 0" not in page
    assert "Found:\n\n```yaml\nspec: {replicas: 1}\n```" in page
    assert rule["name"] == "FewReplicas"
    assert rule["shortDescription"]["text"] == samples.FewReplicas.title
    assert rule["fullDescription"]["text"] == "Nodes are drained too."
    assert rule["defaultConfiguration"]["level"] == "warning"
    assert rule["properties"]["tags"] == ["reliability"]
    assert "security-severity" not in rule["properties"]


def test_places() -> None:
    result = run()["results"][0]
    [location] = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "template.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 23, "startColumn": 26, "endLine": 23, "endColumn": 28},
    }
    assert result["relatedLocations"][0]["id"] == 0
    assert result["message"]["text"].endswith(" See [Pack](0).")
    assert result["partialFingerprints"] == {"predeploy/v1": "f0"}
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "725"}


def test_unknown_places_have_no_region_and_odd_paths_are_encoded() -> None:
    result = run(samples.report(samples.finding(place=Place("a b/ü:#?.yaml", None))))["results"][0]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a%20b/%C3%BC%3A%23%3F.yaml", "uriBaseId": "%SRCROOT%"}
    }
    assert "baseUri" not in json.dumps(run())
    assert "uri" not in run()["originalUriBaseIds"]["%SRCROOT%"]


def test_the_input_makes_no_links() -> None:
    text = run(samples.hostile())["results"][0]["message"]["text"]
    assert "](javascript" not in text
    assert text.count("](") == 2  # our own, to the two related places


def test_errors_make_the_run_unsuccessful() -> None:
    report = samples.report()
    assert run(report)["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    report.errors = ["a worker was lost"]
    [invocation] = run(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == "a worker was lost"


def multitool() -> str:
    found = (
        os.environ.get("PREDEPLOY_SARIF_MULTITOOL") or shutil.which("sarif-multitool-linux") or shutil.which("sarif")
    )
    if not found:
        pytest.skip(
            "Microsoft's validator is not here: npm i @microsoft/sarif-multitool-linux, PREDEPLOY_SARIF_MULTITOOL=…"
        )
    return found


@pytest.mark.parametrize("sample", [samples.shop, samples.hostile, samples.report])
def test_the_validator_agrees(sample: Any, tmp_path: Path) -> None:
    tool = multitool()
    written, judged = tmp_path / "report.sarif", tmp_path / "judged.sarif"
    context = samples.context(rules={"reliability/few-replicas": samples.FewReplicas()})
    written.write_text(render("sarif", sample(), context), encoding="utf-8")
    kinds = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note"] if tool.endswith("Sarif.Multitool") else []
    subprocess.run([tool, "validate", written, "-o", judged, *kinds], check=False, capture_output=True, timeout=120)
    results = json.loads(judged.read_text("utf-8-sig"))["runs"][0].get("results", [])
    said = {(result["ruleId"], json.dumps(result["message"])) for result in results}
    assert not [each for each in said if each[0] not in DECLINED | UNPLACED]
