"""OpenShift: parameters of templates, routes, images that triggers set."""

import pytest

from making import documents, linked, opened
from predeploy.formats import claim
from predeploy.reading import Source, read
from predeploy.reading.values import UNKNOWN
from predeploy.systems.openshift import filled
from predeploy.views import Connection, Container, Workload

TEMPLATE = """
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: shop}
labels: {team: "${TEAM}"}
parameters:
  - {name: NAME, value: cart}
  - {name: TEAM, value: carts}
  - {name: REPLICAS, value: "3"}
  - {name: SECRET, generate: expression}
  - {name: EMPTY, value: ""}
objects:
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${A}-x", "one-x"),
        ("${A}${B}", "one2"),
        ("${{B}}", 2),
        ("${{A}}", "one"),
        ("x${{B}}", "x${{B}}"),  # only alone is it a value of its own type
        ("${OTHER}", "${OTHER}"),
        ("$(A) $A", "$(A) $A"),
        ("${LATER}", UNKNOWN),
        ("${{LATER}}", UNKNOWN),
        ("{{ ansible }}", UNKNOWN),
        (["${A}", {"k": "${B}"}], ["one", {"k": "2"}]),
        (7, 7),
        (None, None),
    ],
)
def test_parameters_are_put_in(text, expected):
    assert filled(text, {"A": "one", "B": "2", "LATER": UNKNOWN}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind: Template\napiVersion: v1\nobjects: []", "openshift-template"),
        ("kind: Template\napiVersion: template.openshift.io/v1\nobjects: []", "openshift-template"),
        ("kind: Template\napiVersion: example.com/v1\nobjects: []", "kubernetes"),
        ("kind: Template\nobjects: []", None),
    ],
)
def test_what_is_a_template(text, expected):
    [tree] = read(Source("shop.yaml", text)).trees
    found = claim(tree)
    assert (found.name if found else None) == expected


def test_the_objects_of_a_template_are_objects_like_any_other():
    text = TEMPLATE + (
        "  - {apiVersion: apps/v1, kind: Deployment, metadata: {name: '${NAME}', labels: {a: b}}, spec: {replicas: '${{REPLICAS}}'}}\n"
        "  - {apiVersion: v1, kind: Service, metadata: {name: '${SECRET}'}, spec: {clusterIP: '${EMPTY}'}}\n"
    )
    _, deployment, service = documents(("shop.yaml", text))
    assert (deployment.name, deployment.labels) == ("cart", {"a": "b", "team": "carts"})
    assert isinstance(deployment, Workload)
    assert deployment.replicas.value == 3
    assert deployment["spec.replicas"].span.line == text.count("\n", 0, text.index("REPLICAS}}")) + 1
    assert deployment["spec.replicas"].replace(1, safe=True) is None  # the parameter decides
    assert service["metadata.name"].unknown
    assert service["spec.clusterIP"].unknown


def test_what_is_half_written_is_left_alone():
    text = TEMPLATE + "  - 1\n  - null\n  - [a]\n  - {kind: Route, spec: 3}\n  - {kind: [x]}\n"
    assert len(documents(("shop.yaml", text))) == 3


def test_an_image_that_a_trigger_sets_is_not_known():
    text = """
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: cart}
spec:
  triggers: [{type: ImageChange, imageChangeParams: {containerNames: [web]}}, {type: ConfigChange}]
  template: {spec: {initContainers: [{name: wait, image: " "}], containers: [{name: web, image: "web:1"}, {name: proxy, image: "proxy:1"}]}}
"""
    found = [view for view in opened("cart.yaml", text) if isinstance(view, Container)]
    assert [(one.name, one.role, one.image.text) for one in found] == [
        ("web", "app", None),
        ("proxy", "app", "proxy:1"),
        ("wait", "init", None),
    ]
    assert all(one.security("runAsNonRoot").unknown for one in found)  # the constraints decide
    assert all(one.security("readOnlyRootFilesystem").absent for one in found)


TRIGGERED = """
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, annotations: {image.openshift.io/triggers: %s}}
spec: {template: {spec: {initContainers: [{name: wait, image: "wait:latest"}], containers: [{name: web, image: " "}, {name: api, image: "redis:latest"}]}}}
"""


@pytest.mark.parametrize(
    ("annotation", "known"),
    [
        (r"""'[{"fieldPath":"spec.template.spec.containers[?(@.name==\"api\")].image"}]'""", {"wait"}),
        ("""'[{"fieldPath":"spec.template.spec.containers[?(@.name==''api'')].image"}]'""", {"wait"}),
        ("""'[{"fieldPath":"spec.template.spec.containers[1].image"}]'""", {"wait"}),
        ("""'[{"fieldPath":"spec.template.spec.containers[?(@.name==\\"web\\")].image"}]'""", {"wait", "api"}),
        ('"${TRIGGERS}"', set()),  # anybody's
        ("5", set()),
    ],
)
def test_an_annotation_says_whose_image_the_cluster_puts_in_place(annotation, known):
    found = [view for view in opened("cart.yaml", TRIGGERED % annotation) if isinstance(view, Container)]
    assert {one.name for one in found if one.image.present} == known
    assert all(one.image.unknown for one in found if one.name not in known)


@pytest.mark.parametrize(
    ("annotation", "waits", "state"),
    [
        ("2m", 120, "own"),
        ("90", 0.09, "own"),  # HAProxy's own unit
        ("500ms", 0.5, "own"),
        ("1m30s", 30, "default"),
        ("", 30, "default"),
    ],
)
def test_how_long_a_route_waits(annotation, waits, state):
    edges = linked(
        "apiVersion: route.openshift.io/v1\nkind: Route\n"
        f"metadata: {{name: web, annotations: {{haproxy.router.openshift.io/timeout: '{annotation}'}}}}\n"
        "spec: {to: {kind: Service, name: web}, alternateBackends: [{kind: Service, name: elsewhere}]}",
        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}}",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"
        "spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, command: [gunicorn, -t, '40', a]}]}}}",
    )
    [edge] = [one for one in edges if isinstance(one, Connection) and one.kind == "request" and one.works.known]
    assert (edge.waits.value, edge.waits.state, edge.works.value) == (pytest.approx(waits), state, 40)
