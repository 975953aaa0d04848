"""Reports made by hand, as the engine would hand them over."""

from datetime import date

from predeploy.finding import Finding, Money, Place, Related, Report, Resource, Skipped, Summary, TextEdit, TextFix
from predeploy.reading.span import Span
from predeploy.report import Context

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String}
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Handler: pack.handler
      Runtime: python3.12
      MemorySize: 512
      Timeout: 120
      Events:
        Orders:
          Type: SQS
          Properties:
            Queue: !GetAtt Orders.Arn
            BatchSize: 10

  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      VisibilityTimeout: 60

  Nat:
    Type: AWS::EC2::NatGateway
    Properties: {SubnetId: !Ref Subnet}
"""

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: storefront}
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          image: shop:latest
"""

TEXTS = {"template.yaml": TEMPLATE, "deploy/kubernetes/base/storefront.yaml": DEPLOYMENT}


def span(text: str, wanted: str, nth: int = 0) -> Span:
    """Where `wanted` stands in `text`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(wanted, start + 1)
    end = start + len(wanted)
    line, end_line = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
    return Span(line, start - text.rfind("\n", 0, start), end_line, end - text.rfind("\n", 0, end), start, end)


def place(path: str, wanted: str, nth: int = 0) -> Place:
    return Place(path, span(TEXTS[path], wanted, nth))


def context(**changes: object) -> Context:
    return Context(**{"read": TEXTS.get, "version": "0.1.0", **changes})  # type: ignore[arg-type]


def finding(**changes: object) -> Finding:
    base: dict[str, object] = {
        "rule": "reliability/few-replicas",
        "severity": "medium",
        "tier": "default",
        "message": "Deployment storefront runs one replica: every roll-out and node drain is an outage; set replicas ≥ 2.",
        "place": place("deploy/kubernetes/base/storefront.yaml", "1", 1),
        "resource": Resource("kubernetes", "Deployment", "", "storefront"),
        "fingerprint": "f1",
    }
    return Finding(**{**base, **changes})  # type: ignore[arg-type]


def report(*findings: Finding, **summary: object) -> Report:
    figures = Summary(**{"files": 2, "checked": 2, "documents": 2, "resources": 4, "rules": 9, **summary})  # type: ignore[arg-type]
    return Report("/nowhere", list(findings), [], figures)


def shop() -> Report:
    """A small shop: functions and a container, with a bit of everything a report can show."""
    sixty = span(TEMPLATE, "60")
    late = finding(
        rule="timeouts/redelivered-while-working",
        severity="high",
        message="Queue `Orders` hides a message 60 s, but Pack may work 120 s on it: it is delivered again meanwhile; "
        "set VisibilityTimeout ≥ 725 s (6 × 120 + 5).",
        place=Place("template.yaml", sixty),
        resource=Resource("aws", "AWS::SQS::Queue", "", "Orders"),
        application="online-shop",
        related=(Related("Pack", place("template.yaml", "120")),),
        fixable="safe",
        fix=TextFix((TextEdit("template.yaml", sixty.start, sixty.end, "725", sixty),), True),
        fingerprint="f0",
    )
    nat = finding(
        rule="cost/nat-for-idle-functions",
        severity="low",
        message="NAT gateway Nat is paid around the clock, its functions work now and then: use VPC endpoints.",
        place=place("template.yaml", "Nat"),
        resource=Resource("aws", "AWS::EC2::NatGateway", "", "Nat"),
        application="online-shop",
        money=Money(32.85, 32.85, 65.7, "730 h × $0.045", "AWS us-east-1", date(2026, 11, 1)),
        fingerprint="f3",
    )
    web = place("deploy/kubernetes/base/storefront.yaml", "web")
    of_web = {"application": "storefront", "place": web}
    memory = finding(
        rule="reliability/missing-memory-limit",
        severity="high",
        message="container web has no memory limit: it can take its whole node down",
        fixable="unsafe",
        exposed=True,
        fingerprint="f2",
        **of_web,
    )
    probe = finding(
        rule="reliability/missing-readiness-probe",
        severity="high",
        message="container web has no readiness probe: it gets requests before it can answer",
        fingerprint="f4",
        **of_web,
    )
    tag = finding(
        rule="reliability/mutable-image-tag",
        message="container web runs shop:latest, which may be another image tomorrow; name a version or digest",
        place=place("deploy/kubernetes/base/storefront.yaml", "shop:latest"),
        application="storefront",
        fingerprint="f5",
    )
    made = report(
        late,
        memory,
        probe,
        finding(application="storefront"),
        tag,
        nat,
        files=31,
        checked=29,
        documents=40,
        resources=64,
        skipped={"ignored by .gitignore": 1, "not a deploy format": 1},
        formats={"sam": 1, "kubernetes": 28},
        suppressed=3,
        idle_usd_month=58.5,
        avoidable_usd_month=39.8,
    )
    made.skipped = [
        Skipped("mkdocs.yml", "not a deploy format"),
        Skipped("build/out.yaml", "ignored by .gitignore", "line 3"),
    ]
    made.intents = {"online-shop": "wants zero when idle (stated in predeploy.yaml:4)"}
    return made


class FewReplicas:
    """What a report needs to know of a rule."""

    id = "reliability/few-replicas"
    name = "few-replicas"
    category = "reliability"
    severity = "medium"
    tier = "default"
    since = "0.1"
    title = "A Deployment with one replica is down during every roll-out."
    doc = (
        "A Deployment with one replica is down during every roll-out.\n\nNodes are drained too.\n\n"
        "```yaml bad\nspec: {replicas: 1}  #~ one replica @low\n```\n\n```yaml bad\nspec: {replicas: 0}  #~ none\n```\n\n"
        "```yaml good\nspec: {replicas: 2}\n```\n"
    )
    fixable = False
    options: dict[str, object] = {}  # noqa: RUF012
    replaces = {"kube-score": ("deployment-replicas",)}  # noqa: RUF012


HOSTILE = (
    "a\x1b[31mred\x1b]8;;http://x\x07 \u202eevil\u2066 z\u200bw\x9b2J\u2028l\r\n::error::boom ##[error]x ##vso[task.x]y"
    " </script><img src=x onerror=1> @everyone #12 https://evil.test [c](javascript:x) | `tick \ud800 \U000e0041"
)
"""Everything a stranger's resource name can try."""


def hostile() -> Report:
    path = "deploy/\x1b[2J@all|x](y).yaml"
    bad = finding(
        message=f"Deployment {HOSTILE} runs one replica",
        place=Place(path, Span(1, 1, 1, 5, 0, 4)),
        resource=Resource("kubernetes", "Deployment", HOSTILE, HOSTILE),
        application=HOSTILE,
        related=(Related(HOSTILE, Place(path, None)), Related(HOSTILE, Place(path, Span(2, 3, 2, 9, 0, 0)))),
        money=Money(1, 1, float("inf"), HOSTILE, HOSTILE, date(2026, 11, 1)),
        evidence=HOSTILE,
        fix=TextFix((TextEdit(path, 0, 0, HOSTILE, Span(1, 1, 1, 1, 0, 0)),), False),
        fixable="unsafe",
    )
    made = report(bad, finding(place=Place("chart.yaml", None)), skipped={HOSTILE: 1})
    made.errors = [HOSTILE]
    made.skipped = [Skipped(path, HOSTILE, HOSTILE)]
    made.intents = {HOSTILE: HOSTILE}
    return made


def hostile_text(path: str) -> str:
    """A file full of what its findings already try, under any path."""
    return f"name: {HOSTILE}\n".replace("\r\n", "") + "  more: ::error::x\n"
