"""Comments in the templates of a chart: read where they are written, and told there."""

import os
from pathlib import Path
from typing import Any

import pytest

from charts import HELPERS, VALUES, WEB, chart
from running import lines_of, predeploy_here, report
from test_helm import of, subchart

pytest.importorskip("helm_python", reason="only where helm-python-sdk can be installed")

PRIVILEGED = "            privileged: {{ .Values.privileged }}\n"
RULE = "security/privileged-container"


@pytest.fixture(autouse=True)
def no_helm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own `helm` is out of reach."""
    folders = [one for one in os.environ["PATH"].split(os.pathsep) if not os.path.exists(os.path.join(one, "helm"))]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))


def scan(folder: Path, *arguments: str) -> dict[str, Any]:
    return report(*(arguments or (".",)), cwd=folder, run=predeploy_here)


def scanned(folder: Path, web: str, **files: str) -> dict[str, Any]:
    """A chart with another deployment; `values` and `helpers` replace those."""
    named = {"values": "values.yaml", "helpers": "templates/_helpers.tpl", "ci": "ci/on-values.yaml"}
    return scan(chart(folder, {"templates/web.yaml": web, **{named[key]: text for key, text in files.items()}}))


def about_comments(found: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [
        (rule.rpartition("/")[2], path, line) for rule, path, line in lines_of(found) if rule.endswith("-suppression")
    ]


def excused(found: dict[str, Any]) -> bool:
    return found["summary"]["suppressed"] == 1 and all(one["rule"] != RULE for one in found["findings"])


IGNORE = "predeploy: ignore[privileged-container] it loads kernel modules"
ABOVE = {
    "plain": f"            {{{{/* {IGNORE} */}}}}\n{PRIVILEGED}",
    "trimmed": f"            {{{{- /* {IGNORE} */}}}}\n{PRIVILEGED}",
    "on several lines": f"            {{{{- /*\n  {IGNORE}\n*/}}}}\n{PRIVILEGED}",
    "above another comment": f"            {{{{/* {IGNORE} */}}}}\n            # why\n\n            {{{{/* how */}}}}\n{PRIVILEGED}",
    "behind": PRIVILEGED.replace("\n", f" {{{{/* {IGNORE} */}}}}\n"),
    "behind, trimmed": PRIVILEGED.replace("\n", f" {{{{- /* {IGNORE} */}}}}\n"),
    "above an assignment": f"            {{{{/* {IGNORE} */}}}}\n            {{{{- $x := 1 }}}}\n{PRIVILEGED}",
    "above a condition": f"            {{{{/* {IGNORE} */}}}}\n            {{{{- if .Values.privileged }}}}\n{PRIVILEGED}            {{{{- end }}}}\n",
    "behind a condition": f"            {{{{- if .Values.privileged }}}} {{{{/* {IGNORE} */}}}}\n{PRIVILEGED}            {{{{- end }}}}\n",
    "a YAML comment above a condition": f"            # {IGNORE}\n            {{{{- if .Values.privileged }}}}\n{PRIVILEGED}            {{{{- end }}}}\n",
    "last in a branch": f"            {{{{- if .Values.none }}}}\n            a: b\n            {{{{/* {IGNORE} */}}}}\n            {{{{- else }}}}\n            {{{{- end }}}}\n{PRIVILEGED}",
}


@pytest.mark.parametrize("case", ABOVE)
def test_a_template_comment_excuses_what_it_stands_at(tmp_path: Path, case: str) -> None:
    found = scanned(tmp_path, WEB.replace(PRIVILEGED, ABOVE[case]))
    assert excused(found), lines_of(found)
    assert about_comments(found) == []


BLOCKS = {
    "the whole object": WEB.replace("apiVersion", f"{{{{/* {IGNORE} */}}}}\napiVersion", 1),
    "a container": WEB.replace("        - name: web", f"        {{{{/* {IGNORE} */}}}}\n        - name: web"),
    "a map": WEB.replace("          securityContext:", f"          {{{{/* {IGNORE} */}}}}\n          securityContext:"),
    "a file": f"{{{{- /* predeploy: ignore-file[privileged-container] a node agent */ -}}}}\n{WEB}",
    "a file, behind what prints nothing": f"{{{{- if .Values.image }}}}\n{{{{/* predeploy: ignore-file a node agent */}}}}\n{WEB}{{{{ end }}}}",
}


@pytest.mark.parametrize("case", BLOCKS)
def test_it_excuses_the_whole_block_below(tmp_path: Path, case: str) -> None:
    found = scanned(tmp_path, BLOCKS[case])
    assert all(one["rule"] != RULE for one in found["findings"])
    assert about_comments(found) == []


HELPER = '{{- include "shop.security" . | nindent 12 }}'
IN_HELPERS = {
    "above": HELPERS.replace("privileged: {{", f"{{{{/* {IGNORE} */}}}}\nprivileged: {{{{"),
    "a YAML comment": HELPERS.replace("privileged: {{", f"# {IGNORE}\nprivileged: {{{{"),
    "behind": HELPERS.replace("privileged }}\n", f"privileged }}}} {{{{- /* {IGNORE} */}}}}\n"),
    "above the definition": HELPERS.replace(
        '{{- define "shop.security"', f'{{{{/* {IGNORE} */}}}}\n{{{{- define "shop.security"'
    ),
    "the file": "{{/* predeploy: ignore-file[privileged-container] all of them are node agents */}}\n" + HELPERS,
}


@pytest.mark.parametrize("case", IN_HELPERS)
def test_a_comment_in_a_helper_excuses_what_the_helper_writes(tmp_path: Path, case: str) -> None:
    web = WEB.replace(PRIVILEGED, f"            {HELPER}\n")
    found = scanned(tmp_path, web, helpers=IN_HELPERS[case])
    assert excused(found), lines_of(found)
    assert about_comments(found) == []


def test_a_comment_at_the_call_excuses_what_the_helper_writes_there(tmp_path: Path) -> None:
    web = WEB.replace(PRIVILEGED, f"            {HELPER} {{{{/* {IGNORE} */}}}}\n")
    second = WEB.replace(PRIVILEGED, f"            {HELPER}\n").replace('{{ include "shop.name" . }}', "second")
    found = scanned(tmp_path, f"{web}---\n{second}")
    assert found["summary"]["suppressed"] == 1
    assert of(found, "privileged-container")["line"] == 39


def test_a_comment_ends_with_its_definition(tmp_path: Path) -> None:
    first, second = HELPERS.split('{{- define "shop.security" }}')
    helpers = (
        first.replace("{{- end }}", f"{{{{/* {IGNORE} */}}}}\n{{{{- end }}}}")
        + '{{- define "shop.security" }}'
        + second
    )
    found = scanned(tmp_path, WEB.replace(PRIVILEGED, f"            {HELPER}\n"), helpers=helpers)
    assert of(found, "privileged-container")


WRONG = {
    "unused": ("ignore[host-path-mounted]", "unused-suppression"),
    "unknown": ("ignore[privileged-containr]", "unknown-suppression"),
    "expired": ("ignore[privileged-container] until=2020-01-31", "expired-suppression"),
    "no rule": ("ignore because", "bad-suppression"),
    "too late": ("ignore-file[privileged-container]", "bad-suppression"),
}


@pytest.mark.parametrize("case", WRONG)
@pytest.mark.parametrize("where", ["template", "helper", "branch"])
def test_what_is_wrong_with_it_is_told_once_and_there(tmp_path: Path, case: str, where: str) -> None:
    said, rule = WRONG[case]
    comment = f"{{{{/* predeploy: {said} */}}}}\n"
    security = f"            {comment}{PRIVILEGED}"
    helpers = HELPERS.replace("allow", f"{comment}allow", 1)
    if where == "branch":
        security = f"            {{{{- if .Values.never }}}}\n            {comment}            x: y\n            {{{{- end }}}}\n{PRIVILEGED}"
    web = WEB.replace(PRIVILEGED, security if where != "helper" else f"            {HELPER}\n")
    web += "---\n" + web.replace('{{ include "shop.name" . }}', "second")
    found = scanned(tmp_path, web, ci="replicas: 3\n", **({"helpers": helpers} if where == "helper" else {}))
    line = {"template": (18, 40), "helper": (5,), "branch": (19, 44)}[where]
    place = "shop/templates/_helpers.tpl" if where == "helper" else "shop/templates/web.yaml"
    told = [one for one in about_comments(found) if one[0] == rule]
    if (case, where) == ("unused", "branch"):
        assert told == []  # who knows what is there when it is rendered
    else:
        assert told == [(rule, place, one) for one in line]


def test_reasons_can_be_required(tmp_path: Path) -> None:
    folder = chart(
        tmp_path,
        {
            "templates/web.yaml": WEB.replace(
                PRIVILEGED, "            {{/* predeploy: ignore[privileged-container] */}}\n" + PRIVILEGED
            )
        },
    )
    (folder / "predeploy.yaml").write_text("ignores: {require-reason: true}\n")
    found = scan(folder)
    assert about_comments(found) == [("bad-suppression", "shop/templates/web.yaml", 18)]
    assert of(found, "privileged-container")


def test_a_comment_above_what_was_not_rendered_is_not_unused(tmp_path: Path) -> None:
    """And it does not slide to what stands below that."""
    web = WEB.replace(
        PRIVILEGED,
        f"            # {IGNORE}\n            {{{{- if .Values.never }}}}\n            procMount: Default\n            {{{{- end }}}}\n{PRIVILEGED}",
    )
    found = scanned(tmp_path, web)
    assert of(found, "privileged-container")["line"] == 22
    assert about_comments(found) == []


def test_used_in_one_render_is_used(tmp_path: Path) -> None:
    web = WEB.replace(
        "      hostNetwork: true",
        "      {{/* predeploy: ignore[host-namespace] it counts packets */}}\n      hostNetwork: true",
    )
    found = scanned(tmp_path, web, ci="hostNetwork: true\n")
    assert all("host-namespace" not in one["rule"] for one in found["findings"])
    assert about_comments(found) == []


def test_each_item_of_a_loop_is_excused(tmp_path: Path) -> None:
    web = (
        WEB.replace(
            "          resources:",
            "          volumeMounts:\n            - {name: a, mountPath: /a}\n            - {name: b, mountPath: /b}\n          resources:",
        )
        + """\
      volumes:
        {{/* predeploy: ignore[host-path-mounted] they are read only */}}
        {{- range .Values.paths }}
        - name: {{ base . }}
          hostPath: {path: {{ . }}}
        {{- end }}
"""
    )
    found = scanned(tmp_path, web, values=VALUES + "paths: [/etc/a, /etc/b]\n")
    assert all("host-path" not in one["rule"] for one in found["findings"])
    assert found["summary"]["suppressed"] >= 2


def test_prose_and_strings_are_no_comments(tmp_path: Path) -> None:
    web = WEB.replace(
        PRIVILEGED,
        f'            {{{{/* see predeploy: it would ignore this */}}}}\n            {{{{- $x := "/* {IGNORE} */" }}}}\n{PRIVILEGED}',
    )
    found = scanned(tmp_path, web)
    assert of(found, "privileged-container")
    assert about_comments(found) == []


def test_the_comments_of_others_say_nothing(tmp_path: Path) -> None:
    """Neither excuses nor complaints come from a vendored chart."""
    files = subchart("oci://charts.example.com")
    cache = str(files["charts/cache/templates/cache.yaml"])
    files["charts/cache/templates/cache.yaml"] = (
        "{{/* predeploy: ignore[no-such-rule] */}}\n# predeploy: ignore[nor-this]\n" + cache
    )
    found = scan(chart(tmp_path, files))
    assert about_comments(found) == []


def test_peers_comments_and_annotations_in_templates_count(tmp_path: Path) -> None:
    web = WEB.replace(
        "metadata:\n", "metadata:\n  annotations:\n    checkov.io/skip1: CKV_K8S_16={{ .Values.why }}\n", 1
    )
    found = scanned(tmp_path / "a", web, values=VALUES + "why: it loads modules\n")
    assert all(one["rule"] != RULE for one in found["findings"])
    web = WEB.replace("  replicas:", "  # checkov:skip=CKV_K8S_16: it loads modules\n  replicas:")
    found = scanned(tmp_path / "b", web)
    assert all(one["rule"] != RULE for one in found["findings"])
