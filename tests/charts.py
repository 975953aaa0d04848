"""Charts made on the spot, and an executable that stands in for the user's `helm`."""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

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


# What Helm refuses: the templates, where and how that is told (file, line, column, rule, severity), and in which words
REFUSED: dict[str, tuple[dict[str, str | bytes], tuple[str, int, int, str, str], str]] = {
    "no value": (
        {"templates/z.yaml": "a: 1\nb: {{ if }}\n"},
        ("templates/z.yaml", 2, 4, "broken-template", "high"), "missing value for if"),
    "a brace": (
        {"templates/z.yaml": "a: 1\nb: {{ .Values.a }\nc: {{ .Values.c }}\n"},
        ("templates/z.yaml", 2, 17, "broken-template", "high"), 'unexpected "}"'),
    "not closed": (
        {"templates/z.yaml": "a: 1\nb: {{ .Values.a\nc: 1\n"},
        ("templates/z.yaml", 2, 4, "broken-template", "high"), "this action is not closed"),
    "a string over two lines": (
        {"templates/z.yaml": 'a: 1\nb: {{ print "a\\\nb" }}\n'},
        ("templates/z.yaml", 2, 4, "broken-template", "high"), "this action is not closed"),
    "no end": (
        {"templates/z.yaml": "a: 1\n{{- if .Values.a }}\nb: {{ range .Values.b }}{{ . }}{{ end }}\n"},
        ("templates/z.yaml", 2, 1, "broken-template", "high"), "this `if` has no `end`"),
    "an end too many": (
        {"templates/_z.tpl": "{{ define \"z\" }}{{ end }}\n{{ end }}\n"},
        ("templates/_z.tpl", 2, 1, "broken-template", "high"), "nothing that this `end` belongs to"),
    "no such function": (
        {"templates/z.yaml": "a: {{ .Values.a | quote | shout }}\n"},
        ("templates/z.yaml", 1, 27, "broken-template", "high"), 'function "shout" not defined'),
    "no such template": (
        {"templates/z.yaml": 'a: {{ include "shop.nobody" . }}\n'},
        ("templates/z.yaml", 1, 7, "broken-template", "high"), "`shop.nobody` is defined nowhere"),
    "no YAML": (
        {"templates/z.yaml": "metadata:\n  labels:\n{{ toYaml .Values.image | indent 4 }}\n   tier: web\n"},
        ("templates/z.yaml", 4, 4, "unreadable-file", "high"), "as it is rendered, which `helm install` refuses"),
    "no YAML at the end": (
        {"templates/z.yaml": "metadata:\n  name: {{ .Release.Name }}\nspec\n"},
        ("templates/z.yaml", 3, 4, "unreadable-file", "high"), "could not find expected ':'"),
    "no values": (
        {"values.yaml": "image: {}\n privileged: true\n"},
        ("values.yaml", 2, 2, "unreadable-file", "high"), "cannot be read"),
    "nothing": (
        {"templates/z.yaml": "a: 1\nb:\n  c: {{ .Values.none.deeper }}\n"},
        ("templates/z.yaml", 3, 16, "not-rendered", "info"), "--set none.deeper=VALUE`"),
    "required": (
        {"templates/z.yaml": 'a: {{ required "say which database" .Values.database }}\n'},
        ("templates/z.yaml", 1, 4, "not-rendered", "info"), "it wants `database`: say which database; run `predeploy scan"),
    "required by a helper": (
        {"templates/_z.tpl": '{{ define "z" }}\n{{ .Values.db.host | required "say where" }}{{ end }}\n',
         "templates/z.yaml": 'a: {{ include "z" . }}\n', "values.yaml": "image: {}\ndb: {}\n"},
        ("templates/_z.tpl", 2, 1, "not-rendered", "info"), "--set db.host=VALUE`"),
    "fail": (
        {"templates/z.yaml": '\n\n{{ fail "two of them exclude each other" }}\n'},
        ("templates/z.yaml", 3, 1, "not-rendered", "info"), "two of them exclude each other; run `helm template"),
    "no such property": (
        {"values.schema.json": json.dumps({"required": ["database"]})},
        ("Chart.yaml", 2, 7, "not-rendered", "info"), "missing property 'database'; run `predeploy scan"),
    "of another type": (
        {"values.schema.json": json.dumps({"properties": {"replicas": {"type": "string"}}})},
        ("values.yaml", 2, 1, "not-rendered", "info"), "at '/replicas': got number, want string"),
    "of nobody's library": (
        {"Chart.yaml": CHART + "dependencies:\n  - {name: common, version: 1.0.0, repository: 'oci://charts.example.com'}\n",
         "templates/z.yaml": 'a: {{ include "common.names" . }}\n'},
        ("Chart.yaml", 5, 12, "not-rendered", "info"), "the templates need it; run `helm dependency build"),
    "not yet a chart": (
        {"Chart.yaml": CHART + "description: ${{ parameters.name }}\n", "templates/z.yaml": "a: ${{ parameters.name }}\n"},
        ("templates/z.yaml", 1, 8, "not-rendered", "info"), 'function "parameters" not defined'),
}  # fmt: skip


@cache
def real_helm() -> str:
    """A `helm` that is one: what PREDEPLOY_HELM names, else the one on the path."""
    found = os.environ.get("PREDEPLOY_HELM") or shutil.which("helm")
    if found:
        said = subprocess.run([found, "version", "--short"], capture_output=True, text=True, check=False)
        if said.returncode == 0 and said.stdout.startswith("v"):
            return os.path.realpath(found)
    return pytest.skip("only where there is a helm: CONTRIBUTING.md says how to get one")


_STANDIN = '''#!{python} -I
"""Answers `helm template --debug` of a chart that is no YAML through the Helm SDK, and records how it was called."""
import json, os, sys
with open({record!r}, "a") as stream:
    stream.write(json.dumps({{"arguments": sys.argv[1:], "environment": sorted(os.environ)}}) + "\\n")
import helm_python
from helm_python import Chart, _native

def merged(low, high):
    if not isinstance(low, dict) or not isinstance(high, dict):
        return high
    return {{**low, **{{key: merged(low[key], value) if key in low else value for key, value in high.items()}}}}

given = iter([one for one in sys.argv[4:] if one not in ("--debug", "--no-hooks")])
values, sets, options = {{}}, [], {{"name": sys.argv[2], "api_versions": []}}
for flag, value in zip(given, given):
    if flag == "--values":
        values = merged(values, helm_python.values_from_yaml(open(value).read()) or {{}})
    elif flag == "--set":
        sets.append(value)
    elif flag == "--api-versions":
        options["api_versions"].append(value)
    else:
        options[{{"--namespace": "namespace", "--kube-version": "kube_version"}}[flag]] = value
for one in sets:
    values = merged(values, helm_python.parse_set_string(one))
try:
    chart = Chart.load(sys.argv[3])
    found = json.loads(_native.call_string("helm_render", chart._raw(), json.dumps(values), json.dumps(options)))
except Exception as error:
    sys.exit(f"Error: {{error}}")
for name, text in found.items():
    if text.strip() and not name.endswith("NOTES.txt"):
        print(f"---\\n# Source: {{name}}\\n{{text}}")
sys.exit("Error: YAML parse error on " + sys.argv[2])
'''


def standin(folder: Path) -> Path:
    """Put a `helm` into a folder; it writes what it was called with into `calls` there, a line of JSON each."""
    folder.mkdir(parents=True, exist_ok=True)
    helm = folder / "helm"
    helm.write_text(_STANDIN.format(python=sys.executable, record=str(folder / "calls")))
    helm.chmod(0o755)
    return folder
