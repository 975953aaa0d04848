"""What is found in charts that come from elsewhere: kept back, unless somebody wants it."""

import io
import tarfile
from pathlib import Path

import pytest

from charts import CHART, VALUES, WEB, chart
from running import predeploy_here, report, write

pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")

NEEDS = CHART + "dependencies:\n  - {name: cache, version: 1.0.0, repository: 'oci://charts.example.com'}\n"
OWN = VALUES.replace("privileged: true", "privileged: false")
CACHE = {
    "cache/Chart.yaml": CHART.replace("shop", "cache"),
    "cache/values.yaml": "privileged: true\n",
    "cache/templates/cache.yaml": WEB.replace('{{ include "shop.name" . }}', "cache").replace(
        '"{{ .Values.image.repository }}:{{ .Values.image.tag }}"', '"cache:7.4"'
    ),
}


def told(folder: Path, *arguments: str) -> list[tuple[str, int]]:
    found = report(".", *arguments, cwd=folder, run=predeploy_here)
    return [(one["path"], one["line"]) for one in found["findings"] if one["rule"] == "security/privileged-container"]


def test_findings_in_charts_from_elsewhere_can_be_shown(tmp_path: Path) -> None:
    inner: dict[str, str | bytes] = {f"charts/{path}": text for path, text in CACHE.items()}
    folder = chart(tmp_path, {"Chart.yaml": NEEDS, "values.yaml": OWN, **inner})
    assert told(folder) == []
    assert told(folder, "--vendored") == [("shop/charts/cache/templates/cache.yaml", 18)]
    write(folder, {"predeploy.yaml": "vendored: true\n"})
    assert told(folder) == [("shop/charts/cache/templates/cache.yaml", 18)]
    predeploy_here("scan", "--fix", "--unsafe-fixes", cwd=folder)
    assert (folder / "shop/charts/cache/values.yaml").read_text() == "privileged: true\n", "it is not ours to change"


def test_of_a_packed_chart_the_archive_is_known(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for path, text in CACHE.items():
            member = tarfile.TarInfo(path)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))
    folder = chart(tmp_path, {"Chart.yaml": NEEDS, "values.yaml": OWN, "charts/cache-1.0.0.tgz": packed.getvalue()})
    assert told(folder) == []
    assert told(folder, "--vendored") == [("shop/charts/cache-1.0.0.tgz", None)]
    for form in ("text", "sarif", "markdown"):
        assert "cache-1.0.0.tgz" in predeploy_here("scan", "--vendored", "--format", form, cwd=folder).stdout
