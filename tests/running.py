"""The command line as people run it: a process of its own, in a folder of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import predeploy
import predeploy_rules

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
SOURCES = [str(Path(package.__file__ or "").parent.parent) for package in (predeploy, predeploy_rules)]
CACHE = tempfile.TemporaryDirectory(prefix="predeploy-cache-")  # of rules and renders; gone with the test run
os.environ["XDG_CACHE_HOME"] = CACHE.name  # what runs in this process leaves nothing with the user either
LIMIT = 60  # s: only a net under a run that hangs, no expectation

POD = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: shop:1.4
      securityContext: {privileged: true}
"""


Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(site: Path | None = None, **more: str) -> dict[str, str]:
    """An environment that says nothing by itself; `site` is searched for packs."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "PREDEPLOY_WORKERS") if name in os.environ}
    places = [*([str(site)] if site else []), *SOURCES]
    return {**kept, "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": CACHE.name, "PYTHONPATH": os.pathsep.join(places), **more}


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "predeploy", *map(str, arguments)]


def predeploy_run(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None, stdin: str | bytes = b""
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end. Output is read as UTF-8: what is none fails the test."""
    given = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=env or environment(),
        input=given,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def predeploy_here(*arguments: str | Path, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The same in this process, ten times as fast: for what does not depend on a process of its own."""
    from predeploy.cli.main import run

    given, out, err = io.TextIOWrapper(io.BytesIO(stdin.encode())), io.StringIO(), io.StringIO()
    before, sys.stdin = sys.stdin, given
    try:
        with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run([*map(str, arguments)])
    finally:
        sys.stdin = before
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def report(
    *arguments: str | Path, cwd: Path, code: int | None = None, run: Run = predeploy_run, **how: Any
) -> dict[str, Any]:
    """The JSON report of a scan; `code` is the exit code it must end with."""
    done = run("scan", *arguments, "--format", "json", cwd=cwd, **how)
    assert code is None or done.returncode == code, done.stdout + done.stderr
    assert done.stdout, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Lay files into a folder, their line ends as they are."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def install_pack(site: Path, name: str, rules: Mapping[str, str]) -> Path:
    """A pack of rules as an installed distribution: `rules` are modules by "category/stem"."""
    package = f"{name}_rules"
    write(
        site,
        {
            f"{package}/__init__.py": "",
            **{f"{package}/{path.partition('/')[0]}/__init__.py": "" for path in rules},
            **{f"{package}/{path}.py": text for path, text in rules.items()},
            f"{package}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n",
            f"{package}-1.0.dist-info/entry_points.txt": f"[predeploy.rules]\n{name} = {package}\n",
        },
    )
    return site


def lines_of(found: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """(rule, path, line) of every finding, in the order of the report."""
    return [(one["rule"], one["path"], one["line"]) for one in found["findings"]]
