"""What an application wants: said by the object, by what stands above it, by the configuration, or given away."""

import pytest

from making import rule_of, run
from predeploy import Findings, Function, Intent, Workload

DEPLOYMENT = """\
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: cart}}
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1"}]}
"""
BUDGET = """\
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: cart, namespace: shop}
spec: {minAvailable: 1, selector: {matchLabels: {app: cart}}}
"""
SERVICE = """\
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop, annotations: {predeploy/idle: SAID}}
spec: {selector: {app: cart}, ports: [{port: 80}]}
"""
NAMESPACE = """\
apiVersion: v1
kind: Namespace
metadata: {name: shop, annotations: {predeploy/idle: any}}
"""
KNATIVE = """\
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {metadata: {annotations: {autoscaling.knative.dev/min-scale: "FLOOR"}}, spec: {containers: [{image: "report:1"}]}}}
"""


def wanted(files: dict[str, str]) -> dict[str, str]:
    """Key → `value source line` of the one workload or function in these files."""

    def tell(subject: Workload | Function, intent: Intent) -> Findings:
        for key, said in zip(intent._fields, intent, strict=True):
            if said.source != "unsaid":
                line = said.place.span.line if said.place and said.place.span else 0
                yield subject.finding(f"{key}: {said.value} {said.source} {line}")

    report = run(files, rule_of(tell))
    assert report.errors == []
    return dict(one.message.split(": ", 1) for one in report.findings)


def test_nothing_is_made_up():
    assert wanted({"a.yaml": DEPLOYMENT}) == {}


def test_two_pods_and_a_budget_are_meant_to_be_there():
    found = wanted({"a.yaml": f"{DEPLOYMENT}---\n{BUDGET}"})
    assert found == {"idle": "warm inferred 13", "availability": "99.9 inferred 13"}


def test_a_budget_for_others_says_nothing():
    assert wanted({"a.yaml": f"{DEPLOYMENT}---\n{BUDGET.replace('app: cart', 'app: web')}"}) == {}


@pytest.mark.parametrize(
    ("floor", "expected"), [("0", {"idle": "zero inferred 4"}), ("1", {}), ("3", {"idle": "warm inferred 4"})]
)
def test_a_floor_gives_away_what_idle_is_to_be(floor, expected):
    assert wanted({"a.yaml": KNATIVE.replace("FLOOR", floor)}) == expected


@pytest.mark.parametrize(
    ("path", "namespace", "expected"),
    [
        ("overlays/prod/a.yaml", "shop", "prod"),
        ("values-staging.yaml", "shop", "staging"),
        ("a.yaml", "shop-dev", "dev"),
        ("overlays/prod/a.yaml", "shop-dev", "dev"),
        ("dev/prod/a.yaml", "shop", None),
        ("test/a.yaml", "shop", None),
        ("products/developers.yaml", "shop", None),
    ],
)
def test_an_environment_is_a_word_of_its_own(path, namespace, expected):
    found = wanted({path: DEPLOYMENT.replace("namespace: shop", f"namespace: {namespace}")})
    assert found == ({"environment": f"{expected} inferred 0"} if expected else {})


def test_the_object_speaks_before_its_service_and_its_namespace():
    service = SERVICE.replace("SAID", "warm")
    files = {"a.yaml": DEPLOYMENT, "b.yaml": service, "c.yaml": NAMESPACE}
    assert wanted(files)["idle"] == "warm own 3"
    assert wanted({"a.yaml": DEPLOYMENT, "c.yaml": NAMESPACE})["idle"] == "any own 3"
    own = DEPLOYMENT.replace("namespace: shop}", "namespace: shop, annotations: {predeploy/idle: zero}}")
    assert wanted({**files, "a.yaml": own})["idle"] == "zero own 3"


def test_two_services_that_disagree_say_nothing():
    one, other = SERVICE.replace("SAID", "warm"), SERVICE.replace("SAID", "zero").replace("name: cart,", "name: too,")
    assert "idle" not in wanted({"a.yaml": DEPLOYMENT, "b.yaml": f"{one}---\n{other}"})


def test_what_is_said_in_the_configuration_is_not_inferred_anew():
    config = "applications: [{match: {name: report}, intent: {idle: warm}}]\n"
    assert wanted({"a.yaml": KNATIVE.replace("FLOOR", "0"), "predeploy.yaml": config})["idle"] == "warm config 1"


def test_a_template_speaks_for_its_functions():
    template = """\
Transform: AWS::Serverless-2016-10-31
Metadata: {predeploy: {idle: zero, budget: 5 USD}}
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 5}}
"""
    assert wanted({"template.yaml": template}) == {"idle": "zero own 2", "budget": "5.0 own 2"}


def test_a_service_file_speaks_for_its_functions():
    text = "service: shop\nprovider: {name: aws}\ncustom: {predeploy: {latency: 200ms}}\nfunctions: {pack: {handler: a.b}}\n"
    assert wanted({"serverless.yml": text}) == {"latency": "0.2 own 3"}
