"""Charts and kustomizations are claimed before a reader meets their parts."""

from pathlib import Path

import pytest
import yaml
from folders import left, look, make, read


def test_a_chart_is_taken_whole(root: Path) -> None:
    make(
        root,
        "web/Chart.yaml",
        "web/values.yaml",
        "web/templates/d.yaml",
        "web/charts/db/Chart.yaml",
        "web/ci/x.yaml",
        "a.yaml",
    )
    found = look(root)
    assert read(found) == ["a.yaml"]
    assert found.charts == ["web"]
    assert [tuple(one) for one in found.skipped] == [("web", "Helm chart (not rendered)", "5 files")]


def test_a_root_can_be_a_chart(root: Path) -> None:
    make(root, "Chart.yaml", "templates/d.yaml")
    found = look(root)
    assert (read(found), found.charts) == ([], ["."])


@pytest.mark.parametrize("path", ["web/templates", "web/templates/sub", "web/charts"])
def test_naming_a_folder_of_templates_means_the_chart(root: Path, path: str) -> None:
    make(root, "web/Chart.yaml", "web/templates/sub/d.yaml", "web/charts/db/Chart.yaml")
    found = look(root, path)
    assert (read(found), found.charts) == ([], ["web"])


def test_other_parts_of_a_chart_are_read_when_named(root: Path) -> None:
    make(root, "web/Chart.yaml", "web/templates/d.yaml", "web/examples/e.yaml", "web/charts/db/Chart.yaml")
    assert read(look(root, "web/templates/d.yaml")) == ["web/templates/d.yaml"]
    assert read(look(root, "web/examples")) == ["web/examples/e.yaml"]
    assert look(root, "web/charts/db").charts == ["web/charts/db"]
    both = look(root, "", "web/templates/d.yaml")
    assert (read(both), both.charts) == (["web/templates/d.yaml"], ["web"])


KUSTOMIZATION = """
resources: [deployment.yaml, ../shared/whole.yaml]
patches: [{path: patch.yaml}, {patch: "- op: remove"}, {path: 7}, 3]
patchesStrategicMerge: [merge.yaml, "kind: Deployment\\nmetadata: {name: merge2.yaml}", ../shared/whole.yaml]
patchesJson6902: [{target: {}, path: ./json/patch.json}]
replacements: [{path: replacement.yaml}]
configMapGenerator: [{name: a, files: [app.yaml, "key.yaml=renamed.yaml"], envs: null}, null]
secretGenerator: [{files: [secret.json]}]
configurations: [names.yaml]
transformers: [../transformers, "a\\0b"]
openapi: {path: schema.json}
helmCharts: [{name: x, valuesFile: values.yaml, additionalValuesFiles: [more.yaml]}]
"""


def test_what_a_kustomization_patches_with_is_not_checked_alone(root: Path) -> None:
    make(root, "o/kustomization.yaml", kustomization_yaml=KUSTOMIZATION)
    parts = [
        "patch.yaml",
        "merge.yaml",
        "json/patch.json",
        "replacement.yaml",
        "app.yaml",
        "renamed.yaml",
        "secret.json",
    ]
    parts += ["names.yaml", "schema.json", "values.yaml", "more.yaml"]
    make(root, *(f"o/{part}" for part in parts), "transformers/t.yaml")
    make(root, "o/deployment.yaml", "shared/whole.yaml", "o/key.yaml", "o/merge2.yaml")
    found = look(root, parse=yaml.safe_load)
    assert read(found) == [
        "o/deployment.yaml",
        "o/key.yaml",
        "o/kustomization.yaml",
        "o/merge2.yaml",
        "shared/whole.yaml",
    ]
    assert found.kustomizations == ["o/kustomization.yaml"]
    assert set(left(found)) == {f"o/{part}" for part in parts} | {"transformers/t.yaml"}
    assert set(left(found).values()) == {"kustomize patch or generator input"}
    assert "o/patch.yaml" in read(look(root, "o", "o/patch.yaml", parse=yaml.safe_load))


@pytest.mark.parametrize("name", ["kustomization.yml", "Kustomization"])
def test_other_names_and_components_count_the_same(root: Path, name: str) -> None:
    make(root, "c/patch.yaml")
    (root / "c" / name).write_text("kind: Component\npatches: [{path: patch.yaml}]")
    found = look(root, parse=yaml.safe_load)
    assert read(found) == found.kustomizations == [f"c/{name}"]


@pytest.mark.parametrize("text", ["", "[]", "patches: {a: b}", "patches: text", "resources: [[1]]", "\0"])
def test_no_kustomization_is_too_odd(root: Path, text: str) -> None:
    make(root, "kustomization.yaml", "web.yaml", kustomization_yaml=text)
    assert read(look(root, parse=yaml.safe_load)) == ["kustomization.yaml", "web.yaml"]
