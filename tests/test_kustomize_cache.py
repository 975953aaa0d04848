"""Builds that are kept: a second scan of overlays that did not change starts no tool at all."""

import os
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from overlays import BASE, OVERLAY, SERVICE, STRATEGIC, needs_builder, of, repository, scan
from predeploy.reading import kept
from predeploy.reading.confined import RenderError, Stopped
from predeploy.reading.kustomize.tool import Builder, find_builder
from running import command, environment, predeploy_here, write

pytestmark = [
    needs_builder,
    pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where the owner of a file can be told"),
]
BUILDER = find_builder("/nowhere")
PROD = "overlays/prod/kustomization.yaml"
FILES: dict[str, str | bytes] = {
    **BASE,
    PROD: OVERLAY + "patches: [{path: host.yaml}]\nconfigMapGenerator: [{name: own, files: [own.txt]}]\n",
    "overlays/prod/host.yaml": STRATEGIC,
    "overlays/prod/own.txt": "one",
    "overlays/test/kustomization.yaml": OVERLAY + "nameSuffix: -test\n",
}
CHARTS: dict[str, str | bytes] = {
    "shop/kustomization.yaml": "helmCharts: [{name: web, valuesFile: values.yaml}]\n",
    "shop/values.yaml": "a: 1\n",
    "shop/charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.4.0\n",
    "shop/charts/web/templates/service.yaml": SERVICE,
}


def tool(folder: Path, name: str, does: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f'#!/bin/sh\necho "$@" >> {folder}/calls\n{does}\n')
    (folder / name).chmod(0o755)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The record of what builds here; the cache is empty."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    tools = tmp_path / "tools"
    tool(tools, os.path.basename(BUILDER[0]), f'exec {BUILDER[0]} "$@"')
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return tools / "calls"


def count(calls: Path) -> int:
    return len(calls.read_text().splitlines()) if calls.exists() else 0


def builds(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "cache" / "predeploy" / "renders"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def told(found: dict[str, Any]) -> dict[str, Any]:
    return {key: found[key] for key in ("findings", "summary", "skipped", "errors")}


def test_what_did_not_change_starts_nothing(tmp_path: Path, calls: Path) -> None:
    folder = repository(tmp_path / "repo", FILES)
    first, before = scan(folder), count(calls)
    assert before == len(builds(tmp_path)) > 2  # both overlays, and what proves the fixes
    (folder / "overlays/prod/README.md").write_text("beside it")
    assert told(scan(folder)) == told(first)
    moved = folder.rename(tmp_path / "moved")
    assert told(scan(moved, ".", "--jobs", "1")) == told(first)
    assert count(calls) == before


CHANGES: dict[str, tuple[str, str]] = {
    "a base": ("base/deploy.yaml", str(BASE["base/deploy.yaml"]).replace("replicas: 2", "replicas: 3")),
    "the kustomization of a base": ("base/kustomization.yaml", "resources: [deploy.yaml]\nnamePrefix: a-\n"),
    "a patch": ("overlays/prod/host.yaml", STRATEGIC.replace("hostNetwork", "hostPID")),
    "an overlay": (PROD, str(FILES[PROD]) + "nameSuffix: -prod\n"),
    "what a generator reads": ("overlays/prod/own.txt", "two"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_is_built_anew(tmp_path: Path, calls: Path, name: str) -> None:
    folder = repository(tmp_path / "repo", FILES)
    scan(folder)
    before = count(calls)
    path, text = CHANGES[name]
    write(folder, {path: text})
    found = scan(folder)
    assert count(calls) > before
    assert told(found) == told(scan(folder, ".", "--no-cache"))


def test_only_what_changed_is_built_anew(tmp_path: Path, calls: Path) -> None:
    folder = repository(tmp_path / "repo", FILES)
    scan(folder, ".", "--select", "not-rendered")  # no fixes to prove
    assert count(calls) == 2
    write(folder, {"overlays/prod/own.txt": "two"})
    scan(folder, ".", "--select", "not-rendered")
    assert count(calls) == 3


def test_another_tool_builds_anew(tmp_path: Path, calls: Path) -> None:
    folder = repository(tmp_path / "repo", FILES)
    first, before = scan(folder), count(calls)
    own = calls.parent / os.path.basename(BUILDER[0])
    own.write_text(own.read_text() + "# newer\n")
    assert told(scan(folder)) == told(first)
    assert count(calls) == 2 * before


@pytest.mark.parametrize("name", ["scan", "graph"])
def test_without_a_cache_nothing_is_kept(tmp_path: Path, calls: Path, name: str) -> None:
    folder = repository(tmp_path / "repo", FILES)
    for times in (1, 2):
        assert predeploy_here(name, ".", "--no-cache", cwd=folder).returncode in (0, 1)
        assert count(calls) % times == 0
    assert count(calls) >= 4
    assert builds(tmp_path) == []


def test_a_cache_in_the_repository_is_not_used(tmp_path: Path, calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository(tmp_path / "repo", FILES)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / ".cache"))
    scan(folder)
    before = count(calls)
    scan(folder)
    assert count(calls) == 2 * before
    assert not (folder / ".cache").exists()


def test_refusals_and_builds_in_part_are_kept(tmp_path: Path, calls: Path) -> None:
    lost = {"overlays/prod/host.yaml": STRATEGIC.replace("name: web", "name: lost")}
    folder = repository(tmp_path / "repo", {**FILES, **lost})
    first, before = scan(folder), count(calls)
    assert "no matches" in of(first, "not-rendered")["message"]
    assert told(scan(folder)) == told(first)
    assert count(calls) == before


def test_nothing_that_is_kept_tells_where_it_was_built(tmp_path: Path, calls: Path) -> None:
    broken = {"overlays/broken/kustomization.yaml": "resources: [list.yaml]\n", "overlays/broken/list.yaml": "- a\n"}
    folder = repository(tmp_path / "repo", {**FILES, **broken})
    assert "list.yaml" in of(scan(folder), "not-rendered")["message"]
    texts = [zlib.decompress(one.read_bytes()).decode() for one in builds(tmp_path)]
    assert any("overlays/broken/list.yaml" in one for one in texts)
    assert not any("predeploy-kustomize-" in one or str(tmp_path) in one for one in texts)


def test_no_more_is_kept_than_may_be(tmp_path: Path, calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MAX_KEPT", 0)
    scan(repository(tmp_path / "repo", FILES))
    assert calls.exists()
    assert builds(tmp_path) == []


@pytest.mark.parametrize("name", ["cut short", "another one"])
def test_what_is_damaged_is_built_anew(tmp_path: Path, calls: Path, name: str) -> None:
    folder = repository(tmp_path / "repo", FILES)
    first, before = scan(folder), count(calls)
    files = builds(tmp_path)
    texts = [one.read_bytes() for one in files]
    others = texts[1:] + texts[:1] if name == "another one" else [one[: len(one) // 2] for one in texts]
    for file, text in zip(files, others, strict=True):
        file.write_bytes(text)
    assert told(scan(folder)) == told(first)
    assert count(calls) == 2 * before


@pytest.mark.parametrize(
    ("does", "error", "asked"),
    [
        ("echo no >&2; exit 1", RenderError, 1),
        ("kill -9 $$", Stopped, 2),
        ("echo panic >&2; exit 2", Stopped, 2),
        ("echo 'unable to run: helm: signal: killed' >&2; exit 1", Stopped, 2),
    ],
)
def test_a_refusal_is_kept_but_no_accident(
    tmp_path: Path, calls: Path, does: str, error: type[Exception], asked: int
) -> None:
    tool(calls.parent, "kustomize", does)
    for _ in range(2):
        with pytest.raises(RenderError) as raised:
            Builder((str(calls.parent / "kustomize"), "build"), kept.Kept()).build(
                "a", {"a/kustomization.yaml": b""}, ""
            )
        assert type(raised.value) is error
    assert count(calls) == asked


def test_what_cannot_be_started_is_no_refusal(tmp_path: Path, calls: Path) -> None:
    gone = Builder((str(tmp_path / "gone"), "build"), kept.Kept())
    with pytest.raises(Stopped, match="No such file"):
        gone.build("a", {"a/kustomization.yaml": b""}, "")
    assert builds(tmp_path) == []


@pytest.mark.parametrize("changed", ["shop/values.yaml", "shop/charts/web/templates/service.yaml", "helm"])
def test_charts_in_it_count(tmp_path: Path, calls: Path, changed: str) -> None:
    """Whatever stands in them: the tool builds them anew, this `helm` says always the same."""
    helm = calls.parent
    tool(helm, "helm", 'case "$1" in version) echo v3.19.0;; *) ' + f"cat <<'EOF'\n{SERVICE}EOF\nesac")
    folder = repository(tmp_path / "repo", CHARTS)
    first, before = scan(folder, ".", "--enable-helm", "--exclude", "charts"), count(calls)
    assert [one for one in first["findings"] if one["rule"].endswith("/not-rendered")] == []
    assert any(line.startswith("template") for line in calls.read_text().splitlines())
    scan(folder, ".", "--enable-helm", "--exclude", "charts")
    assert count(calls) == before
    file = helm / "helm" if changed == "helm" else folder / changed
    file.write_text(file.read_text() + "# changed\n")
    scan(folder, ".", "--enable-helm", "--exclude", "charts")
    assert count(calls) > before


def test_nothing_is_left_behind(tmp_path: Path, calls: Path) -> None:
    folder, temporary = repository(tmp_path / "repo", FILES), tmp_path / "temporary"
    temporary.mkdir()
    env = environment(TMPDIR=str(temporary), PATH=os.environ["PATH"])
    for flags in ((), ("--jobs", "2"), ("--no-cache",)):
        subprocess.run(command("scan", ".", *flags), cwd=folder, env=env, capture_output=True, check=False)
        assert list(temporary.iterdir()) == []


def test_who_calls_it_is_told_to_end_as_before(tmp_path: Path, calls: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    scan(repository(tmp_path / "repo", FILES), ".")
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["interrupted", "told-to-end"])
def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, calls: Path, number: signal.Signals) -> None:
    tool(calls.parent, "kustomize", f"touch {tmp_path}/started; exec sleep 60")
    folder, temporary = repository(tmp_path / "repo", FILES), tmp_path / "temporary"
    temporary.mkdir()
    env = environment(TMPDIR=str(temporary), PATH=os.environ["PATH"], XDG_CACHE_HOME=str(tmp_path / "cache"))
    run = subprocess.Popen(
        command("scan", "."),
        cwd=folder,
        env=env,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # a suite that runs in the background of a shell inherits that SIGINT is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    for _ in range(200):
        if (tmp_path / "started").exists():
            break
        time.sleep(0.05)
    if number == signal.SIGINT:
        os.killpg(run.pid, number)  # as a terminal does
    else:
        run.send_signal(number)  # as what runs jobs does
    _, said = run.communicate(timeout=30)
    assert (run.returncode, said.decode().strip()) == (130, "predeploy: interrupted")
    assert list(temporary.iterdir()) == []
    assert builds(tmp_path) == []
