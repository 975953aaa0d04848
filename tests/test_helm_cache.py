"""Renders that are kept: a second scan of what did not change needs no engine, and nothing that is kept is believed blindly."""

import os
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from charts import VALUES, WEB, chart, standin
from predeploy import cachefile
from predeploy.reading import kept
from predeploy.reading.confined import RenderError, Stopped
from predeploy.reading.helm.engine import Helm, Release
from predeploy.reading.helm.kept import KeptEngine
from running import environment, predeploy_here, report, write
from test_helm import of

pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")
pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where the owner of a file can be told")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The record of a `helm` that counts; the cache is empty."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    tools = standin(tmp_path / "tools")
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return tools / "calls"


def renders(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "cache" / "predeploy" / "renders"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def count(calls: Path) -> int:
    return len(calls.read_text().splitlines()) if calls.exists() else 0


def scan(folder: Path, *arguments: str) -> dict[str, Any]:
    return report(*(arguments or (".",)), cwd=folder, run=predeploy_here)


def test_what_did_not_change_needs_no_engine(tmp_path: Path, calls: Path) -> None:
    folder = chart(tmp_path / "repo", {"ci/values.yaml": "replicas: 3\n"})
    first, before = scan(folder), count(calls)
    assert before > 3  # both renders, their marked ones, and what proves the values
    assert len(renders(tmp_path)) == before
    second = scan(folder)
    assert (second["findings"], count(calls)) == (first["findings"], before)
    (folder / "README.md").write_text("beside the chart")
    assert (scan(folder)["findings"], count(calls)) == (first["findings"], before)


CHANGES = {
    "a value": ({"shop/values.yaml": VALUES.replace("replicas: 2", "replicas: 3")}, ()),
    "a template": ({"shop/templates/web.yaml": WEB + "# changed\n"}, ()),
    "a helper": ({"shop/templates/_more.tpl": '{{ define "more" }}{{ end }}'}, ()),
    "another file of the chart": ({"shop/files/own.txt": "a"}, ()),
    "a chart in it": ({"shop/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n"}, ()),
    "a value on the command line": ({}, ("--set", "replicas=4")),
    "a values file": ({"more.yaml": "replicas: 5\n"}, ("--values", "more.yaml")),
    "the release": ({}, ("--release", "other")),
    "the namespace": ({}, ("--namespace", "other")),
    "the version of Kubernetes": ({}, ("--kubernetes", "1.31")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_is_rendered_anew(tmp_path: Path, calls: Path, name: str) -> None:
    files, flags = CHANGES[name]
    folder = chart(tmp_path / "repo")
    scan(folder)
    before = count(calls)
    write(folder, files)
    found = scan(folder, ".", *flags)
    assert count(calls) > before
    assert found["findings"] == scan(folder, ".", *flags, "--no-cache")["findings"]


def test_another_helm_renders_anew(tmp_path: Path, calls: Path) -> None:
    folder = chart(tmp_path / "repo")
    scan(folder)
    before = count(calls)
    helm = calls.parent / "helm"
    helm.write_text(helm.read_text() + "# newer\n")
    scan(folder)
    assert count(calls) == 2 * before


def test_without_a_cache_nothing_is_kept(tmp_path: Path, calls: Path) -> None:
    folder = chart(tmp_path / "repo")
    first, before = scan(folder, ".", "--no-cache"), count(calls)
    assert renders(tmp_path) == []
    assert scan(folder, ".", "--no-cache")["findings"] == first["findings"]
    assert count(calls) == 2 * before


def test_a_cache_in_the_repository_is_not_used(tmp_path: Path, calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = chart(tmp_path / "repo")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / ".cache"))
    scan(folder)
    scan(folder)
    assert not (folder / ".cache").exists()


HARM = {
    "cut short": lambda raw: raw[: len(raw) // 2],
    "empty": lambda raw: b"",
    "no archive": lambda raw: b"nonsense",
    "no JSON": lambda raw: zlib.compress(b"nonsense"),
    "another shape": lambda raw: zlib.compress(b'["files"]'),
    "another type": lambda raw: zlib.compress(zlib.decompress(raw).replace(b'"found": {', b'"found": {"a": 1, ')),
    "deeply nested": lambda raw: zlib.compress(b"[" * 100_000),
}


@pytest.mark.parametrize("name", HARM)
def test_what_is_damaged_is_rendered_anew(tmp_path: Path, calls: Path, name: str) -> None:
    folder = chart(tmp_path / "repo")
    first, before = scan(folder), count(calls)
    for file in renders(tmp_path):
        file.write_bytes(HARM[name](file.read_bytes()))
    assert scan(folder)["findings"] == first["findings"]
    assert count(calls) == 2 * before
    scan(folder)
    assert count(calls) == 2 * before  # and it was mended


def test_what_lies_under_another_name_is_not_believed(tmp_path: Path, calls: Path) -> None:
    folder = chart(tmp_path / "repo")
    first = scan(folder)
    files = renders(tmp_path)
    texts = [file.read_bytes() for file in files]
    for file, text in zip(files, texts[1:] + texts[:1], strict=True):
        file.write_bytes(text)
    assert scan(folder)["findings"] == first["findings"]


@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_what_others_can_write_is_not_believed(tmp_path: Path, calls: Path, mode: int) -> None:
    folder = chart(tmp_path / "repo")
    scan(folder)
    before = count(calls)
    for file in renders(tmp_path):
        file.chmod(mode)
    scan(folder)
    assert count(calls) == 2 * before


def test_a_link_is_not_followed(tmp_path: Path, calls: Path) -> None:
    folder = chart(tmp_path / "repo")
    scan(folder)
    before = count(calls)
    for file in renders(tmp_path):
        file.rename(tmp_path / file.name)
        file.symlink_to(tmp_path / file.name)
    scan(folder)
    assert count(calls) == 2 * before


def test_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for number in range(5):
        cachefile.write(f"some/{number}", b"x" * 100)
        os.utime(tmp_path / "predeploy" / "some" / str(number), (number, number))
    cachefile.used("some/0")
    cachefile.shrink("some", 250)
    assert sorted(one.name for one in (tmp_path / "predeploy" / "some").iterdir()) == ["0", "4"]
    cachefile.shrink("none", 250)


class Moody(Helm):
    """Refuses, or dies."""

    def __init__(self, error: RenderError) -> None:
        self.error, self.asked = error, 0

    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        self.asked += 1
        raise self.error


@pytest.mark.parametrize(("error", "asked"), [(RenderError("no such value"), 1), (Stopped("killed"), 2)])
def test_a_refusal_is_kept_but_no_accident(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: RenderError, asked: int
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(Helm, "binary", sys.executable)
    write(tmp_path, {"chart/Chart.yaml": "name: a\n"})
    engine = Moody(error)
    for _ in range(2):
        with pytest.raises(type(error), match=str(error)):
            KeptEngine(engine, kept.Kept()).render(str(tmp_path / "chart"), Release("a", "b"), {})
    assert engine.asked == asked


def test_what_looks_at_the_clock_is_another_thing_each_day() -> None:
    calm, clock = [("a", b"know")], [("a", b"{{ now | unixEpoch }}")]
    assert kept.content(calm, "2026-11-21") == kept.content(calm, "2026-11-22") == kept.content(calm)
    assert kept.content(clock, "2026-11-21") != kept.content(clock, "2026-11-22")


def test_no_more_is_kept_than_may_be(tmp_path: Path, calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MAX_KEPT", 0)
    scan(chart(tmp_path / "repo"))
    assert calls.exists()
    assert renders(tmp_path) == []


def test_nothing_is_left_behind(tmp_path: Path, calls: Path) -> None:
    folder, temporary = chart(tmp_path / "repo"), tmp_path / "temporary"
    temporary.mkdir()
    env = environment(TMPDIR=str(temporary), PATH=os.environ["PATH"])
    for flags in ((), ("--jobs", "2"), ("--no-cache",)):
        report(".", *flags, cwd=folder, env=env, code=1)
        assert list(temporary.iterdir()) == []


def test_broken_charts_are_told_the_same(tmp_path: Path, calls: Path) -> None:
    folder = chart(tmp_path / "repo", {"templates/z.yaml": '\n\n{{ fail "two of them exclude each other" }}\n'})
    first, before = of(scan(folder), "not-rendered"), count(calls)
    assert of(scan(folder), "not-rendered") == first
    assert count(calls) == before
