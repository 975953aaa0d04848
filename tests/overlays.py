"""Repositories with kustomizations, and what a scan finds in them."""

from pathlib import Path
from typing import Any

import pytest

from predeploy.reading.kustomize.tool import find_builder
from running import predeploy_here, report, write

needs_builder = pytest.mark.skipif(
    not find_builder("/nowhere"), reason="neither kustomize nor kubectl is installed here"
)

DEPLOY = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      automountServiceAccountToken: false
      containers:
        - name: web
          image: registry.example.com/shop:latest
          securityContext:
            privileged: true
          resources: {limits: {memory: 128Mi}, requests: {cpu: 100m, memory: 128Mi}}
"""
HARMLESS = DEPLOY.replace("registry.example.com/shop:latest", "registry.example.com/shop:1.4").replace(
    "privileged: true", "privileged: false"
)
STRATEGIC = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    spec:
      hostNetwork: true
"""
SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n"
BASE: dict[str, str | bytes] = {"base/kustomization.yaml": "resources: [deploy.yaml]\n", "base/deploy.yaml": HARMLESS}
OVERLAY = "resources: [../../base]\n"


def repository(folder: Path, files: dict[str, str | bytes]) -> Path:
    write(folder, {".git/HEAD": "", **files})
    return folder


def scan(folder: Path, *arguments: str | Path, **how: Any) -> dict[str, Any]:
    return report(*(arguments or (".",)), cwd=folder, run=predeploy_here, **how)


def of(found: dict[str, Any], rule: str) -> dict[str, Any]:
    one = [each for each in found["findings"] if each["rule"].endswith(f"/{rule}")]
    assert len(one) == 1, [(each["rule"], each["path"], each["line"], each["message"]) for each in found["findings"]]
    return dict(one[0])


def where(found: dict[str, Any], rule: str) -> tuple[str, int, str]:
    one = of(found, rule)
    return one["path"], one["line"], one["rendered"]["mapping"]


def patched(
    folder: Path, kustomization: str, files: dict[str, str | bytes] | None = None, *arguments: str
) -> dict[str, Any]:
    """What is found in an overlay of the harmless base."""
    own = {"overlays/prod/kustomization.yaml": OVERLAY + kustomization}
    return scan(repository(folder, {**BASE, **own, **(files or {})}), ".", *arguments)


def proven(folder: Path, found: dict[str, Any], rule: str, harmless: str) -> tuple[str, int]:
    """File and line of a finding that is exact, and gone when something harmless stands at its place."""
    one = of(found, rule)
    assert one["rendered"]["mapping"] == "exact", one
    assert one["line"] == one["end_line"]
    file = folder / one["path"]
    lines = file.read_bytes().decode().split("\n")
    line = lines[one["line"] - 1]
    lines[one["line"] - 1] = line[: one["column"] - 1] + harmless + line[one["end_column"] - 1 :]
    file.write_bytes("\n".join(lines).encode())
    after = scan(folder, ".", "--tier", "all")
    assert [each for each in after["findings"] if each["rule"] == one["rule"]] == [], after["findings"]
    assert after["errors"] == []
    assert not any(each["rule"].endswith("/not-rendered") for each in after["findings"])
    return one["path"], one["line"]
