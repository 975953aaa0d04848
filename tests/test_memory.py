"""What is known from the last run: a second scan says the same without reading again, and nothing is known too long."""

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import chart
from predeploy import engine
from predeploy.engine import check, memory
from predeploy.engine.check import Checked
from predeploy.formats import claim
from predeploy.node import Node
from predeploy.reading import Source, read
from running import FIXTURES, POD, environment, lines_of, predeploy_here, report, write

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="only where the owner of a file can be told")

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: shop, image: shop, ports: [{containerPort: 0x50}]}]}
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, ports: [{port: 80, targetPort: 81}]}
"""
FILES = {"web.yaml": POD, "shop.yaml": DEPLOYMENT, "service.yaml": SERVICE, "words.json": '{"name": "shop"}\n'}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """The files that were read as YAML; nothing is known yet."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(engine, "WORTH_KEEPING", 0)
    paths: list[str] = []

    def noted(source: Source) -> Any:
        paths.append(source.path)
        return read(source)

    monkeypatch.setattr(check, "read", noted)
    return paths


def scan(folder: Path, *arguments: str) -> dict[str, Any]:
    return report(".", "--root", ".", "--jobs", "1", *arguments, cwd=folder, run=predeploy_here)


def kept(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "cache" / "predeploy" / "checked"
    return list(folder.iterdir()) if folder.is_dir() else []


def test_what_did_not_change_is_not_read_again(tmp_path: Path, asked: list[str]) -> None:
    folder = write(tmp_path / "repo", FILES)
    first = scan(folder)
    assert sorted(asked) == sorted(FILES)
    assert {one["rule"].partition("/")[0] for one in first["findings"]} >= {"security", "correctness"}
    asked.clear()
    assert scan(folder) == first
    assert asked == []


def test_the_reports_are_the_same(tmp_path: Path, asked: list[str]) -> None:
    folder = write(tmp_path / "repo", FILES)
    for form in ("text", "sarif", "markdown"):
        first, second, anew = (
            predeploy_here("scan", ".", "--root", ".", "--format", form, *more, cwd=folder)
            for more in ((), (), ("--no-cache",))
        )
        assert (second.stdout, second.returncode) == (first.stdout, first.returncode) == (anew.stdout, anew.returncode)


def test_only_what_changed_is_read_again(tmp_path: Path, asked: list[str]) -> None:
    folder = write(tmp_path / "repo", FILES)
    first = scan(folder)
    asked.clear()
    write(folder, {"web.yaml": POD.replace("privileged: true", "privileged: false"), "new.yaml": POD})
    (folder / "shop.yaml").unlink()
    second = scan(folder)
    assert asked == ["new.yaml", "web.yaml"]
    assert {one["path"] for one in second["findings"]} == {"new.yaml", "web.yaml"}
    assert "security/privileged-container" in {rule for rule, path, _ in lines_of(first) if path == "web.yaml"}
    assert "security/privileged-container" not in {rule for rule, path, _ in lines_of(second) if path == "web.yaml"}


def test_touching_a_file_changes_nothing(tmp_path: Path, asked: list[str]) -> None:
    folder = write(tmp_path / "repo", FILES)
    first = scan(folder)
    asked.clear()
    for path in FILES:
        os.utime(folder / path, (1, 1))
    assert scan(folder, "--fail-on", "critical") == first
    assert asked == []


def test_a_moved_file_is_read_again(tmp_path: Path, asked: list[str]) -> None:
    folder = write(tmp_path / "repo", FILES)
    scan(folder)
    asked.clear()
    (folder / "web.yaml").rename(folder / "moved.yaml")
    assert "moved.yaml" in {one["path"] for one in scan(folder)["findings"]}
    assert asked == ["moved.yaml"]


ASKED_OTHERWISE = {
    "rules": (("--select", "privileged-container"), ""),
    "a tier": (("--tier", "strict"), ""),
    "a version": (("--kubernetes", "1.33"), ""),
    "a severity": ((), "rules: {privileged-container: low}\n"),
    "an option": ((), "rules: {unhardened-container: {options: {tolerated: 3}}}\n"),
    "a price": ((), "prices: {load-balancer-hour: 1}\n"),
    "the texts of fixes": (("--fix", "--diff"), ""),
}


@pytest.mark.parametrize("how", ASKED_OTHERWISE)
def test_what_is_asked_otherwise_is_read_again(tmp_path: Path, asked: list[str], how: str) -> None:
    arguments, config = ASKED_OTHERWISE[how]
    folder = write(tmp_path / "repo", FILES)
    predeploy_here("scan", ".", "--root", ".", "--jobs", "1", cwd=folder)
    asked.clear()
    write(folder, {"predeploy.yaml": config} if config else {})
    predeploy_here("scan", ".", "--root", ".", "--jobs", "1", *arguments, cwd=folder)
    assert sorted({*asked} & {*FILES}) == sorted(FILES)


def test_another_day_or_another_predeploy_knows_nothing(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "repo", FILES)
    scan(folder)

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2999, 1, 1)

    for name, value in (("date", Tomorrow), ("_code", lambda: "changed"), ("__version__", "9.9")):
        asked.clear()
        with monkeypatch.context() as patch:
            patch.setattr(memory, name, value)
            scan(folder)
        assert sorted(asked) == sorted(FILES), name


def test_our_code_is_all_of_our_code() -> None:
    assert [os.path.basename(folder) for folder in memory._OURS] == ["predeploy", "predeploy_rules"]


def test_our_code_is_told_from_every_other_state_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.py": "1", "b/c.py": "2", "b/__pycache__/c.pyc": "3"})
    monkeypatch.setattr(memory, "_OURS", (str(tmp_path),))
    before = memory._code()
    write(tmp_path, {"b/__pycache__/c.pyc": "4", "b/notes.txt": ""})
    assert memory._code() == before
    os.utime(tmp_path / "b" / "c.py", (1, 1))
    assert memory._code() != before


def test_no_cache_neither_knows_nor_keeps(tmp_path: Path, asked: list[str]) -> None:
    folder = write(tmp_path / "repo", FILES)
    scan(folder, "--no-cache")
    assert kept(tmp_path) == []
    scan(folder)
    asked.clear()
    scan(folder, "--no-cache")
    assert sorted(asked) == sorted(FILES)


def test_a_little_is_checked_anew(tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    scan(write(tmp_path / "repo", FILES))
    assert kept(tmp_path) == []


def test_what_reads_other_files_is_read_again(tmp_path: Path, asked: list[str]) -> None:
    service = (
        "service: shop\nprovider: {name: aws, runtime: '${file(provider.yml):runtime}'}\n"
        "functions: {a: {handler: a.b}}\n"
    )
    folder = write(tmp_path / "repo", {"serverless.yml": service, "provider.yml": "name: aws\nruntime: python3.13\n"})
    scan(folder)
    asked.clear()
    write(folder, {"provider.yml": "name: aws\nruntime: python2.7\n"})
    assert "reliability/retired-runtime" in {one["rule"] for one in scan(folder)["findings"]}
    assert "serverless.yml" in asked


RULE = """\
name: no-pods
category: reliability
subject: Workload
message: no
require: {properties: {kind: {const: Nothing}}}
"""


def test_rules_from_elsewhere_may_change_at_any_time(tmp_path: Path, asked: list[str]) -> None:
    folder = write(tmp_path / "repo", {**FILES, "predeploy.yaml": "rule-files: [rule.yaml]\n", "rule.yaml": RULE})
    for _ in range(2):
        asked.clear()
        predeploy_here("scan", ".", "--root", ".", "--jobs", "1", cwd=folder)
        assert {*asked} >= {*FILES} or not asked
    assert kept(tmp_path) == []


def test_what_was_not_checked_to_its_end_is_tried_again(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "repo", FILES)
    with monkeypatch.context() as patch:
        patch.setattr("predeploy.engine.runner.time.monotonic", iter(range(0, 10**9, 100)).__next__)
        assert scan(folder)["errors"]
    asked.clear()
    assert not scan(folder)["errors"]
    assert {*asked} >= {"web.yaml", "shop.yaml"}


@pytest.mark.parametrize("damage", [b"", b"junk", None], ids=["empty", "junk", "writable for others"])
def test_what_cannot_be_trusted_is_not_known(tmp_path: Path, asked: list[str], damage: bytes | None) -> None:
    folder = write(tmp_path / "repo", FILES)
    first = scan(folder)
    [file] = kept(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    if damage is None:
        file.chmod(0o666)
    else:
        file.write_bytes(damage)
    asked.clear()
    assert scan(folder) == first
    assert sorted(asked) == sorted(FILES)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_learn_for_the_next_run(tmp_path: Path, method: str) -> None:
    many = "".join(f"---\n{DEPLOYMENT.replace('shop', f'shop-{number}')}" for number in range(200))
    folder = write(tmp_path / "repo", {**FILES, "many.yaml": many, "more.yaml": many.replace("shop-", "more-")})
    env = environment(XDG_CACHE_HOME=str(tmp_path / "cache"), PREDEPLOY_WORKERS=method)
    first, second, anew = (
        report(".", "--root", ".", "--jobs", "2", *more, cwd=folder, env=env) for more in ((), (), ("--no-cache",))
    )
    assert lines_of(first) == lines_of(second) == lines_of(anew)
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("name", sorted(one.name for one in FIXTURES.iterdir() if one.is_dir() and one.name != "rules"))
def test_fixtures_are_told_the_same(tmp_path: Path, asked: list[str], name: str) -> None:
    first, second = (scan(FIXTURES / name, "--tier", "all") for _ in range(2))
    assert json.dumps(second) == json.dumps(first)


NUMBERS = st.one_of(
    st.integers().map(str),
    st.floats().map(str),
    st.from_regex(r"[-+]?(0[xob])?[0-9a-f_]{1,9}(\.[0-9]{0,4})?(e[-+]?[0-9])?", fullmatch=True),
    st.sampled_from(["yes", "Yes", "on", "true", "True", "null", "~", ".inf", "1.10", "0644", "080", "1e3"]),
)


@given(NUMBERS)
def test_numbers_keep_their_spelling_without_the_text(written: str) -> None:
    text, found = f"{{kind: Pod, apiVersion: v1, a: {written} }}\n", Checked()
    [tree] = found.trees = read(Source("a.yaml", text)).trees
    assert claim(tree)
    here = Node(tree, (), tree.data)["a"].text
    assert here is None or here == written
    [again] = memory.unpacked(memory.packed(found), Source("a.yaml", text if tree.odd else None)).trees
    assert Node(again, (), again.data)["a"].text == here


def test_further_variants_are_remembered_too(tmp_path: Path, asked: list[str]) -> None:
    pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")
    folder = chart(tmp_path / "repo", {"ci/values.yaml": "replicas: 3\n"})
    first = scan(folder)
    rendered = [path for path in asked if "web.yaml" in path]
    assert len(rendered) > len({*rendered}) or len(rendered) >= 2, asked
    asked.clear()
    assert scan(folder) == first
    assert [path for path in asked if "web.yaml" in path] == []
