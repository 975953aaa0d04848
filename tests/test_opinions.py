"""One topic, one opinion: no project is told by one rule to do what another tells it to undo.

Every pair of rules that could pull the same object two ways stands here with a project in which both see their subject.
All tiers run: what the default run keeps apart, a stricter one must too.
"""

from typing import Any

import pytest

from predeploy.config import load
from predeploy.engine import Request, scan
from predeploy.packs import find, load_rules
from predeploy.policy import Policy
from predeploy.reading import Source

SERVICE = (
    "---\napiVersion: v1\nkind: Service\nmetadata: {name: cart}\nspec: {selector: {app: cart}, ports: [{port: 80}]}\n"
)


def deployment(*, replicas: int, more: str = "") -> str:
    return f"""\
apiVersion: apps/v1
kind: Deployment
metadata: {{name: cart{more}}}
spec:
  replicas: {replicas}
  selector: {{matchLabels: {{app: cart}}}}
  template:
    metadata: {{labels: {{app: cart}}}}
    spec: {{containers: [{{name: cart, image: "cart:1", resources: {{requests: {{cpu: 500m, memory: 1Gi}}}}}}]}}
"""


def keda(least: int) -> str:
    return f"""---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {{name: cart}}
spec: {{scaleTargetRef: {{name: cart}}, minReplicaCount: {least}, triggers: [{{type: rabbitmq, metadata: {{queueName: carts}}}}]}}
"""


def knative(floor: int, more: str = "") -> str:
    return f"""\
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {{name: cart{more}}}
spec: {{template: {{metadata: {{annotations: {{autoscaling.knative.dev/min-scale: "{floor}"}}}}, spec: {{containers: [{{image: "cart:1"}}]}}}}}}
"""


LAMBDA = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Cart:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: java21
      Handler: a.B
      CodeUri: .
      AutoPublishAlias: live
      Timeout: {timeout}
      ProvisionedConcurrencyConfig: {{ProvisionedConcurrentExecutions: 5}}
      Events: {{Get: {{Type: Api, Properties: {{Path: /cart, Method: get}}}}, Queue: {{Type: SQS, Properties: {{Queue: !GetAtt Carts.Arn}}}}}}
  Carts: {{Type: AWS::SQS::Queue, Properties: {{VisibilityTimeout: {visibility}}}}}
"""
DATABASE = """\
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: postgres, DBInstanceClass: db.t4g.large, AllocatedStorage: 20, MultiAZ: MULTI}
"""

WARM, ZERO, DEV = (", annotations: {predeploy/idle: warm}", ", annotations: {predeploy/idle: zero}", "dev")

CASES: list[Any] = [
    # more copies, or none
    (deployment(replicas=1) + SERVICE + keda(1), "", {"few-replicas", "floor-above-zero"}),
    (deployment(replicas=1, more=ZERO) + SERVICE, "", {"few-replicas", "stated-zero-cannot-happen"}),
    (deployment(replicas=3) + SERVICE, DEV, {"few-replicas", "warm-outside-prod"}),
    (deployment(replicas=1) + SERVICE, DEV, {"few-replicas", "warm-outside-prod"}),
    (knative(1), "", {"few-replicas", "floor-above-zero"}),
    (knative(0, WARM), "", {"floor-above-zero", "wake-slower-than-promised", "stated-zero-cannot-happen"}),
    (knative(2, WARM), "", {"floor-above-zero", "warm-outside-prod"}),
    (knative(2, ZERO), "", {"floor-above-zero", "stated-zero-cannot-happen"}),
    (deployment(replicas=2) + SERVICE + keda(2), "", {"replicas-beside-scaler", "few-replicas"}),
    # quicker starts, or nothing kept
    (LAMBDA.format(timeout=20, visibility=120), "", {"slow-runtime-start", "provisioned-concurrency-always-on"}),
    (LAMBDA.format(timeout=20, visibility=120), DEV, {"provisioned-concurrency-always-on", "warm-outside-prod"}),
    # one thing is wrong with two times, not three
    (LAMBDA.format(timeout=60, visibility=30), "", {"redelivered-while-working", "little-room-to-retry"}),
    (LAMBDA.format(timeout=29, visibility=180), "", {"caller-gives-up-first", "answer-uses-the-whole-wait"}),
    (LAMBDA.format(timeout=60, visibility=360), "", {"caller-gives-up-first", "answer-uses-the-whole-wait"}),
    # a second zone, or none outside production
    (DATABASE.replace("MULTI", "false"), DEV, {"single-zone-database", "warm-outside-prod"}),
    (DATABASE.replace("MULTI", "true"), DEV, {"single-zone-database", "warm-outside-prod"}),
]  # fmt: skip


def told(text: str, environment: str) -> dict[tuple[str, str], set[str]]:
    """Object → the names of the rules that speak of it."""
    rules = load_rules()
    config = "tiers: [all]\n" + (f"environment: {environment}\n" if environment else "")
    configs = load("", found=["predeploy.yaml"], read={"predeploy.yaml": config}.get)
    configs.resolve(rules, lambda word: find(word, rules))
    report = scan(Request("", (), Policy(configs, rules), rules, sources=(Source("a.yaml", text),)))
    assert report.errors == []
    found: dict[tuple[str, str], set[str]] = {}
    for one in report.findings:
        found.setdefault((one.resource.kind, one.resource.name), set()).add(one.name)
    return found


@pytest.mark.parametrize(("text", "environment", "rivals"), CASES)
def test_at_most_one_of_them_speaks(text: str, environment: str, rivals: set[str]) -> None:
    found = told(text, environment)
    assert found, "nothing is said at all: the project shows nothing"
    names = {name.rpartition("/")[2] for spoken in found.values() for name in spoken}
    assert len(rivals & names) <= 1, sorted(rivals & names)


def test_every_rival_is_a_rule() -> None:
    names = {one.name for one in load_rules().values()}
    assert {name for _, _, rivals in CASES for name in rivals} <= names
