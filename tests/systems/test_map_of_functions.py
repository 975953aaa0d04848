"""The map of functions that run in a cluster: who calls them, from the internet on."""

import pytest

from making import Edge, drawn


def test_apis_sequences_and_triggers_of_openwhisk() -> None:
    manifest = """
        packages:
          shop:
            actions: {a: {function: a.js}, b: {function: b.js}}
            sequences: {both: {actions: "a, /_/shop/b"}}
            triggers: {paid: {}, nightly: {feed: /whisk.system/alarms/alarm, inputs: {cron: "0 3 * * *"}}}
            rules: {one: {trigger: paid, action: b}, two: {trigger: nightly, action: both}}
            apis: {web: {shop: {all: {both: GET}, one: {a: GET}}}}
    """
    assert drawn(manifest=manifest) == {
        ("request", "internet", "API `web`"),
        ("request", "API `web`", "both"),
        ("request", "API `web`", "a"),
        ("task", "both", "a"),
        ("task", "both", "b"),
        ("push", "trigger `paid`", "b"),
        ("schedule", "schedule `0 3 * * *`", "both"),
    }


def test_every_function_of_openfaas_stands_behind_its_gateway() -> None:
    stack = """
        provider: {name: openfaas}
        functions: {a: {lang: go, image: a:1, annotations: {topic: orders}}, b: {lang: go, image: b:1, environment: {write_timeout: 5m}}}
    """
    door = "the OpenFaaS gateway"
    assert drawn(stack_yml=stack) == {
        ("request", "internet", door),
        ("request", door, "a"),
        ("request", door, "b"),
        ("push", "topic `orders`", "a"),
    }


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        ("kind: http", set()),
        ("kind: http, attributes: {ingresses: {a: {host: a.example.org}}}", {("request", "internet", "f")}),
        ("kind: kafka-cluster, attributes: {topics: [orders]}", {("stream", "topic `orders`", "f")}),
        ("kind: rabbit-mq, attributes: {queueName: orders}", {("poll", "queue `orders`", "f")}),
        ("kind: nats", {("poll", "a queue", "f")}),
    ],
)
def test_triggers_of_nuclio(trigger: str, expected: set[Edge]) -> None:
    function = f"""
        apiVersion: nuclio.io/v1beta1
        kind: NuclioFunction
        metadata: {{name: f}}
        spec: {{triggers: {{t: {{{trigger}}}}}}}
    """
    gateway = """
        apiVersion: nuclio.io/v1beta1
        kind: NuclioAPIGateway
        metadata: {name: door}
        spec: {upstreams: [{nucliofunction: {name: f}}]}
    """
    assert drawn(function=function) == expected
    assert drawn(function=function, gateway=gateway) - expected == {
        ("request", "internet", "door"),
        ("request", "door", "f"),
    }
