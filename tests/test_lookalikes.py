"""What looks like a fault of time or sleep and is none: no rule says anything, whatever the tier.

Each was met in a real project. What only a stricter tier speaks of stands under `STRICT`, with the rule that may.
"""

from typing import Any

import pytest

from making import run
from predeploy.rules.packs import load_rules

CATEGORIES = ("timeouts", "scale-to-zero")
SAM = "Transform: AWS::Serverless-2016-10-31\nResources:\n"

STREAMED = {
    "template.yaml": SAM
    + """\
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        paths:
          /story:
            post:
              x-amazon-apigateway-integration:
                type: aws_proxy
                responseTransferMode: STREAM
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2021-11-15/functions/${Tell.Arn}/response-streaming-invocations
  Tell:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 60, Events: {Story: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /story, Method: post}}}}
"""
}
SENT_LATER = {
    "template.yaml": SAM
    + """\
  Send: {Type: AWS::Serverless::Function, Properties: {Timeout: 10}}
  Pool: {Type: AWS::Cognito::UserPool, Properties: {LambdaConfig: {CustomSMSSender: {LambdaArn: !GetAtt Send.Arn}}}}
"""
}
CLIPPED_SCRAPE = {
    "monitor.yaml": """\
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, endpoints: [{port: metrics, interval: 5s}]}
"""
}
BOUNDED_TASK = {
    "order.asl.yaml": """\
StartAt: Pack
States:
  Pack: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: "${Pack}"}, Next: Keep}
  Keep: {Type: Task, Resource: "arn:aws:states:::dynamodb:putItem", Parameters: {TableName: "${Orders}"}, End: true}
"""
}
TOLD_NOT_CALLED = {
    "template.yaml": SAM
    + """\
  Router: {Type: AWS::Serverless::Function, Properties: {Timeout: 3, Environment: {Variables: {MACRO: !GetAtt Macro.Arn}}}}
  Macro: {Type: AWS::Serverless::Function, Properties: {Timeout: 3}}
  Long: {Type: AWS::Serverless::Function, Properties: {Timeout: 900}}
  Thing: {Type: Custom::Thing, Properties: {ServiceToken: !GetAtt Long.Arn}}
"""
}
SLOW_PROBE = {
    "istiod.yaml": """\
kind: Deployment
spec:
  template:
    spec:
      containers: [{name: discovery, readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 3, timeoutSeconds: 5}}]
"""
}
PROBE_OF_ITS_PERIOD = {
    "service.yaml": """\
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: hello, labels: {cloud.googleapis.com/location: us-central1}}
spec:
  template:
    spec:
      containers: [{image: "hello:1.4", startupProbe: {tcpSocket: {port: 8080}, timeoutSeconds: 240, periodSeconds: 240}}]
"""
}
NOBODY_ASKED = {
    "app/host.json": '{"version": "2.0"}',
    "app/Pay/function.json": '{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req"}]}',
}
UNUSED_COMPONENT = {
    "frontend.yaml": """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: frontend}
spec:
  template:
    metadata: {labels: {app: frontend}}
    spec: {containers: [{name: web, env: [{name: ASSISTANT_SERVICE_ADDR, value: "assistantservice:80"}]}]}
"""
}
NO_HOSTS = {
    "model.yaml": """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: model}
spec:
  template:
    spec:
      containers:
        - name: model
          env:
            - {name: MODEL, value: "hf://RedHatAI/small"}
            - {name: DATA, value: "gs://kfserving-examples/models"}
            - {name: OWNER, value: "kubernetes://apis/apps/v1/namespaces/shop/deployments/model"}
            - {name: STORE, value: "http://minio-0.minio.default.svc:9000"}
"""
}
REAL_WORK = {
    "serverless.yml": """\
service: shop
provider: {name: aws, timeout: 60}
functions:
  sweep: {handler: sweep.handler, events: [{schedule: {rate: ["rate(10 minutes)"], input: {_sweeper: true}}}]}
"""
}
SHORT_POLLING = {
    "template.yaml": SAM
    + """\
  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 10, Events: {Orders: {Type: SQS, Properties: {Queue: !GetAtt Orders.Arn}}}}}
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60, ReceiveMessageWaitTimeSeconds: 0}}
"""
}

CASES: list[Any] = [
    pytest.param(STREAMED, id="the API's own definition streams, though the event does not say so"),
    pytest.param(SENT_LATER, id="Cognito does not wait for a sender"),
    pytest.param(CLIPPED_SCRAPE, id="Prometheus clips its default timeout to a short interval"),
    pytest.param(BOUNDED_TASK, id="a function ends by itself, a request is answered"),
    pytest.param(TOLD_NOT_CALLED, id="an ARN in the environment or a ServiceToken is no call"),
    pytest.param(PROBE_OF_ITS_PERIOD, id="a probe that may take its whole period"),
    pytest.param(NOBODY_ASKED, id="the 30 minutes of a plan are nobody's wish"),
    pytest.param(UNUSED_COMPONENT, id="a component that is left out"),
    pytest.param(NO_HOSTS, id="models, buckets, owners and single pods are no missing hosts"),
    pytest.param(REAL_WORK, id="a schedule that works keeps nothing warm"),
    pytest.param(SHORT_POLLING, id="Lambda polls a queue its own way"),
]
STRICT: list[Any] = [
    pytest.param(SLOW_PROBE, "probe-slower-than-its-period", id="the kubelet does not overlap its probes"),
    pytest.param(
        {"template.yaml": SAM + "  Make: {Type: AWS::Serverless::Function, Properties: {Timeout: 900}}\n"},
        "timeout-at-platform-maximum",
        id="a provider of custom resources, elsewhere",
    ),
]


def said(files: dict[str, str], *tiers: str) -> set[str]:
    rules = [one for one in load_rules().values() if one.category in CATEGORIES]
    report = run({**files, "predeploy.yaml": f"tiers: [{', '.join(tiers)}]\n"} if tiers else files, *rules)
    assert not report.errors
    assert not report.skipped
    return {one.name for one in report.findings}


@pytest.mark.parametrize("files", CASES)
def test_nothing_is_said(files: dict[str, str]) -> None:
    assert not said(files, "strict", "preview")


@pytest.mark.parametrize(("files", "rule"), STRICT)
def test_only_whoever_wants_more_is_told(files: dict[str, str], rule: str) -> None:
    assert not said(files)
    assert said(files, "strict") == {rule}
