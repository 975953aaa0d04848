"""Components of Tencent Cloud, and serverless.yml for clouds that are not AWS: never taken for one another."""

import pytest

from making import opened
from predeploy.formats import claim
from predeploy.reading import Source, read
from predeploy.views import Function


def functions(text: str) -> dict[str, Function]:
    return {view.name: view for view in opened("serverless.yml", text) if isinstance(view, Function)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("component: scf\nname: a\ninputs: {handler: a.b}", "tencent"),
        ("component: tencent-express\nname: a\ninputs: {src: ./}", "tencent"),
        ("component: scf@0.3.1\nname: a\ninputs: {src: ./}", "tencent"),
        ("component: my-own\nname: a\ninputs: {region: ap-guangzhou}", "tencent"),
        ("component: my-own\nname: a\ninputs: {region: us-east-1}", None),
        ("component: scf\nname: a", None),
        ("component: scf\nname: a\ninputs: [1]", None),
        ("service: a\nprovider: {name: tencent}\nfunctions: {a: {handler: a.b}}", "serverless-tencent"),
        ("service: a\nprovider: {name: aliyun}\nfunctions: {a: {handler: a.b}}", "serverless-aliyun"),
        ("service: a\nprovider: tencent\nfunctions: {}", "serverless-tencent"),
        ("service: a\nprovider: {name: aws}\nfunctions: {a: {handler: a.b}}", "serverless"),
        ("service: a\nprovider: aws\nfunctions: {}", "serverless"),
    ],
)
def test_what_a_serverless_yml_is(text, name):
    form = claim(read(Source("serverless.yml", text)).trees[0])
    assert (form.name if form is not None else None) == name


def test_names_stage_and_app_are_known_all_else_lies_outside():
    text = "component: scf\nname: hello\ninputs: {handler: a.b, environment: {variables: {X: '%s'}}}"

    def value(written: str) -> str | None:
        return dict(functions(text % written)["hello"].environment)["X"].text

    assert value("${name}-${stage}-${app}") == "hello-dev-hello"
    assert value("${env:STAGE}") is None
    assert value("${env.STAGE}") is None
    assert value("${output:dev:shop:vpc.id}") is None
    assert value("${variable:x}") is None
    assert value("$DEFAULT") == "$DEFAULT"


def test_one_of_many_inherits_and_is_called_by_what_names_it():
    found = functions(
        """
component: multi-scf
name: shop
inputs:
  timeout: 7
  environments: [{key: A, value: "1"}, {key: B, value: "2"}]
  functions:
    one: {handler: a.b, environments: [{key: A, value: "3"}]}
    two: {handler: a.b, memorySize: 512}
    three: null
  triggers:
    - {type: timer, function: one, parameters: {cronExpression: "0 0 8 * * * *", enable: true}}
    - {type: apigw, parameters: {apis: [{path: /, function: two}, {path: /x, function: one}]}}
    - {type: cos, function: elsewhere, parameters: {bucket: b}}
"""
    )
    assert set(found) == {"one", "two"}
    assert {name: node.text for name, node in found["one"].environment} == {"A": "3", "B": "2"}
    assert [event.kind for event in found["one"].events] == ["schedule", "http"]
    assert [event.kind for event in found["two"].events] == ["http"]
    assert (found["two"].timeout.value, found["two"].memory.value) == (7, 512 * 2**20)


@pytest.mark.parametrize(
    ("text", "timeout", "events"),
    [
        (
            "component: express\nname: a\ninputs: {functionConf: {timeout: 9}, apigatewayConf: {protocols: [https]}}",
            9,
            ["http"],
        ),
        ("component: express\nname: a\ninputs: {apigatewayConf: {isDisabled: true}}", 3, []),
        ("component: http\nname: a\ninputs: {faas: {timeout: 12}, apigw: {protocols: [https]}}", 12, ["http"]),
    ],
)
def test_the_function_behind_a_web_framework(text, timeout, events):
    found = functions(text)["a"]
    assert found.timeout.value == timeout
    assert [event.kind for event in found.events] == events


@pytest.mark.parametrize(
    ("written", "most"), [("", 900), ("asyncRunEnable: false,", 900), ("asyncRunEnable: true,", 86_400)]
)
def test_one_that_runs_asynchronously_may_take_a_day(written, most):
    found = functions(f"component: scf\nname: a\ninputs: {{{written} handler: a.b}}")["a"]
    assert found.limit("timeout").most == most


def test_timeouts_of_the_plugin_for_alibaba_cloud_have_units():
    text = "service: a\nprovider: {name: aliyun, timeout: 90s}\nfunctions: {a: {handler: a.b}, b: {handler: b.b, timeout: 2m}}"
    found = functions(text)
    assert [one.timeout.value for one in found.values()] == [90, 120]
    assert functions(text.replace(", timeout: 90s", ""))["a"].timeout.value == 30


@pytest.mark.parametrize(
    "inputs", ["{}", "{events: 3}", "{events: [{timer: 3}]}", "{functions: []}", "{triggers: {a: 1}}"]
)
@pytest.mark.parametrize("component", ["scf", "multi-scf", "express", "http", "cos"])
def test_half_written_files_are_read(component, inputs):
    assert opened("serverless.yml", f"component: {component}\nname: a\ninputs: {inputs}")
