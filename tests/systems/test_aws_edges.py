"""Who calls whom on AWS: events, targets, destinations, integrations, within a stack and between templates."""

import math
from textwrap import dedent

import pytest

from predeploy.formats import claim
from predeploy.node import Node
from predeploy.project import Project
from predeploy.project.calls import Calls
from predeploy.reading import Source, read
from predeploy.systems import found as systems
from predeploy.views import Connection, Scaling
from predeploy.views.kept import release

SAM = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
SLS = "service: shop\nprovider: {name: aws, runtime: nodejs22.x}\n"


def estate(**files: str) -> tuple[list[Connection], dict[str, Scaling]]:
    """All edges and scalings of a few files; `a__b` is a/b.yaml."""
    release()
    views, within = [], []
    for name, text in files.items():
        for tree in read(Source(f"{name.replace('__', '/')}.yaml", dedent(text))).trees:
            form, root = claim(tree), Node(tree, (), tree.data)
            assert form is not None
            views += form.open(root, lambda kind: True)
            within += form.connections(root)
    project = Project(views)
    links = [link for system in systems() for link in system.links(project)]
    edges = Calls([*(one for one in links if isinstance(one, Connection)), *within]).all
    return list(edges), {one.name: one for one in links if isinstance(one, Scaling)}


def told(text: str) -> set[tuple[str, str, str, str]]:
    """The edges of one document in words; without those of the internet."""
    edges, _ = estate(template=text)
    return {(one.edge, one.caller.name, one.callee.name, one.mode) for one in edges if one.caller.role != "internet"}


THINGS = """
  F: {Type: AWS::Serverless::Function, Properties: {Timeout: 20}}
  Q: {Type: AWS::SQS::Queue}
  T: {Type: AWS::SNS::Topic}
  S: {Type: AWS::Kinesis::Stream}
  D: {Type: AWS::DynamoDB::Table}
  B: {Type: AWS::S3::Bucket}
  Bus: {Type: AWS::Events::EventBus}
  M: {Type: AWS::StepFunctions::StateMachine}
  Job: {Type: AWS::ECS::TaskDefinition}
  Api: {Type: AWS::ApiGateway::RestApi}
"""


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("{Type: SNS, Properties: {Topic: !Ref T}}", ("push", "topic `T`", "async")),
        ("{Type: S3, Properties: {Bucket: !Ref B}}", ("push", "bucket `B`", "async")),
        ("{Type: EventBridgeRule, Properties: {Pattern: {source: [shop]}}}", ("push", "default event bus", "async")),
        ("{Type: EventBridgeRule, Properties: {EventBusName: !Ref Bus}}", ("push", "event bus `Bus`", "async")),
        ("{Type: CloudWatchLogs, Properties: {LogGroupName: /shop/orders}}", ("push", "log group `orders`", "async")),
        ("{Type: IoTRule, Properties: {Sql: SELECT * FROM 'door/open'}}", ("push", "IoT topic `door/open`", "async")),
        ("{Type: AlexaSkill}", ("request", "Alexa", "sync")),
        ("{Type: SelfManagedKafka, Properties: {Topics: [orders]}}", ("stream", "Kafka topic `orders`", "stream")),
        ("{Type: MQ, Properties: {Broker: 'arn:aws:mq:x:1:broker:shop:b-1'}}", ("stream", "broker `shop`", "stream")),
        ("{Type: SQS, Properties: {Queue: 'arn:aws:sqs:x:1:orders'}}", ("poll", "queue `orders`", "async")),
        ("{Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 hour)}}", ("schedule", "schedule `rate(1 hour)`", "async")),
    ],
)  # fmt: skip
def test_events_of_a_function(event: str, expected: tuple[str, str, str]) -> None:
    text = f"{SAM}{THINGS}  G: {{Type: AWS::Serverless::Function, Properties: {{Events: {{E: {event}}}}}}}\n"
    kind, caller, mode = expected
    assert told(text) == {(kind, caller, "function `G`", mode)}


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        ("{Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref T, Protocol: sqs, Endpoint: !GetAtt Q.Arn}}", {("push", "topic `T`", "queue `Q`", "async")}),
        ("{Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref T, Protocol: email, Endpoint: a@b.example}}", {("push", "topic `T`", "e-mail", "async")}),
        ("{Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref T, Protocol: https, Endpoint: 'https://shop.example'}}", {("push", "topic `T`", "HTTP endpoint", "sync")}),
        ("{Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {QueueConfigurations: [{Queue: !GetAtt Q.Arn}]}}}", {("push", "bucket `X`", "queue `Q`", "async")}),
        ("{Type: AWS::Events::Rule, Properties: {EventPattern: {source: [a]}, Targets: [{Arn: !GetAtt Q.Arn, DeadLetterConfig: {Arn: !GetAtt Q.Arn}}]}}",
         {("push", "default event bus", "queue `Q`", "async"), ("deadletter", "default event bus", "queue `Q`", "async")}),
        ("{Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(1 day), Targets: [{Arn: !Ref C, EcsParameters: {TaskDefinitionArn: !Ref Job}}]}}",
         {("schedule", "schedule `rate(1 day)`", "task definition `Job`", "async")}),
        ("{Type: AWS::Events::Rule, Properties: {State: DISABLED, EventPattern: {source: [a]}, Targets: [{Arn: !GetAtt Q.Arn}]}}", set()),
        ("{Type: AWS::Scheduler::Schedule, Properties: {ScheduleExpression: rate(1 day), Target: {Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage', Input: !Sub '{\"QueueUrl\": \"${Q}\"}'}}}",
         {("schedule", "schedule `rate(1 day)`", "queue `Q`", "async")}),
        ("{Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: !Sub '/aws/lambda/${F}', DestinationArn: !GetAtt S.Arn}}",
         {("push", "log group of function `F`", "stream `S`", "async")}),
        ("{Type: AWS::IoT::TopicRule, Properties: {TopicRulePayload: {Sql: SELECT * FROM 'a', Actions: [{Sqs: {QueueUrl: !Ref Q}}]}}}", {("push", "IoT topic `a`", "queue `Q`", "async")}),
        ("{Type: AWS::AppSync::DataSource, Properties: {DynamoDBConfig: {TableName: !Ref D}}}", {("store", "AppSync", "table `D`", "sync")}),
        ("{Type: AWS::ApiGateway::Method, Properties: {Integration: {Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/${Q.QueueName}'}}}",
         {("push", "REST API", "queue `Q`", "async")}),
        ("{Type: AWS::ApiGatewayV2::Integration, Properties: {IntegrationSubtype: StepFunctions-StartExecution, RequestParameters: {StateMachineArn: !Ref M}}}",
         {("request", "API Gateway", "state machine `M`", "async")}),
        ("{Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Uri: 'https://shop.example/x', Type: HTTP_PROXY}}}", {("request", "REST API", "`shop.example`", "sync")}),
        ("{Type: AWS::ApiGateway::Method, Properties: {Integration: {Type: MOCK}}}", set()),
        ("{Type: AWS::Lambda::EventInvokeConfig, Properties: {FunctionName: !Ref F, DestinationConfig: {OnFailure: {Destination: !GetAtt Q.Arn}, OnSuccess: {Destination: !Ref T}}}}",
         {("deadletter", "function `F`", "queue `Q`", "async"), ("push", "function `F`", "topic `T`", "async")}),
        ("{Type: AWS::KinesisFirehose::DeliveryStream, Properties: {KinesisStreamSourceConfiguration: {KinesisStreamARN: !GetAtt S.Arn}, S3DestinationConfiguration: {BucketARN: !GetAtt B.Arn}}}",
         {("stream", "stream `S`", "delivery stream `X`", "stream"), ("store", "delivery stream `X`", "bucket `B`", "async")}),
        ("{Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{DomainName: !GetAtt B.RegionalDomainName}]}}}",
         {("store", "CloudFront distribution `X`", "bucket `B`", "sync")}),
        ("{Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Q.Arn, Target: !GetAtt S.Arn}}",
         {("poll", "queue `Q`", "pipe `X`", "async"), ("push", "pipe `X`", "stream `S`", "async")}),
        ("{Type: AWS::Config::ConfigRule, Properties: {Source: {Owner: CUSTOM_LAMBDA, SourceIdentifier: !GetAtt F.Arn}}}", {("push", "AWS Config", "function `F`", "async")}),
        ("{Type: AWS::ApiGatewayV2::Authorizer, Properties: {AuthorizerUri: !Sub 'arn:aws:apigateway:x:lambda:path/functions/${F.Arn}/invocations'}}",
         {("request", "API Gateway", "function `F`", "sync")}),
        ("{Type: AWS::Serverless::Connector, Properties: {Source: {Id: F}, Destination: {Id: D}, Permissions: [Write]}}", {("store", "function `F`", "table `D`", "sync")}),
        ("{Type: Custom::Seed, Properties: {ServiceToken: !GetAtt F.Arn}}", set()),
    ],
)  # fmt: skip
def test_what_resources_call(resource: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert told(f"{SAM}{THINGS}  C: {{Type: AWS::ECS::Cluster}}\n  X: {resource}\n") == expected


def test_times_of_asynchronous_events() -> None:
    edges, _ = estate(
        template="""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          T: {Type: AWS::SNS::Topic}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 9
              EventInvokeConfig: {MaximumEventAgeInSeconds: 300, MaximumRetryAttempts: 1}
              Events: {E: {Type: SNS, Properties: {Topic: !Ref T}}}
        """
    )
    [edge] = edges
    assert (edge.waits.value, edge.works.value, edge.attempts.value, edge.window.value) == (300, 9, 2, 60)


def test_the_internet_and_what_nobody_wrote() -> None:
    edges, _ = estate(
        template=f"""
        {SAM.strip()}
          F:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 60
              FunctionUrlConfig: {{AuthType: NONE}}
              Events: {{A: {{Type: Api, Properties: {{Path: /, Method: get}}}}}}
          Inside: {{Type: AWS::Serverless::Api, Properties: {{StageName: x, EndpointConfiguration: {{Type: PRIVATE}}}}}}
          Site:
            Type: AWS::CloudFront::Distribution
            Properties: {{DistributionConfig: {{Origins: [{{DomainName: !Select [2, !Split ["/", !GetAtt FUrl.FunctionUrl]]}}]}}}}
        """.replace("Resources:", "        Resources:")
    )
    said = {(one.caller.name, one.callee.name): one for one in edges}
    assert said.keys() == {
        ("internet", "REST API `ServerlessRestApi`"), ("internet", "function URL `FUrl`"),
        ("internet", "CloudFront distribution `Site`"), ("REST API", "function `F`"),
        ("function URL `FUrl`", "function `F`"), ("CloudFront distribution `Site`", "function URL `FUrl`"),
    }  # fmt: skip
    assert said["REST API", "function `F`"].caller.view is said["internet", "REST API `ServerlessRestApi`"].callee.view
    assert said["CloudFront distribution `Site`", "function URL `FUrl`"].slack == 30 - 60
    assert said["function URL `FUrl`", "function `F`"].waits.value == math.inf


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("websocket: $connect", ("request", "WebSocket API", "sync")),
        ("sns: orders", ("push", "topic `orders`", "async")),
        ("s3: photos", ("push", "bucket `photos`", "async")),
        ("sns: {arn: 'arn:aws:sns:x:1:orders'}", ("push", "topic `orders`", "async")),
        ("eventBridge: {schedule: rate(1 hour)}", ("schedule", "schedule `rate(1 hour)`", "async")),
        ("eventBridge: {pattern: {source: [shop]}}", ("push", "default event bus", "async")),
        ("cognitoUserPool: {pool: users, trigger: PreSignUp}", ("request", "Cognito", "sync")),
        ("stream: '${cf:other.StreamArn}'", ("stream", "stream `StreamArn`", "stream")),
        ("cloudFront: {eventType: viewer-request}", ("request", "CloudFront distribution `CloudFrontDistribution`", "sync")),
    ],
)  # fmt: skip
def test_events_of_serverless_yml(event: str, expected: tuple[str, str, str]) -> None:
    kind, caller, mode = expected
    assert told(f"{SLS}functions: {{pack: {{handler: a.b, events: [{{{event}}}]}}}}\n") == {
        (kind, caller, "function `pack`", mode)
    }


def test_destinations_of_serverless_yml() -> None:
    text = f"{SLS}functions:\n  pack: {{handler: a.b, destinations: {{onSuccess: tell}}}}\n  tell: {{handler: a.c}}\n"
    assert told(text) == {("push", "function `pack`", "function `tell`", "async")}


QUEUE = """
AWSTemplateFormatVersion: "2010-09-09"
Resources: {Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 7, QueueName: shop-orders}}}
Outputs:
  OrdersArn: {Value: !GetAtt Orders.Arn, Export: {Name: %s}}
"""


def pack(queue: str, more: str = "") -> str:
    return f"""
Transform: AWS::Serverless-2016-10-31
{more}
Resources:
  Pack: {{Type: AWS::Serverless::Function, Properties: {{Timeout: 9, Events: {{E: {{Type: SQS, Properties: {{Queue: {queue}}}}}}}}}}}
"""


@pytest.mark.parametrize(
    ("export", "consumer", "evidence"),
    [
        ("shop-orders-arn", pack("!ImportValue shop-orders-arn"), "declared"),
        ("!Sub '${AWS::StackName}-orders-arn'", pack("!ImportValue {'Fn::Sub': '${Base}-orders-arn'}"), "named"),
        ("x", pack("!Ref OrdersArn", "Parameters: {OrdersArn: {Type: String}}"), "named"),
        ("x", pack("!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:shop-orders'"), "named"),
        ("x", f"{SLS}functions: {{Pack: {{handler: a.b, timeout: 9, events: [{{sqs: {{arn: '${{cf:base.OrdersArn}}'}}}}]}}}}", "named"),
    ],
)  # fmt: skip
def test_a_queue_of_another_template(export: str, consumer: str, evidence: str) -> None:
    [edge], _ = estate(base=QUEUE % export, app=consumer)
    assert (edge.caller.name, edge.callee.name, edge.evidence) == ("queue `Orders`", "function `Pack`", evidence)
    assert (edge.waits.value, edge.works.value) == (7, 9)


def test_two_queues_of_that_name_are_none() -> None:
    [edge], _ = estate(base=QUEUE % "same", other=QUEUE % "same", app=pack("!ImportValue same"))
    assert (edge.caller.name, edge.caller.presence, edge.waits.known) == ("queue `same`", "elsewhere", False)


def test_a_nested_stack_is_given_what_another_puts_out() -> None:
    parent = """
    AWSTemplateFormatVersion: "2010-09-09"
    Resources:
      Base: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./base.yaml}}
      App:
        Type: AWS::CloudFormation::Stack
        Properties: {TemplateURL: ./app.yaml, Parameters: {Feed: !GetAtt Base.Outputs.OrdersArn}}
    """
    app = pack("!Ref Feed", "Parameters: {Feed: {Type: String}}")
    [edge], _ = estate(parent=parent, base=QUEUE % "x", app=app)
    assert (edge.caller.name, edge.evidence, edge.waits.value) == ("queue `Orders`", "declared", 7)


def test_references_in_a_circle_end() -> None:
    text = """
    AWSTemplateFormatVersion: "2010-09-09"
    Resources: {Orders: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !ImportValue one}}}}
    Outputs: {A: {Value: !ImportValue %s, Export: {Name: %s}}}
    """
    edges, _ = estate(a=text % ("two", "one"), b=text % ("one", "two"))
    assert {one.callee.presence for one in edges} == {"elsewhere"}


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken, Parameters: {QueueUrl: !Ref Q}", ("callback", "queue `Q`", "async")),
        ("Resource: arn:aws:states:::dynamodb:putItem, Parameters: {TableName: !Ref D}", ("task", "table `D`", "sync")),
        ("Resource: arn:aws:states:::sns:publish, Arguments: {TopicArn: !Ref T}", ("task", "topic `T`", "async")),
        ("Resource: arn:aws:states:::events:putEvents, Parameters: {Entries: [{Detail: x}]}", ("task", "default event bus", "async")),
        ("Resource: 'arn:aws:states:::aws-sdk:textract:detectText', Parameters: {Document: x}", ("task", "AWS textract", "sync")),
        ("Resource: arn:aws:states:::ecs:runTask.sync, Parameters: {TaskDefinition: !Ref Job}", ("task", "task definition `Job`", "sync")),
        ("Resource: 'arn:aws:states:x:1:activity:Sign'", ("callback", "activity `Sign`", "async")),
        ("Resource: arn:aws:states:::lambda:invoke, Parameters: {FunctionName.$: $.fn}", None),
    ],
)  # fmt: skip
def test_tasks(task: str, expected: tuple[str, str, str] | None) -> None:
    machine = f"{{StartAt: One, States: {{One: {{Type: Task, End: true, {task}}}}}}}"
    found = told(f"{SAM}{THINGS}  X: {{Type: AWS::Serverless::StateMachine, Properties: {{Definition: {machine}}}}}\n")
    assert found == ({(expected[0], "task `One`", expected[1], expected[2])} if expected else set())


@pytest.mark.parametrize(
    ("resources", "expected"),
    [
        ("X: {Type: AWS::Serverless::Function}", (0, math.inf, True)),
        ("X: {Type: AWS::Serverless::Function, Properties: {ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 3}}}", (3, math.inf, True)),
        ("X: {Type: AWS::AppRunner::Service}", (1, 25, False)),
        ("X: {Type: AWS::AppRunner::Service, Properties: {AutoScalingConfigurationArn: !Ref A}}\n  A: {Type: AWS::AppRunner::AutoScalingConfiguration, Properties: {MinSize: 2}}", (2, 25, False)),
        ("X: {Type: AWS::RDS::DBCluster, Properties: {ServerlessV2ScalingConfiguration: {MinCapacity: 0, MaxCapacity: 4}}}", (0, 4, True)),
        ("X: {Type: AWS::RDS::DBCluster, Properties: {ServerlessV2ScalingConfiguration: {MinCapacity: 1, MaxCapacity: 4}}}", (1, 4, False)),
        ("X: {Type: AWS::RedshiftServerless::Workgroup}", (0, math.inf, True)),
        ("X: {Type: AWS::OpenSearchServerless::Collection, Properties: {StandbyReplicas: DISABLED}}", (1, math.nan, False)),
        ("X: {Type: AWS::OpenSearchServerless::Collection, Properties: {CollectionGroupName: g}}", (math.nan, math.nan, False)),
    ],
)  # fmt: skip
def test_scaling(resources: str, expected: tuple[float, float, bool]) -> None:
    _, scalings = estate(template=f"{SAM}  {resources}\n")
    found = scalings["X"]
    assert (found.floor.value, found.ceiling.value, found.can_sleep) == pytest.approx(expected, nan_ok=True)


def test_what_scales_provisioned_concurrency_says_how_low_it_goes() -> None:
    _, scalings = estate(
        template="""
        AWSTemplateFormatVersion: "2010-09-09"
        Resources:
          F: {Type: AWS::Lambda::Function}
          Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref F, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 9}}}
          Scaled:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties: {ResourceId: !Sub "function:${F}:live", ScalableDimension: "lambda:function:ProvisionedConcurrency", MinCapacity: 2}
        """
    )
    assert (scalings["F"].floor.value, [one.name for one in scalings["F"].scalers]) == (2, ["ScalableTarget `Scaled`"])
