"""Charts as they are deployed from the repository itself: by Flux, Argo CD and Fleet."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from charts import CHART, VALUES, WEB, chart, standin
from running import predeploy_here, report, write

pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")

HARMLESS = VALUES.replace("privileged: true", "privileged: false")


@pytest.fixture(autouse=True)
def no_helm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own `helm` is out of reach."""
    folders = [one for one in os.environ["PATH"].split(os.pathsep) if not os.path.exists(os.path.join(one, "helm"))]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))


def flux(spec: str, name: str = "shop", namespace: str = "prod", chart: str = "./charts/shop", more: str = "") -> str:
    """A HelmRelease; `spec` begins at its line 12."""
    return f"""\
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: {name}
  namespace: {namespace}
spec:
  interval: 5m
  chart:
    spec:
      sourceRef: {{kind: GitRepository, name: platform}}
      chart: {chart}
{more}{spec}"""


def argo(helm: str, source: str = "", kind: str = "Application") -> str:
    """An Application; `helm` begins at its line 11."""
    return f"""\
apiVersion: argoproj.io/v1alpha1
kind: {kind}
metadata: {{name: shop, namespace: argocd}}
spec:
  project: shops
  destination: {{namespace: test, server: "https://kubernetes.default.svc"}}
  source:
    repoURL: https://git.example.com/shops/platform.git
    targetRevision: v1.4.0
    path: charts/shop
{source}{helm}"""


def repository(folder: Path, files: dict[str, str | bytes], inner: dict[str, str | bytes] | None = None) -> Path:
    """A chart in which by default nothing is wrong, and what deploys it."""
    chart(folder, {"values.yaml": HARMLESS, **(inner or {})}, at="charts/shop")
    return write(folder, files)


def scan(folder: Path, *arguments: str | Path, **how: Any) -> dict[str, Any]:
    return report(*(arguments or (".",)), cwd=folder, run=predeploy_here, **how)


def every(found: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [one for one in found["findings"] if one["rule"].endswith(f"/{rule}")]


def of(found: dict[str, Any], rule: str) -> dict[str, Any]:
    one = every(found, rule)
    assert len(one) == 1, [(each["rule"], each["path"], each["line"], each["message"]) for each in found["findings"]]
    return one[0]


def decided(found: dict[str, Any], rule: str = "privileged-container") -> tuple[str, str, int]:
    value = of(found, rule)["rendered"]["value"]
    return value["key"], value["path"], value["line"]


PRIVILEGED = "  values:\n    # what it must do\n    privileged: true  # for now\n    image: {tag: '1.5'}\n"


def test_the_inline_value_of_a_helm_release_is_told(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"clusters/prod.yaml": flux(PRIVILEGED)})
    found = scan(folder)
    one = of(found, "privileged-container")
    assert (one["path"], one["line"], one["rendered"]["mapping"]) == ("charts/shop/templates/web.yaml", 18, "exact")
    assert decided(found) == ("privileged", "clusters/prod.yaml", 14)
    assert one["renders"] == ["Flux HelmRelease prod/shop"]
    text = predeploy_here("scan", cwd=folder).stdout
    assert "set by `spec.values.privileged`" in text
    assert "as deployed by Flux HelmRelease prod/shop" in text
    assert "As deployed by Flux HelmRelease prod/shop." in re.sub(
        r"flux helmrelease", "Flux HelmRelease", predeploy_here("scan", "--format", "sarif", cwd=folder).stdout
    )


def test_the_defaults_that_nobody_deploys_are_not_told(tmp_path: Path) -> None:
    folder = repository(
        tmp_path,
        {"prod.yaml": flux("  values: {privileged: false}\n")},
        {"values.yaml": VALUES, "ci/a-values.yaml": "{}"},
    )
    assert not every(scan(folder), "privileged-container")
    (folder / "prod.yaml").unlink()
    assert every(scan(folder), "privileged-container")


def test_a_release_counts_where_only_the_chart_was_picked(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"prod.yaml": flux(PRIVILEGED), "other.yaml": "a: 1\n"})
    found = scan(folder, "--listed", "charts/shop/templates/web.yaml")
    assert decided(found) == ("privileged", "prod.yaml", 14)


def test_the_users_helm_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "      valuesFiles: [charts/shop/prod.yaml]\n"
    inner: dict[str, str | bytes] = {"prod.yaml": VALUES}
    folder = repository(tmp_path / "repo", {"prod.yaml": flux("", more=more), "app.yaml": argo("")}, inner)
    by_sdk = scan(folder)
    monkeypatch.setenv("PATH", f"{standin(tmp_path / 'tools')}{os.pathsep}{os.environ['PATH']}")
    assert scan(folder)["findings"] == by_sdk["findings"]
    assert decided(by_sdk) == ("privileged", "charts/shop/prod.yaml", 6)


def test_what_the_user_says_comes_first(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"prod.yaml": flux(PRIVILEGED)})
    assert not every(scan(folder, ".", "--set", "replicas=3"), "privileged-container")
    write(folder, {"predeploy.yaml": "renders:\n  - {chart: charts/shop, name: dev}\n"})
    assert not every(scan(folder), "privileged-container")


def test_the_name_and_namespace_of_the_release(tmp_path: Path) -> None:
    web = "apiVersion: v1\nkind: Pod\nmetadata: {name: '{{ .Release.Name }}', namespace: '{{ .Release.Namespace }}'}\n"
    web += "spec:\n  containers: [{name: a, image: 'a:1.0', securityContext: {privileged: true}}]\n"
    for more, name, namespace in (
        ("", "shop", "prod"),
        ("  targetNamespace: web\n", "web-shop", "web"),
        ("  releaseName: front\n", "front", "prod"),
    ):
        files = {"templates/web.yaml": web}
        found = scan(repository(tmp_path / name, {"a.yaml": flux(more)}, files))  # type: ignore[arg-type]
        resource = of(found, "privileged-container")["resource"]
        assert (resource["name"], resource["namespace"]) == (name, namespace)


VALUES_MAP = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: shop-values, namespace: prod}\ndata:\n"


def test_values_files_of_flux_stand_in_the_place_of_the_charts(tmp_path: Path) -> None:
    files = "      valuesFiles: [./charts/shop/prod.yaml]\n"
    inner = {"prod.yaml": "image: {repository: shop, tag: '1.4'}\nprivileged: true\n", "values.yaml": VALUES}
    found = scan(repository(tmp_path, {"a.yaml": flux("", more=files)}, inner))  # type: ignore[arg-type]
    assert decided(found) == ("privileged", "charts/shop/prod.yaml", 2)
    assert every(found, "missing-memory-limit"), "the limits stand in the values.yaml that is not used"
    files = "      valuesFiles: [charts/shop/values.yaml, charts/shop/prod.yaml]\n"
    found = scan(repository(tmp_path, {"a.yaml": flux("", more=files)}, inner))  # type: ignore[arg-type]
    assert decided(found) == ("privileged", "charts/shop/prod.yaml", 2)
    assert not every(found, "missing-memory-limit")


def test_values_from_a_config_map(tmp_path: Path) -> None:
    held = VALUES_MAP + "  values.yaml: |\n    # of prod\n\n    privileged: true # so far\n"
    spec = "  valuesFrom: [{kind: ConfigMap, name: shop-values}]\n"
    found = scan(repository(tmp_path, {"a.yaml": flux(spec) + held}))
    assert decided(found) == ("privileged", "a.yaml", 21)
    predeploy_here("scan", "--fix", "--unsafe-fixes", cwd=tmp_path)
    assert "    # of prod\n\n    privileged: false # so far\n" in (tmp_path / "a.yaml").read_text()
    found = scan(repository(tmp_path / "b", {"a.yaml": flux(spec + PRIVILEGED), "b/map.yaml": held}))
    assert decided(found) == ("privileged", "a.yaml", 15)
    target = "  valuesFrom: [{kind: ConfigMap, name: shop-values, valuesKey: how, targetPath: privileged}]\n"
    target += "  values: {privileged: false}\n"
    found = scan(repository(tmp_path / "c", {"a.yaml": flux(target) + VALUES_MAP + "  how: 'true'\n"}))
    assert decided(found) == ("privileged", "a.yaml", 12)


def test_a_folded_text_has_no_lines(tmp_path: Path) -> None:
    held = VALUES_MAP + '  values.yaml: "privileged: true\\n"\n'
    found = scan(
        repository(tmp_path, {"a.yaml": flux("  valuesFrom: [{kind: ConfigMap, name: shop-values}]\n") + held})
    )
    assert decided(found) == ("privileged", "a.yaml", 18)
    assert of(found, "privileged-container")["fix"] is None


def test_what_stands_behind_the_values_does_not_count(tmp_path: Path) -> None:
    spec = "  values:\n    privileged: true\n    script: |\n      a\n\n  test: {enable: true, ignoreFailures: false, timeout: 10m}\n"
    found = scan(repository(tmp_path, {"a.yaml": flux(spec)}))
    assert decided(found) == ("privileged", "a.yaml", 13)
    text = argo("    helm:\n      values: |2-\n          privileged: true\n          script: |\n            a\n")
    found = scan(repository(tmp_path / "b", {"a.yaml": text.replace("\n", "\r\n")}))
    assert decided(found) == ("privileged", "a.yaml", 13)


def test_an_anchor_is_not_changed_by_a_fix(tmp_path: Path) -> None:
    shared = "  values: {privileged: &on true}\n  install: {createNamespace: *on}\n"
    found = scan(repository(tmp_path, {"a.yaml": flux(shared)}))
    assert decided(found) == ("privileged", "a.yaml", 12)
    assert of(found, "privileged-container")["fix"] is None
    alias = "  values: *all\n"
    text = flux(alias).replace("spec:\n  interval", "  annotations: &all {privileged: true}\nspec:\n  interval")
    found = scan(repository(tmp_path / "b", {"a.yaml": text}))
    assert decided(found) == ("privileged", "a.yaml", 13)


def test_a_fix_edits_the_inline_value(tmp_path: Path) -> None:
    folder = repository(tmp_path, {"prod.yaml": flux(PRIVILEGED)})
    predeploy_here("scan", "--fix", "--unsafe-fixes", cwd=folder)
    assert (folder / "prod.yaml").read_text() == flux(PRIVILEGED.replace("privileged: true", "privileged: false"))
    json = '{"apiVersion": "helm.toolkit.fluxcd.io/v2", "kind": "HelmRelease", "metadata": {"name": "shop"}, "spec": {"chart":'
    json += '{"spec": {"chart": "charts/shop", "sourceRef": {"kind": "Bucket"}}}, "values": {"privileged": true}}}'
    folder = repository(tmp_path / "b", {"prod.json": json})
    predeploy_here("scan", "--fix", "--unsafe-fixes", cwd=folder)
    assert (folder / "prod.json").read_text() == json.replace("true", "false")


def test_comments_in_inline_values_excuse(tmp_path: Path) -> None:
    excuse = "  # predeploy: ignore[privileged-container] it loads modules"
    spec = PRIVILEGED.replace("  # for now", excuse)
    found = scan(repository(tmp_path, {"prod.yaml": flux(spec)}))
    assert not every(found, "privileged-container")
    assert not every(found, "unused-suppression")
    assert found["summary"]["suppressed"] == 1
    above = f"  values:\n  {excuse}\n    privileged: true\n"
    found = scan(repository(tmp_path / "b", {"prod.yaml": flux(above)}))
    assert not every(found, "privileged-container")
    block = f"    helm:\n      values: |\n        privileged: true{excuse}\n"
    found = scan(repository(tmp_path / "c", {"app.yaml": argo(block)}))
    assert not every(found, "privileged-container")
    given = f"    helm:\n      parameters:\n        - name: privileged\n          value: 'true'{excuse}\n"
    found = scan(repository(tmp_path / "d", {"app.yaml": argo(given)}))
    assert not every(found, "privileged-container")
    assert not every(found, "unused-suppression")


def test_a_comment_that_excuses_nothing_is_told_once(tmp_path: Path) -> None:
    spec = PRIVILEGED.replace("'1.5'}", "'1.5'} # predeploy: ignore[privileged-container]")
    unused = of(scan(repository(tmp_path, {"prod.yaml": flux(spec)})), "unused-suppression")
    assert (unused["path"], unused["line"]) == ("prod.yaml", 15)


def test_what_a_value_does_is_told_once(tmp_path: Path) -> None:
    spec = "  values:\n    image:\n      repository: nginx\n      tag: latest"
    found = scan(repository(tmp_path, {"prod.yaml": flux(spec + "\n")}))
    assert of(found, "mutable-image-tag")["path"] == "charts/shop/templates/web.yaml"
    assert decided(found, "mutable-image-tag") == ("image.tag", "prod.yaml", 15)
    unused = spec.replace("nginx", "nginx:1") + " # predeploy: ignore[mutable-image-tag]\n"
    found = scan(repository(tmp_path, {"prod.yaml": flux(unused)}, {"templates/web.yaml": "a: {{ .Values.image }}"}))
    assert not every(found, "mutable-image-tag")
    assert not every(found, "unused-suppression"), "it is about the object itself"


def test_argo_cd_lays_parameters_over_values_over_files(tmp_path: Path) -> None:
    helm = {
        "file": "      valueFiles: [prod.yaml]\n",
        "values": "      values: |\n        privileged: true\n",
        "parameter": "      parameters: [{name: privileged, value: 'true'}]\n",
    }
    harmless = {"values": "      values: |\n        image: {tag: '1.6'}\n"}
    inner = {"prod.yaml": "privileged: true\n"}
    said = {"file": ("charts/shop/prod.yaml", 1), "values": ("app.yaml", 14), "parameter": ("app.yaml", 15)}
    for number in (1, 2, 3):
        given = [helm[name] for name in (*helm,)[:number]] + ([harmless["values"]] if number == 1 else [])
        folder = repository(tmp_path / str(number), {"app.yaml": argo("    helm:\n" + "".join(given))}, inner)  # type: ignore[arg-type]
        assert decided(scan(folder)) == ("privileged", *said[[*helm][number - 1]])


def test_what_argo_cd_takes_for_values(tmp_path: Path) -> None:
    both = "    helm:\n      values: 'privileged: true'\n      valuesObject: {image: {tag: '1.6'}}\n"
    assert not every(scan(repository(tmp_path / "a", {"app.yaml": argo(both)})), "privileged-container")
    both = "    helm:\n      values: 'privileged: false'\n      valuesObject:\n        privileged: true\n"
    folder = repository(tmp_path / "b", {"app.yaml": argo(both)})
    assert decided(scan(folder)) == ("privileged", "app.yaml", 14)
    assert "set by `spec.source.helm.valuesObject.privileged`" in predeploy_here("scan", cwd=folder).stdout
    rooted = "    helm:\n      valueFiles: [/env/prod.yaml, ../shop/none.yaml]\n      ignoreMissingValueFiles: true\n"
    folder = repository(tmp_path / "c", {"app.yaml": argo(rooted), "env/prod.yaml": "privileged: true\n"})
    assert decided(scan(folder)) == ("privileged", "env/prod.yaml", 1)


def test_several_sources_of_argo_cd(tmp_path: Path) -> None:
    sources = """\
  sources:
    - {repoURL: "https://git.example.com/a.git", targetRevision: v1, ref: values}
    - repoURL: https://git.example.com/a.git
      targetRevision: v1
      path: charts/shop
      helm: {valueFiles: [$values/env/prod.yaml]}
"""
    app = argo("")[: argo("").index("  source:")] + sources
    env: dict[str, str | bytes] = {"env/prod.yaml": "privileged: true\n"}
    found = scan(repository(tmp_path / "a", {"app.yaml": app, **env}))
    assert decided(found) == ("privileged", "env/prod.yaml", 1)
    other = app.replace("a.git", "b.git", 1)
    found = scan(repository(tmp_path / "b", {"app.yaml": other, **env}))
    assert "known to Argo CD only" in of(found, "not-rendered")["message"]


PARAMETERS = {
    "typed": ("replicas", "'3'", "", "3"),
    "string": ("replicas", "'3'", ", forceString: true", '"3"'),
    "null": ("replicas", "'null'", "", ""),
    "list": ("list", "'{a,1}'", "", "[a, 1]"),
    "braces": ("list", f"'{'{' * 9000}{'}' * 9000}'", "", f"['{'{' * 8999}{'}' * 8999}']"),
    "item": ("list[1].name", "b", "", "[{name: x}, {name: b}]"),
    "dotted": ("node\\.kind", "b", "", "b"),
    "comma": ("replicas", "'a,b'", "", "a,b"),
    "zero": ("replicas", "'007'", "", '"007"'),
}


@pytest.mark.parametrize("case", PARAMETERS)
def test_parameters_are_taken_like_set(case: str) -> None:
    from predeploy.reading import Source, read
    from predeploy.reading.helm.leaves import ValuesFile
    from predeploy.reading.helm.parameters import Parameter, parameters, steps

    key, text, force, wanted = PARAMETERS[case]
    tree = read(Source("a.yaml", f"[{{name: {key!r}, value: {text}{force}}}]")).trees[0]
    below = ValuesFile(Source("values.yaml", "list: [{name: x}, {name: y}]\nother: 1\n"))
    one = Parameter(key, tree.data[0]["value"], (0, "value"), typed=not force)
    made = parameters(tree, (), [one], [below])
    path = steps(one)
    value: Any = read(Source("", made.text)).trees[0].data
    assert value["other"] == 1
    if case == "item":
        assert value["list"] == read(Source("", wanted)).trees[0].data
        return
    for step in path:
        value = value[step]
    expected = read(Source("", wanted)).trees
    assert value == (expected[0].data if expected else None)


def test_file_parameters(tmp_path: Path) -> None:
    web = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: '{{ .Values.name }}'}\ndata: {a: b}\n"
    pod = "---\napiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n"
    pod += "  containers: [{name: a, image: 'a:1.0', securityContext: {privileged: {{ .Values.on | trim }}}}]\n"
    helm = "    helm:\n      fileParameters: [{name: 'on', path: on.txt}]\n"
    inner: dict[str, str | bytes] = {"templates/web.yaml": web + pod, "on.txt": "true", "values.yaml": "name: a\n"}
    found = scan(repository(tmp_path, {"app.yaml": argo(helm)}, inner))
    assert decided(found) == ("on", "app.yaml", 12)


FLEET = """\
namespace: shops
helm:
  chart: ../charts/shop
  values:
    privileged: false
    image: {tag: "1.5"}
targetCustomizations:
  - name: edge
    namespace: edge
    helm:
      values:
        privileged: true
  - name: none
    doNotDeploy: true
    helm: {values: {privileged: true}}
"""


def test_fleet_has_a_release_for_each_target(tmp_path: Path) -> None:
    found = scan(repository(tmp_path, {"bundle/fleet.yaml": FLEET}))
    assert decided(found) == ("privileged", "bundle/fleet.yaml", 12)
    assert of(found, "privileged-container")["renders"] == ["Fleet bundle bundle, edge"]


def test_a_fleet_file_in_the_chart_itself(tmp_path: Path) -> None:
    own = "helm:\n  values:\n    privileged: true\n"
    found = scan(repository(tmp_path, {}, {"fleet.yaml": own}))
    assert decided(found) == ("privileged", "charts/shop/fleet.yaml", 3)
    files = "helm:\n  chart: .\n  valuesFiles: [mine.yaml]\n  values: {privileged: false}\n"
    found = scan(repository(tmp_path / "b", {}, {"fleet.yaml": files, "mine.yaml": "privileged: true\n"}))
    assert decided(found) == ("privileged", "charts/shop/mine.yaml", 1)


UNSURE = {
    "secret": (flux("  valuesFrom: [{kind: Secret, name: shop}]\n"), 12, "the Secret `shop`, which is not in these files"),
    "map": (flux("  valuesFrom: [{kind: ConfigMap, name: shop}]\n"), 12, "the ConfigMap `shop`"),
    "key": (flux("  valuesFrom: [{kind: ConfigMap, name: shop-values}]\n") + VALUES_MAP + "  a: b\n", 12, "no `values.yaml`"),
    "post": (flux("  postRenderers: [{kustomize: {}}]\n"), 12, "`postRenderers` change"),
    "late": (flux("  values: {replicas: '${REPLICAS}'}\n"), 6, "filled in at deployment"),
    "missing": (flux("", more="      valuesFiles: [none.yaml]\n"), 12, "there is no file `none.yaml`"),
    "outside": (flux("", more="      valuesFiles: [../../outside.yaml]\n"), 12, "lies outside the project"),
    "list": (flux("  values: [1]\n"), 12, "no mapping"),
    "fifo": (flux("", more="      valuesFiles: [fifo]\n"), 12, "not a regular file"),
    "link": (flux("", more="      valuesFiles: [link]\n"), 12, "lies outside the project"),
    "huge": (flux("", more="      valuesFiles: [huge]\n"), 12, "larger than 2 MB"),
    "url": (argo("    helm: {valueFiles: ['https://example.com/a.yaml']}\n"), 11, "lies elsewhere"),
    "glob": (argo("    helm: {valueFiles: ['env/*.yaml']}\n"), 11, "is a pattern"),
    "environment": (argo("    helm: {parameters: [{name: a, value: $ARGOCD_APP_NAME}]}\n"), 11, "filled in by Argo CD"),
    "set": (argo("    helm: {parameters: [{name: 'a[', value: b}]}\n"), 11, "cannot be read as a key"),
    "deep": (argo(f"    helm: {{parameters: [{{name: a{'.a' * 5000}, value: b}}]}}\n"), 11, "cannot be read as a key"),
    "many": (argo(f"    helm: {{parameters: [{', '.join(['{name: a, value: b}'] * 2000)}]}}\n"), 11, "more than 1,000"),
    "index": (argo("    helm: {parameters: [{name: 'a[50000]', value: b}]}\n"), 11, "cannot be read as a key"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSURE)
def test_what_depends_on_what_nobody_sees_is_told(tmp_path: Path, case: str) -> None:
    text, line, said = UNSURE[case]
    (tmp_path / "outside.yaml").write_text("privileged: true\n")
    folder = repository(tmp_path / "a" / "repo", {"deploy.yaml": text}, {"values.yaml": VALUES})
    os.mkfifo(folder / "fifo")
    (folder / "link").symlink_to(tmp_path / "outside.yaml")
    (folder / "huge").write_bytes(b"a: " + b"b" * 50_000_000)
    found = scan(folder)
    one = of(found, "not-rendered")
    assert (one["path"], one["line"], one["severity"]) == ("deploy.yaml", line, "info")
    assert said in one["message"]
    assert "of the chart charts/shop was not rendered" in one["message"]
    assert every(found, "privileged-container"), "the defaults are all that is known"


def test_names_that_helm_would_not_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = flux(PRIVILEGED, name='"--dry-run\\n<b>"', namespace='"-x ../y"')
    folder = repository(tmp_path / "repo", {"prod.yaml": text})
    of(scan(folder), "privileged-container")
    monkeypatch.setenv("PATH", f"{standin(tmp_path / 'tools')}{os.pathsep}{os.environ['PATH']}")
    of(scan(folder), "privileged-container")
    calls = (tmp_path / "tools" / "calls").read_text()
    assert "--dry-run" not in calls
    assert "-x " not in calls
    assert "\n<b>" not in predeploy_here("scan", cwd=folder).stdout


def test_a_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    text = flux(PRIVILEGED) + "---\na: " + "b" * 2_000_000
    found = scan(repository(tmp_path, {"prod.yaml": text}))
    assert "larger than 2 MB" in of(found, "not-rendered")["message"]


def test_what_is_optional_may_be_missing(tmp_path: Path) -> None:
    spec = "  valuesFrom: [{kind: Secret, name: shop, optional: true}]\n" + PRIVILEGED
    spec = spec.replace("  values:", "  values:", 1)
    found = scan(repository(tmp_path, {"a.yaml": flux(spec)}))
    assert of(found, "privileged-container")["renders"] == ["Flux HelmRelease prod/shop"]
    assert not every(found, "not-rendered")


def test_an_application_set_that_fills_something_in(tmp_path: Path) -> None:
    inner = argo("    helm: {releaseName: '{{name}}', values: 'privileged: true'}\n")
    spec = inner[inner.index("spec:\n") :].replace("\n", "\n    ").rstrip(" ")
    head = "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: shops}\nspec:\n  generators: []\n"
    text = f"{head}  template:\n    metadata: {{name: shop}}\n    {spec}"
    found = scan(repository(tmp_path, {"set.yaml": text}))
    assert "the ApplicationSet fills in" in of(found, "not-rendered")["message"]
    found = scan(repository(tmp_path / "b", {"set.yaml": text.replace("{{name}}", "front")}))
    assert of(found, "privileged-container")["renders"] == ["Argo CD Application shop"]


def test_a_file_of_argo_cd_beside_the_chart_changes_it(tmp_path: Path) -> None:
    found = scan(repository(tmp_path, {"app.yaml": argo("")}, {".argocd-source-shop.yaml": "helm: {}\n"}))
    assert "`.argocd-source-shop.yaml` beside the chart" in of(found, "not-rendered")["message"]


@pytest.mark.parametrize(
    "text",
    [
        flux(PRIVILEGED, chart="charts/other"),
        flux(PRIVILEGED, chart="../repo/charts/shop"),
        flux(PRIVILEGED).replace("GitRepository", "HelmRepository"),
        flux(PRIVILEGED).replace("      chart: ./charts/shop\n", ""),
        argo("    helm: {values: 'privileged: true'}\n").replace("path: charts/shop", "chart: shop"),
        argo("    helm: {values: 'privileged: true'}\n", source="    plugin: {name: own}\n"),
    ],
)
def test_the_charts_of_others_are_not_ours(tmp_path: Path, text: str) -> None:
    found = scan(repository(tmp_path / "repo", {"deploy.yaml": text}))
    assert not every(found, "privileged-container")
    assert not every(found, "not-rendered")


def test_a_repository_within_another(tmp_path: Path) -> None:
    files = "      valuesFiles: [env/prod.yaml]\n"
    inner = repository(tmp_path / "shops" / "a", {"clusters/prod.yaml": flux("", more=files), "env/prod.yaml": VALUES})
    shutil.rmtree(inner / ".git")
    write(tmp_path, {".git/HEAD": "", "clusters/other.yaml": flux(PRIVILEGED, name="other")})
    found = scan(tmp_path)
    assert decided(found) == ("privileged", "shops/a/env/prod.yaml", 6)
    assert of(found, "privileged-container")["renders"] == ["Flux HelmRelease prod/shop"]


def test_each_release_is_told_apart(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "clusters/a/shop.yaml": flux(PRIVILEGED, namespace="web"),
        "clusters/b/shop.yaml": flux(PRIVILEGED, namespace="web"),
        "clusters/prod/shop.yaml": flux("  values: {replicas: 1}\n", namespace="web"),
    }
    found = scan(repository(tmp_path, files))
    assert of(found, "privileged-container")["renders"] == [
        "Flux HelmRelease web/shop in clusters/a", "Flux HelmRelease web/shop in clusters/b",
    ]  # fmt: skip


def test_what_all_releases_have_in_common_is_told_once(tmp_path: Path) -> None:
    web = WEB.replace('{{ include "shop.name" . }}', "{{ .Release.Name }}-shop-web") + "---\n"
    files: dict[str, str | bytes] = {
        "a.yaml": flux("", name="green", namespace="a"),
        "b.yaml": flux("", name="blue", namespace="b"),
        "prod.yaml": flux("  values: {privileged: false}\n"),
    }
    inner: dict[str, str | bytes] = {"templates/web.yaml": web, "values.yaml": VALUES}
    found = scan(repository(tmp_path, files, inner))
    told = of(found, "privileged-container")
    assert told["renders"] == ["Flux HelmRelease a/green", "Flux HelmRelease b/blue"]


def test_a_chart_with_ten_thousand_releases(tmp_path: Path) -> None:
    many = "---\n".join(flux("  values: {privileged: true}\n", name=f"shop-{number}") for number in range(2_500))
    files: dict[str, str | bytes] = {f"{name}.yaml": many.replace("prod", name) for name in ("a", "b", "c", "d")}
    found = scan(repository(tmp_path, files))
    assert "only 50 of the 10,000 releases" in of(found, "not-rendered")["message"]
    assert len(of(found, "privileged-container")["renders"]) == 50


@pytest.mark.skipif(
    not (shutil.which("kubectl") or shutil.which("kustomize")), reason="only where overlays can be built"
)
def test_a_release_that_an_overlay_patches(tmp_path: Path) -> None:
    patch = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: shop, namespace: prod}\n"
    files: dict[str, str | bytes] = {
        "base/kustomization.yaml": "resources: [shop.yaml]\n",
        "base/shop.yaml": flux("  values:\n    privileged: false\n"),
        "edge/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
        "edge/patch.yaml": f"{patch}spec:\n  values:\n    privileged: true\n",
        "prod/kustomization.yaml": "resources: [../base]\n",
    }
    found = scan(repository(tmp_path, files))
    assert of(found, "privileged-container")["renders"] == ["Flux HelmRelease prod/shop in edge"]
    assert decided(found) == ("privileged", "edge/patch.yaml", 6)


def test_values_that_helm_refuses_are_told(tmp_path: Path) -> None:
    found = scan(
        repository(
            tmp_path, {"a.yaml": flux("")}, {"templates/z.yaml": "a: {{ required 'x' .Values.none }}".replace("'", '"')}
        )
    )
    assert "Flux HelmRelease prod/shop cannot be rendered" in of(found, "not-rendered")["message"]


def test_a_chart_that_is_the_root(tmp_path: Path) -> None:
    chart(
        tmp_path,
        {"Chart.yaml": CHART, "values.yaml": HARMLESS, "fleet.yaml": "helm: {values: {privileged: true}}\n"},
        at=".",
    )
    assert decided(scan(tmp_path)) == ("privileged", "fleet.yaml", 1)
