"""Values that only a deployment gives: where they are read, and stages as a matrix."""

import json

import pytest

from predeploy.secrets import names_secret
from running import lines_of, predeploy_here, report, write

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Parameters:
  Memory: {Type: Number, Default: 256}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Handler: app.handler, Runtime: python3.13, MemorySize: !Ref Memory, CodeUri: src/}
"""
SAMCONFIG = """\
version = 0.1
[default.deploy.parameters]
parameter_overrides = "Memory=512"
[prod.deploy.parameters]
parameter_overrides = ["Memory=99999"]
"""
SERVICE = """\
service: shop
provider: {name: aws, runtime: nodejs22.x}
params:
  dev: {memory: 512}
  prod: {memory: 64}
custom:
  timeouts: {dev: 5, prod: 9000}
functions:
  pack:
    handler: a.b
    memorySize: ${param:memory}
    timeout: ${self:custom.timeouts.${sls:stage}, 3}
"""
MEMORY = ("--select", "memory-out-of-range")


def found(root, *arguments):
    """(rule, line, renders) of each finding."""
    told = report(*arguments, cwd=root, run=predeploy_here)
    assert told["errors"] == []
    return [(one["rule"].rpartition("/")[2], one["line"], one["renders"]) for one in told["findings"]]


def notes(root, *arguments):
    return predeploy_here("scan", *arguments, cwd=root).stderr.splitlines()


# where values lie


@pytest.mark.parametrize("stage", [(), ("--stage", "default"), ("--stage", "nowhere")])
def test_samconfig_of_the_usual_environment(tmp_path, stage):
    write(tmp_path, {"template.yaml": TEMPLATE, "samconfig.toml": SAMCONFIG})
    assert found(tmp_path, *MEMORY, *stage) == []


@pytest.mark.parametrize(
    "config",
    [
        SAMCONFIG,
        "[prod.global.parameters]\nparameter_overrides = 'ParameterKey=Memory,ParameterValue=99999'\n",
        '[prod.deploy.parameters]\ntemplate_file = "template.yaml"\nparameter_overrides = "Name=\\"a b\\" Memory=99999"\n',
    ],
)
def test_samconfig_of_a_stage(tmp_path, config):
    write(tmp_path, {"template.yaml": TEMPLATE, "samconfig.toml": config})
    assert found(tmp_path, *MEMORY, "--stage", "prod") == [("memory-out-of-range", 8, None)]


def test_samconfig_in_yaml(tmp_path):
    config = "prod: {deploy: {parameters: {parameter_overrides: [Memory=99999]}}}\n"
    write(tmp_path, {"template.yaml": TEMPLATE, "samconfig.yaml": config})
    told = report(*MEMORY, "--stage", "prod", cwd=tmp_path, run=predeploy_here)
    assert [one["line"] for one in told["findings"]] == [8]
    assert told["skipped"] == [{"path": "samconfig.yaml", "reason": "values for a deployment", "detail": ""}]


@pytest.mark.parametrize(
    "config",
    [
        "half = [",
        "prod = 3\n",
        "[prod.deploy.parameters]\nparameter_overrides = 7\n",
        "[prod.deploy]\nparameters = 1\n",
        '[prod.deploy.parameters]\ntemplate_file = "other.yaml"\nparameter_overrides = "Memory=99999"\n',
    ],
)
def test_samconfig_that_says_nothing_of_the_template(tmp_path, config):
    write(tmp_path, {"template.yaml": TEMPLATE, "samconfig.toml": config})
    assert found(tmp_path, *MEMORY, "--stage", "prod") == []


PAIRS = json.dumps([{"ParameterKey": "Memory", "ParameterValue": "99999"}])
PIPELINE = json.dumps({"Parameters": {"Memory": "99999"}, "Tags": {"a": "b"}})


@pytest.mark.parametrize("text", [PAIRS, PIPELINE])
@pytest.mark.parametrize("path", ["params.json", "template-parameters.json", "parameters/all.json", "config/x.json"])
def test_the_only_file_of_parameters(tmp_path, path, text):
    write(tmp_path, {"template.yaml": TEMPLATE, path: text})
    told = report(*MEMORY, cwd=tmp_path, run=predeploy_here)
    assert [(one["path"], one["line"]) for one in told["findings"]] == [("template.yaml", 8)]
    assert [(one["path"], one["reason"]) for one in told["skipped"]] == [(path, "values for a deployment")]


def test_files_of_parameters_by_stage(tmp_path):
    good = PAIRS.replace("99999", "512")
    write(tmp_path, {"template.yaml": TEMPLATE, "params/dev.json": good, "params/prod.json": PAIRS})
    assert found(tmp_path, *MEMORY) == []  # nobody knows which
    assert found(tmp_path, *MEMORY, "--stage", "prod") == [("memory-out-of-range", 8, None)]
    assert found(tmp_path, *MEMORY, "--stage", "dev", "--stage", "prod") == [("memory-out-of-range", 8, ["prod"])]


def test_a_stage_names_a_file_beside_the_template(tmp_path):
    write(tmp_path, {"template.yaml": TEMPLATE, "prod.json": PAIRS})
    assert found(tmp_path, *MEMORY, "--stage", "dev", "--stage", "prod") == [("memory-out-of-range", 8, None)]


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[1, {}]",
        '{"Parameters": [1]}',
        '{"Parameters": {"Memory": {"Type": "Number"}}, "Resources": {}}',
        json.dumps(
            [{"ParameterKey": "Memory", "ParameterValue": "99999"}, {"ParameterKey": "Foreign", "ParameterValue": "1"}]
        ),
    ],
)
def test_files_that_do_not_fit(tmp_path, text):
    write(tmp_path, {"template.yaml": TEMPLATE, "params.json": text})
    assert found(tmp_path, *MEMORY) == []


def test_what_must_not_be_shown_stays_unknown(tmp_path):
    write(
        tmp_path,
        {"template.yaml": TEMPLATE.replace("{Type: Number,", "{Type: Number, NoEcho: true,"), "params.json": PAIRS},
    )
    assert found(tmp_path, *MEMORY) == []


def test_stages_of_a_service(tmp_path):
    write(tmp_path, {"serverless.yml": SERVICE})
    rules = ("--select", "memory-out-of-range", "--select", "timeout-above-platform-limit")
    assert found(tmp_path, *rules) == []
    both = [("memory-out-of-range", 11, None), ("timeout-above-platform-limit", 12, None)]
    assert sorted(found(tmp_path, *rules, "--stage", "prod")) == both
    assert sorted(found(tmp_path, *rules, "--stage", "dev", "--stage", "prod")) == [
        (*one[:2], ["prod"]) for one in both
    ]


def test_variables_of_compose(tmp_path):
    text = "services:\n  web: {image: 'shop:${TAG}', privileged: '${MIGHTY:-false}', ports: ['${PORT-80}:80']}\n"
    write(tmp_path, {"compose.yaml": text, ".env": "MIGHTY=true # for now\nTAG='1.4'\n"})
    assert found(tmp_path, "--select", "privileged-container") == [("privileged-container", 2, None)]
    assert found(tmp_path, "--select", "privileged-container", "--param", "MIGHTY=false") == []


def test_secrets_are_not_taken_over(tmp_path):
    service = SERVICE.replace(
        "    handler: a.b", "    handler: a.b\n    environment: {DB_PASSWORD: '${param:dbPassword}'}"
    )
    compose = (
        "services:\n  db: {image: 'x:1', environment: {DB_PASSWORD: '${DB_PASSWORD}'}, container_name: '${API_KEY}'}\n"
    )
    write(
        tmp_path,
        {"serverless.yml": service, "compose.yaml": compose, ".env": "DB_PASSWORD=hunter2hunter2\nAPI_KEY=k3y0fk3ys\n"},
    )
    done = predeploy_here(
        "scan", "--tier", "all", "--stage", "prod", "--param", "dbPassword=hunter2hunter2", cwd=tmp_path
    )
    assert "plaintext-secret" not in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
    assert "k3y0f" not in done.stdout
    assert "nothing uses" not in done.stderr


# given by hand


def test_parameters_by_hand_win(tmp_path):
    write(tmp_path, {"template.yaml": TEMPLATE, "samconfig.toml": SAMCONFIG, "serverless.yml": SERVICE})
    assert found(tmp_path, *MEMORY, "--param", "Memory=64") == [("memory-out-of-range", 8, None)]
    assert found(tmp_path, *MEMORY, "--stage", "prod", "--param", "Memory=512", "--param", "memory=512") == []


def test_values_of_the_configuration(tmp_path):
    write(
        tmp_path,
        {"serverless.yml": SERVICE, "predeploy.yaml": "values: {stage: [dev, prod], params: {memory: 99999}}\n"},
    )
    assert found(tmp_path, *MEMORY) == [("memory-out-of-range", 11, None)]
    assert found(tmp_path, *MEMORY, "--param", "memory=512") == []


@pytest.mark.parametrize("wrong", ["Memory", "=3", ""])
def test_a_parameter_that_is_none(tmp_path, wrong):
    done = predeploy_here("scan", "--param", wrong, cwd=tmp_path)
    assert done.returncode == 2
    assert "NAME=VALUE" in done.stderr


def test_what_is_given_in_vain_is_said(tmp_path):
    write(tmp_path, {"pod.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n"})
    assert notes(tmp_path, "--stage", "prod", "--param", "Colour=red") == [
        "note: nothing uses the parameter `Colour`",
        "note: nothing here depends on a stage, so `prod` changed nothing",
    ]
    write(tmp_path, {"template.yaml": TEMPLATE, "samconfig.toml": SAMCONFIG})
    assert notes(tmp_path, "--stage", "prdo") == ["note: no file names the stage `prdo`; there are default, prod"]
    assert notes(tmp_path, "--stage", "prod", "--param", "Memory=512") == []
    assert notes(tmp_path, "-q", "--stage", "prdo") == []


# a matrix


def test_a_matrix_tells_what_is_common_once(tmp_path):
    pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: productpage, image: b:1, securityContext: {privileged: true}}]}\n"
    write(tmp_path, {"serverless.yml": SERVICE, "pod.yaml": pod})
    told = report(
        "--select",
        "privileged-container",
        *MEMORY,
        "--stage",
        "dev",
        "--stage",
        "prod",
        cwd=tmp_path,
        run=predeploy_here,
    )
    assert [(path, line) for _, path, line in lines_of(told)] == [("pod.yaml", 4), ("serverless.yml", 11)]
    assert [one["renders"] for one in told["findings"]] == [None, ["prod"]]
    assert (told["summary"]["files"], told["summary"]["formats"]) == (2, {"kubernetes": 1, "serverless": 1})


def test_a_name_that_holds_the_stage_makes_no_difference(tmp_path):
    text = (
        SERVICE.replace("{memory: 512}", "{memory: 64}")
        .replace("  pack:", "  pack-${sls:stage}:")
        .replace("memorySize", "name: pack-${sls:stage}\n    memorySize")
    )
    write(tmp_path, {"serverless.yml": text})
    assert found(tmp_path, *MEMORY, "--stage", "dev", "--stage", "prod") == [("memory-out-of-range", 12, None)]


def test_a_matrix_over_several_workers(tmp_path, monkeypatch):
    write(tmp_path, {f"{n}/serverless.yml": SERVICE for n in range(4)})
    several = ("--stage", "dev", "--stage", "prod", "--param", "unused=1", "--format", "json")
    alone = predeploy_here("scan", *several, "-j", "1", cwd=tmp_path)
    for method in ("fork", "spawn"):
        monkeypatch.setenv("PREDEPLOY_WORKERS", method)
        spread = predeploy_here("scan", *several, "-j", "2", cwd=tmp_path)
        assert (spread.stdout, spread.stderr) == (alone.stdout, alone.stderr)


def test_every_report_names_the_stages(tmp_path):
    write(tmp_path, {"serverless.yml": SERVICE})
    several = (*MEMORY, "--stage", "dev", "--stage", "prod")
    assert "only in stage prod" in predeploy_here("scan", *several, cwd=tmp_path).stdout
    assert "only in stage prod" in predeploy_here("scan", *several, "--format", "markdown", cwd=tmp_path).stdout
    sarif = json.loads(predeploy_here("scan", *several, "--format", "sarif", cwd=tmp_path).stdout)
    result = sarif["runs"][0]["results"][0]
    assert result["properties"]["renders"] == ["prod"]
    assert result["message"]["text"].endswith("Only in stage prod.")


def test_a_suppression_that_serves_one_stage_is_used(tmp_path):
    text = SERVICE.replace("${param:memory}", "${param:memory} # predeploy: ignore[memory-out-of-range] measured")
    write(tmp_path, {"serverless.yml": text})
    rules = (*MEMORY, "--select", "unused-suppression", "--stage", "dev", "--stage", "prod")
    assert found(tmp_path, *rules) == []


ARM = """\
{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
 "parameters": {"kind": {"type": "string"}},
 "resources": [{"type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01", "name": "a", "kind": "[parameters('kind')]"}]}
"""


def test_parameters_of_arm_by_stage(tmp_path):
    from predeploy.formats import claim
    from predeploy.given import Given, deploying
    from predeploy.node import Node
    from predeploy.reading import Source, read

    files = {
        f"main.parameters.{stage}.json": json.dumps({"parameters": {"kind": {"value": stage}}})
        for stage in ("dev", "prod")
    }
    write(tmp_path, {"main.json": ARM, **files})

    def kind(given):
        with deploying(given):
            [tree] = read(Source("main.json", file=str(tmp_path / "main.json"), root=str(tmp_path))).trees
            assert claim(tree) is not None
        return Node(tree, (), tree.data)["resources.0.kind"].text

    assert kind(Given()) is None
    assert kind(Given("prod")) == "prod"
    assert kind(Given("prod", {"kind": "own"})) == "own"


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("DbPassword", True),
        ("API_KEY", True),
        ("token", True),
        ("mastersecrets", True),
        ("DbPasswordArn", False),
        ("TokenTtlSeconds", False),
        ("secretName", False),
        ("Stage", False),
        ("", False),
    ],
)
def test_what_is_hidden_by_its_name(name, hidden):
    assert names_secret(name) is hidden
