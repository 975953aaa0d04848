"""A stranger's kustomization runs nothing, opens nothing outside and ends in time."""

import os
import time
from pathlib import Path

import pytest

from overlays import BASE, DEPLOY, OVERLAY, STRATEGIC, needs_builder, of, repository, scan
from running import predeploy_here, write

pytestmark = needs_builder

FUNCTION = """\
apiVersion: example.com/v1
kind: Evil
metadata:
  name: evil
  annotations:
    config.kubernetes.io/function: |
      {}
"""
PLUGINS = {
    "exec": FUNCTION.format("exec: {path: ./evil.sh}"),
    "container": FUNCTION.format("container: {image: 'example.com/evil:1', network: true}"),
    "starlark": FUNCTION.format("starlark: {path: evil.star, name: evil}"),
    "go plugin": "apiVersion: someteam.example.com/v1\nkind: Evil\nmetadata: {name: evil}\n",
    "chart": "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: evil}\nname: evil\nreleaseName: evil\n",
}
TOOLS = ("git", "helm", "docker", "sh", "bash", "ssh", "curl", "Evil")


def trap(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tools that leave a trace when they are called."""
    trace = folder / "called"
    write(folder / "tools", dict.fromkeys(TOOLS, f"#!/bin/sh\necho $0 >> {trace}\n"))
    for tool in TOOLS:
        (folder / "tools" / tool).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}/tools{os.pathsep}{os.environ['PATH']}")
    return trace


@pytest.mark.parametrize("field", ["generators", "transformers", "validators"])
@pytest.mark.parametrize("kind", PLUGINS)
def test_no_plugin_runs(tmp_path: Path, field: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = trap(tmp_path, monkeypatch)
    folder = repository(tmp_path / "repo", {
        "kustomization.yaml": f"resources: [deploy.yaml]\n{field}: [evil.yaml]\n", "deploy.yaml": DEPLOY, "evil.yaml": PLUGINS[kind],
        "evil.sh": f"#!/bin/sh\necho evil >> {trace}\n", "evil.star": "fail('it ran')\n", "Evil": f"#!/bin/sh\necho evil >> {trace}\n",
    })  # fmt: skip
    for name in ("evil.sh", "Evil"):
        (folder / name).chmod(0o755)
    found = scan(folder)
    assert not trace.exists()
    assert found["errors"] == []
    assert of(found, "privileged-container")["path"] == "deploy.yaml"  # by what is left, or as it lies


def test_only_files_below_the_root_are_copied(tmp_path: Path) -> None:
    """Not by an absolute path, nor by one that climbs, nor by a symlink, wherever a kustomization can name a file."""
    write(tmp_path, {"outside/secret.env": "PASSWORD=tr0ub4dor-and-3\n", "outside/deploy.yaml": DEPLOY})
    for number, said in enumerate((
        "configMapGenerator: [{{name: a, envs: [{0}/secret.env]}}]", "secretGenerator: [{{name: a, files: [a={0}/secret.env]}}]",
        "patches: [{{path: {0}/deploy.yaml}}]", "resources: [{0}]", "components: [{0}]", "openapi: {{path: {0}/secret.env}}",
        "crds: [{0}/deploy.yaml]", "configurations: [{0}/deploy.yaml]", "replacements: [{{path: {0}/deploy.yaml}}]",
    )):  # fmt: skip
        for place in (str(tmp_path / "outside"), "../outside", "link"):
            folder = repository(
                tmp_path / f"{number}{place[:1] == '/'}{place[:1] == 'l'}",
                {"kustomization.yaml": said.format(place) + "\n", "web.yaml": STRATEGIC},
            )
            (folder / "link").symlink_to(tmp_path / "outside")
            if place == "../outside" and not (folder.parent / "outside").exists():
                raise AssertionError("the test looks elsewhere")
            found = scan(folder)
            assert "leads out of the project" in of(found, "not-rendered")["message"]
            assert "tr0ub4dor" not in str(found)
            assert all(one["path"] in ("kustomization.yaml", "web.yaml") for one in found["findings"])


def test_a_load_restrictor_of_the_stranger_changes_nothing(tmp_path: Path) -> None:
    """What lies in the project but outside the overlay is refused by kustomize itself, unless the user says otherwise."""
    said = OVERLAY + "patches: [{path: ../host.yaml}]\nloadRestrictor: LoadRestrictionsNone\n"
    found = scan(
        repository(tmp_path, {**BASE, "overlays/prod/kustomization.yaml": said, "overlays/host.yaml": STRATEGIC})
    )
    assert of(found, "not-rendered")["severity"] == "info"


def test_a_thousand_bases(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"b{n}/kustomization.yaml": f"resources: [../b{n + 1}]\n" for n in range(1000)}
    folder = repository(
        tmp_path, {**files, "b1000/kustomization.yaml": "resources: [deploy.yaml]\n", "b1000/deploy.yaml": DEPLOY}
    )
    began = time.monotonic()
    found = scan(folder)
    assert time.monotonic() - began < 90
    assert found["errors"] == []
    assert of(found, "privileged-container")["path"] == "b1000/deploy.yaml"


def test_a_diamond_of_bases_does_not_explode(tmp_path: Path) -> None:
    """Thirteen levels, each named twice by the one above: eight thousand ways."""
    files: dict[str, str | bytes] = {}
    for level in range(13):
        for side in "ab":
            files[f"{side}{level}/kustomization.yaml"] = f"resources: [../a{level + 1}, ../b{level + 1}]\n"
    for side in "ab":
        files[f"{side}13/kustomization.yaml"] = "resources: [deploy.yaml]\n"
        files[f"{side}13/deploy.yaml"] = DEPLOY
    began = time.monotonic()
    found = scan(repository(tmp_path, files))
    assert time.monotonic() - began < 120
    assert found["errors"] == []


@pytest.mark.parametrize("said", [
    "resources: &a [*a]\n", "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b]\nresources: *c\n",
    f"resources: {'[' * 5000}\n", "resources:\n" + "- gone.yaml\n" * 20_000, "patches:\n" + "- {path: gone.yaml, target: {name: '(a+)+$'}}\n" * 500,
    "resources: [deploy.yaml]\npatches: [{path: deploy.yaml, target: {name: '" + "(" * 100 + "'}}]\n",
])  # fmt: skip
def test_it_ends(tmp_path: Path, said: str) -> None:
    folder = repository(tmp_path, {"shop/kustomization.yaml": said, "shop/deploy.yaml": DEPLOY})
    began = time.monotonic()
    found = scan(folder)
    assert time.monotonic() - began < 60
    assert found["errors"] == []
    assert any(one["path"] == "shop/deploy.yaml" for one in found["findings"])


def test_a_fix_never_leaves_the_project(tmp_path: Path) -> None:
    """The base is a symlink to a file of the project; what it leads to is mended, and nothing else."""
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: 'shop:1.4', env: [{name: A, value: 5}]}]\n"
    write(tmp_path, {"outside.yaml": pod})
    folder = repository(
        tmp_path / "repo", {"real/pod.yaml": pod, "kustomization.yaml": "resources: [pod.yaml, out.yaml]\n"}
    )
    (folder / "pod.yaml").symlink_to(folder / "real/pod.yaml")
    (folder / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    predeploy_here("scan", ".", "--fix", "--unsafe-fixes", "--tier", "all", cwd=folder)
    assert (tmp_path / "outside.yaml").read_text() == pod
    assert (folder / "pod.yaml").is_symlink()
