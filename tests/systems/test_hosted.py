"""OpenFaaS, Fission and Nuclio: what waits for a function, what calls it, and how far it is scaled."""

import math
from textwrap import dedent
from typing import Any

import pytest

from making import documents
from predeploy.project import Project
from predeploy.systems import found as systems
from predeploy.views import Connection, Scaling


def links(**files: str) -> list[Any]:
    project = Project(documents(*((f"{name}.yaml", dedent(text)) for name, text in files.items())))
    return [link for system in systems() for link in system.links(project)]


def edges(**files: str) -> list[tuple[str, str, float, float, str]]:
    return [
        (one.edge, one.callee.name, one.waits.value, one.works.value, one.evidence)
        for one in links(**files)
        if isinstance(one, Connection) and one.caller.role != "internet"
    ]


STACK = "provider: {name: openfaas}\nfunctions: {a: {lang: go, environment: {exec_timeout: 90s}}}"
GATEWAY = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s}
    spec:
      template:
        spec:
          containers:
            - name: gateway
              env:
                - {name: functions_provider_url, value: x}
                - {name: upstream_timeout, value: %s}
"""


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, (60, "named")),
        ({"gateway": GATEWAY % ("gateway", "2m")}, (120, "declared")),
        ({"gateway": GATEWAY % ("gateway", '"${LONGEST}"')}, (math.nan, "declared")),
    ],
)
def test_the_gateway_waits_as_it_says(files: dict[str, str], expected: tuple[float, str]) -> None:
    (edge,) = edges(stack=STACK, **files)
    assert edge == pytest.approx(("request", "function `a`", expected[0], 90, expected[1]), nan_ok=True)


def test_of_two_gateways_nobody_knows_which_is_meant() -> None:
    assert edges(stack=STACK, one=GATEWAY % ("one", "1m"), two=GATEWAY % ("two", "2m")) == []


FISSION = """
    apiVersion: fission.io/v1
    kind: Function
    metadata: {name: a}
    spec: {functionTimeout: 90}
    ---
    apiVersion: fission.io/v1
    kind: %s
    metadata: {name: t}
    spec: %s
"""
NAMED = "functionref: {type: name, name: a}"
NGINX = 'createingress: true, ingressconfig: {annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "%s"}}'


@pytest.mark.parametrize(
    ("kind", "spec", "expected"),
    [
        ("HTTPTrigger", f"{{{NAMED}}}", ("request", math.nan)),
        ("HTTPTrigger", f"{{{NAMED}, {NGINX % 30}}}", ("request", 30)),
        (
            "HTTPTrigger",
            "{functionref: {type: function-weights, functionweights: {a: 90, b: 10}}}",
            ("request", math.nan),
        ),
        ("TimeTrigger", f'{{{NAMED}, cron: "*/5 * * * *"}}', ("schedule", 300)),
        ("MessageQueueTrigger", f"{{{NAMED}, maxRetries: 2}}", ("poll", math.nan)),
    ],
)
def test_the_triggers_of_fission(kind: str, spec: str, expected: tuple[str, float]) -> None:
    (edge,) = edges(specs=FISSION % (kind, spec))
    assert edge == pytest.approx((expected[0], "Function `a`", expected[1], 90, "declared"), nan_ok=True)


@pytest.mark.parametrize("spec", ["{functionref: {type: name, name: b}}", "{functionref: a}", "{}", "[]"])
def test_a_trigger_of_something_else_is_no_edge(spec: str) -> None:
    assert edges(specs=FISSION % ("HTTPTrigger", spec)) == []


NUCLIO = "apiVersion: nuclio.io/v1\nkind: NuclioFunction\nmetadata: {name: a}\nspec: {runtime: golang, %s}"
FUNCTION = "apiVersion: fission.io/v1\nkind: Function\nmetadata: {name: a}\nspec: {%s}"


@pytest.mark.parametrize(
    ("text", "floor", "ceiling", "sleeps"),
    [
        (STACK, 1, 20, False),
        (
            STACK.replace("lang: go", "labels: {com.openfaas.scale.min: '3', com.openfaas.scale.zero: 'true'}"),
            0,
            20,
            True,
        ),
        (STACK.replace("lang: go", "labels: {com.openfaas.scale.zero: '${A}'}"), math.nan, 20, False),
        (NUCLIO % "handler: a", 1, 1, False),
        (NUCLIO % "maxReplicas: 5", 5, 5, False),
        (NUCLIO % "replicas: 2, minReplicas: 0, maxReplicas: 5", 2, 2, False),
        (NUCLIO % "minReplicas: 0, maxReplicas: 5, scaleToZero: {scaleResources: [{windowSize: 1m}]}", 0, 5, True),
        (FUNCTION % "functionTimeout: 60", 0, 500, True),  # as many pods of the pool as calls
        (FUNCTION % "retainPods: 2", 2, 500, True),
        (
            FUNCTION % "InvokeStrategy: {ExecutionStrategy: {ExecutorType: newdeploy, MinScale: 1, MaxScale: 3}}",
            1,
            3,
            True,
        ),
    ],
)
def test_scaling(text: str, floor: float, ceiling: float, sleeps: bool) -> None:
    (one,) = [link for link in links(one=text) if isinstance(link, Scaling)]
    assert (one.floor.value, one.ceiling.value, one.can_sleep) == pytest.approx((floor, ceiling, sleeps), nan_ok=True)
