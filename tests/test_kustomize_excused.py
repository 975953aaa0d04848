"""Comments in bases, patches and kustomizations excuse what was built, and are told as useless only where nobody needs them."""

from pathlib import Path

import pytest

from overlays import BASE, DEPLOY, OVERLAY, STRATEGIC, needs_builder, of, repository, scan

pytestmark = needs_builder

PROD, DEV = "overlays/prod/kustomization.yaml", "overlays/dev/kustomization.yaml"
IGNORE = "# predeploy: ignore[{}] agreed"


def rules(found: dict[str, object]) -> set[str]:
    findings = found["findings"]
    assert isinstance(findings, list)
    return {one["rule"].rpartition("/")[2] for one in findings}


@pytest.mark.parametrize("overlay", ["dev", "prod"])
def test_a_comment_that_one_overlay_needs_is_not_useless(tmp_path: Path, overlay: str) -> None:
    """The other overlay changes the value, so that it needs no excuse there."""
    fine = "images: [{name: registry.example.com/shop, newTag: '2'}]\n"
    base = DEPLOY.replace("shop:latest", f"shop:latest  {IGNORE.format('mutable-image-tag')}")
    folder = repository(tmp_path, {
        **BASE, "base/deploy.yaml": base,
        **{path: OVERLAY + ("" if overlay in path else fine) for path in (PROD, DEV)},
    })  # fmt: skip
    found = scan(folder)
    assert not {"mutable-image-tag", "unused-suppression"} & rules(found)
    assert found["summary"]["suppressed"] == 1


def test_a_comment_that_no_overlay_needs_is_useless(tmp_path: Path) -> None:
    fine = OVERLAY + "images: [{name: registry.example.com/shop, newTag: '2'}]\n"
    base = DEPLOY.replace("shop:latest", f"shop:latest  {IGNORE.format('mutable-image-tag')}")
    found = scan(repository(tmp_path, {**BASE, "base/deploy.yaml": base, PROD: fine, DEV: fine}))
    assert (of(found, "unused-suppression")["path"], of(found, "unused-suppression")["line"]) == (
        "base/deploy.yaml",
        14,
    )


def test_a_comment_in_the_patch_of_one_overlay(tmp_path: Path) -> None:
    patch = STRATEGIC.replace("true", f"true  {IGNORE.format('host-namespace')}")
    folder = repository(tmp_path, {
        **BASE, DEV: OVERLAY, PROD: OVERLAY + "patches: [{path: host.yaml}]\n", "overlays/prod/host.yaml": patch,
    })  # fmt: skip
    assert not {"host-namespace", "unused-suppression"} & rules(scan(folder))


def test_a_comment_in_a_patch_that_stands_in_the_kustomization(tmp_path: Path) -> None:
    inline = "".join(f"    {line}\n" for line in STRATEGIC.splitlines())
    above = f"patches:\n{IGNORE.format('host-namespace')}\n- patch: |-\n{inline}"
    found = scan(repository(tmp_path / "above", {**BASE, PROD: OVERLAY + above}))
    assert not {"host-namespace", "unused-suppression"} & rules(found)
    within = f"patches:\n- patch: |-\n{inline}".replace("true", f"true  {IGNORE.format('host-namespace')}")
    found = scan(repository(tmp_path / "within", {**BASE, PROD: OVERLAY + within}))
    assert not {"host-namespace", "unused-suppression"} & rules(found)


def test_a_comment_in_what_is_built_in_part(tmp_path: Path) -> None:
    base = DEPLOY.replace("shop:latest", f"shop:latest  {IGNORE.format('mutable-image-tag')}")
    found = scan(repository(tmp_path, {**BASE, "base/deploy.yaml": base, PROD: "resources: [../../base, ../gone]\n"}))
    assert not {"mutable-image-tag", "unused-suppression"} & rules(found)


def test_that_a_kustomization_is_not_built_can_be_excused(tmp_path: Path) -> None:
    said = f"resources:\n- ../../base\n- https://example.com/crds.yaml  {IGNORE.format('not-rendered')}\n"
    assert "not-rendered" not in rules(scan(repository(tmp_path, {**BASE, PROD: said})))
