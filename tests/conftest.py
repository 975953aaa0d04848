"""Options and habits of the whole suite."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no defect; what guards main says the same of the same code, elsewhere each run looks at other examples.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("here")
if os.environ.get("PREDEPLOY_CI"):
    settings.load_profile("ci")

SNAPSHOTS = Path(__file__).parent / "snapshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write the expected reports of the fixtures anew")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Where PREDEPLOY_CI is set every test must run: a skipped one guards nothing."""
    outcome = yield
    refuse_skip(outcome.get_result())  # type: ignore[attr-defined]


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """The same for a module that skips itself."""
    outcome = yield
    refuse_skip(outcome.get_result())  # type: ignore[attr-defined]


def refuse_skip(report: Any) -> None:
    """Only what no machine of ours can do may be skipped; its reason begins with `only`."""
    if report.skipped and os.environ.get("PREDEPLOY_CI") and not hasattr(report, "wasxfail"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not why.removeprefix("Skipped: ").startswith("only"):
            report.outcome, report.longrepr = "failed", f"{why} (a skip is a failure where PREDEPLOY_CI is set)"


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`snapshot("shop.txt", text)`: the text must be the one in tests/snapshots, or is written with --snapshot-update."""

    def compare(name: str, text: str) -> None:
        file = SNAPSHOTS / name
        if request.config.getoption("--snapshot-update"):
            SNAPSHOTS.mkdir(exist_ok=True)
            file.write_bytes(text.encode())
            return
        assert file.exists(), f"there is no {file.name} yet: run `make snapshots` and look at what it wrote"
        assert text == file.read_bytes().decode(), "changed; when that is meant, run `make snapshots` and read the diff"

    return compare
