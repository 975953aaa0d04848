"""OpenFaaS, OpenWhisk and Nuclio: what is one of theirs, what their variables stand for, and that nonsense is survived."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import documents, opened, run
from predeploy.formats import claim
from predeploy.formats.openfaas import resolve as of_openfaas
from predeploy.formats.openwhisk import resolve as of_openwhisk
from predeploy.reading import Source, read
from predeploy.reading.values import UNKNOWN
from predeploy.rules.packs import load_rules
from predeploy.views import Container, Function


def format_of(text: str, path: str = "file.yaml") -> str | None:
    form = claim(read(Source(path, text)).trees[0])
    return None if form is None else form.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("provider: {name: openfaas}\nfunctions: {a: {lang: go}}", "openfaas"),
        ("provider: {name: faas}\nfunctions: {a: {lang: go}}", "openfaas"),
        ("provider: {name: openfaas}\nfunctions: [a]", None),
        ("provider: {name: openfaas}", None),
        ("provider: {name: cloudflare}\nfunctions: {a: {handler: a.b}}", None),
        ("packages: {shop: {actions: {a: {function: a.js}}}}", "openwhisk"),
        ("project: {name: x, packages: {shop: {triggers: {a: {}}}}}", "openwhisk"),
        ("packages: {shop: {license: MIT}}", None),
        ("packages: [a, b]", None),
        ("packages: {shop: '1.2.3'}", None),
        ("project: shop", None),
        ("metadata: {name: a}\nspec: {runtime: golang, handler: a}", "nuclio"),
        ("spec: {runtime: 'python:3.11', build: {}}", "nuclio"),
        ("meta: {name: a}\nspec: {runtime: java, handler: a}", "nuclio"),
        ("spec: {runtime: golang}", None),
        ("spec: {runtime: nodejs18.x, handler: a}", None),
        ("spec: {replicas: 1}", None),
        ("kind: NuclioFunction\napiVersion: nuclio.io/v1\nspec: {runtime: golang, handler: a}", "kubernetes"),
        ("kind: Function\napiVersion: openfaas.com/v1\nspec: {name: a}", "kubernetes"),
    ],
)
def test_recognition(text: str, name: str | None) -> None:
    assert format_of(text) == name


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("plain", "plain"),
        ("${TAG:-latest}", "latest"),
        ("${SECONDS:-30}", 30),
        ("${A:=true}", True),
        ("${A-b}", "b"),
        ("${A:-}", None),
        ("${A}", UNKNOWN),
        ("${SERVER:-ghcr.io}/${OWNER:-shop}/a:1", "ghcr.io/shop/a:1"),
        ("${SERVER}/a:${TAG:-1}", UNKNOWN),
        ("${A/b/c}", UNKNOWN),
        ("costs $5", "costs $5"),
        (7, 7),
    ],
)
def test_variables_of_openfaas(raw: Any, value: Any) -> None:
    assert of_openfaas(raw) == value if value is not UNKNOWN else of_openfaas(raw) is UNKNOWN


@pytest.mark.parametrize(
    ("raw", "unknown"),
    [("$A", True), ("a-${B}-c", True), ("$$A", False), ("costs 5 $", False), ("$5", False), (5, False)],
)
def test_variables_of_openwhisk(raw: Any, unknown: bool) -> None:
    assert (of_openwhisk(raw) is UNKNOWN) is unknown


def functions(text: str, path: str = "file.yaml") -> list[Function]:
    return [one for one in documents((path, text)) if isinstance(one, Function)]


def test_a_function_of_a_stack() -> None:
    (one,) = functions(
        "provider: {name: openfaas}\n"
        "functions:\n"
        "  a:\n"
        "    lang: go\n"
        "    labels: {com.openfaas.scale.min: '2', com.openfaas.scale.zero: 'true', com.openfaas.scale.zero-duration: 5m}\n"
        "    annotations: {topic: cron-function, schedule: '0 * * * *'}\n"
        "    environment: {exec_timeout: 1m30s, max_inflight: 0}\n"
        "    limits: {memory: 128Mi}\n",
        "shop/stack.yml",
    )
    assert (one.kind, one.name, one.platform, one.application) == ("function", "a", "openfaas", "shop")
    assert (one.timeout.value, one.memory.value, one.concurrency.value) == (90, 128 * 2**20, float("inf"))
    assert (one.measure("floor").value, one.measure("ceiling").value, one.measure("idle").value) == (2, 20, 300)
    assert [event.kind for event in one.events] == ["schedule"]


def test_what_a_file_of_variables_may_say_is_unknown() -> None:
    (one,) = functions(
        "provider: {name: openfaas}\nfunctions: {a: {environment: {exec_timeout: 5m}, environment_file: [more.yml]}}"
    )
    assert one.timeout.state == "unknown"


def test_the_container_of_a_function_says_what_the_dialect_lets_it() -> None:
    text = "provider: {name: openfaas}\nfunctions: {a: {image: 'a:1', limits: {memory: 1Gi}, readonly_root_filesystem: true}}"
    (one,) = [view for view in opened("stack.yml", text) if isinstance(view, Container)]
    assert one["resources.limits.memory"].quantity == 2**30
    assert one["resources.limits"].is_map
    assert one["resources"]["limits"]["memory"].quantity == 2**30
    assert one["securityContext.readOnlyRootFilesystem"].is_true
    assert one["securityContext.privileged"].absent
    assert one["securityContext.runAsUser"].unknown
    assert one["readinessProbe"].unknown
    assert one.name == "a"
    assert one.workload.spelled("resources.limits.memory") == "limits.memory"
    assert one.workload.spelled("readOnlyRootFilesystem: true") == "readonly_root_filesystem: true"


def test_actions_know_who_calls_them() -> None:
    order, clean = functions(
        "packages:\n"
        "  shop:\n"
        "    actions:\n"
        "      order: {function: a.js, web: true, limits: {timeout: 1500}}\n"
        "      clean: {function: b.js, inputs: {a: {type: string, value: x}, b: y, c: {type: string, default: z}}}\n"
        "      bound: {inputs: {a: 1}}\n"
        "    triggers: {nightly: {inputs: {cron: '0 3 * * *'}}, other: {}}\n"
        "    rules: {one: {trigger: nightly, action: clean}, two: {trigger: other, action: clean}, three: {trigger: gone, action: clean}}\n"
        "    apis: {shop: {v1: {orders: {order: {method: POST}}}}}\n"
    )
    assert (order.timeout.value, order.memory.value, order.namespace) == (1.5, 256 * 2**20, "shop")
    assert [event.kind for event in order.events] == ["url", "http"]
    assert [event.kind for event in clean.events] == ["schedule", "topic"]
    assert {name: node.text for name, node in clean.environment} == {"a": "x", "b": "y", "c": "z"}


def test_a_nuclio_function_is_called_like_its_folder() -> None:
    (one,) = functions("spec: {runtime: golang, handler: a, maxReplicas: 3}", "shop/resize/function.yaml")
    assert (one.name, one.kind) == ("resize", "NuclioFunction")
    assert (one.measure("floor").value, one.measure("ceiling").value) == (3, 3)


def test_of_fission_each_executor_has_its_own_pods() -> None:
    text = (
        "apiVersion: fission.io/v1\nkind: Function\nmetadata: {name: a}\n"
        "spec: {InvokeStrategy: {ExecutionStrategy: {ExecutorType: %s}}, resources: {limits: {memory: 1Gi}},"
        " podspec: {containers: [{name: x, image: 'x:1'}]}}"
    )
    found = {
        executor: [view.name for view in opened("a.yaml", text % executor) if isinstance(view, Container)]
        for executor in ("poolmgr", "newdeploy", "container", '"${LATER}"')
    }
    assert found == {"poolmgr": [], "newdeploy": ["a"], "container": ["x"], '"${LATER}"': []}


WORDS = st.sampled_from(
    [
        "provider",
        "functions",
        "name",
        "openfaas",
        "faas",
        "lang",
        "labels",
        "annotations",
        "environment",
        "environment_file",
        "limits",
        "requests",
        "memory",
        "cpu",
        "packages",
        "project",
        "actions",
        "sequences",
        "triggers",
        "rules",
        "apis",
        "inputs",
        "dependencies",
        "credential",
        "cron",
        "web",
        "limits",
        "timeout",
        "spec",
        "metadata",
        "meta",
        "runtime",
        "golang",
        "handler",
        "triggers",
        "kind",
        "http",
        "cron",
        "attributes",
        "schedule",
        "volumes",
        "volume",
        "volumeMount",
        "scaleToZero",
        "apiVersion",
        "fission.io/v1",
        "nuclio.io/v1",
        "openfaas.com/v1",
        "Function",
        "Environment",
        "HTTPTrigger",
        "MessageQueueTrigger",
        "TimeTrigger",
        "InvokeStrategy",
        "ExecutionStrategy",
        "ExecutorType",
        "newdeploy",
        "container",
        "podspec",
        "functionref",
        "functionweights",
        "com.openfaas.scale.zero",
        "resources",
        "securityContext",
        "${A}",
        "${A:-1}",
        "$A",
        "true",
        "-1",
        "1e400",
    ]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=5),
    max_leaves=30,
)
HEADS = [
    {"provider": {"name": "openfaas"}},
    {"packages": {"a": {"actions": {}}}},
    {"spec": {"runtime": "golang", "handler": "a"}},
    {"apiVersion": "fission.io/v1", "kind": "Function"},
    {"apiVersion": "fission.io/v1", "kind": "Environment"},
    {"apiVersion": "fission.io/v1", "kind": "HTTPTrigger"},
    {"apiVersion": "fission.io/v1", "kind": "MessageQueueTrigger"},
    {"apiVersion": "nuclio.io/v1", "kind": "NuclioFunction"},
    {"apiVersion": "openfaas.com/v1", "kind": "Function"},
]


@given(st.sampled_from(HEADS), st.dictionaries(WORDS, JUNK, max_size=6))
@settings(max_examples=100, deadline=None)
def test_nonsense_gives_findings_or_silence(head: dict[str, Any], body: dict[str, Any]) -> None:
    text = json.dumps({**body, **head, **({"functions": {"a": body}} if "provider" in head else {})})
    if "spec" in body and "spec" not in head:
        text = json.dumps({**head, "metadata": {"name": "a"}, "spec": body})
    report = run({"file.yaml": text}, *load_rules().values())
    assert report.errors == []
