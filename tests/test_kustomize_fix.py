"""Fixes of built overlays: written where the value stands, and proven by building again."""

from pathlib import Path
from typing import Any

import pytest

from overlays import OVERLAY, needs_builder, repository, scan
from running import predeploy_here

pytestmark = needs_builder

MONITOR = """\
# what is measured
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec:
  selector: {matchLabels: {app: cart}}
  endpoints:
    - port: metrics
      interval: 15s
      scrapeTimeout: 30s  # slow disks
"""
FITTING = MONITOR.replace("interval: 15s", "interval: 1m")
POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    # the only one
    - name: web
      image: registry.example.com/shop:1.4
      env:
        - {name: PORT, value: 8080}
"""
PATCH = "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: cart}\n"


def shop(folder: Path, files: dict[str, str | bytes]) -> Path:
    base: dict[str, str | bytes] = {"base/kustomization.yaml": "resources: [monitor.yaml]\n"}
    return repository(folder, {**base, **files})


def fix(folder: Path, *arguments: str) -> str:
    """What `--fix` says, and does."""
    return predeploy_here("scan", ".", "--fix", "--fail-on", "critical", *arguments, cwd=folder).stderr


def diff(folder: Path, *arguments: str) -> list[str]:
    """The lines that `--diff` takes out and puts in."""
    done = predeploy_here("scan", ".", "--diff", "--fail-on", "critical", *arguments, cwd=folder)
    return [line for line in done.stdout.splitlines() if line[:1] in "+-"]


def fixable(folder: Path) -> list[Any]:
    found = scan(folder)["findings"]
    return [one["fixable"] for one in found if one["rule"] == "timeouts/scrape-outlives-interval"]


def test_the_base_is_mended_once_for_all_overlays(tmp_path: Path) -> None:
    folder = shop(tmp_path, {
        "base/monitor.yaml": MONITOR, "overlays/dev/kustomization.yaml": OVERLAY + "namePrefix: dev-\n",
        "overlays/prod/kustomization.yaml": OVERLAY + "namespace: shop\n",
    })  # fmt: skip
    assert fixable(folder) == ["safe"]
    assert "fixed 1 finding in 1 file" in fix(folder)
    assert (folder / "base/monitor.yaml").read_text() == MONITOR.replace("30s", "15s")
    assert fixable(folder) == []


def test_an_overlay_that_says_it_otherwise_stays_as_it_was(tmp_path: Path) -> None:
    patch = """\
patches:
- target: {kind: ServiceMonitor}
  patch: '[{"op": "replace", "path": "/spec/endpoints/0/scrapeTimeout", "value": "5s"}]'
"""
    folder = shop(tmp_path, {
        "base/monitor.yaml": MONITOR, "overlays/dev/kustomization.yaml": OVERLAY + patch,
        "overlays/prod/kustomization.yaml": OVERLAY,
    })  # fmt: skip
    assert fixable(folder) == ["safe"]


def test_what_would_change_another_overlay_is_not_safe(tmp_path: Path) -> None:
    """The interval is too short in one overlay only; the timeout is the same in both."""
    patch = """\
patches:
- target: {kind: ServiceMonitor}
  patch: '[{"op": "replace", "path": "/spec/endpoints/0/interval", "value": "15s"}]'
"""
    folder = shop(tmp_path, {
        "base/monitor.yaml": FITTING, "overlays/dev/kustomization.yaml": OVERLAY,
        "overlays/prod/kustomization.yaml": OVERLAY + patch,
    })  # fmt: skip
    assert fixable(folder) == ["unsafe"]
    assert "1 only with --unsafe-fixes" in fix(folder)
    assert (folder / "base/monitor.yaml").read_text() == FITTING
    assert len(diff(folder, "--unsafe-fixes")) == 4


def test_what_a_patch_sets_is_mended_in_the_patch(tmp_path: Path) -> None:
    spec = "spec:\n  endpoints: [{port: metrics, interval: 15s, scrapeTimeout: 30s}]  # all of them\n"
    folder = shop(tmp_path, {
        "base/monitor.yaml": FITTING, "overlays/dev/kustomization.yaml": OVERLAY,
        "overlays/prod/kustomization.yaml": OVERLAY + "patches: [{path: often.yaml}]\n", "overlays/prod/often.yaml": PATCH + spec,
    })  # fmt: skip
    assert fixable(folder) == ["safe"]
    fix(folder)
    assert (folder / "overlays/prod/often.yaml").read_text() == PATCH + spec.replace("30s", "15s")


def test_what_a_patch_in_a_kustomization_sets_is_mended_there(tmp_path: Path) -> None:
    patch = """\
patches:
  - target: {kind: ServiceMonitor}
    patch: |-
      - op: replace
        path: /spec/endpoints/0
        # every minute is not enough
        value: {port: metrics, interval: 15s, scrapeTimeout: 30s}  # slow
"""
    folder = shop(tmp_path, {"base/monitor.yaml": FITTING, "overlays/prod/kustomization.yaml": OVERLAY + patch})
    fix(folder)
    assert (folder / "overlays/prod/kustomization.yaml").read_text() == OVERLAY + patch.replace("30s", "15s")


def test_what_is_missing_goes_where_the_object_is_written(tmp_path: Path) -> None:
    folder = repository(tmp_path, {
        "base/kustomization.yaml": "resources: [pod.yaml]\n", "base/pod.yaml": POD,
        "overlays/dev/kustomization.yaml": OVERLAY, "overlays/prod/kustomization.yaml": OVERLAY + "nameSuffix: -x\n",
    })  # fmt: skip
    assert diff(folder, "--select", "automounted-api-token", "--unsafe-fixes") == [
        "--- a/base/pod.yaml", "+++ b/base/pod.yaml", "+  automountServiceAccountToken: false",
    ]  # fmt: skip
    assert "fixed" in fix(folder, "--tier", "all", "--unsafe-fixes")
    after = (folder / "base/pod.yaml").read_text()
    assert "    # the only one\n" in after
    assert "automountServiceAccountToken: false" in after
    assert 'value: "8080"' in after or "value: '8080'" in after


def test_what_a_patch_adds_gets_what_is_missing_in_the_patch(tmp_path: Path) -> None:
    patch = """\
patches:
  - patch: |-
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
          - name: proxy   # beside it
            image: registry.example.com/proxy:1.4
"""
    folder = repository(tmp_path, {
        "base/kustomization.yaml": "resources: [pod.yaml]\n", "base/pod.yaml": POD.replace("8080", "'8080'"),
        "overlays/dev/kustomization.yaml": OVERLAY, "overlays/prod/kustomization.yaml": OVERLAY + patch,
    })  # fmt: skip
    lines = diff(folder, "--select", "writable-root-filesystem", "--tier", "all", "--unsafe-fixes")
    assert "+++ b/overlays/prod/kustomization.yaml" in lines
    assert lines[-2:] == ["+            securityContext:", "+              readOnlyRootFilesystem: true"]


def test_what_the_kustomization_counts_is_mended_there(tmp_path: Path) -> None:
    deploy = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3\n  selector: {matchLabels: {app: web}}\n" \
        "  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: 'shop:1.4'}]}\n"  # fmt: skip
    service = (
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n"
    )
    folder = repository(tmp_path, {
        "base/kustomization.yaml": "resources: [web.yaml]\n", "base/web.yaml": f"{deploy}---\n{service}",
        "overlays/prod/kustomization.yaml": OVERLAY + "replicas:\n- name: web\n  count: 1  # for now\n",
    })  # fmt: skip
    assert diff(folder, "--select", "few-replicas", "--tier", "all", "--unsafe-fixes")[2:] == [
        "-  count: 1  # for now",
        "+  count: 2  # for now",
    ]


def test_one_base_that_one_build_holds_thrice(tmp_path: Path) -> None:
    folder = shop(tmp_path, {
        "base/monitor.yaml": MONITOR, "kustomization.yaml": "resources: [a, b, c]\n",
        **{f"{name}/kustomization.yaml": f"resources: [../base]\nnamePrefix: {name}-\n" for name in "abc"},
    })  # fmt: skip
    assert fixable(folder) == ["safe"]


def test_a_file_of_an_overlay_that_is_not_built_is_never_safe(tmp_path: Path) -> None:
    folder = shop(tmp_path, {
        "base/monitor.yaml": MONITOR, "overlays/dev/kustomization.yaml": OVERLAY,
        "overlays/prod/kustomization.yaml": OVERLAY + "unknownField: 1\n",
    })  # fmt: skip
    assert fixable(folder) == ["unsafe"]


@pytest.mark.parametrize("said", ["replacements", "json"])
def test_what_is_not_followed_is_not_mended(tmp_path: Path, said: str) -> None:
    """The build gives something else than the fix wants: it is not offered."""
    more = {
        "replacements": "replacements:\n- source: {kind: ServiceMonitor, fieldPath: spec.jobLabel}\n"
        "  targets: [{select: {kind: ServiceMonitor}, fieldPaths: [spec.endpoints.0.scrapeTimeout]}]\n",
        "json": """patches: [{target: {kind: ServiceMonitor}, patch: '[{"op": "copy", "from": "/spec/jobLabel", "path": "/spec/endpoints/0/scrapeTimeout"}]'}]\n""",
    }[said]
    base = FITTING.replace("spec:", "spec:\n  jobLabel: 50s").replace("interval: 1m", "interval: 40s")
    folder = shop(tmp_path, {"base/monitor.yaml": base, "overlays/prod/kustomization.yaml": OVERLAY + more})
    assert fixable(folder) == [None]
