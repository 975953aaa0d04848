"""The edges that each system sees in a stack, and the two times of each."""

import math
from textwrap import dedent
from typing import Any

import pytest

from making import linked
from predeploy.formats import claim
from predeploy.node import Node
from predeploy.project import Project
from predeploy.reading import Source, read
from predeploy.systems import found as systems
from predeploy.views import Connection, Scaling

SAM = "Transform: AWS::Serverless-2016-10-31\n"


def edges(text: str, path: str = "template.yaml") -> list[Connection]:
    """The edges within one document and out of it, but for those that come in from the internet."""
    tree = read(Source(path, dedent(text))).trees[0]
    form = claim(tree)
    assert form is not None
    root = Node(tree, (), tree.data)
    project = Project(form.open(root, lambda kind: True))
    out = [one for system in systems() for one in system.links(project) if isinstance(one, Connection)]
    return [one for one in (*form.connections(root), *out) if one.caller.role != "internet"]


def links(*texts: str) -> list[Any]:
    """What the systems see once several documents are there."""
    views: list[Any] = []
    for number, text in enumerate(texts):
        for tree in read(Source(f"{number}.yaml", dedent(text))).trees:
            form = claim(tree)
            assert form is not None
            views += form.open(Node(tree, (), tree.data), lambda kind: True)
    project = Project(views)
    return [link for system in systems() for link in system.links(project)]


def told(edge: Connection) -> tuple[str, str, float, float, str]:
    return edge.caller.name, edge.callee.name, edge.waits.value, edge.works.value, edge.mode


URI = '!Sub "arn:aws:apigateway:x:lambda:path/2015-03-31/functions/${F.Arn}/invocations"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Events: {A: {Type: Api}}", ("REST API", 29, "sync")),
        ("Events: {A: {Type: HttpApi}}", ("HTTP API", 30, "sync")),
        ("Events: {A: {Type: HttpApi, Properties: {TimeoutInMillis: 5000}}}", ("HTTP API", 5, "sync")),
        ("Events: {A: {Type: Api, Properties: {ResponseTransferMode: STREAM}}}", ("REST API", 900, "stream")),
        ("Events: {A: {Type: Api, Properties: {RestApiId: !ImportValue x}}}", ("REST API `x`", math.nan, "sync")),
    ],
)
def test_api_events(text: str, expected: tuple[str, float, str]) -> None:
    (edge,) = edges(SAM + f"Resources: {{F: {{Type: AWS::Serverless::Function, Properties: {{Timeout: 9, {text}}}}}}}")
    assert told(edge) == pytest.approx((expected[0], "function `F`", expected[1], 9, expected[2]), nan_ok=True)


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (f"{{Type: AWS::ApiGateway::Method, Properties: {{Integration: {{Uri: {URI}}}}}}}", ("REST API", 29, "sync")),
        (
            "{Type: AWS::ApiGateway::Method, Properties: {Integration: {Uri: " + URI + ", RequestParameters:"
            " {integration.request.header.X-Amz-Invocation-Type: \"'Event'\"}}}}",
            ("REST API", 29, "async"),
        ),
        ("{Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Socket, IntegrationUri: !GetAtt F.Arn}}", ("WebSocket API", 29, "sync")),
        ("{Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Web, IntegrationUri: !GetAtt F.Arn}}", ("HTTP API", 30, "sync")),
        ("{Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: x, IntegrationUri: !GetAtt F.Arn}}", ("API Gateway", math.nan, "sync")),
        ("{Type: AWS::AppSync::DataSource, Properties: {LambdaConfig: {LambdaFunctionArn: !GetAtt F.Arn}}}", ("AppSync", 30, "sync")),
        ("{Type: AWS::Cognito::UserPool, Properties: {LambdaConfig: {PreSignUp: !GetAtt F.Arn}}}", ("Cognito", 5, "sync")),
        (
            "{Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: lambda, Targets: [{Id: !GetAtt F.Arn}]}}",
            ("load balancer", math.nan, "sync"),
        ),
    ],
)  # fmt: skip
def test_callers_of_plain_cloudformation(resource: str, expected: tuple[str, float, str]) -> None:
    found = edges(
        f"""
        Resources:
          F: {{Type: AWS::Lambda::Function}}
          Socket: {{Type: AWS::ApiGatewayV2::Api, Properties: {{ProtocolType: WEBSOCKET}}}}
          Web: {{Type: AWS::ApiGatewayV2::Api, Properties: {{ProtocolType: HTTP}}}}
          X: {resource}
        """
    )
    assert [told(edge) for edge in found] == [
        pytest.approx((expected[0], "function `F`", expected[1], 3, expected[2]), nan_ok=True)
    ]


def test_the_definition_of_an_api_wins_over_the_event() -> None:
    (edge,) = edges(
        f"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties: {{Events: {{A: {{Type: Api, Properties: {{RestApiId: !Ref Api}}}}}}}}
          Api:
            Type: AWS::Serverless::Api
            Properties:
              DefinitionBody: {{paths: {{/: {{get: {{x-amazon-apigateway-integration: {{timeoutInMillis: 2000, uri: {URI}}}}}}}}}}}
        """
    )
    assert told(edge) == ("REST API", "function `F`", 2, 3, "sync")


def test_queues_and_streams() -> None:
    found = edges(
        """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties:
              EventInvokeConfig: {MaximumRetryAttempts: 1}
              Events:
                Q: {Type: SQS, Properties: {Queue: !GetAtt Q.Arn, MaximumBatchingWindowInSeconds: 7}}
                S: {Type: Kinesis, Properties: {Stream: "arn:aws:kinesis:x", MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: 60}}
                T: {Type: Schedule, Properties: {Schedule: rate(5 minutes)}}
          Q: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn, maxReceiveCount: 4}}}
          D: {Type: AWS::SQS::Queue, Properties: {MessageRetentionPeriod: 60}}
        """
    )
    by_kind = {edge.kind: edge for edge in found}
    assert by_kind.keys() == {"poll", "deadletter", "stream", "schedule", "push"}
    poll, dead, stream, push = (by_kind[kind] for kind in ("poll", "deadletter", "stream", "push"))
    assert (poll.waits.value, poll.works.value, poll.window.value, poll.attempts.value, poll.slack) == (30, 3, 7, 4, 20)
    assert (dead.waits.value, dead.works.value) == (60, 345_600)
    assert (stream.waits.value, stream.attempts.value) == (60, math.inf)
    assert by_kind["schedule"].period.value == 300
    assert (push.waits.value, push.attempts.value, push.window.value) == (21_600, 2, 60)


def scaling(*texts: str) -> dict[str, tuple[float, float]]:
    return {link.name: (link.floor.value, link.ceiling.value) for link in links(*texts) if isinstance(link, Scaling)}


DEPLOYMENT = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2}}"


def test_who_scales_a_workload() -> None:
    keda = "{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: so}, spec: {scaleTargetRef: {name: web}%s}}"
    assert scaling(DEPLOYMENT) == {"web": (2, 2)}
    assert scaling(DEPLOYMENT, keda % "") == {"web": (0, 100)}
    assert scaling(DEPLOYMENT, keda % ", minReplicaCount: 3, idleReplicaCount: 0") == {"web": (0, 100)}
    assert scaling(keda % ", minReplicaCount: 3") == {"so": (3, 100)}  # its target is not in this run
    assert scaling(DEPLOYMENT, keda % "", (keda % "").replace("name: so", "name: other")) == {
        "web": pytest.approx((math.nan, math.nan), nan_ok=True)
    }


def test_an_autoscaler_that_cannot_be_told_makes_its_neighbours_unknown() -> None:
    hpa = """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: "${NAME}"}}
    """
    assert scaling(DEPLOYMENT, hpa) == {"web": pytest.approx((math.nan, math.nan), nan_ok=True)}


def test_what_keeps_a_function_warm() -> None:
    assert scaling(
        SAM
        + dedent(
            """
            Resources:
              Plain: {Type: AWS::Serverless::Function}
              Warm:
                Type: AWS::Serverless::Function
                Properties: {ReservedConcurrentExecutions: 9, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 2}}
              Own: {Type: AWS::Serverless::Function, Properties: {CapacityProviderConfig: {Arn: x}}}
              Aliased: {Type: AWS::Lambda::Function}
              Live:
                Type: AWS::Lambda::Alias
                Properties: {FunctionName: !Ref Aliased, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 4}}
            """
        )
    ) == {
        "Plain": (0, math.inf),
        "Warm": (2, 9),
        "Own": pytest.approx((math.nan, math.inf), nan_ok=True),
        "Aliased": (4, math.inf),
    }


def test_ingress_and_what_answers_behind_it() -> None:
    ingress = """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/rewrite-target: /}}
        spec: {rules: [{http: {paths: [{path: /, backend: {service: {name: web}}}]}}]}
    """
    service = "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}}}"
    pods = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{args: [%s]}]}}}
    """
    settings = "{apiVersion: v1, kind: ConfigMap, metadata: {name: nginx}, data: {proxy-read-timeout: '90'}}"

    def times(*texts: str) -> list[tuple[float, float]]:
        found = [one for one in links(*texts) if isinstance(one, Connection) and one.caller.role == "gateway"]
        return [(one.waits.value, one.works.value) for one in found]

    assert times(ingress, service, pods % "gunicorn, --timeout=80, app") == [(60, 80)]
    assert times(ingress, service, pods % "'exec gunicorn -t 80 app'") == [(60, 80)]
    assert times(ingress, service, pods % "gunicorn, -t") == [pytest.approx((60, math.nan), nan_ok=True)]
    assert times(ingress, service, pods % "gunicorn, --threads, '4', -t, '80'") == [
        pytest.approx((60, math.nan), nan_ok=True)
    ]
    assert times(settings, ingress, service, pods % "gunicorn, -t, '80'") == [
        pytest.approx((math.nan, 80), nan_ok=True)
    ]
    assert times(ingress, "{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: web}}") == [(60, 300)]


@pytest.mark.parametrize(("timeout", "severity"), [("", "medium"), (", Timeout: 20", "high")])
def test_what_nobody_can_set_is_no_default(timeout, severity):
    text = f"""
    Resources:
      Pool: {{Type: AWS::Cognito::UserPool, Properties: {{LambdaConfig: {{PreSignUp: !GetAtt Ask.Arn}}}}}}
      Ask: {{Type: AWS::Lambda::Function, Properties: {{Handler: a.b{timeout}}}}}
    """
    (edge,) = (one for one in edges(text) if one.caller.name == "Cognito")
    assert (str(edge.waits), edge.weighed("high")) == ("5 s (fixed)", severity)


@pytest.mark.parametrize(("said", "tries"), [("", math.inf), ("maxRetries: -1", math.inf), ("maxRetries: 3", 4.0)])
def test_dapr_tries_for_ever_unless_told_otherwise(said, tries):
    resiliency = f"""\
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {{name: shop}}
spec:
  policies: {{timeouts: {{short: 5s}}, retries: {{steady: {{policy: constant, {said}}}}}}}
  targets: {{apps: {{cart: {{timeout: short, retry: steady}}}}}}
"""
    cart = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {annotations: {dapr.io/enabled: "true", dapr.io/app-id: cart}}, spec: {containers: [{name: cart}]}}}
"""
    (call,) = [one for one in linked(resiliency, cart) if isinstance(one, Connection)]
    assert call.attempts.value == tries
