"""One topic, one opinion: no project is told by one rule to do what another tells it to undo.

Every pair of rules that could pull the same object two ways stands here with a project in which both see their subject.
All tiers run: what the default run keeps apart, a stricter one must too.
"""

from typing import Any

import pytest

from making import run
from predeploy.finding import Finding, Report
from predeploy.fix import plan
from predeploy.rules import Rule
from predeploy.rules.packs import load_rules
from predeploy.testing import CONFIG, examples

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


def keda(least: int, more: str = "") -> str:
    return f"""---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {{name: cart}}
spec: {{scaleTargetRef: {{name: cart}}, minReplicaCount: {least}{more}, triggers: [{{type: rabbitmq, metadata: {{queueName: carts}}}}]}}
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

MESH = """\
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{timeout: 5s, retries: {attempts: 3, perTryTimeout: 9s}, route: [{destination: {host: cart}}]}]}
"""
JOB = """\
StartAt: Pack
States:
  Pack: {Type: Task, Resource: "arn:aws:states:::ecs:runTask.sync", Parameters: {Cluster: "${Cluster}"}, End: true}
"""
GPU = """\
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: flowers}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/min-scale: "1"}}
    spec: {containers: [{image: "flowers:1", resources: {limits: {nvidia.com/gpu: 1}}}]}
"""
CLOCK = """\
apiVersion: batch/v1
kind: CronJob
metadata: {name: sweep}
spec: {schedule: "*/5 * * * *", jobTemplate: {spec: {LIMITtemplate: {spec: {containers: [{name: sweep, image: "sweep:1"}]}}}}}
"""
STARTING = """\
kind: Deployment
apiVersion: apps/v1
metadata: {name: cart}
spec:
  template:
    spec:
      containers:
        - name: cart
          image: cart:1
          readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 400}
          livenessProbe: {httpGet: {path: /, port: 80}}
"""
PAUSING = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Check:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs22.x
      Handler: check.handler
      CodeUri: .
      Timeout: 10
      Environment: {Variables: {DATABASE: !GetAtt Orders.Endpoint.Address}}
  Pool: {Type: AWS::Cognito::UserPool, Properties: {LambdaConfig: {PreSignUp: !GetAtt Check.Arn}}}
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, ServerlessV2ScalingConfiguration: {MinCapacity: LEAST, MaxCapacity: 4}}
"""
EVENTS = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Count:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 600
      Events: {Clicks: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, MaximumRecordAgeInSeconds: 90000, MaximumRetryAttempts: 1000}}}
  Clicks: {Type: AWS::Kinesis::Stream}
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
    (knative(2), DEV, {"floor-above-zero", "warm-outside-prod", "few-replicas"}),
    (deployment(replicas=0) + SERVICE, "", {"few-replicas", "nobody-wakes-it"}),
    (GPU, "", {"gpu-held-idle", "floor-above-zero"}),
    # stay up for longer, or for less
    (deployment(replicas=1) + keda(0, ", pollingInterval: 3600, cooldownPeriod: 300"), "", {"cooldown-below-polling", "idle-tail-too-long"}),
    (deployment(replicas=1) + keda(0, ", cooldownPeriod: 7200"), "", {"cooldown-below-polling", "idle-tail-too-long"}),
    (deployment(replicas=1, more=ZERO) + keda(1, ", cooldownPeriod: 300"), "", {"cooldown-never-used", "stated-zero-cannot-happen"}),
    (PAUSING.replace("LEAST", "0"), "", {"database-never-pauses", "resume-outlives-caller"}),
    (PAUSING.replace("LEAST", "0.5"), "", {"database-never-pauses", "resume-outlives-caller"}),
    # quicker starts, or nothing kept
    (LAMBDA.format(timeout=20, visibility=120), "", {"slow-runtime-start", "provisioned-concurrency-always-on"}),
    (LAMBDA.format(timeout=20, visibility=120), DEV, {"provisioned-concurrency-always-on", "warm-outside-prod"}),
    # one thing is wrong with two times, not three
    (LAMBDA.format(timeout=60, visibility=30), "", {"redelivered-while-working", "little-room-to-retry"}),
    (LAMBDA.format(timeout=29, visibility=180), "", {"caller-gives-up-first", "answer-uses-the-whole-wait"}),
    (LAMBDA.format(timeout=60, visibility=360), "", {"caller-gives-up-first", "answer-uses-the-whole-wait"}),
    (MESH, "", {"try-longer-than-request", "retries-outlive-timeout"}),
    (JOB, "", {"job-waits-forever", "task-without-timeout", "callback-waits-forever"}),
    (CLOCK.replace("LIMIT", ""), "", {"cron-run-unbounded", "schedule-overlaps-itself"}),
    (CLOCK.replace("LIMIT", "activeDeadlineSeconds: 900, "), "", {"cron-run-unbounded", "schedule-overlaps-itself"}),
    (STARTING, "", {"killed-while-starting", "startup-outlives-rollout"}),
    # a second zone, or none outside production
    (DATABASE.replace("MULTI", "false"), DEV, {"single-zone-database", "warm-outside-prod"}),
    (DATABASE.replace("MULTI", "true"), DEV, {"single-zone-database", "warm-outside-prod"}),
]  # fmt: skip


def report_on(text: str, environment: str = "") -> Report:
    rules = load_rules()
    config = "tiers: [all]\n" + (f"environment: {environment}\n" if environment else "")
    report = run({"a.yaml": text, "predeploy.yaml": config}, *rules.values())
    assert report.errors == []
    return report


def told(text: str, environment: str) -> dict[tuple[str, str], set[str]]:
    """Object → the names of the rules that speak of it."""
    found: dict[tuple[str, str], set[str]] = {}
    for one in report_on(text, environment).findings:
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


# What speaks of one number two ways, and must ask for different things
WORDS: list[Any] = [
    # a caller that waits 5 s wants a function that stops earlier, a database that wakes in 15 s one that stops later
    (PAUSING.replace("LEAST", "0"), "resume-outlives-caller", "keep MinCapacity above 0", "allow 20 s"),
    # an age beyond what the stream keeps is lowered, so that too many tries are not given a greater one
    (EVENTS, "retries-outlive-event-age", "ask for 149 retries at the most", "age above"),
    # who wants zero is not told to keep one
    (deployment(replicas=1, more=ZERO) + keda(0).replace("rabbitmq", "cpu"), "metric-needs-a-pod", "add a metric", "keep one"),
    # who looks once an hour is not told to wait for an hour
    (deployment(replicas=1) + keda(0, ", pollingInterval: 3600, cooldownPeriod: 300"), "cooldown-below-polling", "more often", "≥ 3600"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "asked", "unasked"), WORDS)
def test_what_is_asked_for_is_not_refused_elsewhere(text: str, name: str, asked: str, unasked: str) -> None:
    (said,) = [one.message for one in report_on(text).findings if one.name == name]
    assert asked in said
    assert unasked not in said


# Who takes the longest time there is is asked, in the strict tier, whether it has to be so long
STRICTER = {("timeout-above-platform-limit", "timeout-at-platform-maximum")}
ROUNDS = 4
ABOUT_TIME = [one for one in load_rules().values() if one.category in ("timeouts", "scale-to-zero")]


@pytest.mark.parametrize("rule", ABOUT_TIME, ids=lambda rule: rule.name)
def test_no_fix_calls_another_rule(rule: Rule) -> None:
    """What a fix makes of each bad example is fine with all other rules, whatever the tier."""
    for example in examples(rule):
        if example.verdict == "bad" and CONFIG not in example.files:
            before = _all(example.files)
            made = plan(
                [one for one in before if one.rule == rule.id and one.fix], example.files.__getitem__, unsafe=True
            )
            if made.files:
                after = _all({**example.files, **{path: change.after for path, change in made.files.items()}})
                new = {_of(one) for one in after} - {_of(one) for one in before}
                assert not [one for one in new if (rule.name, one[0]) not in STRICTER], example.number


@pytest.mark.parametrize("rule", ABOUT_TIME, ids=lambda rule: rule.name)
def test_all_fixes_together_come_to_rest(rule: Rule) -> None:
    """None takes back what another one wrote."""
    for example in examples(rule):
        files = example.files if CONFIG not in example.files else {}
        for _ in range(ROUNDS):
            made = plan([one for one in _all(files) if one.fix], files.__getitem__, unsafe=True)
            if not made.files:
                break
            files = {**files, **{path: change.after for path, change in made.files.items()}}
        else:
            raise AssertionError(f"example {example.number} is still being changed: {files}")


def _all(files: dict[str, str]) -> list[Finding]:
    return run({**files, CONFIG: "tiers: [all]\n"}, *load_rules().values(), texts=True).findings


def _of(one: Finding) -> tuple[str, str, str]:
    return one.name, one.resource.kind, one.resource.name
