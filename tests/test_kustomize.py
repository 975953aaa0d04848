"""A scan of a repository with kustomizations: built for real, told where a person edits."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from predeploy.reading.kustomize.tool import find_builder
from running import lines_of, predeploy_here, report, write

needs_builder = pytest.mark.skipif(
    not find_builder("/nowhere"), reason="neither kustomize nor kubectl is installed here"
)
pytestmark = needs_builder

DEPLOY = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      automountServiceAccountToken: false
      containers:
        - name: web
          image: registry.example.com/shop:latest
          securityContext:
            privileged: true
          resources: {limits: {memory: 128Mi}, requests: {cpu: 100m, memory: 128Mi}}
"""
HARMLESS = DEPLOY.replace("registry.example.com/shop:latest", "registry.example.com/shop:1.4").replace(
    "privileged: true", "privileged: false"
)
BASE: dict[str, str | bytes] = {"base/kustomization.yaml": "resources: [deploy.yaml]\n", "base/deploy.yaml": HARMLESS}
OVERLAY = "resources: [../../base]\n"


def repository(folder: Path, files: dict[str, str | bytes]) -> Path:
    write(folder, {".git/HEAD": "", **files})
    return folder


def scan(folder: Path, *arguments: str | Path, **how: Any) -> dict[str, Any]:
    return report(*(arguments or (".",)), cwd=folder, run=predeploy_here, **how)


def of(found: dict[str, Any], rule: str) -> dict[str, Any]:
    one = [each for each in found["findings"] if each["rule"].endswith(f"/{rule}")]
    assert len(one) == 1, [(each["rule"], each["path"], each["line"], each["message"]) for each in found["findings"]]
    return dict(one[0])


def where(found: dict[str, Any], rule: str) -> tuple[str, int, str]:
    one = of(found, rule)
    return one["path"], one["line"], one["rendered"]["mapping"]


def patched(
    folder: Path, kustomization: str, files: dict[str, str | bytes] | None = None, *arguments: str
) -> dict[str, Any]:
    """What is found in an overlay of the harmless base."""
    own = {"overlays/prod/kustomization.yaml": OVERLAY + kustomization}
    return scan(repository(folder, {**BASE, **own, **(files or {})}), ".", *arguments)


def test_a_finding_of_the_base_is_told_once(tmp_path: Path) -> None:
    folder = repository(tmp_path, {
        **BASE, "base/deploy.yaml": DEPLOY,
        "overlays/dev/kustomization.yaml": OVERLAY + "namePrefix: dev-\n",
        "overlays/prod/kustomization.yaml": OVERLAY + "namespace: shop\nimages: [{name: registry.example.com/shop, newTag: '1.4'}]\n",
    })  # fmt: skip
    found = scan(folder)
    assert where(found, "privileged-container") == ("base/deploy.yaml", 16, "exact")
    assert of(found, "privileged-container")["renders"] in (None, [])
    assert where(found, "mutable-image-tag") == ("base/deploy.yaml", 14, "exact")
    assert of(found, "mutable-image-tag")["renders"] == ["overlays/dev"]
    assert found["summary"]["skipped"] == {"part of a built kustomization": 4}


STRATEGIC = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      hostNetwork: true
"""


def test_a_strategic_merge_patch_in_a_file(tmp_path: Path) -> None:
    for number, said in enumerate(
        (
            "patches: [{path: host.yaml}]\n",
            "patchesStrategicMerge: [host.yaml]\n",
            "patches:\n- {path: host.yaml, target: {kind: Deployment, labelSelector: app!=no}}\n",
        )
    ):
        found = patched(tmp_path / str(number), said, {"overlays/prod/host.yaml": STRATEGIC})
        assert where(found, "host-namespace") == ("overlays/prod/host.yaml", 7, "exact")


def test_patches_written_into_the_kustomization(tmp_path: Path) -> None:
    inline = "".join(f"    {line}\n" for line in STRATEGIC.splitlines())
    found = patched(tmp_path / "merge", f"patches:\n- patch: |-\n{inline}")
    assert where(found, "host-namespace") == ("overlays/prod/kustomization.yaml", 10, "exact")
    one = of(found, "host-namespace")
    assert (one["column"], one["end_column"]) == (24, 28)
    said = """\
patches:
  - target: {kind: Deployment, name: w.b}
    patch: |-
      - {op: test, path: /spec/replicas, value: 2}
      - op: replace
        path: /spec/template/spec/containers/0/securityContext/privileged
        value: true
      - op: add
        path: /spec/template/spec/containers/-
        value:
          name: proxy
          image: registry.example.com/proxy:latest
"""
    found = patched(tmp_path / "json", said)
    assert where(found, "privileged-container") == ("overlays/prod/kustomization.yaml", 8, "exact")
    assert where(found, "mutable-image-tag") == ("overlays/prod/kustomization.yaml", 13, "exact")
    quoted = 'patches:\n- {target: {kind: Deployment}, patch: \'[{"op": "add", "path": "/spec/template/spec/hostPID", "value": true}]\'}\n'
    found = patched(tmp_path / "quoted", quoted)
    assert where(found, "host-namespace") == ("overlays/prod/kustomization.yaml", 3, "near")


def test_a_json_patch_in_a_file(tmp_path: Path) -> None:
    said = "patchesJson6902:\n- path: ops.json\n  target: {group: apps, version: v1, kind: Deployment, name: web}\n"
    ops = '[\n  {"op": "add",\n   "path": "/spec/template/spec/hostNetwork",\n   "value": true}\n]\n'
    found = patched(tmp_path, said, {"overlays/prod/ops.json": ops})
    assert where(found, "host-namespace") == ("overlays/prod/ops.json", 4, "exact")


def test_what_the_kustomization_itself_sets(tmp_path: Path) -> None:
    image = "registry.example.com/shop\n  newName: registry.example.com/cart\n  newTag: latest"
    said = f"images:\n- name: {image}\nreplicas:\n- {{name: web, count: 1}}\n"
    both: dict[str, str | bytes] = {
        "base/service.yaml": SERVICE,
        "base/kustomization.yaml": "resources: [deploy.yaml, service.yaml]\n",
    }
    found = patched(tmp_path, said, both, "--tier", "all")
    assert where(found, "mutable-image-tag") == ("overlays/prod/kustomization.yaml", 5, "exact")
    assert where(found, "few-replicas") == ("overlays/prod/kustomization.yaml", 7, "exact")


SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n"


def test_an_image_that_was_only_renamed(tmp_path: Path) -> None:
    found = patched(
        tmp_path,
        "images: [{name: registry.example.com/shop, newName: registry.example.com/store}]\n",
        {"base/deploy.yaml": DEPLOY},
    )
    assert where(found, "mutable-image-tag") == ("base/deploy.yaml", 14, "exact")


def test_a_component(tmp_path: Path) -> None:
    component = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: host.yaml}]\nresources: [more.yaml]\n"
    found = patched(tmp_path, "components: [../../parts/host]\nnamePrefix: a-\n", {
        "parts/host/kustomization.yaml": component,
        "parts/host/host.yaml": STRATEGIC,
        "parts/host/more.yaml": DEPLOY.replace("name: web", "name: more").replace("app: web", "app: more"),
    })  # fmt: skip
    assert where(found, "host-namespace") == ("parts/host/host.yaml", 7, "exact")
    assert where(found, "privileged-container") == ("parts/host/more.yaml", 16, "exact")


def test_generated_objects(tmp_path: Path) -> None:
    said = "configMapGenerator:\n- name: settings\n  literals:\n  - LEVEL=info\n  - DB_PASSWORD=tr0ub4dor-and-3\n"
    found = patched(tmp_path, said)
    assert where(found, "plaintext-secret") == ("overlays/prod/kustomization.yaml", 6, "exact")


def test_a_replacement_leaves_a_doubt(tmp_path: Path) -> None:
    said = """\
replacements:
- source: {kind: ConfigMap, name: tags, fieldPath: data.image}
  targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.[name=web].image"]}]
configMapGenerator:
- {name: tags, literals: ["image=registry.example.com/shop:latest"]}
"""
    found = patched(tmp_path, said, {"base/deploy.yaml": DEPLOY})
    assert where(found, "mutable-image-tag")[2] == "near"
    assert where(found, "privileged-container") == ("base/deploy.yaml", 16, "exact")


def test_objects_of_one_file_that_differ_in_name_only(tmp_path: Path) -> None:
    two = f"{HARMLESS}---\n{DEPLOY.replace('name: web', 'name: a-web', 1)}"
    found = patched(tmp_path, "nameSuffix: -x\nnamePrefix: a-\n", {"base/deploy.yaml": two})
    assert where(found, "privileged-container") == ("base/deploy.yaml", 34, "exact")
    listed = "apiVersion: v1\nkind: List\nitems:\n" + "".join(
        ("- " if not n else "  ") + f"{line}\n" for n, line in enumerate(DEPLOY.splitlines())
    )
    found = patched(tmp_path / "list", "namePrefix: a-\n", {"base/deploy.yaml": listed})
    assert where(found, "privileged-container") == ("base/deploy.yaml", 19, "exact")


def test_overlays_of_one_base_never_meet(tmp_path: Path) -> None:
    """The Service of the one must not select the pods of the other."""
    lonely = "apiVersion: v1\nkind: Service\nmetadata: {name: lonely}\nspec: {selector: {app: web, role: front}, ports: [{port: 80}]}\n"
    folder = repository(tmp_path, {
        **BASE,
        "a/kustomization.yaml": "resources: [../base, service.yaml]\n", "a/service.yaml": lonely,
        "b/kustomization.yaml": "resources: [../base]\nlabels: [{pairs: {role: front}, includeSelectors: true}]\n",
    })  # fmt: skip
    found = scan(folder)
    assert of(found, "service-selects-nothing")["path"] == "a/service.yaml"


def test_comments_of_a_base_excuse(tmp_path: Path) -> None:
    comment = (
        "            # predeploy: ignore[privileged-container] it loads kernel modules\n            privileged: true"
    )
    found = patched(
        tmp_path, "namePrefix: a-\n", {"base/deploy.yaml": DEPLOY.replace("            privileged: true", comment)}
    )
    assert all("privileged" not in one["rule"] for one in found["findings"])
    assert found["summary"]["suppressed"] == 1
    inline = "images:\n- name: registry.example.com/shop\n  newTag: latest  # predeploy: ignore[mutable-image-tag] a branch\n"
    found = patched(tmp_path / "inline", inline)
    assert found["summary"]["suppressed"] == 1
    useless = DEPLOY.replace("spec:\n  replicas", "spec:\n  # predeploy: ignore[host-namespace]\n  replicas")
    found = patched(tmp_path / "useless", "namePrefix: a-\n", {"base/deploy.yaml": useless})
    unused = of(found, "unused-suppression")
    assert (unused["path"], unused["line"]) == ("base/deploy.yaml", 6)


def test_annotations_excuse(tmp_path: Path) -> None:
    noted = DEPLOY.replace(
        "  name: web\n", '  name: web\n  annotations: {predeploy/ignore.privileged-container: "it must"}\n', 1
    )
    found = patched(tmp_path, "namePrefix: a-\n", {"base/deploy.yaml": noted})
    assert all("privileged" not in one["rule"] for one in found["findings"])


# what is not built

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


def test_only_what_holds_a_listed_file_is_built(tmp_path: Path) -> None:
    folder = repository(tmp_path, {
        **BASE, "base/deploy.yaml": DEPLOY, "overlays/prod/kustomization.yaml": OVERLAY, "other/deploy.yaml": DEPLOY.replace("web", "other"),
        "other/kustomization.yaml": "resources: [deploy.yaml]\n",
    })  # fmt: skip
    found = scan(folder, "--listed", "base/deploy.yaml")
    assert {one["path"] for one in found["findings"]} == {"base/deploy.yaml"}
    assert of(found, "privileged-container")["rendered"]["path"].startswith("overlays/prod/")


def test_a_kustomization_in_every_spelling_says_its_origins(tmp_path: Path) -> None:
    for number, said in enumerate(
        (
            "{resources: [deploy.yaml]}\n",
            "resources: [deploy.yaml]\nbuildMetadata: [managedByLabel]\n",
            "resources: [deploy.yaml]\n...\n",
            "# all of it\nresources:\n- deploy.yaml",
        )
    ):
        folder = repository(tmp_path / str(number), {"kustomization.yaml": said, "deploy.yaml": DEPLOY})
        assert where(scan(folder), "privileged-container") == ("deploy.yaml", 16, "exact")
        assert (folder / "kustomization.yaml").read_text() == said


def test_what_a_patch_names_too_is_near(tmp_path: Path) -> None:
    """A container of the base that a patch changes: what it lacks may be said in either."""
    patch = STRATEGIC.replace("hostNetwork: true", "containers: [{name: web, tty: true}]")
    bare = HARMLESS.replace("limits: {memory: 128Mi}, ", "")
    found = patched(
        tmp_path, "patches: [{path: tty.yaml}]\n", {"base/deploy.yaml": bare, "overlays/prod/tty.yaml": patch}
    )
    assert where(found, "missing-memory-limit") == ("base/deploy.yaml", 17, "exact")
    bare = bare.replace("          resources: {requests: {cpu: 100m, memory: 128Mi}}\n", "")
    found = patched(
        tmp_path / "none", "patches: [{path: tty.yaml}]\n", {"base/deploy.yaml": bare, "overlays/prod/tty.yaml": patch}
    )
    assert where(found, "missing-memory-limit") == ("base/deploy.yaml", 13, "near")


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
