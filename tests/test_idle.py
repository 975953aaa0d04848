"""Idle: the verdict on each way to run something, what holds it up, and what wakes it."""

from typing import Any

import pytest

from making import run
from predeploy.estate import Unit


def unit(text: str, name: str = "web", path: str = "app.yaml", **more: str) -> Unit:
    report = run({path: text, **more}, estate=True)
    assert not report.errors
    [found] = [one for one in report.estate.units if one.name == name and one.verdict]
    assert isinstance(found, Unit)
    return found


def deployment(spec: str = "", pod: str = "", container: str = "", kind: str = "Deployment") -> str:
    inner = f"containers: [{{name: main, image: 'shop/web:1'{container}}}]{pod}"
    return f"apiVersion: apps/v1\nkind: {kind}\nmetadata: {{name: web}}\nspec: {{{spec} template: {{spec: {{{inner}}}}}}}\n"


def scaled(triggers: str, more: str = "") -> str:
    spec = f"scaleTargetRef: {{name: web}}, {more} triggers: [{triggers}]"
    return f"---\napiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {{name: web}}\nspec: {{{spec}}}\n"


QUEUE, CPU = "{type: rabbitmq, metadata: {queueName: orders}}", "{type: cpu, metadata: {value: '70'}}"
HPA = (
    "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n"
    "spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 2, maxReplicas: 5}\n"
)


def knative(annotation: str = "", spec: str = "") -> str:
    metadata = f"metadata: {{annotations: {{{annotation}}}}}, " if annotation else ""
    return (
        "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: web}\n"
        f"spec: {{template: {{{metadata}spec: {{{spec}containers: [{{image: 'web:1'}}]}}}}}}\n"
    )


def kserve(mode: str, predictor: str = "") -> str:
    model = f"{predictor}model: {{modelFormat: {{name: sklearn}}}}"
    return (
        "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n"
        f"metadata: {{name: web, annotations: {{{mode}}}}}\nspec: {{predictor: {{{model}}}}}\n"
    )


def sam(more: str = "") -> str:
    return f"Transform: AWS::Serverless-2016-10-31\nResources:\n  web: {{Type: AWS::Serverless::Function, Properties: {{{more}}}}}\n"


def openfaas(labels: str = "{}") -> str:
    return (
        "version: 1.0\nprovider: {name: openfaas}\n"
        f"functions: {{web: {{lang: node, handler: ./web, image: 'web:1', labels: {labels}}}}}\n"
    )


CASES: list[Any] = [
    # zero
    (knative(), "zero", None),
    (deployment() + scaled(QUEUE), "zero", None),
    (deployment("replicas: 3,") + scaled(QUEUE, "minReplicaCount: 2, idleReplicaCount: 0,"), "zero", None),
    (deployment(pod=", volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]") + scaled(QUEUE), "zero", None),
    (sam(), "zero", None),
    (openfaas("{com.openfaas.scale.zero: 'true'}"), "zero", None),
    (deployment(kind="Job").replace("apps/v1", "batch/v1"), "zero", None),
    (kserve("serving.kserve.io/deploymentMode: Knative", "minReplicas: 0, "), "zero", None),
    # ready: nothing takes it to zero yet
    (deployment(), "ready", "nothing scales it: 1 replica (default)"),
    (deployment("replicas: 3,"), "ready", "nothing scales it: 3 replicas"),
    (deployment() + HPA, "ready", "HorizontalPodAutoscaler `web` keeps 2 replicas"),
    (deployment() + scaled(CPU, "minReplicaCount: 1,"), "ready", "ScaledObject `web` keeps 1 replica"),
    # blocked: something that can be changed
    (knative("autoscaling.knative.dev/min-scale: '2'"), "blocked", "floor-above-zero"),
    (knative("autoscaling.knative.dev/class: hpa.autoscaling.knative.dev"), "blocked", "floor-above-zero"),
    (deployment() + scaled(QUEUE, "minReplicaCount: 1,"), "blocked", "floor-above-zero"),
    (deployment() + scaled(CPU), "ready", "metric-needs-a-pod"),
    (kserve("serving.kserve.io/deploymentMode: Knative"), "blocked", "default-floor-of-one"),
    (kserve("serving.kserve.io/deploymentMode: Standard", "minReplicas: 0, "), "blocked", "zero-raised-to-one"),
    (kserve("a: b"), "blocked", "its floor is 1 replica (default)"),
    (openfaas(), "blocked", "zero-opt-in-missing"),
    (sam("AutoPublishAlias: live, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}"), "blocked", "5"),
    # unsuited: it has to run
    (deployment(kind="DaemonSet"), "unsuited", "on every node"),
    (deployment(kind="StatefulSet"), "unsuited", "their data"),
    ("apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: m, image: w}]}\n", "unsuited", "bare Pod"),
    (deployment(pod=", volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]"), "unsuited", "volume of its own"),
    (deployment(pod=", volumes: [{name: d, hostPath: {path: /srv}}]"), "unsuited", "files of its node"),
    (deployment(pod=", hostNetwork: true"), "unsuited", "listens on its node"),
    (deployment(container=", ports: [{containerPort: 80, hostPort: 80}]"), "unsuited", "listens on its node"),
    (deployment(container=", args: [--leader-elect]"), "unsuited", "the leader"),
    (deployment().replace("shop/web:1", "redis:8"), "unsuited", "keeps data"),
    (deployment().replace("shop/web:1", "example.com/ingress/controller:1"), "unsuited", "watches others"),
    (deployment().replace("shop/web:1", "quay.io/prometheus/prometheus:v3"), "unsuited", "watches others"),
    (deployment().replace("shop/web:1", "grafana/k6:1"), "unsuited", "makes load"),
    # unknown: not to be told from these files
    (knative("autoscaling.knative.dev/min-scale: '${LEAST}'"), "unknown", None),
    (deployment("replicas: '${COUNT}',"), "unknown", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict", "hold"), CASES)
def test_the_verdict_and_what_holds_it_up(text: str, verdict: str, hold: str | None) -> None:
    found = unit(text, path="stack.yml" if "provider: {name: openfaas}" in text else "app.yaml")
    assert found.verdict == verdict
    if hold is None:
        assert not found.held_by
    else:
        assert any(hold in one.reason or one.rule.endswith(hold) for one in found.held_by), found.held_by


@pytest.mark.parametrize(
    "image",
    [
        "shop/operations:1",
        "shop/controllers-api:1",
        "shop/lokis:1",
        "shop/exporters:2",
        "shop/twitter-to-kafka:1",
        "shop/orders-kafka-consumer:1",
        "shop/postgres-migrations:1",
        "shop/kafka-ui:1",
        "redislabs/insight:2",
    ],
)
def test_a_name_that_only_resembles_one_that_has_to_run_is_none(image: str) -> None:
    assert unit(deployment().replace("shop/web:1", image)).verdict == "ready"


RBAC = """\
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: viewer}
rules: [{apiGroups: [""], resources: [pods], verbs: [VERBS]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: viewer}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: viewer}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}]
"""


def test_what_may_watch_the_api_server_has_to_run() -> None:
    pods = deployment(pod=", serviceAccountName: web")
    watching = unit(pods + RBAC.replace("VERBS", "get, list, watch"))
    assert (watching.verdict, watching.held_by[0].reason) == (
        "unsuited",
        "it watches the API server (ClusterRole `viewer`)",
    )
    assert unit(pods + RBAC.replace("VERBS", "get, list")).verdict == "ready"


def test_a_schedule_that_leaves_no_time_to_fall_asleep_holds_it_up() -> None:
    ping = (
        "---\napiVersion: sources.knative.dev/v1\nkind: PingSource\nmetadata: {name: ping}\n"
        "spec: {schedule: 'WHEN', sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: web}}}\n"
    )
    often = unit(knative() + ping.replace("WHEN", "* * * * *"))
    assert (often.verdict, often.held_by[0].rule) == ("blocked", "scale-to-zero/kept-awake-by-schedule")
    assert unit(knative() + ping.replace("WHEN", "0 * * * *")).verdict == "zero"


def test_what_wakes_it_is_told_with_how() -> None:
    found = unit(deployment() + scaled(QUEUE + ", {type: cron, metadata: {start: 0 8 * * *}}"))
    assert found.wakes == ("message", "schedule")
    http = "---\napiVersion: http.keda.sh/v1alpha1\nkind: HTTPScaledObject\nmetadata: {name: web}\nspec: {scaleTargetRef: {name: web}}\n"
    asked = unit(deployment() + http)
    assert (asked.verdict, asked.floor, asked.wakes) == ("zero", 0, ("request",))


def test_what_only_lends_its_pods_to_others_is_no_unit() -> None:
    template = "apiVersion: v1\nkind: PodTemplate\nmetadata: {name: web}\ntemplate: {spec: {containers: [{name: m, image: w}]}}\n"
    task = "Resources:\n  Task: {Type: AWS::ECS::TaskDefinition, Properties: {Cpu: 256, Memory: 512}}\n"
    report = run({"a.yaml": template, "b.yaml": task, "stack.yml": openfaas()}, estate=True)
    assert [(one.kind, one.name) for one in report.estate.units if one.verdict] == [("function", "web")]
