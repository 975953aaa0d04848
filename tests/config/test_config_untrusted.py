"""Nothing that a scanned repository holds is run, whatever its configuration names."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = [str(Path(__file__).parents[2] / name) for name in ("linter", "rules")]


@pytest.mark.parametrize("config", ["packs: [evil]\n", "extends: evil\n", "fail-on: low\n"])
def test_no_code_of_the_current_folder_runs(tmp_path, config):
    evil, info = tmp_path / "evil", tmp_path / "evil-1.0.dist-info"
    evil.mkdir()
    info.mkdir()
    for file in (evil / "__init__.py", tmp_path / "jsonschema.py", tmp_path / "click.py"):
        file.write_text("print('ran ' + __file__)\n")
    (evil / "predeploy.yaml").write_text("fail-on: low\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[predeploy.rules]\nevil = evil\n[predeploy.configs]\nevil = evil\n")
    (tmp_path / "predeploy.yaml").write_text(config)
    (tmp_path / "x.yaml").write_text("kind: ConfigMap\napiVersion: v1\nmetadata: {name: x}\n")
    done = subprocess.run(
        [sys.executable, "-m", "predeploy", "scan", "."], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": ":".join(SOURCES)},
    )  # fmt: skip
    assert "ran " not in done.stdout + done.stderr
    assert done.returncode == (0 if "fail-on" in config else 2)
