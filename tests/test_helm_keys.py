"""Which key of the values decides what a finding is about: every way in which templates hand values on."""

import os
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from charts import CHART, WEB, chart
from running import predeploy_here, report, write
from test_helm import of, subchart

pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")


@pytest.fixture(autouse=True)
def no_helm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own `helm` is out of reach."""
    folders = [one for one in os.environ["PATH"].split(os.pathsep) if not os.path.exists(os.path.join(one, "helm"))]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))


class Way(NamedTuple):
    said: str  # in the place of `privileged: …` and what is indented like it
    values: str
    key: str
    how: str = "value"
    helpers: str = ""


IMAGE = "image: {repository: shop, tag: '1.4'}\n"
WAYS = {
    "default": Way("privileged: {{ .Values.up | default false }}", "up: true", "up"),
    "default, prefix": Way("privileged: {{ default true .Values.up }}", "up: null", "up", "condition"),
    "the default of a value": Way("privileged: {{ default .Values.all .Values.up }}", "all: true", "all"),
    "coalesce": Way("privileged: {{ coalesce .Values.one .Values.two false }}", "one: null\ntwo: true", "two"),
    "ternary": Way(
        'privileged: {{ ternary "true" "false" .Values.node.agent }}', "node: {agent: true}", "node.agent", "condition"
    ),
    "ternary of values": Way("privileged: {{ ternary .Values.a .Values.b true }}", "a: true\nb: false", "a"),
    "with": Way(
        "{{- with .Values.security }}\nprivileged: {{ .up }}\n{{- end }}", "security: {up: true}", "security.up"
    ),
    "with, in parentheses": Way(
        '{{- with (index .Values "my-agent").x }}\nprivileged: {{ . }}\n{{- end }}', "my-agent: {x: true}", "my-agent.x"
    ),
    "a variable": Way("{{- $up := .Values.agent.up }}\nprivileged: {{ $up }}", "agent: {up: true}", "agent.up"),
    "the root in a loop": Way("{{- range tuple 1 }}\nprivileged: {{ $.Values.up }}\n{{- end }}", "up: true", "up"),
    "a list": Way(
        "{{- range .Values.agents }}\nprivileged: {{ .up }}\n{{- end }}", "agents:\n  - {up: true}", "agents[0].up"
    ),
    "a map": Way(
        "{{- range $name, $one := .Values.agents }}\nprivileged: {{ $one.up }}\n{{- end }}",
        "agents: {left: {up: true}}",
        "agents.left.up",
    ),
    "an item by its number": Way(
        "privileged: {{ (index .Values.agents 1).up }}", "agents: [{up: false}, {up: true}]", "agents[1].up"
    ),
    "first": Way("privileged: {{ (first .Values.agents).up }}", "agents: [{up: true}]", "agents[0].up"),
    "get": Way('privileged: {{ get .Values.agent "is-up" }}', "agent: {is-up: true}", "agent.is-up"),
    "dig": Way('privileged: {{ dig "a" "b" false .Values.agent }}', "agent: {a: {b: true}}", "agent.a.b"),
    "a dot in a key": Way(
        'privileged: {{ index .Values.flags "node.agent" }}', "flags: {node.agent: true}", "flags.node\\.agent"
    ),
    "tpl": Way("privileged: {{ tpl .Values.text . }}", 'text: "{{ .Values.node.up }}"\nnode: {up: true}', "node.up"),
    "tpl of what is written": Way("privileged: {{ tpl .Values.text . }}", 'text: "true"', "text"),
    "toYaml": Way(
        "{{- toYaml .Values.security | nindent 12 }}", "security:\n  privileged: true", "security.privileged"
    ),
    "toYaml with": Way(
        "{{- with .Values.security }}\n{{- toYaml . | nindent 12 }}\n{{- end }}",
        "security:\n  privileged: true",
        "security.privileged",
    ),
    "toYaml of several": Way(
        "{{- toYaml (merge .Values.own .Values.all) | nindent 12 }}",
        "own: {runAsNonRoot: false}\nall: {privileged: true}",
        "all.privileged",
    ),
    "omit": Way(
        '{{- omit .Values.security "enabled" | toYaml | nindent 12 }}',
        "security: {enabled: true, privileged: true}",
        "security.privileged",
    ),
    "tpl of toYaml": Way(
        "{{- tpl (toYaml .Values.security) . | nindent 12 }}", "security: {privileged: true}", "security.privileged"
    ),
    "a helper": Way(
        '{{- include "up" . | nindent 12 }}',
        "up: true",
        "up",
        helpers='{{ define "up" }}privileged: {{ .Values.up }}{{ end }}',
    ),
    "a helper that chooses": Way(
        'privileged: {{ include "up" . }}',
        "agent: true",
        "agent",
        "condition",
        '{{ define "up" }}{{ if .Values.agent }}true{{ else }}false{{ end }}{{ end }}',
    ),
    "a helper with a map": Way(
        '{{- include "up" (dict "it" .Values.agent "top" $) | nindent 12 }}',
        "agent: {up: true}",
        "agent.up",
        helpers='{{ define "up" }}privileged: {{ .it.up }}{{ end }}',
    ),
    "a helper in a helper": Way(
        'privileged: {{ include "outer" . }}',
        "up: true",
        "up",
        helpers='{{ define "outer" }}{{ include "inner" .Values }}{{ end }}{{ define "inner" }}{{ .up }}{{ end }}',
    ),
    "a helper read as YAML": Way(
        '{{- $read := include "up" . | fromYaml }}\nprivileged: {{ $read.privileged }}',
        "up: true",
        "up",
        helpers='{{ define "up" }}privileged: {{ .Values.up }}{{ end }}',
    ),
    "if": Way("{{- if .Values.agent }}\nprivileged: true\n{{- end }}", "agent: true", "agent", "condition"),
    "if equal": Way(
        '{{- if eq .Values.kind "agent" }}\nprivileged: true\n{{- end }}', "kind: agent", "kind", "condition"
    ),
    "if not": Way("{{- if not .Values.shy }}\nprivileged: true\n{{- end }}", "shy: false", "shy", "condition"),
    "if not equal": Way(
        '{{- if ne .Values.kind "web" }}\nprivileged: true\n{{- end }}', "kind: agent", "kind", "condition"
    ),
    "else": Way(
        "{{- if .Values.shy }}\nprivileged: false\n{{- else }}\nprivileged: true\n{{- end }}",
        "shy: false",
        "shy",
        "condition",
    ),
    "else if": Way(
        '{{- if .Values.shy }}\nprivileged: false\n{{- else if eq .Values.kind "agent" }}\nprivileged: true\n{{- end }}',
        "shy: false\nkind: agent",
        "kind",
        "condition",
    ),
    "the nearer of two": Way(
        "{{- if .Values.outer }}\n{{- if .Values.inner }}\nprivileged: true\n{{- end }}\n{{- end }}",
        "outer: true\ninner: true",
        "inner",
        "condition",
    ),
    "and": Way("{{- if and .Values.a .Values.b }}\nprivileged: true\n{{- end }}", "a: true\nb: true", "a", "condition"),
    "or": Way("{{- if or .Values.a .Values.b }}\nprivileged: true\n{{- end }}", "a: false\nb: true", "b", "condition"),
    "has": Way(
        '{{- if has "agent" .Values.roles }}\nprivileged: true\n{{- end }}', "roles: [web, agent]", "roles", "condition"
    ),
    "any at all": Way(
        "{{- if .Values.devices }}\nprivileged: true\n{{- end }}", "devices: [/dev/kvm]", "devices", "condition"
    ),
    "any map": Way(
        "{{- with .Values.devices }}\nprivileged: true\n{{- end }}", "devices: {kvm: /dev/kvm}", "devices", "condition"
    ),
    "a loop": Way(
        "{{- range .Values.devices }}\nprivileged: true\n{{- end }}", "devices: [/dev/kvm]", "devices", "condition"
    ),
    "the condition of a helper": Way(
        '{{- include "up" . | nindent 12 }}',
        "agent: {up: true}",
        "agent.up",
        "condition",
        '{{ define "up" }}{{ if .Values.agent.up }}privileged: true{{ end }}{{ end }}',
    ),
    "a condition that a helper computes": Way(
        '{{- if eq (include "up" .) "true" }}\nprivileged: true\n{{- end }}',
        "agent: true",
        "agent",
        "condition",
        '{{ define "up" }}{{ .Values.agent }}{{ end }}',
    ),
    "a condition in a variable": Way(
        "{{- $up := .Values.agent }}\n{{- if $up }}\nprivileged: true\n{{- end }}", "agent: true", "agent", "condition"
    ),
    "global": Way("privileged: {{ .Values.global.up }}", "global: {up: true}", "global.up"),
}


def securely(said: str) -> str:
    """The template with another securityContext."""
    lines = "\n".join("            " + line for line in said.split("\n"))
    return WEB.replace("            privileged: {{ .Values.privileged }}", lines)


def value_of(found: dict[str, Any]) -> tuple[str, str] | None:
    value = of(found, "privileged-container")["rendered"]["value"]
    return (value["key"], value["how"]) if value else None


def scan(folder: Path, *arguments: str) -> dict[str, Any]:
    return report(*(arguments or (".",)), cwd=folder, run=predeploy_here)


@pytest.mark.parametrize("name", WAYS)
def test_the_key_is_told(tmp_path: Path, name: str) -> None:
    way = WAYS[name]
    helpers = '{{- define "shop.name" -}}shop{{- end }}\n' + way.helpers
    files = {"templates/web.yaml": securely(way.said), "templates/_helpers.tpl": helpers}
    found = scan(chart(tmp_path, {**files, "values.yaml": f"{IMAGE}{way.values}\n"}))
    assert value_of(found) == (way.key, way.how)


SILENT = {
    "written": ("privileged: true", "up: true"),
    "of the release": ("privileged: {{ eq .Release.Name .Release.Name }}", "up: true"),
    "a condition that decides nothing": ("{{- if or true .Values.up }}\nprivileged: true\n{{- end }}", "up: true"),
    "both branches": ("{{- if .Values.up }}\nprivileged: true\n{{- else }}\nprivileged: true\n{{- end }}", "up: true"),
    "a default that wins": ('privileged: {{ "true" | default .Values.up }}', "up: true"),
}


@pytest.mark.parametrize("name", SILENT)
def test_what_does_not_decide_is_not_named(tmp_path: Path, name: str) -> None:
    said, values = SILENT[name]
    found = scan(chart(tmp_path, {"templates/web.yaml": securely(said), "values.yaml": f"{IMAGE}{values}\n"}))
    assert value_of(found) is None


def test_whether_an_object_exists_is_no_key_to_what_it_says(tmp_path: Path) -> None:
    web = "{{- if .Values.web }}\n" + securely("privileged: true") + "{{- end }}\n"
    found = scan(chart(tmp_path, {"templates/web.yaml": web, "values.yaml": IMAGE + "web: true\n"}))
    assert value_of(found) is None


def test_who_names_an_object_does_not_decide_what_it_says(tmp_path: Path) -> None:
    """What is about a container stands at its name, and what is about a map at its key."""
    web = WEB.replace("        - name: web", "        - name: {{ .Values.called }}")
    probe = "{path: /, port: 80}"
    probes = f"          livenessProbe: {{httpGet: {probe}}}\n          readinessProbe: {{httpGet: {probe}}}\n"
    chosen = f"          {{{{- if .Values.probed }}}}\n{probes}          {{{{- end }}}}\n"
    values = IMAGE + "called: web\nprobed: true\nprivileged: false\n"
    files = {
        "templates/web.yaml": web.replace("          resources:", chosen + "          resources:"),
        "values.yaml": values,
    }
    told = {
        one["rule"]: one["rendered"]["value"] for one in scan(chart(tmp_path, files), ".", "--tier", "all")["findings"]
    }
    assert told["reliability/liveness-equals-readiness"]["key"] == "probed"
    assert "called" not in {value["key"] for value in told.values() if value}


def test_random_values_prove_nothing(tmp_path: Path) -> None:
    web = securely("privileged: {{ or .Values.up (gt (len (randAlphaNum 5)) 1) }}\nname: {{ randAlphaNum 8 }}")
    found = scan(chart(tmp_path, {"templates/web.yaml": web, "values.yaml": IMAGE + "up: false\n"}))
    assert value_of(found) is None


def test_an_item_that_came_or_went_does_not_shift_the_others(tmp_path: Path) -> None:
    sidecar = "        {{- if .Values.sidecar }}\n        - name: side\n          image: side:1.4\n        {{- end }}\n"
    web = securely("privileged: true").replace("        - name: web", sidecar + "        - name: web")
    found = scan(chart(tmp_path, {"templates/web.yaml": web, "values.yaml": IMAGE + "sidecar: true\n"}))
    assert value_of(found) is None


def test_the_file_that_wins_is_told(tmp_path: Path) -> None:
    folder = chart(
        tmp_path,
        {
            "templates/web.yaml": securely("privileged: {{ .Values.agent.up }}"),
            "values.yaml": IMAGE + "agent: {up: false}\n",
        },
    )
    write(folder, {"low.yaml": "agent:\n  up: false\n", "high.yaml": "a: b\nagent:\n  up: true\n"})
    value = of(scan(folder, ".", "--values", "low.yaml", "--values", "high.yaml"), "privileged-container")["rendered"][
        "value"
    ]
    assert (value["key"], value["path"], value["line"]) == ("agent.up", "high.yaml", 3)


def test_the_values_of_a_subchart_by_its_condition_and_global(tmp_path: Path) -> None:
    files = subchart("file://charts/cache")
    cache = str(files["charts/cache/templates/cache.yaml"])
    line = "privileged: {{ .Values.privileged }}"
    chosen = cache.replace(line, "{{- if .Values.agent }}\n            privileged: true\n            {{- end }}")
    values = IMAGE + "privileged: false\nstore: {agent: true}\n"
    found = scan(chart(tmp_path / "a", {**files, "charts/cache/templates/cache.yaml": chosen, "values.yaml": values}))
    assert value_of(found) == ("store.agent", "condition")
    shared = cache.replace(line, "privileged: {{ .Values.global.agent }}")
    values = IMAGE + "privileged: false\nglobal: {agent: true}\n"
    found = scan(chart(tmp_path / "b", {**files, "charts/cache/templates/cache.yaml": shared, "values.yaml": values}))
    assert value_of(found) == ("global.agent", "value")


def test_templates_that_write_values_anew(tmp_path: Path) -> None:
    """As istio's do: what is set wins over defaults that lie elsewhere in the values."""
    profile = '{{- $_ := set $ "Values" (mustMergeOverwrite (index .Values "defaults") (omit .Values "defaults")) }}\n'
    web = profile + securely("{{- toYaml .Values.securityContext | nindent 12 }}")
    values = "defaults:\n  image: {repository: shop, tag: '1.4'}\n  securityContext:\n    privileged: true\n"
    found = scan(chart(tmp_path, {"templates/web.yaml": web, "values.yaml": values, "Chart.yaml": CHART}))
    assert value_of(found) == ("securityContext.privileged", "condition")


class Lack(NamedTuple):
    said: str  # in the place of `resources:` and what stands below it
    values: str
    key: str | None


LACKS = {
    "called otherwise": Lack("resources: {{- toYaml .Values.sizes | nindent 12 }}", "sizes: {}", "sizes"),
    "called otherwise, in a condition": Lack(
        "{{- with .Values.sizes }}\n          resources: {{- toYaml . | nindent 12 }}\n          {{- end }}",
        "sizes: {}",
        "sizes",
    ),
    "a part": Lack(
        "resources:\n            requests: {cpu: 10m, memory: 16Mi}\n            {{- with .Values.limits }}\n"
        "            limits: {{- toYaml . | nindent 14 }}\n            {{- end }}",
        "limits: {}",
        "limits",
    ),
    "switched off": Lack(
        "{{- if .Values.sized }}\n          resources: {limits: {memory: 1Gi}, requests: {cpu: 1, memory: 1Gi}}\n          {{- end }}",
        "sized: false",
        "sized",
    ),
    "not in the values at all": Lack(
        "{{- with .Values.sizes }}\n          resources: {{- toYaml . | nindent 12 }}\n          {{- end }}",
        "",
        "sizes",
    ),
    "in a helper": Lack('{{- include "sizes" . | nindent 10 }}', "sizes: {}", "sizes"),
    "of another container": Lack("", "sizes: {}", None),
}


@pytest.mark.parametrize("name", LACKS)
def test_what_could_supply_it_is_told(tmp_path: Path, name: str) -> None:
    lack = LACKS[name]
    web = WEB[: WEB.index("          resources:")] + f"          {lack.said}\n"
    if lack.key is None:
        web += "        - name: side\n          image: side:1.4\n          resources: {{- toYaml .Values.sizes | nindent 12 }}\n"
    helpers = '{{ define "shop.name" }}shop{{ end }}{{ define "sizes" }}{{ with .Values.sizes }}\nresources: {{- toYaml . | nindent 2 }}\n{{ end }}{{ end }}'
    values = f"{IMAGE}privileged: false\n{lack.values}\n"
    found = scan(chart(tmp_path, {"templates/web.yaml": web, "values.yaml": values, "templates/_helpers.tpl": helpers}))
    ours = [
        one for one in found["findings"] if one["rule"].endswith("missing-memory-limit") and "`web`" in one["message"]
    ]
    value = ours[0]["rendered"]["value"]
    assert (value and (value["key"], value["how"])) == (lack.key and (lack.key, "absent"))


def test_an_item_of_a_list_could_supply_it(tmp_path: Path) -> None:
    web = (
        WEB[: WEB.index("        - name: web")]
        + """\
        {{- range .Values.workers }}
        - name: {{ .name }}
          image: "shop:1.4"
          resources: {{- toYaml .resources | nindent 12 }}
        {{- end }}
"""
    )
    values = "workers:\n  - {name: one, resources: {limits: {memory: 1Gi}}}\n  - {name: two, resources: {}}\n"
    found = of(scan(chart(tmp_path, {"templates/web.yaml": web, "values.yaml": values})), "missing-memory-limit")
    value = found["rendered"]["value"]
    assert (value["key"], value["how"], value["line"]) == ("workers[1].resources", "absent", 3)
