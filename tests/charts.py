"""Charts made on the spot, and an executable that stands in for the user's `helm`."""

import sys
from pathlib import Path

from running import write

CHART = "apiVersion: v2\nname: shop\nversion: 1.0.0\n"
VALUES = """\
# what the shop runs with
replicas: 2
image:
  repository: shop
  tag: "1.4"   # of the release
privileged: true
resources:
  limits: {memory: 128Mi}
  requests: {cpu: 100m, memory: 128Mi}
"""
HELPERS = """\
{{- define "shop.name" -}}
{{ .Release.Name | trunc 63 }}
{{- end }}
{{- define "shop.security" }}
allowPrivilegeEscalation: false
privileged: {{ .Values.privileged }}
{{- end }}
"""
WEB = """\
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.name" . }}
spec:
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      {{- if .Values.hostNetwork }}
      hostNetwork: true
      {{- end }}
      containers:
        - name: web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          securityContext:
            privileged: {{ .Values.privileged }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
"""


def chart(folder: Path, files: dict[str, str | bytes] | None = None, at: str = "shop") -> Path:
    """A chart in a repository; `files` replace and add."""
    own = {"Chart.yaml": CHART, "values.yaml": VALUES, "templates/_helpers.tpl": HELPERS, "templates/web.yaml": WEB}
    write(folder, {".git/HEAD": "", **{f"{at}/{path}": text for path, text in (own | (files or {})).items()}})
    return folder


_STANDIN = '''#!{python} -I
"""Answers `helm template` through the Helm SDK, and records how it was called."""
import json, os, re, sys
with open({record!r}, "a") as stream:
    stream.write(json.dumps({{"arguments": sys.argv[1:], "environment": sorted(os.environ)}}) + "\\n")
import helm_python
from helm_python import Chart, _native

def merged(low, high):
    if not isinstance(low, dict) or not isinstance(high, dict):
        return high
    return {{**low, **{{key: merged(low[key], value) if key in low else value for key, value in high.items()}}}}

given = sys.argv[4:]
values, sets, options = {{}}, [], {{"name": sys.argv[2]}}
for flag, value in zip(given[::2], given[1::2]):
    if flag == "--values":
        values = merged(values, helm_python.values_from_yaml(open(value).read()) or {{}})
    elif flag == "--set":
        sets.append(value)
    else:
        options[{{"--namespace": "namespace", "--kube-version": "kube_version"}}[flag]] = value
for one in sets:
    values = merged(values, helm_python.parse_set_string(one))
try:
    chart = Chart.load(sys.argv[3])
    found = json.loads(_native.call_string("helm_render", chart._raw(), json.dumps(values), json.dumps(options)))
except Exception as error:
    sys.exit(f"Error: {{error}}")
kinds = ["ServiceAccount", "Secret", "ConfigMap", "Service", "Deployment"]
documents = []
for name, text in sorted(found.items()):
    for part in re.split(r"(?m)^---.*$", text):
        kind = re.search(r"(?m)^kind: *(\\S+)", part)
        if kind and not name.endswith("NOTES.txt"):
            documents.append((kinds.index(kind[1]) if kind[1] in kinds else 99, name, part.strip()))
for _, name, part in sorted(documents, key=lambda one: one[0]):
    print(f"---\\n# Source: {{name}}\\n{{part}}")
'''


def standin(folder: Path) -> Path:
    """Put a `helm` into a folder; it writes what it was called with into `calls` there, a line of JSON each."""
    folder.mkdir(parents=True, exist_ok=True)
    helm = folder / "helm"
    helm.write_text(_STANDIN.format(python=sys.executable, record=str(folder / "calls")))
    helm.chmod(0o755)
    return folder
