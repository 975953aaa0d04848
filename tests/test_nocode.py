"""Rules without code: a YAML file that the config names becomes a rule like any other."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predeploy.config.errors import UsageError
from predeploy.nocode import load_rule_files
from predeploy.nocode.backtracking import explodes
from running import POD, environment, lines_of, predeploy_run, report, write

OWNER = """\
rule: reliability/owner-missing
severity: high
title: Every pod says who owns it
description: Somebody has to be called at night.
subject: Workload
kinds: [Pod, Deployment]
when: {properties: {metadata: {required: [labels], properties: {labels: {required: [app]}}}}, required: [metadata]}
require: {properties: {metadata: {properties: {labels: {required: [owner]}}}}}
message: "{kind} `{name}` says no owner"
examples:
  bad: ["kind: Pod\\nmetadata: {name: a, labels: {app: a}}  #~ labels\\nspec: {}\\n"]
  good:
    - "kind: Pod\\nmetadata: {name: a, labels: {app: a, owner: me}}\\nspec: {}\\n"
    - "kind: Pod\\nmetadata: {name: a}\\nspec: {}\\n"
"""
CONFIG = "rule-files: [policies/*.yaml]\n"


def pod(labels: str) -> str:
    return POD.replace("{name: web}", f"{{name: web, labels: {labels}}}")


def repository(folder, text, files, rules=OWNER, config=CONFIG):
    return write(folder, {"predeploy.yaml": config, "policies/owner.yaml": rules, "pod.yaml": text, **files})


@pytest.mark.parametrize(
    ("labels", "fires"),
    [
        ("{app: web}", True),
        ("{app: web, owner: me}", False),
        ("{app: web, owner: '${OWNER}'}", False),
        ("{tier: web}", False),
        ("{}", False),
        ("'${LABELS}'", False),
    ],
)
def test_it_fires_and_is_silent_about_what_is_unknown(tmp_path, labels, fires):
    root = repository(tmp_path, pod(labels), {})
    found = report(".", "--select", "owner-missing", cwd=root, code=1 if fires else 0)
    assert [(one["message"], one["severity"], one["line"]) for one in found["findings"]] == (
        [("Pod `web` says no owner", "high", 3)] if fires else []
    )


def test_kinds_narrow_the_subject(tmp_path):
    root = repository(tmp_path, pod("{app: web}").replace("kind: Pod", "kind: PodTemplate"), {})
    assert report(".", "--select", "owner-missing", cwd=root)["findings"] == []


def test_spawned_workers_have_it_too(tmp_path):
    root = repository(tmp_path, pod("{app: web}"), {"other.yaml": pod("{app: web}")})
    found = report(
        ".", "--select", "owner-missing", "-j", "2", cwd=root, env=environment(PREDEPLOY_WORKERS="spawn"), code=1
    )
    assert [path for _, path, _ in lines_of(found)] == ["other.yaml", "pod.yaml"]


def test_a_folder_below_can_name_its_own(tmp_path):
    root = write(
        tmp_path,
        {
            "a/predeploy.yaml": CONFIG,
            "a/policies/o.yaml": OWNER,
            "a/pod.yaml": pod("{app: web}"),
            "b/pod.yaml": pod("{app: web}"),
        },
    )
    found = report(".", "--extend-select", "owner-missing", cwd=root)
    assert "a/pod.yaml" in [path for rule, path, _ in lines_of(found) if rule == "reliability/owner-missing"]


def test_a_function_shows_its_effective_settings(tmp_path):
    rules = """\
rule: cost/large-function
title: Large functions cost
subject: Function
require: {properties: {memory: {maximum: 536870912}}}
message: "`{name}` has more than 512 MiB"
"""
    template = """\
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {MemorySize: 1024}}
Parameters: {Unknown: {Type: Number}}
Resources:
  Inherits: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13}}
  Small: {Type: AWS::Serverless::Function, Properties: {MemorySize: 128}}
  Hidden: {Type: AWS::Serverless::Function, Properties: {MemorySize: !Ref Unknown}}
"""
    root = repository(tmp_path, POD, {"template.yaml": template}, rules=rules)
    found = report(".", "--select", "large-function", cwd=root, code=0)
    assert [one["message"] for one in found["findings"]] == ["`Inherits` has more than 512 MiB"]


def test_a_container_shows_the_pods_security(tmp_path):
    rules = """\
rule: security/root-group
title: No root group
subject: Container
require: {properties: {securityContext: {required: [runAsGroup]}}, required: [securityContext]}
message: "{name}"
"""
    text = POD.replace("spec:\n", "spec:\n  securityContext: {runAsGroup: 3}\n")
    assert (
        report(".", "--select", "root-group", cwd=repository(tmp_path / "a", text, {}, rules=rules))["findings"] == []
    )
    found = report(".", "--select", "root-group", cwd=repository(tmp_path / "b", POD, {}, rules=rules))
    assert [one["message"] for one in found["findings"]] == ["web"]


def test_it_is_a_rule_like_any_other(tmp_path):
    config = CONFIG + "rules: {owner-missing: {severity: info}}\n"
    root = repository(tmp_path, pod("{app: web}"), {}, config=config)
    assert [one["severity"] for one in report(".", "--select", "owner-missing", cwd=root, code=0)["findings"]] == [
        "info"
    ]
    assert "reliability/owner-missing" in {one["rule"] for one in report(".", cwd=root)["findings"]}
    write(root, {"pod.yaml": pod("{app: web}  # predeploy: ignore[owner-missing] nobody")})
    assert report(".", "--select", "owner-missing", cwd=root)["findings"] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("severity: high", "severity: bad"), "policies/owner.yaml:2:1 `severity` is one of critical, high, medium, low, info"),
        (("subject: Workload", "subject: Pod"), "policies/owner.yaml:5:1 `subject` is one of "),
        (("rule: reliability/owner-missing", "rule: Owner Missing"), "policies/owner.yaml:1:1 `rule` is category/name"),
        (("severity: high", "severities: high"), "policies/owner.yaml:2:1 a rule has no `severities`"),
        (("title: Every pod says who owns it\n", ""), "a rule needs `title`"),
        (("required: [owner]", "required: owner"), "policies/owner.yaml:8:1 no JSON Schema: 'owner' is not of type 'array'"),
        (("required: [owner]", "pattern: '(a+)+$'"), "can take for ever on some texts"),
        (("required: [owner]", "$ref: 'https://example.com/x.json'"), "a $ref may only point into the same schema"),
        (("required: [owner]", "$ref: 'other.json'"), "a $ref may only point into the same schema"),
        (("rule: reliability/owner-missing", "rule: security/privileged-container"), "there is a rule security/privileged-container already"),
        (("kinds: [Pod, Deployment]", "kinds: 3"), "`kinds` is a list of texts"),
        (("severity: high", "tier: gold"), "`tier` is one of default, strict, preview"),
        (("message: \"{kind} `{name}` says no owner\"", "message: [a]"), "`message` is a text"),
        (("  bad: [", "  worse: ["), "`examples` has lists of texts under bad and good"),
        (("title: Every", "title: [Every"), "policies/owner.yaml"),
    ],
)  # fmt: skip
def test_a_bad_file_is_a_usage_error_with_its_place(tmp_path, change, said):
    assert change[0] in OWNER
    done = predeploy_run("scan", ".", cwd=repository(tmp_path, POD, {}, rules=OWNER.replace(*change)))
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_two_files_cannot_hold_the_same_rule(tmp_path):
    done = predeploy_run("scan", ".", cwd=repository(tmp_path, POD, {"policies/again.yaml": OWNER}))
    assert done.returncode == 2
    assert "policies/owner.yaml:1:7 there is a rule reliability/owner-missing already" in done.stderr


def test_files_outside_the_root_are_not_opened(tmp_path):
    write(tmp_path, {"policies/owner.yaml": OWNER})
    patterns = {
        "../../policies/*.yaml": "is not a path inside the project root",
        str(tmp_path / "policies/*.yaml"): "is not a path inside the project root",
        "link.yaml": "link.yaml leads out of the project root",
    }
    for number, (pattern, said) in enumerate(patterns.items()):
        root = write(
            tmp_path / f"repo{number}",
            {".git/HEAD": "", "predeploy.yaml": f"rule-files: ['{pattern}']\n", "pod.yaml": POD},
        )
        (root / "link.yaml").symlink_to(tmp_path / "policies/owner.yaml")
        done = predeploy_run("scan", ".", cwd=root)
        assert done.returncode == 2
        assert said in done.stderr


def test_a_pattern_that_matches_nothing_is_said(tmp_path):
    done = predeploy_run("scan", ".", cwd=write(tmp_path, {"predeploy.yaml": CONFIG, "pod.yaml": POD}))
    assert done.returncode == 2
    assert "there is no such file" in done.stderr


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$", "(a*)*", "([a-z]+)*x", "(a|a)*b", "(a|ab)*c", "(?:a{1,3})+$", "(a?a)*b", "(.*,)*x", "(x+x+)+y", "a" * 501,
        "(", "[", "*", "(?P<a>", "((((((a+)))))+)", "(?=(a+)+)b", "(?:a?){30}a{30}",
        "a?" * 30 + "a" * 30, "(?:ab|a|b)*c", "(?>(a+)+)b",
    ],
)  # fmt: skip
def test_patterns_that_can_take_for_ever(pattern):
    assert explodes(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        "^arn:aws:.*$",
        "a{3}",
        "(a{3}){2}",
        "^(dev|test|prod)$",
        ":[0-9.]+$",
        "(?:abc)+",
        "",
        "(a|b)*",
        "(\\w|_)+$",
        "(?:foo|bar)+",
    ],
)
def test_patterns_that_cannot(pattern):
    assert not explodes(pattern)


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(["Workload", "low", "reliability/x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["bad", "good", "type", "pattern", "a"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(deadline=None, max_examples=150)
@given(
    field=st.sampled_from(
        [
            "rule",
            "severity",
            "title",
            "description",
            "subject",
            "kinds",
            "when",
            "require",
            "message",
            "examples",
            "tier",
        ]
    ),
    junk=JUNK,
)
def test_junk_in_a_rule_file_is_a_mistake_or_a_rule(tmp_path_factory, field, junk):
    good = {"rule": "cost/x", "title": "x", "subject": "Workload", "require": {}, "message": "m"}
    folder = tmp_path_factory.mktemp("rules")
    (folder / "x.yaml").write_text(json.dumps({**good, field: junk}))
    try:
        (made,) = load_rule_files(str(folder), ("x.yaml",)).values()
    except UsageError:
        return
    assert made.id.partition("/")[2]
    assert made.doc


def refused(folder, require: str, said: str, above: str = "") -> None:
    rules = above + OWNER[: OWNER.index("require:")] + f"require: {require}\n" + OWNER[OWNER.index("message:") :]
    done = predeploy_run("scan", ".", cwd=repository(folder, POD, {}, rules=rules))
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("require", "said"),
    [
        ("{$dynamicRef: 'http://127.0.0.1:9/x'}", "may only point into the same schema"),
        ("{$ref: '#name'}", "may only point into the same schema"),
        ("{$id: 'http://127.0.0.1:9/x', $ref: '#/a'}", "may not have an $id"),
        ("{$ref: '#'}", "may not lead back"),
        ("{$ref: '#/none'}", "there is no #/none"),
        ("{not: " * 150 + "{}" + "}" * 150, "40 levels"),
    ],
)
def test_schemas_that_open_addresses_or_never_end_are_refused(tmp_path, require, said):
    refused(tmp_path, require, said)


def test_references_that_multiply_are_refused(tmp_path):
    many = [", ".join([f"{{$ref: '#/$defs/a{i + 1}'}}"] * 10) for i in range(12)]
    levels = (f"a{i}: {{allOf: [{refs}]}}" for i, refs in enumerate(many))
    refused(tmp_path, f"{{$ref: '#/$defs/a0', $defs: {{{', '.join(levels)}, a12: {{}}}}}}", "5000 parts")


def test_a_reference_into_the_schema_is_followed(tmp_path):
    rules = OWNER.replace("properties: {labels: {required: [owner]}}", "properties: {labels: {$ref: '#/$defs/a'}}")
    rules = rules.replace("require: {", "require: {$defs: {a: {required: [owner]}}, ")
    root = repository(tmp_path, pod("{app: web}"), {}, rules=rules)
    assert len(report(".", "--select", "owner-missing", cwd=root, code=1)["findings"]) == 1


def test_patterns_of_files_follow_no_links_and_end(tmp_path):
    deep = "/".join("abcdefghijklmnopqrst")
    files = {f"{deep}/x.txt": "", "predeploy.yaml": f"rule-files: ['{'**/' * 14}owner.yaml', 'x/**']\n"}
    root = repository(tmp_path / "in", POD, files)
    write(tmp_path / "out", {"secret-name.yaml": ""})
    (root / "x").symlink_to(tmp_path / "out")
    done = predeploy_run("scan", ".", cwd=root)
    assert done.returncode == 2
    assert "x/** rule-files: there is no such file" in done.stderr
    assert "secret-name" not in done.stderr


def test_large_values_are_not_looked_at(tmp_path):
    items = ", ".join(["{name: a}"] * 3_000)
    rules = OWNER.replace("when: ", "when: {}\n#").replace("require: ", "require: {properties: {x: {maxItems: 1}}}\n#")
    root = repository(tmp_path, POD + f"x: [{items}]\n", {}, rules=rules)
    assert report(".", "--select", "owner-missing", cwd=root, code=0)["findings"] == []


@pytest.mark.parametrize(
    "pattern", [".*.*x", ".*x.*y", "^.*-.*-.*$", "x*x*x*", "a?a?a?", "(?i)^A+a+a+b", "(.*)(.*)(.*)x"]
)
def test_patterns_that_cost_more_than_the_square_of_a_text(pattern):
    assert explodes(pattern)


@pytest.mark.parametrize("pattern", ["^.*x.*$", r"^[a-z]+\.[a-z]+\.[a-z]+$", "^[^/]+/[^:]+:.+$", r"^v\d+\.\d+\.\d+$"])
def test_patterns_whose_parts_cannot_trade_characters(pattern):
    assert not explodes(pattern)
