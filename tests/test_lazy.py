"""Systems are imported only where they are met: what is found must not depend on what else was imported, or on the order
and number of hands in which files are read."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from making import run
from predeploy import systems
from predeploy.drawing._document import document
from predeploy.engine import second
from predeploy.estate import Estate
from predeploy.rules.packs import load_rules
from running import FIXTURES, environment, predeploy_run, write

PLATFORMS = sorted(
    path for folder in ("platforms", "chains") for path in (Path(__file__).parent / folder).glob("*.yaml")
)
ALL_AT_ONCE = """\
import sys
from predeploy import formats, systems
from predeploy.cli.main import run
systems.found()
formats.found()
sys.exit(run(sys.argv[1:]))
"""
COMMANDS = (("scan", "--tier", "all"), ("graph",), ("readiness",))


def texts(path: Path) -> dict[str, str]:
    if path.is_dir():
        return {str(one.relative_to(path)): one.read_text("utf-8") for one in path.rglob("*.*") if one.is_file()}
    said: Any = YAML(typ="safe").load(path)
    files: dict[str, str] = said.get("files", {})
    return files


@pytest.mark.parametrize(
    "path", [*(one for one in sorted(FIXTURES.iterdir()) if one.is_dir()), *PLATFORMS], ids=lambda path: path.stem
)
def test_a_system_that_is_not_asked_has_nothing_to_tell(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules, files = tuple(load_rules().values()), texts(path)

    def told() -> Any:
        found = run(files, *rules, estate=True)
        assert found.errors == []
        return [str(one) for one in found.findings], document(found.estate or Estate(), found.findings)

    lazily = told()
    monkeypatch.setattr(second, "linking", lambda formats, documents: systems.found())
    assert told() == lazily


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_nothing_changes_when_all_is_imported_beforehand(command: tuple[str, ...]) -> None:
    arguments = (*command, ".", "--format", "json", "-j", "1")
    plain = predeploy_run(*arguments, cwd=FIXTURES)
    done = subprocess.run(
        [sys.executable, "-c", ALL_AT_ONCE, *arguments],
        cwd=FIXTURES,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert plain.returncode in (0, 1), plain.stderr
    assert done.stdout.decode() == plain.stdout


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_same_bytes_in_any_order_by_any_number_of_hands(command: tuple[str, ...]) -> None:
    names = sorted(one.name for one in FIXTURES.iterdir() if one.is_dir())

    def told(*paths: str, jobs: int = 1, method: str = "") -> str:
        env = environment(**{"PREDEPLOY_WORKERS": method} if method else {})
        return predeploy_run(*command, *paths, "--format", "json", "-j", str(jobs), cwd=FIXTURES, env=env).stdout

    once = told(*names)
    assert told(*reversed(names)) == once
    assert told(*names[1:], names[0], names[3], jobs=2, method="fork") == once
    assert told(*reversed(names), jobs=2, method="spawn") == once


def test_what_is_numbered_keeps_its_number_when_a_file_changes(tmp_path: Path) -> None:
    """A map that is drawn anew is compared with the last one: what did not change is called the same."""
    app = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: %s}\nspec: {template: {spec: {containers: [{image: a:1}]}}}\n"
    root = write(tmp_path, {"a.yaml": app % "one", "b.yaml": app % "two"})

    def ids() -> dict[str, str]:
        told = json.loads(predeploy_run("graph", ".", "--format", "json", cwd=root).stdout)
        return {one["name"]: one["id"] for one in told["nodes"]}

    before = ids()
    write(tmp_path, {"a.yaml": app.replace("a:1", "a:2") % "one"})
    assert ids() == before
