"""What Helm refuses is told where a person has to look, and in words that help."""

import json
from pathlib import Path
from typing import Any

import pytest

from charts import CHART, REFUSED, WEB, chart
from running import predeploy_here, report, write

pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")


@pytest.fixture(autouse=True)
def no_helm(monkeypatch: pytest.MonkeyPatch) -> None:
    from predeploy.reading.helm import engine

    monkeypatch.setattr(engine, "find_tool", lambda name, root: "")


def scan(folder: Path, *arguments: str, code: int | None = None) -> list[dict[str, Any]]:
    done = predeploy_here("scan", ".", "--format", "json", *arguments, cwd=folder)
    assert code is None or done.returncode == code, done.stdout
    return [dict(one) for one in json.loads(done.stdout)["findings"]]


@pytest.mark.parametrize("case", REFUSED)
def test_what_helm_refuses_is_told_where_it_stands(tmp_path: Path, case: str) -> None:
    files, (path, *place, rule, severity), words = REFUSED[case]
    one, *more = [each for each in scan(chart(tmp_path, files)) if each["rule"].startswith("correctness/")]
    assert not more
    assert (one["path"], [one["line"], one["column"]]) == (f"shop/{path}", place)
    assert (one["rule"], one["severity"]) == (f"correctness/{rule}", severity)
    assert words in one["message"]


def test_what_is_asked_for_makes_the_run_fail(tmp_path: Path) -> None:
    files, _, _ = REFUSED["required"]
    found = scan(chart(tmp_path, files), "--require-rendered", code=1)
    assert [(one["rule"], one["severity"]) for one in found] == [("correctness/not-rendered", "high")]


def test_the_command_that_is_told_helps(tmp_path: Path) -> None:
    files, _, _ = REFUSED["required by a helper"]
    found = scan(chart(tmp_path, files), "--set", "db.host=orders")
    assert all(one["rule"] != "correctness/not-rendered" for one in found)


def test_one_cause_is_told_once(tmp_path: Path) -> None:
    ci = {f"ci/{name}-values.yaml": f"replicas: {number}\n" for number, name in enumerate(("a", "b", "c"))}
    files = REFUSED["required"][0] | ci
    files["templates/z.yaml"] = (
        '{{ if lt (int .Values.replicas) 2 }}{{ required "say it" .Values.database }}{{ end }}\n'
    )
    found = scan(chart(tmp_path, files))
    one, *more = [each for each in found if each["rule"] == "correctness/not-rendered"]
    assert not more
    assert "with shop/ci/a-values.yaml (and 1 more), so it was checked with other values only" in one["message"]
    assert any(each["rule"] == "security/privileged-container" for each in found)


def test_what_is_missing_and_not_needed_hides_only_itself(tmp_path: Path) -> None:
    entries = "".join(
        f"  - {{name: {name}, version: 1.0.0, repository: 'oci://charts.example.com'}}\n" for name in "ab"
    )
    files: dict[str, str | bytes] = {"Chart.yaml": f"{CHART}dependencies:\n{entries}"}
    found = scan(chart(tmp_path, files))
    told = [one["message"] for one in found if one["rule"] == "correctness/not-rendered"]
    assert [message.partition(";")[0] for message in told] == [
        f"the dependency {name} does not lie in charts/, so nothing in it was checked" for name in "ab"
    ]
    assert any(one["rule"] == "security/privileged-container" for one in found)


def test_a_chart_for_other_versions_of_kubernetes(tmp_path: Path) -> None:
    folder = chart(tmp_path, {"Chart.yaml": CHART + "kubeVersion: '<1.30.0-0'\n"})
    assert all(one["rule"] != "correctness/not-rendered" for one in scan(folder))
    one = next(each for each in scan(folder, "--kubernetes", "1.34") if each["rule"] == "correctness/not-rendered")
    assert (one["path"], one["line"]) == ("shop/Chart.yaml", 4)
    assert "this chart is for Kubernetes <1.30.0-0, not for v1.34.0" in one["message"]
    assert all(each["rule"] != "correctness/not-rendered" for each in scan(folder, "--kubernetes", "1.29"))


ASKS = '{{ if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}\n      hostNetwork: true\n{{ end }}'


def asking(folder: Path) -> Path:
    switch = "{{- if .Values.hostNetwork }}\n      hostNetwork: true\n      {{- end }}"
    assert switch in WEB
    return chart(folder, {"templates/web.yaml": WEB.replace(switch, ASKS)})


def hosts(folder: Path, *arguments: str) -> list[Any]:
    found = report(".", *arguments, cwd=folder, run=predeploy_here)["findings"]
    return [one["renders"] for one in found if one["rule"] == "security/host-namespace"]


def test_charts_ask_what_the_cluster_serves(tmp_path: Path) -> None:
    folder = asking(tmp_path)
    assert hosts(folder) == []
    assert hosts(folder, "--api-versions", "apps.example.com/v1,monitoring.coreos.com/v1") == [None]
    assert predeploy_here("scan", "--api-versions", "no version", cwd=folder).returncode == 2
    write(folder, {"predeploy.yaml": "api-versions: [monitoring.coreos.com/v1]\n"})
    assert hosts(folder) == [None]


def test_each_render_has_its_cluster(tmp_path: Path) -> None:
    renders = (
        "renders:\n  - {chart: shop, name: a}\n  - {chart: shop, name: b, api-versions: [monitoring.coreos.com/v1]}\n"
    )
    folder = asking(tmp_path)
    write(folder, {"predeploy.yaml": renders})
    assert hosts(folder) == [["b"]]


def test_renders_are_named_in_their_order(tmp_path: Path) -> None:
    """However large they are, and whichever worker ends first."""
    ci: dict[str, str | bytes] = {
        f"ci/{name}-values.yaml": f"hostNetwork: true\nx: {'y' * size}\n"
        for name, size in zip("abcd", (9, 5000, 1, 70), strict=True)
    }
    folder = chart(tmp_path, ci)
    assert hosts(folder, "--jobs", "3") == [["ci/a", "ci/b", "ci/c", "ci/d"]]
