"""Controllers that deploy from a repository: what they install, and with which values."""

import pytest

from making import documents
from predeploy.formats import claim
from predeploy.reading import Source, read
from predeploy.views import Release

RELEASE = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cart}\n"
APPLICATION = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: cart}\n"


def release(text: str, path: str = "cart.yaml") -> Release:
    [found] = documents((path, text))
    assert isinstance(found, Release)
    return found


def charts(text: str, path: str = "cart.yaml") -> list[tuple[str | None, str | None]]:
    return [(chart.node.text, chart.version.text) for chart in release(text, path).charts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (RELEASE + "spec: {chart: {spec: {chart: c, version: '1', sourceRef: {kind: HelmRepository}}}}", [("c", "1")]),
        (RELEASE + "spec: {chart: {spec: {chart: ./c, sourceRef: {kind: GitRepository}}}}", []),
        (RELEASE + "spec: {chartRef: {kind: OCIRepository, name: c}}", []),
        (APPLICATION + "spec: {source: {chart: c, targetRevision: 1.2.0}}", [("c", "1.2.0")]),
        (APPLICATION + "spec: {source: {path: deploy, targetRevision: HEAD}}", []),
        (
            APPLICATION + "spec: {source: {chart: no}, sources: [{chart: a}, {path: b}, {chart: c}]}",
            [("a", None), ("c", None)],
        ),
        (
            "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: {template: {spec: {source: {chart: c}}}}",
            [("c", None)],
        ),
        ("apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec: {chart: c, version: '2'}", [("c", "2")]),
        ("apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec: {chart: https://example.com/c.tgz}", []),
        ("apiVersion: app.alauda.io/v1\nkind: HelmRequest\nspec: {chart: stable/c}", [("stable/c", None)]),
    ],
)
def test_the_charts_that_a_release_takes_from_a_repository(text, expected):
    assert charts(text) == expected


def test_values_are_read_wherever_a_dialect_has_them():
    application = release(
        APPLICATION
        + """
spec:
  sources:
    - helm: {valuesObject: {a: {b: 1}}, parameters: [{name: c.d, value: "2"}]}
    - helm: {values: "e: 3"}
"""
    )
    assert [(key, node.text) for key, node in application.settings] == [
        ("b", "1"),
        ("name", "c.d"),
        ("c.d", "2"),
        ("values", "e: 3"),
    ]


def test_images_are_what_says_a_tag():
    found = release(
        RELEASE
        + """
spec:
  values:
    image: {repository: a, tag: "1"}
    pinned: {repository: b, tag: "1", digest: "sha256:5a4c"}
    later: {repository: c, tag: "1", digest: "${DIGEST}"}
    list: [{image: "d:2"}, {image: {repository: e}}]
"""
    )
    assert [(repository.text, tag.text) for repository, tag in found.images] == [("a", "1"), ("d:2", "d:2")]


def test_values_without_end_are_given_up():
    deep = "&a [" + "{image: x:1}, " * 30_000 + "]"
    found = release(RELEASE + f"spec: {{values: {deep}}}")
    assert 0 < len(list(found.images)) < 6_000
    assert 0 < len(list(found.settings)) < 6_000


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("shop/fleet.yaml", "helm: {chart: c, repo: https://charts.example.com}", "fleet"),
        ("fleet.yaml", "defaultNamespace: shop", "fleet"),
        ("values.yaml", "helm: {chart: c}", None),
        ("fleet.yaml", "apiVersion: v1\nkind: ConfigMap\nhelm: x", "kubernetes"),
    ],
)
def test_what_is_a_fleet_yaml(path, text, expected):
    [tree] = read(Source(path, text)).trees
    found = claim(tree)
    assert (found.name if found else None) == expected


def test_a_fleet_yaml_is_called_like_its_folder_and_leaves_cluster_values_open():
    found = release(
        "helm: {repo: x, chart: c, version: '${ .ClusterValues.v }', values: {a: 1}}", "apps/shop/fleet.yaml"
    )
    assert (found.name, found.kind) == ("shop", "fleet.yaml")
    [chart] = found.charts
    assert chart.version.unknown
    assert [node.number for _, node in found.settings] == [1]
