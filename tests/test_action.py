"""The GitHub Action: its steps run here as GitHub runs them, with inputs nobody would wish for."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
INSTALL, SCAN = ACTION["runs"]["steps"]
UNREACHABLE = re.compile(
    r"No matching distribution found|Failed to establish|Temporary failure|Could not fetch|timed out"
)
DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: other}}
    spec: {containers: [{name: shop, image: "registry.example.com/shop:1.0"}]}
"""
CLEAN = "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the action's steps are for the shells of Linux and macOS")
Step = Callable[..., subprocess.CompletedProcess[str]]


def step(which: dict[str, Any], folder: Path, temp: Path, inputs: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """One `run` step: GitHub puts values into `env`, writes the script to a file and gives it to this bash."""
    given = {name: str(one.get("default", "")) for name, one in ACTION["inputs"].items()} | inputs
    values = {"github.action_path": str(ROOT), "runner.temp": str(temp)} | {f"inputs.{k}": v for k, v in given.items()}
    env = {
        name: re.sub(r"\$\{\{ *(\S+?) *\}\}", lambda found: values[found[1]], text)
        for name, text in which["env"].items()
    }
    script = temp / "step.sh"
    script.write_text(which["run"], encoding="utf-8")
    runner = {"GITHUB_STEP_SUMMARY": str(temp / "summary.md"), "RUNNER_TEMP": str(temp), "TMPDIR": str(temp)}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=folder, env={**os.environ, "PYTHONPATH": "", **runner, **env}, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A runner's folder for temporary files, with a space in its name, in which the first step was run once."""
    temp = tmp_path_factory.mktemp("runner temp")
    done = step(INSTALL, ROOT, temp, {})
    if done.returncode and UNREACHABLE.search(done.stderr):
        pytest.skip("pip reaches no registry, so the action cannot install itself")
    assert done.returncode == 0, done.stderr
    return temp


@pytest.fixture
def act(runner: Path, tmp_path: Path) -> Step:
    (tmp_path / "shop.yaml").write_text(DEPLOYMENT)
    (runner / "summary.md").write_text("# Build\n")
    return lambda **inputs: step(SCAN, tmp_path, runner, {name.replace("_", "-"): one for name, one in inputs.items()})


def test_no_input_can_become_code() -> None:
    """What stands in `${{ }}` within a script is pasted into it; in `env` it is only a value."""
    assert not [one["name"] for one in ACTION["runs"]["steps"] if "${{" in one["run"]]


def test_findings_fail_the_job_and_are_told_everywhere(act: Step, runner: Path, tmp_path: Path) -> None:
    done = act()
    assert done.returncode == 1, done.stderr
    assert "correctness/selector-mismatch" in done.stdout
    sarif = json.loads((tmp_path / "predeploy.sarif").read_text("utf-8"))
    assert [one["ruleId"] for one in sarif["runs"][0]["results"]].count("correctness/selector-mismatch") == 1
    summary = (runner / "summary.md").read_text("utf-8")
    assert summary.startswith("# Build\n## predeploy: ")  # what other steps wrote stays
    assert "selector-mismatch" in summary


def test_a_clean_project_passes(act: Step, tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(CLEAN)
    done = act()
    assert (done.returncode, done.stderr) == (0, "")
    assert "no findings" in done.stdout


def test_inputs_are_passed_on(act: Step, tmp_path: Path) -> None:
    (tmp_path / "clean.yaml").write_text(CLEAN)
    (tmp_path / "out put").mkdir()
    assert act(paths="clean.yaml").returncode == 0
    assert act(paths="clean.yaml\nshop.yaml").returncode == 1
    assert act(arguments="--ignore correctness --ignore security  --ignore=reliability").returncode == 0
    assert act(fail_on="critical", sarif="out put/its own.sarif").returncode == 0
    assert json.loads((tmp_path / "out put/its own.sarif").read_text("utf-8"))["version"] == "2.1.0"


@pytest.mark.parametrize("word", ["; touch pwned", "$(touch pwned)", "`touch pwned`", "| touch pwned", "&& touch pwned", "\n touch pwned", "--help", "*.yaml", "sh?p.yaml", "{shop,}.yaml", "~", "", "'", '"', "\\"])  # fmt: skip
@pytest.mark.parametrize("name", ["paths", "fail_on", "sarif", "arguments"])
def test_hostile_inputs_are_only_words(name: str, word: str, act: Step, tmp_path: Path) -> None:
    """They may be refused or name a file; nothing in them runs, and no pattern is expanded."""
    done = act(**{name: word})
    assert not (tmp_path / "pwned").exists()
    if name == "sarif" or not word:  # any word names a file; nothing means the default
        assert done.returncode in (1, 2), done.stderr
    elif (name, word) == ("arguments", "--help"):
        assert done.returncode == 0
    else:
        assert done.returncode == 2, done.stderr
        assert "exist" in done.stderr or "Invalid value" in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("schema", "file"), [("github-actions", "action.yml"), ("github-workflows", ".github/workflows/ci.yml")]
)
def test_githubs_schemas_accept_the_files(schema: str, file: str) -> None:
    tool = shutil.which("check-jsonschema", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if tool is None:
        pytest.skip("check-jsonschema is not here: pip install -e '.[dev]'")
    done = subprocess.run(
        [tool, "--builtin-schema", f"vendor.{schema}", ROOT / file],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout
