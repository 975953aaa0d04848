"""Routes of every kind: where they send to, and how long they wait."""

import math

import pytest

from making import documents, linked
from predeploy.views import Connection, Route

HTTP = "apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: shop, namespace: web}\nspec: "
MESH = "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop, namespace: web}\nspec: "
SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: carts}\nspec: {selector: {app: cart}}"
PODS = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: carts}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, command: [gunicorn, -t, "40", a]}]}}}
"""


def backends(text: str) -> list[tuple[str | None, str, float]]:
    [route] = documents(("route.yaml", text))
    assert isinstance(route, Route)
    return [(one.name, one.near.namespace, one.waits.value) for one in route.backends]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{rules: [{timeouts: {request: 9s}, backendRefs: [{name: a, port: 80}]}]}", [("a", "web", 9)]),
        ("{rules: [{timeouts: {request: 9s, backendRequest: 4s}, backendRefs: [{name: a}]}]}", [("a", "web", 4)]),
        ("{rules: [{timeouts: {request: 0s}, backendRefs: [{name: a, namespace: b}]}]}", [("a", "b", math.inf)]),
        (
            "{rules: [{backendRefs: [{name: a, kind: InferencePool, group: x}, {name: b, group: ''}]}]}",
            [("b", "web", None)],
        ),
        ("{rules: [{backendRefs: [{name: a, namespace: '${NS}'}, {name: a, kind: '${KIND}'}]}]}", []),
        ("{rules: [1, {backendRefs: {a: b}}, {timeouts: 3, backendRefs: [4]}]}", []),
    ],
)
def test_backends_of_the_gateway_api(text, expected):
    told = [(name, namespace, None if math.isnan(waits) else waits) for name, namespace, waits in backends(HTTP + text)]
    assert [one for one in told if one[0]] == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("cart", ("cart", "web")),
        ("cart.carts.svc.cluster.local", ("cart", "carts")),
        ("cart.carts", ("", "web")),  # a full name to Istio
        ("example.com", ("", "web")),
    ],
)
def test_what_a_host_of_the_mesh_stands_for(host, expected):
    [(name, namespace, waits)] = backends(
        f"{MESH}{{http: [{{timeout: 9s, route: [{{destination: {{host: {host}}}}}]}}]}}"
    )
    assert (name, namespace, waits) == (*expected, 9)


@pytest.mark.parametrize(
    ("text", "waits"),
    [
        (HTTP + "{rules: [{timeouts: {request: 9s}, backendRefs: [{name: cart, namespace: carts}]}]}", 9),
        (MESH + "{http: [{timeout: 9s, route: [{destination: {host: cart.carts.svc.cluster.local}}]}]}", 9),
        (MESH + "{http: [{route: [{destination: {host: cart.carts.svc.cluster.local}}]}]}", math.inf),
    ],
)
def test_a_route_reaches_the_pods_of_another_namespace(text, waits):
    [edge] = [
        one for one in linked(text, SERVICE, PODS) if isinstance(one, Connection) and one.caller.role == "gateway"
    ]
    assert edge.name.endswith("`shop` → Deployment `cart`")
    assert (edge.waits.value, edge.works.value) == (waits, 40)


@pytest.mark.parametrize(
    ("annotations", "waits", "state"),
    [
        ("alb.ingress.kubernetes.io/scheme: internal", 60, "default"),
        ("alb.ingress.kubernetes.io/load-balancer-attributes: 'a=b,idle_timeout.timeout_seconds=120'", 120, "own"),
        ("alb.ingress.kubernetes.io/group.name: shared", None, "unknown"),
        ("nginx.ingress.kubernetes.io/proxy-read-timeout: '90'", 90, "own"),
    ],
)
def test_how_long_a_controller_waits(annotations, waits, state):
    ingress = (
        f"apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{name: a, annotations: {{{annotations}}}}}\n"
        "spec: {defaultBackend: {service: {name: cart, port: {number: 80}}}}"
    )
    [edge] = [
        one for one in linked(ingress, SERVICE, PODS) if isinstance(one, Connection) and one.caller.role == "gateway"
    ]
    assert (None if math.isnan(edge.waits.value) else edge.waits.value, edge.waits.state) == (waits, state)


def test_the_gateways_that_a_route_names():
    [route] = documents(("a.yaml", MESH + "{gateways: [mesh, public, edge/private, 3]}"))
    assert isinstance(route, Route)
    assert [(one.name, one.near.namespace, one.placed) for one in route.parents][:2] == [
        ("public", "web", False),
        ("private", "edge", True),
    ]
    [route] = documents(
        ("a.yaml", HTTP + "{parentRefs: [{name: a}, {name: b, namespace: edge}, {name: c, kind: Service}, 4]}")
    )
    assert isinstance(route, Route)
    assert [(one.name, one.near.namespace, one.placed) for one in route.parents][:2] == [
        ("a", "web", False),
        ("b", "edge", True),
    ]
