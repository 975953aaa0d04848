"""State machines, wherever their definition stands: as a file, an object, a text that functions put together, in a plug-in."""

import json
import math
from textwrap import dedent

import pytest

from making import opened
from predeploy.formats import claim
from predeploy.node import Node
from predeploy.project import Project
from predeploy.reading import Source, read
from predeploy.systems.aws.eventbridge import SYSTEM as EVENTBRIDGE
from predeploy.systems.aws.step_functions import SYSTEM, joined_edges, sync_edges
from predeploy.views import State, StateMachine, View
from predeploy.views.stack import stack_of

SAM = "Transform: AWS::Serverless-2016-10-31\n"
PACK = "  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 60}}\n"


def machine(text: str, path: str = "template.yaml") -> StateMachine:
    return next(view for view in opened(path, dedent(text)) if isinstance(view, StateMachine))


def of_template(definition: str, *, more: str = "") -> StateMachine:
    return machine(
        f"{SAM}Resources:\n{PACK}  Orders:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {{{definition}{more}}}\n"
    )


def state(found: StateMachine) -> State:
    return next(iter(found.states))


TASK = {"Type": "Task", "Resource": "${Pack.Arn}", "TimeoutSeconds": 30, "End": True}
ASL = json.dumps({"StartAt": "One", "States": {"One": TASK}})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("order.asl.json", ASL),
        ("order.asl.yaml", "StartAt: One\nStates: {One: {Type: Pass, End: true}}"),
        ("statemachine/order.json", ASL),
    ],
)
def test_a_definition_is_recognised_wherever_it_lies(path, text):
    tree = read(Source(path, text)).trees[0]
    form = claim(tree)
    assert form is not None
    assert form.name == "asl"


@pytest.mark.parametrize(
    "text", ["StartAt: One", "StartAt: One\nStates: [a]", "StartAt: One\nStates: {a: {Type: Robot}}"]
)
def test_what_has_no_states_is_none(text):
    assert claim(read(Source("a.yaml", text)).trees[0]) is None


def test_a_machine_is_called_like_its_file():
    assert machine(ASL, "workflow/order.asl.json").name == "order"


@pytest.mark.parametrize(
    "definition",
    [
        f"Definition: {ASL}",
        f"DefinitionString: {json.dumps(ASL)}",
        f"DefinitionString: !Sub {json.dumps(ASL)}",
        f"DefinitionString: {{'Fn::Sub': [{json.dumps(ASL)}, {{Unused: 1}}]}}",
        'DefinitionString: !Join [\'\', [\'{"StartAt": "One", "States": {"One": {"Type": "Task", "Resource": "\','
        ' !GetAtt Pack.Arn, \'", "TimeoutSeconds": 30, "End": true}}}\']]',
        f"Definition: {ASL.replace('Pack.Arn', 'PackArn')}, DefinitionSubstitutions: {{PackArn: !GetAtt Pack.Arn}}",
    ],
)
def test_every_spelling_of_a_definition_is_read(definition):
    found = of_template(definition)
    assert [one.name for one in found.states] == ["One"]
    assert state(found).timeout.value == 30
    [edge] = SYSTEM.connections(stack_of(found.node.tree))
    assert (edge.callee.name, edge.waits.value, edge.works.value) == ("function `Pack`", 30, 60)


@pytest.mark.parametrize(
    "definition",
    [
        "DefinitionString: '{'",
        "DefinitionString: '[]'",
        "DefinitionString: !ImportValue x",
        "Definition: !Ref X",
        "Definition: 7",
    ],
)
def test_what_cannot_be_read_has_no_states(definition):
    assert list(of_template(definition).states) == []


def test_a_substitution_is_known_as_far_as_its_value_is():
    found = of_template(
        "Definition: {StartAt: One, States: {One: {Type: Task, Resource: '${Who}', TimeoutSeconds: '${Wait}', End: true}}},"
        " DefinitionSubstitutions: {Who: !ImportValue who, Wait: 45}"
    )
    assert state(found).timeout.value == 45
    assert state(found)["Resource"].unknown


def test_what_stands_in_one_line_has_the_place_of_that_line():
    found = of_template(f"DefinitionString: {json.dumps(ASL)}")
    assert state(found)["TimeoutSeconds"].span.line == found["Properties.DefinitionString"].span.line


BLOCK = """
    Resources:
      Orders:
        Type: AWS::StepFunctions::StateMachine
        Properties:
          DefinitionString: %s
            {
              "StartAt": "One",
              "States": {
                "One": {"Type": "Task", "Resource": "${Pack.Arn}", "TimeoutSeconds": 30, "End": true}
              }
            }
          RoleArn: arn:aws:iam::123456789012:role/orders
    """


@pytest.mark.parametrize("header", ["|", "!Sub |", "!Sub |-", "|+"])
def test_what_stands_in_a_block_has_its_own_lines(header):
    text = dedent(BLOCK % header)
    found = state(machine(text))
    span = found["TimeoutSeconds"].span
    assert text[span.start : span.end] == "30"
    assert text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1] == "30"
    assert text[found.node.span.start : found.node.span.end] == '"One"'
    assert found["TimeoutSeconds"].replace(60, safe=True) is None  # texts are not changed from within


@pytest.mark.parametrize(
    ("resource", "pattern"),
    [
        ("arn:aws:states:::lambda:invoke", "request"),
        ("arn:aws:states:::lambda:invoke.waitForTaskToken", "callback"),
        ("arn:aws:states:::ecs:runTask.sync", "job"),
        ("arn:aws:states:::states:startExecution.sync:2", "job"),
        ("arn:aws:states:eu-west-1:123456789012:activity:press", "activity"),
        ("arn:${AWS::Partition}:states:::sqs:sendMessage.waitForTaskToken", "callback"),
        ("${PackFunctionArn}", None),
    ],
)
def test_how_a_task_waits(resource, pattern):
    text = json.dumps({"StartAt": "One", "States": {"One": {"Type": "Task", "Resource": resource, "End": True}}})
    assert state(machine(text, "a.asl.json")).pattern == pattern


def joined(*files: tuple[str, str]) -> list[tuple[str, str, float]]:
    views: list[View] = [view for path, text in files for view in opened(path, dedent(text))]
    return [(one.via.tree.source.path, one.callee.name, one.waits.value) for one in joined_edges(Project(views))]


FILE = json.dumps(
    {
        "StartAt": "One",
        "States": {
            "One": {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"FunctionName": "${PackArn}"},
                "End": True,
            }
        },
    }
)


@pytest.mark.parametrize(("kind", "waits"), [("STANDARD", math.inf), ("EXPRESS", 300.0)])
def test_a_file_is_joined_with_the_template_that_names_it(kind, waits):
    template = f"""
        {SAM.strip()}
        Resources:
          Pack: {{Type: AWS::Serverless::Function, Properties: {{Timeout: 60}}}}
          Orders:
            Type: AWS::Serverless::StateMachine
            Properties:
              Type: {kind}
              DefinitionUri: workflow/order.asl.json
              DefinitionSubstitutions: {{PackArn: !GetAtt Pack.Arn}}
        """
    found = joined(("shop/template.yaml", template), ("shop/workflow/order.asl.json", FILE))
    assert found == [("shop/workflow/order.asl.json", "function `Pack`", waits)]
    [apart] = joined(("shop/template.yaml", template), ("elsewhere/order.asl.json", FILE))
    assert apart[:2] == ("elsewhere/order.asl.json", "function `PackArn`")


SERVICE = """
    service: shop
    provider: {name: aws, timeout: 20}
    functions: {pack-it: {handler: pack.handler}}
    stepFunctions:
      stateMachines:
        order:
          type: EXPRESS
          definition: %s
    """


def test_the_plugin_of_the_serverless_framework_is_read():
    inline = "{StartAt: One, States: {One: {Type: Task, Resource: {Fn::GetAtt: [pack-it, Arn]}, TimeoutSeconds: 5, End: true}}}"
    found = machine(SERVICE % inline, "serverless.yml")
    assert (found.name, found.express) == ("order", True)
    [edge] = SYSTEM.connections(stack_of(found.node.tree))
    assert (edge.callee.name, edge.waits.value, edge.works.value) == ("function `pack-it`", 5, 20)


def test_a_definition_that_a_service_includes_is_a_file_of_its_own():
    text = "StartAt: One\nStates: {One: {Type: Task, Resource: {Fn::GetAtt: [pack-it, Arn]}, End: true}}"
    service = machine(SERVICE % "'${file(./flow/order.yml)}'", "serverless.yml")
    assert service.file == "flow/order.yml"
    assert list(service.states) == []
    found = joined(("serverless.yml", SERVICE % "'${file(./flow/order.yml)}'"), ("flow/order.yml", text))
    assert found == [("flow/order.yml", "function `pack-it`", 300.0)]


def test_flows_within_flows_end():
    inner: dict[str, object] = {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}
    for _ in range(40):
        inner = {"StartAt": "A", "States": {"A": {"Type": "Map", "ItemProcessor": inner, "End": True}}}
    tree = read(Source("deep.asl.json", json.dumps(inner))).trees[0]
    form = claim(tree)
    assert form is not None
    assert 1 < len(list(form.open(Node(tree, (), tree.data), lambda kind: True))) < 40


@pytest.mark.parametrize(
    ("schedule", "period"),
    [
        ("Events: {Often: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}}", 60),
        ("Events: {Often: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(2 hours)}}}", 7200),
        ("Events: {Often: {Type: Schedule, Properties: {Schedule: rate(1 minute), State: DISABLED}}}", None),
        ("Events: {Orders: {Type: EventBridgeRule, Properties: {Pattern: {source: [shop]}}}}", None),
    ],
)
def test_a_schedule_starts_a_machine(schedule, period):
    found = machine(
        f"{SAM}Resources:\n  Orders:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      {schedule}\n"
        "      Definition: {TimeoutSeconds: 300, StartAt: One, States: {One: {Type: Succeed}}}\n"
    )
    edges = [one for one in EVENTBRIDGE.connections(stack_of(found.node.tree)) if one.kind == "schedule"]
    assert [(edge.callee.name, edge.period.value, edge.works.value) for edge in edges] == (
        [("state machine `Orders`", period, 300)] if period else []
    )


API = """
    Resources:
      Quick:
        Type: AWS::StepFunctions::StateMachine
        Properties:
          StateMachineType: EXPRESS
          Definition: {%s StartAt: One, States: {One: {Type: Succeed}}}
      Ask:
        Type: %s
        Properties: %s
    """
METHOD = "{Integration: {Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:states:action/%s', RequestTemplates: {application/json: !Ref Quick}}}"


@pytest.mark.parametrize(
    ("timeout", "kind", "settings", "expected"),
    [
        ("TimeoutSeconds: 60,", "AWS::ApiGateway::Method", METHOD % "StartSyncExecution", [("REST API", 29, 60)]),
        ("TimeoutSeconds: 60,", "AWS::ApiGateway::Method", METHOD % "StartExecution", []),
        ("", "AWS::ApiGateway::Method", METHOD % "StartSyncExecution", []),
        (
            "TimeoutSeconds: 20,",
            "AWS::ApiGatewayV2::Integration",
            "{IntegrationSubtype: StepFunctions-StartSyncExecution, RequestParameters: {StateMachineArn: !Ref Quick}, TimeoutInMillis: 10000}",
            [("HTTP API", 10, 20)],
        ),
    ],
)
def test_an_api_waits_for_an_express_machine(timeout, kind, settings, expected):
    project = Project(opened("template.yaml", dedent(API % (timeout, kind, settings))))
    found = [(edge.caller.name, edge.waits.value, edge.works.value) for edge in sync_edges(project)]
    assert found == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("{Type: EXPRESS, DefinitionUri: flow/orders.asl.json}", True),
        ("{Type: !Ref Kind, DefinitionUri: flow/orders.asl.json}", True),
        ("{DefinitionUri: flow/orders.asl.json}", False),
        ("{Type: EXPRESS, DefinitionUri: flow/others.asl.json}", False),
    ],
)
def test_a_file_may_be_of_an_express_machine(properties, expected):
    template = f"{SAM}Parameters: {{Kind: {{Type: String}}}}\nResources: {{Orders: {{Type: AWS::Serverless::StateMachine, Properties: {properties}}}}}\n"
    file = machine(ASL, "flow/orders.asl.json")
    assert file.may_be_express(Project([file, *opened("template.yaml", template)])) is expected
    assert file.may_be_express(Project([file])) is False
