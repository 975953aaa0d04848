"""Each way in which a kustomization changes objects: the line that is told is the one that decides. Each is proven by
writing something harmless there."""

from pathlib import Path

import pytest

from overlays import (
    BASE,
    HARMLESS,
    OVERLAY,
    SERVICE,
    STRATEGIC,
    needs_builder,
    of,
    patched,
    proven,
    repository,
    scan,
    where,
)

pytestmark = needs_builder

PROD = "overlays/prod/kustomization.yaml"
PATCH = "overlays/prod/patch.yaml"
HEAD = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
SECOND = (
    HARMLESS.replace("name: web", "name: api").replace("app: web", "app: api").replace("replicas: 2", "replicas: 3")
)


def json(operations: str, target: str = "{kind: Deployment}") -> str:
    return f"patches:\n- target: {target}\n  patch: |-\n" + "".join(f"    {line}\n" for line in operations.splitlines())


CONTAINER = "/spec/template/spec/containers"
# name → kustomization behind `resources`, the patch file, rule, what is harmless, where it is
CASES: dict[str, tuple[str, str, str, str, tuple[str, int]]] = {
    "two documents": ("patches: [{path: patch.yaml}]\n", f"{HEAD}spec: {{paused: false}}\n---\n{STRATEGIC}", "host-namespace", "false", (PATCH, 12)),
    "two documents, old field": ("patchesStrategicMerge: [patch.yaml]\n", f"{HEAD}spec: {{paused: false}}\n---\n{STRATEGIC}", "host-namespace", "false", (PATCH, 12)),
    "regex name": ("patches: [{path: patch.yaml, target: {name: 'w.*'}}]\n", STRATEGIC.replace("name: web", "name: any"), "host-namespace", "false", (PATCH, 7)),
    "regex kind": ("patches: [{path: patch.yaml, target: {kind: Dep.*|Job}}]\n", STRATEGIC, "host-namespace", "false", (PATCH, 7)),
    "group and version": ("patches: [{path: patch.yaml, target: {group: apps, version: v1}}]\n", STRATEGIC, "host-namespace", "false", (PATCH, 7)),
    "old name behind a prefix": ("namePrefix: a-\nnameSuffix: -b\npatches: [{path: patch.yaml, target: {name: web}}]\n", STRATEGIC, "host-namespace", "false", (PATCH, 7)),
    "the last of two patches": ("patches:\n- path: patch.yaml\n- patch: '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {paused: false}}'\n",
                                STRATEGIC, "host-namespace", "false", (PATCH, 7)),
    "json replace in a list by its number": ("patches: [{path: patch.yaml, target: {kind: Deployment}}]\n",
                                             f"- op: replace\n  path: {CONTAINER}/0/image\n  value: registry.example.com/shop:latest\n", "mutable-image-tag", "shop:1.4", (PATCH, 3)),
    "json add at the end": (json(f"- op: add\n  path: {CONTAINER}/-\n  value: {{name: b, image: r.example.com/b:latest, resources: {{limits: {{memory: 1Gi}}}}}}"), "", "mutable-image-tag", "r.example.com/b:1.4", (PROD, 7)),
    "json add before the first": (json(f"- op: add\n  path: {CONTAINER}/0\n  value: {{name: b, image: r.example.com/b:latest, resources: {{limits: {{memory: 1Gi}}}}}}"), "", "mutable-image-tag", "r.example.com/b:1.4", (PROD, 7)),
    "json behind another that was added": (json(f"- op: add\n  path: {CONTAINER}/0\n  value: {{name: b, image: 'b:1', resources: {{limits: {{memory: 1Gi}}}}}}\n"
                                                f"- op: replace\n  path: {CONTAINER}/1/image\n  value: r.example.com/shop:latest"), "", "mutable-image-tag", "shop:1.4", (PROD, 10)),
    "json replaces a map": (json(f"- op: replace\n  path: {CONTAINER}/0/securityContext\n  value:\n    runAsUser: 1000\n    privileged: true"), "", "privileged-container", "false", (PROD, 9)),
    "json with a slash in a key": (json("- op: add\n  path: /spec/template/spec/nodeSelector\n  value: {a/b: c}\n- op: add\n  path: /spec/template/spec/hostPID\n  value: true"), "", "host-namespace", "false", (PROD, 10)),
    "$patch replace": ("patches: [{path: patch.yaml}]\n", f"{HEAD}spec:\n  template:\n    spec:\n      containers:\n      - $patch: replace\n      - name: only\n"
                       "        image: r.example.com/only:latest\n        resources: {limits: {memory: 1Gi}}\n", "mutable-image-tag", "only:1.4", (PATCH, 10)),
    "$patch delete beside": ("patches: [{path: patch.yaml}]\n", f"{HEAD}spec:\n  template:\n    spec:\n      hostIPC: true\n      containers:\n      - $patch: delete\n        name: web\n"
                             "      - {name: only, image: 'only:1', resources: {limits: {memory: 1Gi}}}\n", "host-namespace", "false", (PATCH, 7)),
    "digest behind a tag": ("images:\n- name: registry.example.com/shop\n  newTag: latest\n", "", "mutable-image-tag", "'2'", (PROD, 4)),
    "the last of two images": ("images:\n- {name: other, newTag: latest}\n- {name: registry.example.com/shop, newTag: latest}\n", "", "mutable-image-tag", "'2'", (PROD, 4)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_line_decides(tmp_path: Path, case: str) -> None:
    said, patch, rule, harmless, place = CASES[case]
    files: dict[str, str | bytes] = {PATCH: patch} if patch else {}
    folder = repository(tmp_path, {**BASE, PROD: OVERLAY + said, **files})
    assert proven(folder, scan(folder, ".", "--tier", "all"), rule, harmless) == place


def test_labels_choose_what_is_patched(tmp_path: Path) -> None:
    """Of two objects one is meant; the other keeps the line of its file."""
    for number, target in enumerate(
        ("labelSelector: tier=front", "annotationSelector: tier=front", "labelSelector: 'tier in (front)'")
    ):
        word = "annotations" if "annotation" in target else "labels"
        both = HARMLESS.replace("  name: web\n", f"  name: web\n  {word}: {{tier: front}}\n", 1) + "---\n" + SECOND
        folder = repository(
            tmp_path / str(number),
            {
                **BASE,
                "base/deploy.yaml": both,
                PROD: OVERLAY + f"patches: [{{path: patch.yaml, target: {{{target}}}}}]\n",
                PATCH: STRATEGIC,
            },
        )
        found = scan(folder)
        assert of(found, "host-namespace")["resource"]["name"] == "web"
        assert proven(folder, found, "host-namespace", "false") == (PATCH, 7)


@pytest.mark.parametrize("operation", ["copy", "move"])
def test_what_is_copied_is_near(tmp_path: Path, operation: str) -> None:
    """The value stands elsewhere in the object; only the operation is told, or the file, never a wrong line as proven."""
    said = json(f"- op: {operation}\n  from: {CONTAINER}/0/workingDir\n  path: {CONTAINER}/0/image")
    base = HARMLESS.replace(
        "          image: registry", "          workingDir: r.example.com/shop:latest\n          image: registry"
    )
    folder = repository(tmp_path, {**BASE, "base/deploy.yaml": base, PROD: OVERLAY + said})
    assert where(scan(folder), "mutable-image-tag")[2] == "near"


def test_what_is_removed_may_be_missed_there(tmp_path: Path) -> None:
    said = json(f"- op: remove\n  path: {CONTAINER}/0/resources/limits")
    found = patched(tmp_path, said)
    assert where(found, "missing-memory-limit")[:2] in (("base/deploy.yaml", 17), (PROD, 6))


def test_labels_and_namespaces_of_the_kustomization(tmp_path: Path) -> None:
    long = "x" * 70
    for number, said in enumerate(
        (
            f"commonLabels:\n  tier: {long}\n",
            f"labels:\n- includeSelectors: true\n  pairs: {{tier: {long}}}\n",
            f"namespace: {long}\n",
            f"commonAnnotations:\n  'bad key': {long}\n",
        )
    ):
        found = patched(tmp_path / str(number), said, None, "--tier", "all")
        lines = {
            (one["path"], one["line"])
            for one in found["findings"]
            if long in one["message"] or "bad key" in one["message"]
        }
        assert lines <= {(PROD, 3), (PROD, 4), (PROD, 2)}, lines


def test_lists_of_custom_resources_merge_by_the_schema_that_is_given(tmp_path: Path) -> None:
    kind = "apiVersion: example.com/v1\nkind: Rolling\nmetadata: {name: web}\n"
    pod = "spec:\n  template:\n    spec:\n      containers:\n      - {name: web, image: 'web:1', resources: {limits: {memory: 1Gi}}}\n"
    schema = """\
{"definitions": {"v1.Rolling": {"x-kubernetes-group-version-kind": [{"group": "example.com", "kind": "Rolling", "version": "v1"}],
 "properties": {"spec": {"properties": {"template": {"$ref": "#/definitions/io.k8s.api.core.v1.PodTemplateSpec"}}}}}}}
"""
    folder = repository(tmp_path, {
        "base/kustomization.yaml": "resources: [web.yaml]\n", "base/web.yaml": kind + pod,
        PROD: OVERLAY + "openapi: {path: schema.json}\npatches: [{path: patch.yaml}]\n", "overlays/prod/schema.json": schema,
        PATCH: kind + "spec:\n  template:\n    spec:\n      containers:\n      - {name: web, tty: true}\n      - name: more\n        image: r.example.com/more:latest\n",
    })  # fmt: skip
    found = scan(folder)
    assert all(not one["rule"].endswith("/not-rendered") for one in found["findings"])
    assert all(one["rendered"] is None or one["rendered"]["mapping"] in ("exact", "near") for one in found["findings"])


def test_vars_and_replacements_never_pretend(tmp_path: Path) -> None:
    service = SERVICE.replace("name: web", "name: latest")
    said = "vars:\n- {name: TAG, objref: {kind: Service, name: latest, apiVersion: v1}}\nconfigurations: [refs.yaml]\n"
    folder = repository(tmp_path, {
        **BASE, "base/deploy.yaml": HARMLESS.replace("shop:1.4", "shop:$(TAG)"), "overlays/prod/service.yaml": service,
        PROD: "resources: [../../base, service.yaml]\n" + said,
        "overlays/prod/refs.yaml": "varReference: [{path: spec/template/spec/containers/image, kind: Deployment}]\n",
    })  # fmt: skip
    assert where(scan(folder), "mutable-image-tag") == ("base/deploy.yaml", 14, "near")


def test_a_patch_of_a_base_and_one_of_the_overlay(tmp_path: Path) -> None:
    """The overlay has the last word, and what it leaves the base's patch has said."""
    folder = repository(tmp_path, {
        **BASE, "base/kustomization.yaml": "resources: [deploy.yaml]\npatches: [{path: host.yaml}]\n", "base/host.yaml": STRATEGIC,
        PROD: OVERLAY + "namePrefix: a-\npatches: [{path: patch.yaml}]\n", PATCH: STRATEGIC.replace("hostNetwork", "hostPID"),
    })  # fmt: skip
    found = scan(folder)
    places = {
        (one["path"], one["line"], one["rendered"]["mapping"])
        for one in found["findings"]
        if one["rule"].endswith("/host-namespace")
    }
    assert places == {("base/host.yaml", 7, "exact"), (PATCH, 7, "exact")}


def test_a_component_that_two_overlays_share(tmp_path: Path) -> None:
    component = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: host.yaml}]\nimages: [{name: registry.example.com/shop, newTag: latest}]\n"
    folder = repository(tmp_path, {
        **BASE, "parts/kustomization.yaml": component, "parts/host.yaml": STRATEGIC,
        **{f"overlays/{name}/kustomization.yaml": OVERLAY + "components: [../../parts]\n" for name in ("dev", "prod")},
    })  # fmt: skip
    found = scan(folder)
    assert where(found, "host-namespace") == ("parts/host.yaml", 7, "exact")
    assert where(found, "mutable-image-tag") == ("parts/kustomization.yaml", 4, "exact")
    assert of(found, "host-namespace")["renders"] in (None, [])
