"""`helmCharts` of kustomizations: only when asked for, only charts that lie in the project, and nothing is fetched."""

import os
from pathlib import Path

import pytest

from overlays import needs_builder, of, repository, scan
from predeploy.reading.confined import find_tool
from running import write

pytestmark = [
    needs_builder,
    pytest.mark.skipif(not find_tool("helm", "/nowhere"), reason="only where helm is installed"),
]

CHART: dict[str, str | bytes] = {
    "shop/charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.4.0\n",
    "shop/charts/web/values.yaml": "privileged: false\n",
    "shop/charts/web/templates/pod.yaml": 'apiVersion: v1\nkind: Pod\nmetadata: {name: "{{ .Release.Name }}-web"}\nspec:\n  containers:\n'
    '    - {name: web, image: "shop:1.4", securityContext: {privileged: {{ .Values.privileged }}}}\n',
}  # fmt: skip
ENTRY = "helmCharts:\n- name: web\n  releaseName: a\n  valuesInline: {privileged: true}\n"


def rules(found: dict[str, object]) -> dict[str, dict[str, object]]:
    findings = found["findings"]
    assert isinstance(findings, list)
    return {one["rule"].rpartition("/")[2]: one for one in findings if one["path"].endswith("kustomization.yaml")}


def test_off_it_is_said(tmp_path: Path) -> None:
    found = rules(scan(repository(tmp_path, {**CHART, "shop/kustomization.yaml": ENTRY})))
    assert found.keys() == {"not-rendered"}
    assert "--enable-helm" in str(found["not-rendered"]["message"])


@pytest.mark.parametrize("how", ["flag", "config", "repo", "versioned"])
def test_a_chart_of_the_project_is_rendered(tmp_path: Path, how: str) -> None:
    entry, chart = ENTRY, CHART
    if how in ("repo", "versioned"):
        entry = entry.replace("  releaseName", "  repo: https://example.com/charts\n  version: 1.4.0\n  releaseName")
    if how == "versioned":
        chart = {path.replace("charts/web", "charts/web-1.4.0/web"): text for path, text in chart.items()}
    config = {"predeploy.yaml": "enable-helm: true\n"} if how == "config" else {}
    folder = repository(tmp_path, {**chart, **config, "shop/kustomization.yaml": entry})
    found = rules(scan(folder, ".", *([] if config else ["--enable-helm"])))
    assert "not-rendered" not in found
    assert found["privileged-container"]["path"] == "shop/kustomization.yaml"
    assert found["privileged-container"]["line"] in (1, 2)


def test_values_files_count(tmp_path: Path) -> None:
    entry = ENTRY.replace("  valuesInline: {privileged: true}\n", "  valuesFile: prod.yaml\n")
    folder = repository(tmp_path, {**CHART, "shop/kustomization.yaml": entry, "shop/prod.yaml": "privileged: true\n"})
    assert "privileged-container" in rules(scan(folder, ".", "--enable-helm"))


REFUSED = {
    "elsewhere": "- {name: cache, repo: 'https://example.com', version: 1.0.0}\n",
    "oci": "- {name: cache, repo: 'oci://example.com/charts', version: 1.0.0}\n",
    "option as release": "- {name: web, releaseName: '--post-renderer=sh'}\n",
    "option as name": "- {name: '--post-renderer=sh'}\n",
    "option as version of an API": "- {name: web, apiVersions: ['--post-renderer=sh']}\n",
    "option as namespace": "- {name: web, namespace: '--post-renderer=sh'}\n",
    "option as version": "- {name: web, kubeVersion: '--post-renderer=sh'}\n",
    "another field": "- {name: web, nameTemplate: '{{ x }}'}\n",
    "name that climbs": "- {name: ../../web}\n",
    "values outside": "- {name: web, valuesFile: ../../../outside.yaml}\n",
    "values of an address": "- {name: web, valuesFile: 'https://example.com/values.yaml'}\n",
    "plugins beside it": "- {name: web}\ngenerators: [more.yaml]\n",
    "home outside": "- {name: web}\nhelmGlobals: {chartHome: ../../charts}\n",
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_handed_to_helm(tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = tmp_path / "tools"
    write(tools, {"helm": f"#!/bin/sh\ntouch {tmp_path}/called\n", "sh": f"#!/bin/sh\ntouch {tmp_path}/called\n"})
    (tools / "helm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    more = "apiVersion: builtin\nkind: HelmChartInflationGenerator\nmetadata: {name: x}\nname: cache\nrepo: https://example.com\n"
    folder = repository(tmp_path / "repo", {
        **CHART, "shop/kustomization.yaml": f"resources: [web.yaml]\nhelmCharts:\n{REFUSED[case]}", "shop/more.yaml": more,
        "shop/web.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\n",
    })  # fmt: skip
    found = scan(folder, ".", "--enable-helm", "--ignore", "not-rendered", "--exclude", "shop/charts")
    assert found["errors"] == []
    message = of(scan(folder, "shop/kustomization.yaml", "--enable-helm"), "not-rendered")["message"]
    assert "chart" in message or "leads out" in message or "lies elsewhere" in message
    assert not (tmp_path / "called").exists()
