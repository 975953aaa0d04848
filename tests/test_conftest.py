"""A guard that does not guard is worse than none: where CI runs the suite, a skipped test is a failed one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """\
import pytest

def test_runs(): pass

@pytest.mark.skip(reason="no time")
def test_marked(): pass

def test_inside():
    pytest.skip("not today")

@pytest.mark.skipif(True, reason="only with a cluster")
def test_needs_a_cluster(): pass

@pytest.mark.xfail(reason="a known bug")
def test_known(): assert False
"""


@pytest.mark.parametrize(
    ("module", "usual", "strict"),
    [
        (
            TESTS,
            {"passed": 1, "skipped": 3, "xfailed": 1},
            {"passed": 1, "failed": 1, "error": 1, "skipped": 1, "xfailed": 1},
        ),
        ("import pytest\npytest.importorskip('no_such_module')\n", {"skipped": 1}, {"error": 1}),
        ("import pytest\npytest.skip('only on Mondays', allow_module_level=True)\n", {"skipped": 1}, {"skipped": 1}),
    ],
)
def test_a_skip_is_a_failure_in_ci(tmp_path, module, usual, strict):
    (tmp_path / "conftest.py").write_text((Path(__file__).parent / "conftest.py").read_text())
    (tmp_path / "test_it.py").write_text(module)

    def outcomes(**more: str) -> dict[str, int]:
        env = {name: value for name, value in os.environ.items() if name != "PREDEPLOY_CI"} | more
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
            env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        words = done.stdout.splitlines()[-1].strip("= ").partition(" in ")[0].replace("errors", "error").split(", ")
        return {word.split()[1]: int(word.split()[0]) for word in words}

    assert outcomes() == usual
    assert outcomes(PREDEPLOY_CI="1") == strict
