"""Kustomizations that are not built, or in part only: said, and nothing is called."""

import os
import time
from pathlib import Path

import pytest

from overlays import BASE, DEPLOY, OVERLAY, STRATEGIC, needs_builder, of, repository, scan, where
from running import lines_of, write

pytestmark = needs_builder

REFUSED = {
    "address": ("resources:\n- deploy.yaml\n- https://example.com/all.yaml\n", 3, "lies elsewhere"),
    "git": ("resources:\n- github.com/example/shop//base?ref=v1\n- deploy.yaml\n", 2, "lies elsewhere"),
    "ssh": ("resources: [deploy.yaml]\nbases:\n- git@example.com:shop/base.git\n", 3, "lies elsewhere"),
    "component": ("resources: [deploy.yaml]\ncomponents:\n- https://example.com/shop\n", 3, "lies elsewhere"),
    "patch": ("resources: [deploy.yaml]\npatches:\n- path: https://example.com/p.yaml\n", 3, "lies elsewhere"),
    "generator": ("resources: [deploy.yaml]\nconfigMapGenerator:\n- name: a\n  files: [a=https://example.com/p]\n", 4, "elsewhere"),
    "plugin": ("resources: [deploy.yaml]\ntransformers:\n- |\n  kind: PatchTransformer\n  path: https://example.com/p\n", 3, "address"),
    "outside": ("resources: [deploy.yaml, ../../outside]\n", 1, "leads out of the project"),
    "absolute": ("resources: [deploy.yaml, /etc/hostname]\n", 1, "leads out of the project"),
    "missing": ("resources: [deploy.yaml, other.yaml]\n", 1, "does not exist"),
    "charts": ("resources: [deploy.yaml]\nhelmCharts:\n- {name: cache, repo: 'https://example.com'}\n", 2, "--enable-helm"),
    "twice": ("resources:\n- deploy.yaml\n- again.yaml\n", 3, "already registered"),
    "merge": ("resources: [deploy.yaml]\npatches:\n- path: lost.yaml\n", 3, "no resource matches"),
    "field": ("resources: [deploy.yaml]\nresource: [again.yaml]\n", 1, "resource"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_built_is_said_and_nothing_is_called(
    tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, line, words = REFUSED[case]
    tools = tmp_path / "tools"
    write(tools, {"git": f"#!/bin/sh\ntouch {tmp_path}/called\n", "helm": f"#!/bin/sh\ntouch {tmp_path}/called\n"})
    for tool in ("git", "helm"):
        (tools / tool).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    write(tmp_path / "outside", {"kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": DEPLOY.replace("web", "out")})
    lost = STRATEGIC.replace("name: web", "name: lost")
    found = scan(repository(tmp_path / "repo", {
        "shop/kustomization.yaml": said, "shop/deploy.yaml": DEPLOY, "shop/again.yaml": DEPLOY, "shop/lost.yaml": lost,
    }), code=1)  # fmt: skip
    one = of(found, "not-rendered")
    assert (one["path"], one["line"], one["severity"]) == ("shop/kustomization.yaml", line, "info")
    assert words in one["message"]
    assert "| predeploy scan -`" in one["message"]
    assert str(tmp_path) not in one["message"]
    assert not (tmp_path / "called").exists()
    assert ("security/privileged-container", "shop/deploy.yaml", 16) in lines_of(found)  # as without a builder


def test_a_symlink_that_leads_out(tmp_path: Path) -> None:
    write(tmp_path / "outside", {"deploy.yaml": DEPLOY})
    folder = repository(tmp_path / "repo", {"kustomization.yaml": "resources: [deploy.yaml]\n"})
    (folder / "deploy.yaml").symlink_to(tmp_path / "outside" / "deploy.yaml")
    found = scan(folder, code=4)
    assert "leads out of the project" in of(found, "not-rendered")["message"]


def test_a_symlink_within_is_followed(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"real/deploy.yaml": DEPLOY, "shop/kustomization.yaml": "resources: [deploy.yaml]\n"})
    (folder / "shop" / "deploy.yaml").symlink_to(folder / "real" / "deploy.yaml")
    assert where(scan(folder), "privileged-container") == ("real/deploy.yaml", 16, "exact")


STANDIN = "#!{python}\nimport sys, time\n{body}\n"
SLOW = {"endless": "time.sleep(300)", "huge": "while True: sys.stdout.write('a: b\\n' * 10000)"}


@pytest.mark.parametrize("case", SLOW)
def test_a_build_without_end_is_stopped(tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from predeploy.reading import confined

    monkeypatch.setattr(confined, "SECONDS", 3)
    monkeypatch.setattr(confined, "MAX_OUTPUT", 1_000_000)
    tools = tmp_path / "tools"
    write(tools, {"kustomize": STANDIN.format(python=sys.executable, body=SLOW[case])})
    (tools / "kustomize").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    began = time.monotonic()
    found = scan(repository(tmp_path / "repo", BASE), code=0)
    assert time.monotonic() - began < 30
    said = of(found, "not-rendered")["message"]
    assert ("not through after" if case == "endless" else "larger than") in said


def test_a_builder_in_the_scanned_folder_never_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository(
        tmp_path / "repo",
        {**BASE, "base/deploy.yaml": DEPLOY, "bin/kustomize": f"#!/bin/sh\ntouch {tmp_path}/called\n"},
    )
    (folder / "bin" / "kustomize").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder / "bin"), ".", "", os.environ["PATH"]]))
    assert where(scan(folder), "privileged-container")[0] == "base/deploy.yaml"
    assert not (tmp_path / "called").exists()


def test_without_a_builder_all_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from predeploy.reading.kustomize import overlays

    monkeypatch.setattr(overlays, "find_builder", lambda root: ())
    folder = repository(tmp_path, {**BASE, "base/deploy.yaml": DEPLOY, "overlays/prod/kustomization.yaml": OVERLAY + "patches: [{path: host.yaml}]\n",
                                   "overlays/prod/host.yaml": STRATEGIC})  # fmt: skip
    found = scan(folder)
    assert of(found, "privileged-container")["rendered"] is None
    assert all(one["path"] != "overlays/prod/host.yaml" for one in found["findings"])
    assert of(found, "not-rendered")["path"] == "overlays/prod/kustomization.yaml"


def test_a_circle_ends(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"a/kustomization.yaml": "resources: [../b]\n", "b/kustomization.yaml": "resources: [../a]\n",
                                   "c/kustomization.yaml": "resources: [../a]\n"})  # fmt: skip
    assert "cycle" in of(scan(folder, code=4), "not-rendered")["message"]


def test_flux_has_kustomizations_too(tmp_path: Path) -> None:
    flux = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: shop, namespace: flux-system}\n"
    folder = repository(tmp_path, {"kustomization.yaml": flux + "spec: {interval: 5m, prune: true, path: ./a}\n"})
    assert all(not one["rule"].endswith("not-rendered") for one in scan(folder)["findings"])


@pytest.mark.parametrize(
    "said",
    [
        "resources: {a: b}\npatches: [1, null, [], {path: 5}, {patch: {}}]\n", "images: [x, {name: 1}]\nresources: [deploy.yaml]\n",
        "resources: [deploy.yaml]\ntransformers: [1, '\\0', ' ']\n", "resources: ['', '.', deploy.yaml]\n", "[]\n", "a\n", "\0", "{{ x }}\n", "",
        "resources: [deploy.yaml]\nreplacements: [{targets: 1}, {path: deploy.yaml}, 3]\n", "resources: [deploy.yaml]\nkind: [a]\n",
        "resources: [deploy.yaml]\nlabels: [{pairs: [a]}]\ncommonLabels: [b]\nnamePrefix: {a: b}\n", "configMapGenerator: [{name: [], files: [1]}]\n",
        "resources: [deploy.yaml]\npatches: [{path: deploy.yaml, target: {kind: '(a+)+$', name: '*'}}]\n", "resources: [deploy.yaml]\n---\nresources: [b]\n",
    ],
)  # fmt: skip
def test_no_kustomization_is_too_odd(tmp_path: Path, said: str) -> None:
    folder = repository(tmp_path, {"shop/kustomization.yaml": said, "shop/deploy.yaml": DEPLOY})
    found = scan(folder)
    assert found["errors"] == []
    assert any(one["path"] == "shop/deploy.yaml" for one in found["findings"])
