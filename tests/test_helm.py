"""A scan of a repository with charts: rendered for real, told where a person edits."""

import json
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest

from charts import CHART, WEB, chart, standin
from running import environment, lines_of, predeploy_here, report, write

pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")

SECRET = "AWS_SECRET_ACCESS_KEY"


@pytest.fixture(autouse=True)
def no_helm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The user's own `helm` is out of reach, unless a test puts one on the path."""
    folders = [one for one in os.environ["PATH"].split(os.pathsep) if not os.path.exists(os.path.join(one, "helm"))]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))


def scan(folder: Path, *arguments: str | Path, **how: Any) -> dict[str, Any]:
    return report(*(arguments or (".",)), cwd=folder, run=predeploy_here, **how)


def of(found: dict[str, Any], rule: str) -> dict[str, Any]:
    one = [each for each in found["findings"] if each["rule"].endswith(f"/{rule}")]
    assert len(one) == 1, [(each["rule"], each["path"], each["line"]) for each in found["findings"]]
    return dict(one[0])


def test_a_finding_stands_at_the_line_of_the_template(tmp_path: Path) -> None:
    found = of(scan(chart(tmp_path)), "privileged-container")
    assert (found["path"], found["line"], found["column"]) == ("shop/templates/web.yaml", 18, 25)
    assert (found["rendered"]["mapping"], found["rendered"]["line"]) == ("exact", 15)


def test_a_helper_is_told_beside_the_line_that_calls_it(tmp_path: Path) -> None:
    web = WEB.replace("privileged: {{ .Values.privileged }}", '{{- include "shop.security" . | nindent 12 }}')
    found = of(scan(chart(tmp_path, {"templates/web.yaml": web})), "privileged-container")
    assert (found["path"], found["line"]) == ("shop/templates/web.yaml", 18)
    helper = [one for one in found["related"] if one["path"].endswith("_helpers.tpl")]
    assert [one["line"] for one in helper] == [6]


def test_the_users_helm_comes_first_and_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two = (
        WEB
        + "---\napiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec: {selector: {app: shop}, type: NodePort}\n"
    )
    folder = chart(tmp_path / "repo", {"templates/web.yaml": two})
    by_sdk = scan(folder)
    tools = standin(tmp_path / "tools")
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv(SECRET, "kept from whom it does not concern")
    by_helm = scan(folder, ".", "--kubernetes", "1.33")
    calls = [json.loads(line) for line in (tools / "calls").read_text().splitlines()]
    assert calls
    assert all(one["arguments"][0] == "template" and "1.33.0" in one["arguments"] for one in calls)
    assert {name for one in calls for name in one["environment"]} <= {
        "HOME", "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME", "HELM_PLUGINS", "KUBECONFIG", "GOMEMLIMIT", "LC_ALL",
        "LC_CTYPE", "TMPDIR",
    }  # fmt: skip
    assert by_helm["findings"] == by_sdk["findings"]


def test_a_helm_in_the_scanned_folder_never_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = chart(tmp_path)
    standin(folder / "bin")
    standin(folder)
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder / "bin"), ".", "", os.environ["PATH"]]))
    found = scan(folder)
    assert of(found, "privileged-container")
    assert not (folder / "calls").exists()
    assert not (folder / "bin" / "calls").exists()


def test_only_what_needs_the_output_renders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, tools = chart(tmp_path / "repo"), standin(tmp_path / "tools")
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    assert predeploy_here("config", ".", cwd=folder).returncode == 0
    assert not (tools / "calls").exists()
    assert predeploy_here("readiness", ".", cwd=folder).returncode == 0
    assert (tools / "calls").exists()


def test_what_lies_outside_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("kind: Secret\n")
    folder = chart(tmp_path / "repo", {"templates/leak.yaml": 'leak: {{ .Files.Get "inner" | quote }}\n'})
    (folder / "shop" / "inner").symlink_to(tmp_path / "outside")
    (folder / "shop" / "templates" / "other.yaml").symlink_to(tmp_path / "outside")
    found = scan(folder, ".", "--show-skipped")
    left = {one["path"]: one["reason"] for one in found["skipped"]}
    assert left["shop/inner"] == left["shop/templates/other.yaml"] == "symlink that leaves the project root"
    assert of(found, "privileged-container")


@pytest.mark.parametrize(
    "schema",
    [
        '{"$schema": "http://schema.example.com/draft"}',
        '{"properties": {"replicas": {"$ref": "https://schema.example.com/replicas.json"}}}',
        '{"properties": {"replicas": {"\\u0024ref": "file:///etc/hostname"}}}',
        '{"allOf": [{"$ref": "other.json#/a"}]}',
    ],
)
def test_nobody_is_asked_for_what_a_schema_refers_to(tmp_path: Path, schema: str) -> None:
    found = scan(chart(tmp_path, {"values.schema.json": schema}))
    assert of(found, "privileged-container")
    assert "shop/values.schema.json" in {one["path"] for one in found["skipped"]}
    assert "example.com" not in json.dumps(found["findings"])


def test_a_schema_that_stands_alone_is_heeded(tmp_path: Path) -> None:
    schema = '{"$schema": "http://json-schema.org/draft-07/schema#", "$defs": {"n": {"type": "string"}}, "properties": {"replicas": {"$ref": "#/$defs/n"}}}'
    assert "replicas" in of(scan(chart(tmp_path, {"values.schema.json": schema})), "not-rendered")["message"]


def test_a_separator_may_have_something_behind_it(tmp_path: Path) -> None:
    more = WEB.replace("name: {{ include", "name: more-{{ include")
    two = f"{WEB}---\n\n{{{{- if .Values.replicas -}}}}\n\n# more of it\n{more}{{{{- end }}}}\n---\n{{{{- with .Values.image }}}}apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{{name: a, image: b}}]}}\n{{{{- end }}}}\n"
    found = scan(chart(tmp_path, {"templates/web.yaml": two}))
    lines = [one["line"] for one in found["findings"] if one["rule"] == "security/privileged-container"]
    assert lines == [
        two[: two.index("privileged: {{")].count("\n") + 1,
        two[: two.rindex("privileged: {{")].count("\n") + 1,
    ]
    assert not [one for one in found["findings"] if one["rule"].startswith("correctness/")]


def test_a_chart_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from predeploy.reading import confined

    monkeypatch.setattr(confined, "SECONDS", 2)
    endless = "{{ range $i := until 100000000 }}{{ range $j := until 100000000 }}{{ end }}{{ end }}"
    folder = chart(tmp_path, {"templates/endless.yaml": endless}, at="endless")
    chart(folder)
    began = time.monotonic()
    found = scan(folder)
    assert time.monotonic() - began < 30
    assert of(found, "privileged-container")["path"].startswith("shop/")
    assert "cannot be rendered" in of(found, "not-rendered")["message"]


def test_a_dependency_that_is_not_there(tmp_path: Path) -> None:
    needs = (
        CHART
        + "dependencies:\n  - {name: cache, version: 1.0.0, repository: 'oci://charts.example.com', condition: cache.on}\n"
    )
    folder = chart(tmp_path, {"Chart.yaml": needs})
    found = scan(folder)
    assert of(found, "privileged-container")
    missing = of(found, "not-rendered")
    assert (missing["path"], missing["line"]) == ("shop/Chart.yaml", 5)
    assert "helm dependency build shop" in missing["message"]
    write(folder, {"shop/values.yaml": (folder / "shop/values.yaml").read_text() + "cache: {on: false}\n"})
    assert all(one["rule"] != "correctness/not-rendered" for one in scan(folder)["findings"])


def test_a_library_deploys_nothing(tmp_path: Path) -> None:
    found = scan(chart(tmp_path, {"Chart.yaml": CHART + "type: library\n"}), code=4)
    assert found["findings"] == []


def test_pods_of_helm_test_are_no_deployment(tmp_path: Path) -> None:
    pod = """\
apiVersion: v1
kind: Pod
metadata:
  name: probe
  annotations:
    "helm.sh/hook": test
spec:
  containers: [{name: probe, image: "shop:1.4", securityContext: {privileged: true}}]
"""
    folder = chart(tmp_path, {"templates/tests/probe.yaml": pod, "values.yaml": "image: {}\n"})
    assert all("tests/" not in one["path"] for one in scan(folder)["findings"])


def subchart(repository: str) -> dict[str, str | bytes]:
    entry = f"dependencies:\n  - {{name: cache, version: 1.0.0, repository: '{repository}', alias: store}}\n"
    return {
        "Chart.yaml": CHART + entry,
        "charts/cache/Chart.yaml": CHART.replace("shop", "cache"),
        "charts/cache/values.yaml": "privileged: true\n",
        "charts/cache/templates/_helpers.tpl": '{{- define "cache.name" }}cache{{ end }}\n',
        "charts/cache/templates/cache.yaml": WEB.replace("shop.name", "cache.name").replace(
            '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"', '"cache:7.4"'
        ),
    }


def test_a_subchart_is_rendered_with_its_parent(tmp_path: Path) -> None:
    own = scan(chart(tmp_path / "own", subchart("file://charts/cache")))
    paths = [path for rule, path, _ in lines_of(own) if rule == "security/privileged-container"]
    assert sorted(paths) == ["shop/charts/cache/templates/cache.yaml", "shop/templates/web.yaml"]
    theirs = scan(chart(tmp_path / "theirs", subchart("oci://charts.example.com")))
    assert of(theirs, "privileged-container")["path"] == "shop/templates/web.yaml"
    assert theirs["summary"]["resources"] == own["summary"]["resources"]


def test_comments_in_templates_excuse(tmp_path: Path) -> None:
    comment = "            # predeploy: ignore[privileged-container] it loads kernel modules\n"
    web = WEB.replace("            privileged: {{", comment + "            privileged: {{")
    found = scan(chart(tmp_path, {"templates/web.yaml": web}))
    assert all("privileged" not in one["rule"] for one in found["findings"])
    assert found["summary"]["suppressed"] == 1
    useless = WEB.replace("spec:\n  replicas", "spec:\n  # predeploy: ignore[host-path-mounted]\n  replicas")
    found = scan(chart(tmp_path / "other", {"templates/web.yaml": useless}))
    unused = of(found, "unused-suppression")
    assert (unused["path"], unused["line"]) == ("shop/templates/web.yaml", 6)


def test_without_helm_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from predeploy.reading.helm import charts

    monkeypatch.setattr(charts, "find_engine", lambda root: None)
    found = of(scan(chart(tmp_path), code=4), "not-rendered")
    assert (found["path"], found["line"]) == ("shop/Chart.yaml", 2)
    assert "helm template shop" in found["message"]


def test_a_chart_that_is_the_root(tmp_path: Path) -> None:
    found = of(scan(chart(tmp_path, at=".")), "privileged-container")
    assert found["path"] == "templates/web.yaml"


def test_what_was_rendered_travels_to_spawned_workers(tmp_path: Path) -> None:
    folder = chart(chart(tmp_path), at="other")
    here = scan(folder)
    there = report(".", "--jobs", "2", cwd=folder, env=environment(PREDEPLOY_WORKERS="spawn"))
    assert there["findings"] == here["findings"]


def value_of(found: dict[str, Any]) -> tuple[str, str, str, int]:
    value = found["rendered"]["value"]
    return value["key"], value["how"], value["path"], value["line"]


def test_the_value_that_decides_is_told(tmp_path: Path) -> None:
    folder = chart(tmp_path)
    found = of(scan(folder), "privileged-container")
    assert value_of(found) == ("privileged", "value", "shop/values.yaml", 6)
    assert [(one["label"], one["path"], one["line"]) for one in found["related"]] == [
        ("set by `privileged`", "shop/values.yaml", 6)
    ]
    text = predeploy_here("scan", cwd=folder).stdout
    assert "shop/templates/web.yaml:18:25" in text
    assert "set by `privileged`" in text
    assert "shop/values.yaml:6:1" in text


def test_the_value_through_a_helper_and_a_context(tmp_path: Path) -> None:
    web = WEB.replace(
        "privileged: {{ .Values.privileged }}",
        '{{- include "shop.security" (dict "Values" .Values.web) | nindent 12 }}',
    )
    values = "replicas: 1\nimage: {repository: a, tag: b}\nprivileged: false\nweb:\n  privileged: true\n"
    found = of(scan(chart(tmp_path, {"templates/web.yaml": web, "values.yaml": values})), "privileged-container")
    assert value_of(found) == ("web.privileged", "value", "shop/values.yaml", 5)


def test_what_a_template_says_itself_has_no_value(tmp_path: Path) -> None:
    web = WEB.replace("privileged: {{ .Values.privileged }}", "privileged: true")
    found = of(scan(chart(tmp_path, {"templates/web.yaml": web})), "privileged-container")
    assert found["rendered"]["value"] is None


def test_the_value_of_a_subchart_stands_where_it_wins(tmp_path: Path) -> None:
    files = subchart("file://charts/cache")
    inner = [one for one in scan(chart(tmp_path / "a", files))["findings"] if one["path"].endswith("cache.yaml")]
    found = next(one for one in inner if one["rule"].endswith("privileged-container"))
    assert value_of(found) == ("store.privileged", "value", "shop/charts/cache/values.yaml", 1)
    values = "image: {repository: shop, tag: '1.4'}\nprivileged: false\nstore:\n  privileged: true\n"
    found = of(scan(chart(tmp_path / "b", files | {"values.yaml": values})), "privileged-container")
    assert value_of(found) == ("store.privileged", "value", "shop/values.yaml", 4)


def test_comments_in_values_excuse(tmp_path: Path) -> None:
    from charts import VALUES

    excused = VALUES.replace("privileged: true", "privileged: true  # predeploy: ignore[privileged-container] it must")
    found = scan(chart(tmp_path / "a", {"values.yaml": excused}))
    assert all("privileged" not in one["rule"] for one in found["findings"])
    assert found["summary"]["suppressed"] == 1
    useless = VALUES.replace("replicas: 2", "replicas: 2  # predeploy: ignore[privileged-container]")
    unused = of(scan(chart(tmp_path / "b", {"values.yaml": useless})), "unused-suppression")
    assert (unused["path"], unused["line"]) == ("shop/values.yaml", 2)


def test_sarif_points_at_the_template_and_relates_the_value(tmp_path: Path) -> None:
    done = predeploy_here("scan", "--format", "sarif", cwd=chart(tmp_path))
    results = json.loads(done.stdout)["runs"][0]["results"]
    one = next(each for each in results if each["ruleId"].endswith("privileged-container"))
    physical = one["locations"][0]["physicalLocation"]
    assert (physical["artifactLocation"]["uri"], physical["region"]["startLine"]) == ("shop/templates/web.yaml", 18)
    related = one["relatedLocations"][0]["physicalLocation"]
    assert (related["artifactLocation"]["uri"], related["region"]["startLine"]) == ("shop/values.yaml", 6)
    assert (one["properties"]["mapping"], one["properties"]["value"]) == ("exact", "privileged")


CI = {"ci/all-on-values.yaml": "hostNetwork: true\n", "ci/values.yaml": "replicas: 3\n"}


def test_what_all_renders_say_is_told_once(tmp_path: Path) -> None:
    found = scan(chart(tmp_path, CI))
    assert of(found, "privileged-container")["renders"] is None
    one = of(found, "host-namespace")
    assert (one["renders"], one["path"], one["line"]) == (["ci/all-on"], "shop/templates/web.yaml", 12)
    assert "only with values ci/all-on" in predeploy_here("scan", cwd=tmp_path).stdout
    assert found["summary"]["resources"] == scan(chart(tmp_path / "other"))["summary"]["resources"]


def test_the_config_says_how_a_chart_is_rendered(tmp_path: Path) -> None:
    renders = """\
renders:
  - {chart: shop, name: dev, set: {privileged: false}}
  - {chart: shop, name: prod, namespace: shop, values: [values-prod.yaml], set: {image.tag: latest}}
"""
    folder = chart(tmp_path, CI)
    write(folder, {"predeploy.yaml": renders, "values-prod.yaml": "hostNetwork: true\nprivileged: true\n"})
    found = scan(folder)
    privileged = of(found, "privileged-container")
    assert privileged["renders"] == ["prod"]
    assert value_of(privileged) == ("privileged", "value", "values-prod.yaml", 2)
    assert privileged["resource"]["name"] == "prod"
    assert of(found, "host-namespace")["renders"] == ["prod"]
    assert {one["path"]: one["reason"] for one in found["skipped"]}["values-prod.yaml"] == "values for a deployment"


def test_flags_say_how_charts_are_rendered(tmp_path: Path) -> None:
    folder = chart(tmp_path, CI)
    write(folder, {"mine.yaml": "hostNetwork: true\n"})
    flags = ("--values", "mine.yaml", "--set", "privileged=false", "--release", "till", "--namespace", "front")
    found = scan(folder, ".", *flags)
    assert all("privileged" not in one["rule"] for one in found["findings"])
    assert of(found, "host-namespace")["resource"]["name"] == "till"
    given = of(scan(folder, ".", "--set", "privileged=true"), "privileged-container")["rendered"]["value"]
    assert (given["key"], given["path"]) == ("privileged", None)
    for wrong in (("--values", "none.yaml"), ("--set", "nothing"), ("--values", "/etc/hostname")):
        assert predeploy_here("scan", *wrong, cwd=folder).returncode == 2


def test_charts_can_ask_for_a_version(tmp_path: Path) -> None:
    old = '{{ if semverCompare "<1.30-0" .Capabilities.KubeVersion.Version }}\nhostNetwork: true\n{{ end }}'
    web = WEB.replace(
        "{{- if .Values.hostNetwork }}\n      hostNetwork: true\n      {{- end }}", old.replace("\n", "\n      ")
    )
    folder = chart(tmp_path, {"templates/web.yaml": web})
    assert of(scan(folder, ".", "--kubernetes", "1.29"), "host-namespace")
    assert all("host-namespace" not in one["rule"] for one in scan(folder, ".", "--kubernetes", "1.34")["findings"])


def test_the_value_is_mended(tmp_path: Path) -> None:
    folder = chart(tmp_path)
    before = (folder / "shop/values.yaml").read_text()
    fix = of(scan(folder), "privileged-container")["fix"]
    assert fix is not None
    assert [(one["path"], one["line"], one["text"]) for one in fix["edits"]] == [("shop/values.yaml", 6, "false")]
    done = predeploy_here("scan", "--fix", "--unsafe-fixes", "--format", "json", cwd=folder)
    assert (folder / "shop/values.yaml").read_text() == before.replace("privileged: true", "privileged: false")
    assert (folder / "shop/templates/web.yaml").read_text() == WEB
    assert all("privileged-container" not in one["rule"] for one in json.loads(done.stdout)["findings"])


def test_what_a_value_is_only_a_part_of_is_not_mended(tmp_path: Path) -> None:
    web = WEB.replace("privileged: {{ .Values.privileged }}", "privileged: {{ not .Values.shy }}")
    folder = chart(tmp_path, {"templates/web.yaml": web, "values.yaml": "image: {repository: a, tag: b}\nshy: false\n"})
    assert of(scan(folder), "privileged-container")["fix"] is None


def test_a_value_that_feeds_several_lines_is_no_safe_fix(tmp_path: Path) -> None:
    two = WEB + "---\n" + WEB.replace('{{ include "shop.name" . }}', "second")
    found = scan(chart(tmp_path, {"templates/web.yaml": two}))["findings"]
    fixes = [one["fix"] for one in found if one["rule"].endswith("privileged-container")]
    assert len(fixes) == 2
    assert all(fix and not fix["safe"] for fix in fixes)


def test_a_value_that_feeds_one_line_can_be_a_safe_fix(tmp_path: Path) -> None:
    pod = """\
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
      image: "shop:1.4"
      livenessProbe:
        httpGet: {path: /, port: 80}
        successThreshold: {{ .Values.times }}
"""
    other = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other}\ndata: {a: b}\n"
    values = "times: 2 # in a row\n"
    folder = chart(tmp_path, {"templates/web.yaml": pod, "templates/other.yaml": other, "values.yaml": values})
    assert "[safe fix]" in predeploy_here("scan", cwd=folder).stdout
    predeploy_here("scan", "--fix", cwd=folder)
    assert (folder / "shop/values.yaml").read_text() == "times: 1 # in a row\n"


@pytest.mark.parametrize(
    "said",
    [
        "            {{- toYaml .Values.resources | nindent 12 }}\n",
        "            {{- with .Values.resources }}{{ toYaml . | nindent 12 }}{{ end }}\n",
    ],
)
def test_the_value_that_could_supply_what_is_missing(tmp_path: Path, said: str) -> None:
    web = WEB.replace("            {{- toYaml .Values.resources | nindent 12 }}\n", said)
    values = "image: {repository: a, tag: b}\nresources: {}\n"
    found = of(scan(chart(tmp_path, {"templates/web.yaml": web, "values.yaml": values})), "missing-memory-limit")
    assert value_of(found) == ("resources", "absent", "shop/values.yaml", 2)
    assert found["rendered"]["mapping"] == "exact"
    assert "could be set by `resources`" in predeploy_here("scan", cwd=tmp_path).stdout


def test_what_no_value_supplies_has_none(tmp_path: Path) -> None:
    web = WEB[: WEB.index("          resources:")] + "{{/* resources: of .Values.resources */}}\n"
    sidecar = "        - name: side\n          image: side:1.4\n          resources: {{- toYaml .Values.resources | nindent 12 }}\n"
    values = "image: {repository: a, tag: b}\nresources: {}\n"
    found = scan(chart(tmp_path, {"templates/web.yaml": web + sidecar, "values.yaml": values}))["findings"]
    told = {
        re.findall("`(.*?)`", one["message"])[0]: one["rendered"]["value"]
        for one in found
        if one["rule"].endswith("missing-memory-limit")
    }
    assert told["web"] is None
    assert told["side"]["key"] == "resources"


def test_a_secret_in_values_is_not_shown(tmp_path: Path) -> None:
    word = "".join(("hunter", "2", "-", "Zq8vR4tY"))
    env = '          env: [{name: DATABASE_PASSWORD, value: "{{ .Values.database.word }}"}]\n'
    values = f"image: {{repository: a, tag: b}}\ndatabase:\n  word: {word}\n"
    folder = chart(
        tmp_path,
        {
            "templates/web.yaml": WEB.replace("          resources:", env + "          resources:"),
            "values.yaml": values,
        },
    )
    done = predeploy_here("scan", cwd=folder)
    assert "database.word" in done.stdout
    for form in ("text", "json", "sarif", "markdown"):
        assert word not in predeploy_here("scan", "--format", form, cwd=folder).stdout


def test_the_other_commands_point_at_templates_too(tmp_path: Path) -> None:
    done = predeploy_here("readiness", ".", cwd=chart(tmp_path))
    assert "shop/templates/web.yaml:" in done.stdout
    assert "templates:" not in done.stdout
