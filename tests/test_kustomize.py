"""A scan of a repository with kustomizations: built for real, told where a person edits."""

from pathlib import Path

import pytest

from overlays import (
    BASE,
    DEPLOY,
    HARMLESS,
    OVERLAY,
    SERVICE,
    STRATEGIC,
    needs_builder,
    of,
    patched,
    repository,
    scan,
    where,
)
from predeploy.reading.confined import find_tool

pytestmark = needs_builder


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


def test_what_a_patch_names_too_is_told_where_it_is_written(tmp_path: Path) -> None:
    """A container of the base that a patch adds to: what it lacks can be said where the container is written."""
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
    assert where(found, "missing-memory-limit") == ("base/deploy.yaml", 13, "exact")


@pytest.mark.skipif(
    not (find_tool("kustomize", "/nowhere") and find_tool("kubectl", "/nowhere")),
    reason="only where both kustomize and kubectl are installed",
)
def test_kustomize_and_kubectl_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository(tmp_path, {
        **BASE, "base/deploy.yaml": DEPLOY, "overlays/prod/host.yaml": STRATEGIC,
        "overlays/prod/kustomization.yaml": OVERLAY + "namePrefix: a-\npatches: [{path: host.yaml}]\nreplicas: [{name: web, count: 1}]\n",
        "overlays/dev/kustomization.yaml": "resources: [../../base, ../gone]\n",
    })  # fmt: skip
    found = []
    for name in ("kustomize", "kubectl"):
        tools = tmp_path.parent / f"{tmp_path.name}-{name}"
        tools.mkdir()
        (tools / name).symlink_to(find_tool(name, "/nowhere"))
        with monkeypatch.context() as patch:
            patch.setenv("PATH", str(tools))
            found.append(scan(folder, ".", "--tier", "all")["findings"])
    assert found[0] == found[1]
    assert len(found[0]) > 3
