"""Whole small projects: what each is told, word for word, in three formats; and the same with several workers."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from predeploy import __version__
from predeploy.cli.main import run

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = sorted(folder.name for folder in (ROOT / "fixtures").iterdir() if folder.is_dir())
CATEGORIES = ("correctness", "cost", "observability", "reliability", "scale-to-zero", "security", "timeouts")
# What a run with several workers uses: fork where there is one, unless the whole suite is run with another
WORKERS = os.environ.get("PREDEPLOY_WORKERS") or ("fork" if sys.platform == "linux" else "spawn")


class Told(NamedTuple):
    code: int
    text: str
    json: dict[str, Any]
    sarif: dict[str, Any]

    @property
    def findings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.json["findings"]
        return found


Scan = Callable[..., Told]


@pytest.fixture
def scan(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Scan:
    """Scan one fixture as `make demo` does: from the root of the repository, the default rules."""

    def go(name: str, jobs: int = 1) -> Told:
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("PREDEPLOY_WORKERS", WORKERS)
        files = {form: tmp_path / f"report.{form}" for form in ("json", "sarif")}
        outputs = [f"--format={form}={file}" for form, file in files.items()]
        code = run(
            ["scan", f"fixtures/{name}", "--root=.", f"--jobs={jobs}", "--color=never", "--format=text", *outputs]
        )
        found, sarif = (json.loads(file.read_text("utf-8")) for file in files.values())
        return Told(code, capsys.readouterr().out, found, sarif)

    return go


@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_is_told_what_it_was_told_before(name: str, scan: Scan, snapshot: Callable[[str, str], None]) -> None:
    told = scan(name)
    assert told.json["errors"] == []
    snapshot(f"{name}.txt", told.text)
    del told.json["summary"]["rules"]  # how many there are is no news about the fixture
    snapshot(f"{name}.json", _written(told.json))
    snapshot(f"{name}.sarif", _written(_without_pages(told.sarif)))


@pytest.mark.parametrize("name", FIXTURES)
def test_several_workers_say_the_same(name: str, scan: Scan) -> None:
    assert scan(name, jobs=2) == scan(name, jobs=1)


@pytest.mark.parametrize("name", FIXTURES)
def test_every_fix_that_is_offered_can_be_made(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(ROOT / "fixtures" / name, tmp_path / name)
    code = run(["scan", str(folder), "--root", str(folder), "--fix", "--unsafe-fixes", "--format=json"])
    left = json.loads(capsys.readouterr().out)
    assert (left["errors"], [one for one in left["findings"] if one["fixable"]]) == ([], [])
    assert not [one for one in left["findings"] if one["rule"] == "correctness/unreadable-file"]
    assert code in (0, 1)


def test_nothing_is_said_of_a_project_that_is_run_well(scan: Scan) -> None:
    """Whatever fires here is either a fault of the fixture or a rule that a good engineer would not agree with."""
    told = scan("well-run")
    assert [f"{one['rule']}: {one['path']}:{one['line']}: {one['message']}" for one in told.findings] == []
    assert told.code == 0
    assert set(told.json["summary"]["formats"]) >= {"kubernetes", "sam", "serverless"}


def test_the_demo_shows_every_category_and_what_stands_between_files(scan: Scan) -> None:
    told = scan("online-shop")
    assert {one["category"] for one in told.findings} == set(CATEGORIES)
    assert any(other["path"] != one["path"] for one in told.findings for other in one["related"])


def test_the_environments_of_one_project_never_see_each_other(scan: Scan) -> None:
    def environment(path: str) -> str:
        inside = path.partition("/environments/")[2]
        return inside.partition("/")[0]

    found = [one for one in scan("clinic").findings if environment(one["path"])]
    assert {environment(one["path"]) for one in found} == {"staging", "prod"}
    for one in found:
        assert {environment(other["path"]) for other in one["related"]} <= {environment(one["path"])}, one


@pytest.mark.parametrize("name", FIXTURES)
def test_microsofts_validator_finds_no_error(name: str, scan: Scan, tmp_path: Path) -> None:
    tool = os.environ.get("PREDEPLOY_SARIF_MULTITOOL")
    if not tool:
        pytest.skip("PREDEPLOY_SARIF_MULTITOOL is not set: npm i @microsoft/sarif-multitool-linux")
    scan(name)
    judged = tmp_path / "judged.sarif"
    command = [tool, "validate", tmp_path / "report.sarif", "-o", judged, "--level", "Error"]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    assert json.loads(judged.read_text("utf-8-sig"))["runs"][0].get("results", []) == []


def _written(data: Any) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _without_pages(sarif: dict[str, Any]) -> dict[str, Any]:
    """Without the version and what only repeats the pages of the rules."""
    driver = sarif["runs"][0]["tool"]["driver"]
    assert driver.pop("semanticVersion") == __version__
    for one in driver["rules"]:
        del one["help"], one["fullDescription"]
    return sarif
