"""The map of what stands in a cluster: who calls whom, from the internet to the last store."""

import pytest

from making import Edge, drawn

KNATIVE = """
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: {name: %s, labels: {networking.knative.dev/visibility: cluster-local}}
    spec: {template: {spec: {containers: [{image: a:1}]}}}
"""
EVENTING = """
    apiVersion: eventing.knative.dev/v1
    kind: Broker
    metadata: {name: default}
    spec: {delivery: {deadLetterSink: {ref: {apiVersion: v1, kind: Service, name: lost}}}}
    ---
    apiVersion: eventing.knative.dev/v1
    kind: Trigger
    metadata: {name: paid}
    spec: {broker: default, subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: pack}}}
    ---
    apiVersion: sources.knative.dev/v1
    kind: KafkaSource
    metadata: {name: orders}
    spec: {topics: [orders], sink: {ref: {apiVersion: flows.knative.dev/v1, kind: Sequence, name: steps}}}
    ---
    apiVersion: flows.knative.dev/v1
    kind: Sequence
    metadata: {name: steps}
    spec:
      steps: [{ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: check}}]
      reply: {ref: {apiVersion: eventing.knative.dev/v1, kind: Broker, name: default}}
"""


def test_events_of_knative() -> None:
    assert drawn(pack=KNATIVE % "pack", check=KNATIVE % "check", events=EVENTING) == {
        ("push", "topic `orders`", "orders"),
        ("push", "orders", "steps"),
        ("push", "steps", "check"),
        ("push", "steps", "default"),
        ("push", "default", "paid"),
        ("push", "paid", "pack"),
        ("deadletter", "default", "lost"),
    }


def test_a_graph_of_models_and_the_models_behind_it() -> None:
    model = """
        apiVersion: serving.kserve.io/v1beta1
        kind: InferenceService
        metadata: {name: mood, labels: {networking.kserve.io/visibility: cluster-local}}
        spec: {transformer: {containers: [{image: a:1}]}, predictor: {sklearn: {}}}
    """
    graph = """
        apiVersion: serving.kserve.io/v1alpha1
        kind: InferenceGraph
        metadata: {name: steps}
        spec: {nodes: {root: {routerType: Sequence, steps: [{serviceName: mood}, {serviceName: far}, {nodeName: root}]}}}
    """
    assert drawn(model=model, graph=graph) == {
        ("request", "internet", "steps"),
        ("request", "steps", "mood"),
        ("request", "mood", "mood"),
        ("request", "steps", "InferenceService `far`"),
    }


FISSION = """
    apiVersion: fission.io/v1
    kind: Function
    metadata: {name: report}
    spec: {environment: {name: python}}
    ---
    apiVersion: fission.io/v1
    kind: %s
    metadata: {name: front}
    spec: {functionref: {type: name, name: report}, %s}
"""


@pytest.mark.parametrize(
    ("kind", "spec", "expected"),
    [
        ("HTTPTrigger", "relativeurl: /", {("request", "internet", "front"), ("request", "front", "report")}),
        ("KubernetesWatchTrigger", "type: pod", {("push", "front", "report")}),
        (
            "MessageQueueTrigger",
            "messageQueueType: kafka, topic: orders, respTopic: done, errorTopic: failed",
            {
                ("poll", "topic `orders`", "report"),
                ("push", "report", "topic `done`"),
                ("deadletter", "report", "topic `failed`"),
            },
        ),
        ("MessageQueueTrigger", "messageQueueType: rabbitmq", {("poll", "a queue", "report")}),
    ],
)
def test_triggers_of_fission(kind: str, spec: str, expected: set[Edge]) -> None:
    assert drawn(specs=FISSION % (kind, spec)) == expected


DEPLOYMENT = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s}
    spec: {template: {metadata: {labels: {app: %s}, annotations: {%s}}, spec: {containers: [{name: a, image: a:1}]}}}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: %s}
    spec: {selector: {app: %s}, ports: [{port: 80}]}
"""


def deployment(name: str, annotations: str = "") -> str:
    return DEPLOYMENT % (name, name, annotations, name, name)


def test_components_of_dapr_belong_to_the_apps_that_they_name() -> None:
    component = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: {name: %s}
        spec: {type: %s, metadata: [{name: redisHost, value: "cache:6379"}, {name: schedule, value: "@every 15m"}]}
        scopes: [%s]
    """
    subscription = """
        apiVersion: dapr.io/v2alpha1
        kind: Subscription
        metadata: {name: orders}
        spec: {pubsubname: broker, topic: orders}
        scopes: [pack]
    """
    found = drawn(
        pack=deployment("pack", "dapr.io/app-id: pack"),
        other=deployment("other", "dapr.io/app-id: other"),
        cache=deployment("cache"),
        state=component % ("state", "state.redis", "pack"),
        clock=component % ("clock", "bindings.cron", "pack"),
        anybody=component.replace("scopes: [%s]", "") % ("anybody", "state.redis"),
        orders=subscription,
    )
    assert found == {
        ("store", "pack", "state"),
        ("store", "state", "cache"),
        ("store", "anybody", "cache"),
        ("store", "clock", "cache"),
        ("schedule", "schedule `@every 15m`", "pack"),
        ("push", "pub/sub `broker`", "pack"),
    }


def test_the_interceptor_of_keda_stands_between_the_route_and_the_pods() -> None:
    waker = """
        apiVersion: http.keda.sh/v1alpha1
        kind: HTTPScaledObject
        metadata: {name: door}
        spec: {hosts: [shop.example.org], scaleTargetRef: {name: shop, service: shop, port: 80}}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: waker}
        spec: {type: ExternalName, externalName: keda-add-ons-http-interceptor-proxy.keda}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: entrance}
        spec: {rules: [{host: shop.example.org, http: {paths: [{path: /, backend: {service: {name: waker}}}]}}]}
    """
    found = drawn(shop=deployment("shop"), waker=waker)
    assert {("request", "internet", "entrance"), ("request", "entrance", "door"), ("request", "door", "shop")} <= found


def test_copies_of_requests_and_services_elsewhere() -> None:
    route = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: web, namespace: shop}
        spec:
          parentRefs: [{name: public}]
          rules:
            - backendRefs: [{name: cart, port: 80}]
              filters: [{type: RequestMirror, requestMirror: {backendRef: {name: trial, port: 80}}}]
    """
    mesh = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: out}
        spec: {hosts: [pay.example.org], http: [{route: [{destination: {host: pay.example.org}}], mirror: {host: trial}}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: pay}
        spec: {hosts: [pay.example.org], location: MESH_EXTERNAL}
    """
    assert drawn(route=route, mesh=mesh) == {
        ("request", "internet", "web"),
        ("request", "web", "cart.shop"),
        ("request", "web", "trial.shop"),
        ("request", "out", "pay.example.org"),
        ("request", "out", "trial"),
    }


def test_a_workflow_its_clock_and_its_steps() -> None:
    workflow = """
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: nightly}
        spec:
          schedule: "0 3 * * *"
          workflowSpec:
            entrypoint: main
            templates:
              - {name: main, dag: {tasks: [{name: a, template: extract}, {name: b, templateRef: {name: shared, template: load}}]}}
              - {name: extract, container: {image: a:1}}
              - {name: unused, container: {image: a:1}}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: shared}
        spec: {templates: [{name: load, container: {image: b:1}}]}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Sensor
        metadata: {name: watch}
        spec: {dependencies: [{name: d, eventSourceName: hooks}], triggers: [{template: {http: {url: "http://orders.shop.svc/x"}}}]}
    """
    assert drawn(workflow=workflow) == {
        ("schedule", "schedule `0 3 * * *`", "nightly"),
        ("task", "nightly", "extract"),
        ("task", "nightly", "load"),
        ("push", "EventSource `hooks`", "watch"),
        ("request", "watch", "orders.shop"),
    }


def test_what_lets_the_internet_into_an_application_of_oam() -> None:
    application = """
        apiVersion: core.oam.dev/v1beta1
        kind: Application
        metadata: {name: shop}
        spec:
          components:
            - {name: web, type: webservice, properties: {image: a:1}, traits: [{type: gateway, properties: {domain: a.example.org}}]}
            - {name: inner, type: webservice, properties: {image: a:1}, traits: [{type: expose, properties: {port: [80]}}]}
            - {name: night, type: cron-task, properties: {image: a:1, schedule: "0 3 * * *"}}
    """
    assert drawn(shop=application) == {("request", "internet", "web"), ("schedule", "schedule `0 3 * * *`", "night")}
