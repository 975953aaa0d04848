"""Templates of ROS, Fun and TCSAM: recognised for what they are, never for CloudFormation."""

import pytest

from making import opened
from predeploy.formats import claim
from predeploy.node import Node
from predeploy.reading import Source, read
from predeploy.views import Function, Role

ROS = 'ROSTemplateFormatVersion: "2015-09-01"\n'


def functions(text: str) -> dict[str, Function]:
    return {view.name: view for view in opened("template.yaml", text) if isinstance(view, Function)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (ROS + "Resources: {}", "ros"),
        ("Resources: {A: {Type: ALIYUN::FC3::Function}}", "ros"),
        ("Resources: {A: {Type: Aliyun::Serverless::Service}}", "ros"),
        (ROS + "Transform: Aliyun::Serverless-2018-04-03\nResources: {}", "ros"),
        ("Resources: {default: {Type: TencentCloud::Serverless::Namespace}}", "tcsam"),
        ("Resources: {A: {Type: AWS::Lambda::Function}}", "cloudformation"),
        ("Transform: AWS::Serverless-2016-10-31\nResources: {A: {Type: AWS::Serverless::Function}}", "sam"),
        ("Resources: {A: {Kind: x}}", None),
    ],
)
def test_what_a_template_is(text, name):
    form = claim(read(Source("template.yaml", text)).trees[0])
    assert (form.name if form is not None else None) == name


def test_ids_may_hold_dashes_and_underscores():
    found = functions(
        ROS
        + """
Parameters: {Memory: {Type: Number, Default: 512}, Key: {Type: "ALIYUN::OOS::Parameter::Value", Default: shop-key}}
Resources:
  shop_pack-1:
    Type: ALIYUN::FC3::Function
    Properties: {FunctionName: shop-pack, Runtime: nodejs20, MemorySize: {Ref: Memory}, EnvironmentVariables: {K: {Ref: Key}}}
  by_reference:
    Type: ALIYUN::FC3::Trigger
    Properties: {FunctionName: {"Fn::GetAtt": [shop_pack-1, FunctionName]}, TriggerType: http, TriggerConfig: {authType: anonymous}}
  by_name:
    Type: ALIYUN::FC3::Trigger
    Properties: {FunctionName: shop-pack, TriggerType: timer, TriggerConfig: {cronExpression: "@every 5m", enable: true}}
  of_another:
    Type: ALIYUN::FC3::Trigger
    Properties: {FunctionName: other, TriggerType: http, TriggerConfig: {authType: anonymous}}
  kept: {Type: ALIYUN::FC3::ProvisionConfig, Properties: {FunctionName: {Ref: shop_pack-1}, Target: 3}}
"""
    )
    pack = found["shop_pack-1"]
    assert pack.memory.value == 512 * 2**20
    assert [(event.kind, event.source.text) for event in pack.events] == [
        ("url", "anonymous"),
        ("schedule", "@every 5m"),
    ]
    assert pack.provisioned.value == 3
    assert dict(pack.environment)["K"].unknown


def test_functions_of_fun_stand_in_their_service():
    text = """
ROSTemplateFormatVersion: "2015-09-01"
Transform: Aliyun::Serverless-2018-04-03
Globals: {Function: {Timeout: 30}}
Resources:
  shop:
    Type: Aliyun::Serverless::Service
    Properties: {LogConfig: {Project: shop}, Policies: [AliyunOSSReadOnlyAccess, {Statement: [{Effect: Allow, Action: "oss:*", Resource: "*"}]}]}
    pack:
      Type: Aliyun::Serverless::Function
      Properties: {Handler: a.b, Runtime: nodejs20, CodeUri: ./}
      Events: {web: {Type: HTTP, Properties: {AuthType: ANONYMOUS}}, tick: {Type: Timer, Properties: {CronExpression: "@every 1h", Enable: true}}}
  other: {Type: Aliyun::Serverless::Service, pack: {Type: Aliyun::Serverless::Function, Properties: {Timeout: 9}}}
"""
    views = opened("template.yml", text)
    packs = [view for view in views if isinstance(view, Function)]
    assert [(one.name, one.timeout.value) for one in packs] == [("pack", 30), ("pack", 9)]
    assert [event.kind for event in packs[0].events] == ["url", "schedule"]
    assert packs[0].measure("logs").state == "inherited"
    role = next(view for view in views if isinstance(view, Role))
    assert [name for name, _ in role.attached] == ["AliyunOSSReadOnlyAccess"]
    assert [grant.actions[0][0] for grant in role.grants] == ["oss:*"]


OLD = """
Parameters: {Service: {Type: String, Default: shop}, Function: {Type: String, Default: pack}}
Resources:
  Shop: {Type: ALIYUN::FC::Service, Properties: {ServiceName: {Ref: Service}, LogConfig: {Project: shop, Logstore: functions}}}
  Pack: {Type: ALIYUN::FC::Function, Properties: {ServiceName: {Ref: Service}, FunctionName: {Ref: Function}, Timeout: 60}}
  Tick:
    Type: ALIYUN::FC::Trigger
    Properties: {ServiceName: {Ref: Service}, FunctionName: {Ref: Function}, TriggerType: timer, TriggerConfig: {CronExpression: "@every 5m"}}
  Other: {Type: ALIYUN::FC::Trigger, Properties: {ServiceName: office, FunctionName: pack, TriggerType: http}}
  Api:
    Type: ALIYUN::ApiGateway::Api
    Properties: {ServiceConfig: {ServiceTimeOut: 15000, FunctionComputeConfig: {ServiceName: shop, FunctionName: pack}}}
"""


def test_services_triggers_and_apis_are_found_by_name():
    pack = functions(ROS + OLD)["Pack"]
    assert pack.measure("logs").node["Logstore"].text == "functions"
    assert [event.kind for event in pack.events] == ["schedule"]
    tree = read(Source("template.yaml", ROS + OLD)).trees[0]
    form = claim(tree)
    assert form is not None
    edges = [one for one in form.connections(Node(tree, (), tree.data)) if one.caller.role != "internet"]
    assert [(edge.edge, edge.waits.value, edge.works.value) for edge in edges] == [
        ("schedule", 300, 60),
        ("request", 15, 60),
    ]


def test_functions_of_tcsam_stand_in_their_namespace():
    found = functions(
        """
Globals: {Function: {Timeout: 10}}
Resources:
  default:
    Type: TencentCloud::Serverless::Namespace
    hello:
      Type: TencentCloud::Serverless::Function
      Properties: {Handler: a.b, Runtime: Python3.6, CodeUri: ./, Events: {tick: {Type: Timer, Properties: {CronExpression: "*/5 * * * * * *", Enable: true}}}}
"""
    )
    assert found["hello"].timeout.value == 10
    assert [(event.kind, event.source.text) for event in found["hello"].events] == [("schedule", "*/5 * * * * * *")]


@pytest.mark.parametrize(
    "body",
    [
        "[]",
        "{A: []}",
        "{A: {Type: [x]}}",
        "{A: {Type: ALIYUN::FC3::Function}}",
        "{A: {Type: Aliyun::Serverless::Function, Properties: 3}}",
    ],
)
def test_half_written_templates_are_read(body):
    assert opened("template.yaml", f"{ROS}Resources: {body}")
