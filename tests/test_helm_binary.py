"""A real `helm` and the Helm SDK tell the same of the same charts, and neither does what a chart must not."""

import os
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from charts import CHART, REFUSED, VALUES, WEB, chart, real_helm
from running import predeploy_here, report, write

CLUSTER_ROLE = """\
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reads}
rules: [{apiGroups: [""], resources: [secrets], verbs: [list]}]
"""
HOOK = """\
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {"helm.sh/hook": WHEN}}
spec:
  template:
    spec:
      restartPolicy: Never
      containers: [{name: migrate, image: "shop:{{ .Values.image.tag }}", securityContext: {privileged: true}}]
"""
CRD = "apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nmetadata: {name: carts.shop.example.com}\n"
PASTED = "---\n# Source: other/templates/web.yaml\napiVersion: v1\nkind: Pod\nmetadata: {name: pasted}\nspec: {hostNetwork: true, containers: []}\n"
ENTRY = "dependencies:\n  - {name: cache, version: 1.0.0, repository: 'file://charts/cache', alias: store, condition: store.enabled}\n"
SUBCHART: dict[str, str | bytes] = {
    "Chart.yaml": CHART + ENTRY,
    "charts/cache/Chart.yaml": CHART.replace("shop", "cache"),
    "charts/cache/values.yaml": "privileged: true\nenabled: true\nimage: {repository: cache, tag: '7'}\n",
    "charts/cache/templates/_helpers.tpl": '{{- define "cache.name" }}cache{{ end }}\n',
    "charts/cache/templates/cache.yaml": WEB.replace("shop.name", "cache.name").replace("{{ .Values.replicas }}", "1"),
    "charts/cache/templates/hook.yaml": HOOK.replace("WHEN", "pre-install").replace("{{ .Values.image.tag }}", "1"),
}
ASKS = '{{ .Capabilities.KubeVersion.Version }}-{{ .Capabilities.APIVersions.Has "a.example.com/v1" }}-{{ .Release }}'
CHARTS: dict[str, dict[str, str | bytes]] = {
    "plain": {},
    "documents": {"templates/web.yaml": f"{CLUSTER_ROLE}---\n# nothing\n---\n{WEB}---\n{CLUSTER_ROLE.replace('reads', 'a')}\n\n\n"},
    "pasted": {"templates/a.yaml": PASTED, "templates/b.yaml": CLUSTER_ROLE},
    "hooks": {
        "templates/job.yaml": HOOK.replace("WHEN", "post-install"),
        "templates/test.yaml": HOOK.replace("WHEN", "test"),
        "templates/odd.yaml": HOOK.replace("WHEN", "sometimes"),
        "templates/NOTES.txt": "hostNetwork: {{ .Values.replicas }}\n",
        "templates/text.txt": "apiVersion: v1\nkind: Pod\nmetadata: {name: text}\nspec: {hostPID: true, containers: []}\n",
        "crds/crd.yaml": CRD,
    },
    "subchart": SUBCHART,
    "subchart-off": SUBCHART | {"values.yaml": VALUES + "store: {enabled: false}\n"},
    "ci": {"ci/a-values.yaml": "hostNetwork: true\n", "ci/b-values.yaml": "privileged: false\nreplicas: 1\n"},
    "asks": {"templates/a.yaml": f"apiVersion: v1\nkind: Secret\nmetadata: {{name: a}}\nstringData: {{Of Helm: '{ASKS}'}}\n"},
    "ignores": {".helmignore": "*.bak.yaml\ntemplates/zz*\n", "templates/x.bak.yaml": "{{ nonsense", "templates/y.yaml": CLUSTER_ROLE},
    **{name.replace(" ", "-").replace("'", ""): files for name, (files, _, _) in REFUSED.items()},
}  # fmt: skip
FLAGS = ("--set", "privileged=true,image.tag=latest", "--kubernetes", "1.33", "--api-versions", "a.example.com/v1")


def scan(folder: Path, *arguments: str, **how: Any) -> dict[str, Any]:
    found = report(".", "--tier", "all", "--show-skipped", *arguments, cwd=folder, run=predeploy_here, **how)
    return {key: value for key, value in found.items() if key != "tool"}


@pytest.fixture
def helm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path has a real `helm`, which writes its environment into `called` beside it."""
    tools = tmp_path / "tools"
    tools.mkdir()
    wrapper = tools / "helm"
    wrapper.write_text(f'#!/bin/sh\nenv >>"{tools}/called"\nexec "{real_helm()}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    return wrapper


@pytest.mark.parametrize("flags", [(), FLAGS], ids=["defaults", "flags"])
def test_the_binary_and_the_sdk_say_the_same(
    tmp_path: Path, helm: Path, monkeypatch: pytest.MonkeyPatch, flags: tuple[str, ...]
) -> None:
    pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")
    from predeploy.reading.helm import engine

    folder = tmp_path / "repo"
    for name, files in CHARTS.items():
        chart(folder, files, at=name)
    by_helm = scan(folder, *flags)
    assert "HOME=" in (helm.parent / "called").read_text()
    monkeypatch.setattr(engine, "find_tool", lambda name, root: "")
    by_sdk = scan(folder, *flags)
    assert [one["path"] for one in by_sdk["findings"]].count("subchart/charts/cache/templates/hook.yaml") > 0
    for one, other in zip(by_helm["findings"], by_sdk["findings"], strict=True):
        assert one == other
    assert by_helm == by_sdk


def test_the_environment_is_emptied(tmp_path: Path, helm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "AWS_SECRET_ACCESS_KEY",
        "HTTPS_PROXY",
        "HELM_DRIVER",
        "HELM_POST_RENDERER",
        "HELM_KUBETOKEN",
        "KUBECONFIG",
    ):
        monkeypatch.setenv(name, "not for a chart")
    env = '{{ env "AWS_SECRET_ACCESS_KEY" }}'
    files: dict[str, str | bytes] = {"templates/leak.yaml": f"a: {env}\n"}
    found = scan(chart(tmp_path / "repo", files))["findings"]
    assert [one["rule"] for one in found] == ["correctness/broken-template"]  # Helm has no `env`
    assert scan(chart(tmp_path / "other"))["findings"]
    lines = (helm.parent / "called").read_text().splitlines()
    assert all("not for a chart" not in line for line in lines)
    assert {line.partition("=")[0] for line in lines if "=" in line} <= {
        "HOME", "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME", "HELM_PLUGINS", "KUBECONFIG", "GOMEMLIMIT", "LC_ALL",
        "LC_CTYPE", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_", "PATH",
    }  # fmt: skip


def test_nobody_is_called(tmp_path: Path, helm: Path) -> None:
    """Neither a cluster, nor a name server, nor what a dependency names, nor a plugin of the project."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    port = server.getsockname()[1]
    callers: list[Any] = []
    done = threading.Event()

    def listen() -> None:
        while not done.is_set():
            try:
                callers.append(server.accept())
            except TimeoutError:
                continue

    listening = threading.Thread(target=listen)
    listening.start()
    entries = f"dependencies:\n  - {{name: cache, version: 1.0.0, repository: 'http://127.0.0.1:{port}/charts'}}\n  - {{name: up, version: 1.0.0, repository: 'file://../../up'}}\n"
    asks = 'cluster: {{ lookup "v1" "Secret" "" "" | toJson }}\naddress: "{{ getHostByName "localhost" }}"\n'
    folder = chart(tmp_path / "repo", {
        "Chart.yaml": CHART + entries, "templates/asks.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: asks}\ndata:\n" + asks.replace("cluster", "  cluster").replace("address", "  address"),
        "plugins/post/plugin.yaml": "name: post\nversion: 1.0.0\ncommand: touch ran\nhooks: {install: touch ran}\n",
    })  # fmt: skip
    write(tmp_path, {"up/Chart.yaml": CHART.replace("shop", "up"), "up/templates/a.yaml": CLUSTER_ROLE})
    found = scan(folder)["findings"]
    done.set()
    listening.join()
    server.close()
    assert not callers
    assert not list(tmp_path.rglob("ran"))
    assert any(one["rule"] == "security/privileged-container" for one in found)
    assert all("ClusterRole" not in one["message"] for one in found)


def test_only_what_lies_in_the_project_is_read(tmp_path: Path, helm: Path) -> None:
    (tmp_path / "outside").write_text(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: leak}\nspec: {hostPID: true, containers: []}\n"
    )
    folder = chart(
        tmp_path / "repo", {"templates/leak.yaml": '{{ .Files.Get "inner" }}\n{{ .Files.Get "../../outside" }}\n'}
    )
    (folder / "shop" / "inner").symlink_to(tmp_path / "outside")
    (folder / "shop" / "templates" / "other.yaml").symlink_to(tmp_path / "outside")
    found = scan(folder)
    assert all("leak" not in one["message"] for one in found["findings"])
    assert {one["path"] for one in found["skipped"]} >= {"shop/inner", "shop/templates/other.yaml"}


def test_a_helm_in_the_scanned_folder_never_runs(tmp_path: Path, helm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = chart(tmp_path / "repo")
    for place in (folder, folder / "bin"):
        place.mkdir(exist_ok=True)
        (place / "helm").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        (place / "helm").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder / "bin"), ".", "", os.environ["PATH"]]))
    assert scan(folder)["findings"]
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("body", ["", "{{ repeat 100000 `aaaa: b\n` }}"], ids=["time", "output"])
def test_a_chart_without_end_is_stopped(tmp_path: Path, helm: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    from predeploy.reading import confined

    monkeypatch.setattr(confined, "SECONDS", 4)
    monkeypatch.setattr(confined, "MAX_OUTPUT", 500_000)
    count = 3 if body else 100_000_000
    endless = f"{{{{ range until {count} }}}}{{{{ range until {count} }}}}{body}{{{{ end }}}}{{{{ end }}}}"
    folder = chart(chart(tmp_path / "repo"), {"templates/endless.yaml": endless}, at="endless")
    found = scan(folder)["findings"]
    told = [one["message"] for one in found if one["rule"] == "correctness/not-rendered"]
    assert len(told) == 1
    assert any(why in told[0] for why in (["larger than"] if body else ["not through", "out of memory"]))
    assert any(one["path"].startswith("shop/") for one in found)
