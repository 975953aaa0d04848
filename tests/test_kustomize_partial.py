"""Kustomizations that cannot be built as they are: what is left is built, and nothing is claimed that the rest may settle."""

from pathlib import Path

import pytest

from overlays import BASE, DEPLOY, HARMLESS, OVERLAY, SERVICE, STRATEGIC, needs_builder, of, repository, scan, where
from running import lines_of

PROD = "overlays/prod/kustomization.yaml"
UNLIMITED = HARMLESS.replace("limits: {memory: 128Mi}, ", "")
LIMIT = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: web, resources: {limits: {memory: 1Gi}}}]}}}\n"


@needs_builder
@pytest.mark.parametrize(
    "gone", ["github.com/example/shop//base?ref=v1", "https://example.com/all.yaml", "../gone", "gone.yaml"]
)
def test_the_rest_is_built(tmp_path: Path, gone: str) -> None:
    """The image and what a patch says count, as they do when the whole is built."""
    said = f"resources: [../../base, '{gone}']\nimages: [{{name: registry.example.com/shop, newTag: '2'}}]\npatches: [{{path: host.yaml}}]\n"
    folder = repository(
        tmp_path, {**BASE, "base/deploy.yaml": DEPLOY, PROD: said, "overlays/prod/host.yaml": STRATEGIC}
    )
    found = scan(folder)
    assert where(found, "host-namespace") == ("overlays/prod/host.yaml", 7, "exact")
    assert all(not one["rule"].endswith("/mutable-image-tag") for one in found["findings"])
    one = of(found, "not-rendered")
    assert "was built in part" in one["message"]
    assert f"`{gone}`" in one["message"]
    assert "run `kubectl kustomize overlays/prod | predeploy scan -`" in one["message"]
    assert (one["path"], one["line"], one["severity"]) == (PROD, 1, "info")
    assert of(scan(folder, ".", "--require-rendered"), "not-rendered")["severity"] == "high"


@needs_builder
def test_a_patch_of_what_is_missing_goes_too(tmp_path: Path) -> None:
    """The patch has nobody to change: kustomize refuses it, and says so with the object's name."""
    lost = STRATEGIC.replace("name: web", "name: lost")
    said = "resources: [../../base, ../gone]\npatches: [{path: lost.yaml}, {path: host.yaml}]\nnamespace: shop\n"
    folder = repository(
        tmp_path, {**BASE, PROD: said, "overlays/prod/lost.yaml": lost, "overlays/prod/host.yaml": STRATEGIC}
    )
    found = scan(folder)
    assert where(found, "host-namespace") == ("overlays/prod/host.yaml", 7, "exact")
    assert "no resource matches" not in of(found, "not-rendered")["message"]


@needs_builder
@pytest.mark.parametrize(
    "said",
    [
        "patches: [{path: gone.yaml}]\n", "patches: [{path: gone.yaml, target: {kind: Deployment, name: we.}}]\n",
        "patchesStrategicMerge: [gone.yaml]\n", "components: ['https://example.com/limits']\n", "components: [../gone]\n",
        "transformers: [gone.yaml]\n", "replacements: [{path: gone.yaml}]\n",
    ],
)  # fmt: skip
def test_what_a_missing_patch_may_supply_is_not_missed(tmp_path: Path, said: str) -> None:
    folder = repository(
        tmp_path,
        {**BASE, "base/deploy.yaml": UNLIMITED.replace("privileged: false", "privileged: true"), PROD: OVERLAY + said},
    )
    found = scan(folder)
    assert all("limit" not in one["rule"] for one in found["findings"])
    assert where(found, "privileged-container")[:2] == ("base/deploy.yaml", 16)


@needs_builder
@pytest.mark.parametrize(
    "said",
    [
        "patches: [{path: gone.yaml, target: {kind: Job}}]\n",
        "resources: [gone.yaml]\n",
        "configMapGenerator: [{name: a, files: [gone]}]\n",
    ],
)
def test_what_cannot_supply_it_leaves_it_missed(tmp_path: Path, said: str) -> None:
    said = OVERLAY + said if "resources" not in said else "resources: [../../base, gone.yaml]\n"
    found = scan(repository(tmp_path, {**BASE, "base/deploy.yaml": UNLIMITED, PROD: said}))
    assert where(found, "missing-memory-limit") == ("base/deploy.yaml", 17, "exact")


@needs_builder
def test_what_is_missing_may_hold_what_a_service_selects(tmp_path: Path) -> None:
    said = "resources: [../../base, service.yaml, ../gone]\n"
    other = SERVICE.replace("app: web", "app: web, role: front").replace("name: web", "name: other")
    files: dict[str, str | bytes] = {**BASE, "overlays/prod/service.yaml": other, PROD: said}
    found = scan(repository(tmp_path / "part", files))
    assert all(not one["rule"].endswith("/service-selects-nothing") for one in found["findings"])
    files[PROD] = said.replace(", ../gone", "")
    assert (
        of(scan(repository(tmp_path / "whole", files)), "service-selects-nothing")["path"]
        == "overlays/prod/service.yaml"
    )


@needs_builder
def test_the_same_for_an_overlay_that_does_not_stand_for_its_family(tmp_path: Path) -> None:
    other = SERVICE.replace("app: web", "app: web, role: front").replace("name: web", "name: other")
    said = "resources: [../../base, service.yaml, ../gone]\n"
    folder = repository(
        tmp_path, {**BASE, PROD: OVERLAY, "overlays/a/kustomization.yaml": said, "overlays/a/service.yaml": other}
    )
    assert all(not one["rule"].endswith("/service-selects-nothing") for one in scan(folder)["findings"])


@needs_builder
def test_a_file_that_kustomize_refuses_is_checked_as_it_lies(tmp_path: Path) -> None:
    folder = repository(
        tmp_path,
        {
            "shop/kustomization.yaml": "resources: [deploy.yaml, again.yaml]\n",
            "shop/deploy.yaml": HARMLESS,
            "shop/again.yaml": DEPLOY,
        },
    )
    assert ("security/privileged-container", "shop/again.yaml", 16) in lines_of(scan(folder))


@needs_builder
def test_nothing_is_left(tmp_path: Path) -> None:
    folder = repository(
        tmp_path,
        {"shop/kustomization.yaml": "resources: [gone.yaml, 'https://example.com/a.yaml']\n", "web.yaml": HARMLESS},
    )
    one = of(scan(folder), "not-rendered")
    assert "was not built" in one["message"]
    assert "`gone.yaml` does not exist, `https://example.com/a.yaml` lies elsewhere;" in one["message"]


def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    from predeploy.reading.kustomize import overlays

    monkeypatch.setattr(overlays, "find_builder", lambda root: ())


def test_without_a_builder_a_patch_may_supply_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unbuilt(monkeypatch)
    folder = repository(tmp_path, {
        **BASE, "base/deploy.yaml": UNLIMITED.replace("shop:1.4", "shop"), "overlays/prod/limit.yaml": LIMIT,
        PROD: OVERLAY + "patches: [{path: limit.yaml}]\nimages: [{name: registry.example.com/shop, newTag: '1'}]\n",
    })  # fmt: skip
    rules = {one["rule"] for one in scan(folder)["findings"]}
    assert "correctness/not-rendered" in rules
    assert not {"reliability/missing-memory-limit", "reliability/mutable-image-tag"} & rules


def test_without_a_builder_what_nobody_changes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unbuilt(monkeypatch)
    other = LIMIT.replace("name: web}\nspec", "name: other}\nspec")
    folder = repository(
        tmp_path,
        {
            **BASE,
            "base/deploy.yaml": UNLIMITED,
            "overlays/prod/limit.yaml": other,
            PROD: OVERLAY + "patches: [{path: limit.yaml}]\n",
        },
    )
    assert of(scan(folder), "missing-memory-limit")["path"] == "base/deploy.yaml"


def test_without_a_builder_a_patch_may_change_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unbuilt(monkeypatch)
    patch = LIMIT.replace("resources: {limits: {memory: 1Gi}}", "securityContext: {privileged: false}")
    folder = repository(
        tmp_path,
        {
            **BASE,
            "base/deploy.yaml": DEPLOY,
            "overlays/prod/calm.yaml": patch,
            PROD: OVERLAY + "patches: [{path: calm.yaml}]\n",
        },
    )
    found = scan(folder)
    assert all("privileged" not in one["rule"] for one in found["findings"])
    assert of(found, "mutable-image-tag")["line"] == 14


def test_a_patch_that_is_commented_out_is_no_object(tmp_path: Path) -> None:
    folder = repository(
        tmp_path,
        {**BASE, "base/memory_patch.yaml": LIMIT, "base/patches/more.yaml": STRATEGIC, "patch-panel/web.yaml": DEPLOY},
    )
    found = scan(folder)
    assert {one["path"] for one in found["findings"]} == {"base/deploy.yaml", "patch-panel/web.yaml"}
    assert found["summary"]["skipped"]["kustomize patch or generator input"] == 2
