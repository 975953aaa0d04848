"""Google Cloud's serverless services: what is taken for one, what holds where nothing is said, and who calls them."""

from math import inf, isnan
from typing import Any

import pytest

from making import documents, linked
from predeploy.formats import claim
from predeploy.project import Project
from predeploy.reading import Source, read
from predeploy.systems.google.cloud_run import CloudRunJob, CloudRunService, WorkerPool
from predeploy.systems.google.functions import GoogleFunction
from predeploy.systems.google.messaging import called
from predeploy.systems.google.workflows import GoogleWorkflow
from predeploy.systems.knative import KnativeService
from predeploy.views import Connection, Document, Scaling, Service

SERVICE = "apiVersion: serving.knative.dev/v1\nkind: Service\n"


def only(text: str, path: str = "service.yaml") -> Any:
    (found,) = documents((path, text))
    return found


def service(template: str, metadata: str = "") -> Any:
    marked = f"metadata: {{name: orders, labels: {{cloud.googleapis.com/location: x}}, {metadata}}}\n"
    return only(f"{SERVICE}{marked}spec: {{template: {template}}}")


@pytest.mark.parametrize(
    ("metadata", "template"),
    [
        ("annotations: {run.googleapis.com/ingress: all}", "{}"),
        ("labels: {cloud.googleapis.com/location: europe-west1}", "{}"),
        ('namespace: "123456789012"', "{}"),
        ("name: x", "{metadata: {annotations: {run.googleapis.com/cpu-throttling: 'false'}}}"),
        ("name: x", "{spec: {serviceAccountName: a@p.iam.gserviceaccount.com}}"),
        ("name: x", "{spec: {nodeSelector: {run.googleapis.com/accelerator: nvidia-l4}}}"),
    ],
)
def test_what_only_cloud_run_knows_marks_its_services(metadata: str, template: str) -> None:
    assert isinstance(only(f"{SERVICE}metadata: {{{metadata}}}\nspec: {{template: {template}}}"), CloudRunService)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{SERVICE}metadata: {{name: x, namespace: shop}}\nspec: {{template: {{spec: {{serviceAccountName: a}}}}}}",
            KnativeService,
        ),
        (f"{SERVICE}metadata: {{annotations: {{cloud.google.com/neg: x}}}}", KnativeService),
        ("apiVersion: v1\nkind: Service\nmetadata: {name: x, annotations: {run.googleapis.com/ingress: all}}", Service),
        ("apiVersion: run.googleapis.com/v1\nkind: Job\nmetadata: {name: x}", CloudRunJob),
        ("apiVersion: run.googleapis.com/v1\nkind: WorkerPool\nmetadata: {name: x}", WorkerPool),
    ],
)
def test_nothing_else_is_taken_for_one(text: str, expected: type[Document]) -> None:
    assert type(only(text)) is expected


def test_the_defaults_of_a_service() -> None:
    made = service("{spec: {containers: [{image: 'x:1'}]}}")
    assert (made.timeout.value, made.concurrency.value, made.floor.value, made.ceiling.value) == (300, 80, 0, 100)
    assert (made.amount("cpu").value, made.amount("memory").value, made.throttled) == (1, 512 * 2**20, True)
    small = service("{spec: {containers: [{image: 'x:1', resources: {limits: {cpu: 500m}}}]}}")
    assert small.concurrency.value == 1


@pytest.mark.parametrize(
    ("metadata", "template", "expected"),
    [
        ("annotations: {run.googleapis.com/minScale: '2'}", "{}", (2, 100)),
        ("annotations: {run.googleapis.com/minScale: '2', run.googleapis.com/maxScale: '5'}", "{}", (2, 5)),
        (
            "annotations: {run.googleapis.com/minScale: '1'}",
            "{metadata: {annotations: {autoscaling.knative.dev/minScale: '3'}}}",
            (3, 100),
        ),
        (
            "annotations: {run.googleapis.com/scalingMode: manual, run.googleapis.com/manualInstanceCount: '4'}",
            "{}",
            (4, 4),
        ),
    ],
)
def test_both_levels_say_how_many_instances(metadata: str, template: str, expected: tuple[float, float]) -> None:
    made = service(template, metadata)
    assert (made.floor.value, made.ceiling.value) == expected


def test_what_is_filled_in_later_is_not_known() -> None:
    made = service(
        "{metadata: {annotations: {run.googleapis.com/cpu-throttling: '${CPU}', autoscaling.knative.dev/minScale: '${MIN}'}},"
        " spec: {timeoutSeconds: '${T}', containers: [{image: 'x:1', resources: {limits: {cpu: '${C}'}}}]}}",
        "annotations: {run.googleapis.com/scalingMode: '${MODE}'}",
    )
    assert made.throttled is None
    assert all(isnan(one.value) for one in (made.timeout, made.floor, made.concurrency, made.amount("cpu")))


def test_a_job_and_a_pool() -> None:
    job = only(
        "apiVersion: run.googleapis.com/v1\nkind: Job\nmetadata: {name: x}\n"
        "spec: {template: {spec: {template: {spec: {containers: [{image: 'x:1'}]}}}}}"
    )
    assert (job.timeout.value, job.longest, [one.name for one in job.containers], job.serves) == (
        600,
        604_800,
        ["x"],
        False,
    )
    pool = only(
        "apiVersion: run.googleapis.com/v1\nkind: WorkerPool\nmetadata: {name: x, annotations:"
        " {run.googleapis.com/manualInstanceCount: '3'}}\nspec: {template: {spec: {containers: [{image: 'x:1'}]}}}"
    )
    assert (pool.floor.value, pool.timeout.value) == (3, inf)


RUN = "apiVersion: run.cnrm.cloud.google.com/v1beta1\nkind: RunService\nmetadata: {name: orders}\nspec: {template: "


def test_config_connector_says_it_in_other_words() -> None:
    made = only(
        RUN + "{timeout: 90s, maxInstanceRequestConcurrency: 10, scaling: {minInstanceCount: 1, maxInstanceCount: 4},"
        " containers: [{image: 'x:1', resources: {limits: {cpu: '2'}}}]}}"
    )
    assert (made.timeout.value, made.concurrency.value, made.floor.value, made.ceiling.value) == (90, 10, 1, 4)
    assert made.throttled is False  # resources without cpuIdle


def edges(*texts: str) -> list[tuple[str, str, str, float, float]]:
    """Those that do not come from the internet."""
    found = [link for link in linked(*texts) if isinstance(link, Connection) and link.caller.role != "internet"]
    return [(one.edge, one.caller.name, one.callee.name, one.waits.value, one.works.value) for one in found]


SUBSCRIPTION = "apiVersion: pubsub.cnrm.cloud.google.com/v1beta1\nkind: PubSubSubscription\nmetadata: {name: s}\nspec: "
ENDPOINT = "pushConfig: {pushEndpoint: 'https://orders-a1b2c3d4e5-uc.a.run.app/x'}"


@pytest.mark.parametrize(
    ("deadline", "waits"), [("", 10), ("ackDeadlineSeconds: 0, ", 10), ("ackDeadlineSeconds: 45, ", 45)]
)
def test_a_push_waits_as_long_as_its_acknowledgement(deadline: str, waits: float) -> None:
    text = f"{RUN}{{timeout: 90s}}}}"
    assert edges(text, f"{SUBSCRIPTION}{{{deadline}{ENDPOINT}}}") == [
        ("push", "subscription `s`", "RunService `orders`", waits, 90)
    ]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://orders-a1b2c3d4e5-uc.a.run.app", True),
        ("https://orders-731234567890.europe-west1.run.app/x?y=1", True),
        ("https://blue---orders-a1b2c3d4e5-uc.a.run.app/x", True),
        ("https://order-a1b2c3d4e5-uc.a.run.app", False),
        ("https://orders.example.com", False),
        ("http://orders-a1b2c3d4e5-uc.a.run.app.example.com", False),
        (None, False),
    ],
)
def test_a_url_says_which_service_it_is(url: str | None, found: bool) -> None:
    (orders,) = documents(("a.yaml", RUN + "{timeout: 90s}}"))
    assert (called(Project([orders]), url, orders) is not None) is found


def test_the_functions_of_config_connector() -> None:
    second, first = documents(
        (
            "f.yaml",
            "apiVersion: cloudfunctions2.cnrm.cloud.google.com/v1alpha1\nkind: CloudFunctions2Function\nmetadata: {name: a}\n"
            "spec: {buildConfig: {runtime: go124}, serviceConfig: {timeoutSeconds: 90, availableMemory: 512M},"
            " eventTrigger: {eventType: google.cloud.pubsub.topic.v1.messagePublished, retryPolicy: RETRY_POLICY_RETRY}}\n---\n"
            "apiVersion: cloudfunctions.cnrm.cloud.google.com/v1beta1\nkind: CloudFunctionsFunction\nmetadata: {name: b}\n"
            "spec: {runtime: nodejs22, timeout: 70s, availableMemoryMb: 256, httpsTrigger: {}, minInstances: 2}",
        )
    )
    assert isinstance(second, GoogleFunction)
    assert isinstance(first, GoogleFunction)
    assert (second.name, second.timeout.value, second.memory.value) == ("a", 90, 512e6)
    assert ([event.kind for event in second.events], second.retried, second.limit("timeout").most) == (
        ["topic"],
        True,
        540,
    )
    assert (first.timeout.value, first.memory.value, first.floor.value) == (70, 256 * 2**20, 2)
    assert ([event.kind for event in first.events], first.retried, first.limit("timeout").most) == (
        ["http"],
        False,
        540,
    )


def test_everything_of_google_that_can_sleep_does() -> None:
    text = f"{SERVICE}metadata: {{name: a, annotations: {{run.googleapis.com/ingress: all}}}}\nspec: {{}}"
    (scaling,) = [one for one in linked(text) if isinstance(one, Scaling)]
    assert (scaling.can_sleep, scaling.floor.value, scaling.idle_after) == (True, 0, None)


WORKFLOW = """
main:
  params: [order]
  steps:
    - book:
        try: {call: http.post, args: {url: "https://orders-a1b2c3d4e5-uc.a.run.app/book"}}
        except: {as: e, steps: [{tell: {call: http.post, args: {url: "https://orders-a1b2c3d4e5-uc.a.run.app/no", timeout: 20}}}]}
    - choose: {switch: [{condition: "${x}", steps: [{more: {call: http.get, args: {url: "${url}", timeout: 9}}}]}]}
    - all: {parallel: {branches: [{one: {steps: [{x: {call: http.get, args: {url: "https://example.com"}}}]}}]}}
    - wait: {call: sys.sleep, args: {seconds: 5}}
"""


def test_a_workflow_waits_for_what_it_calls() -> None:
    assert edges(f"{RUN}{{timeout: 90s}}}}", WORKFLOW) == [
        ("request", "workflow `1`", "RunService `orders`", 300, 90),
        ("request", "workflow `1`", "RunService `orders`", 20, 90),
    ]
    (workflow,) = documents(("book.yaml", WORKFLOW))
    assert isinstance(workflow, GoogleWorkflow)
    assert len(list(workflow.requests)) == 4


def test_the_steps_of_the_only_workflow_need_no_main() -> None:
    assert edges(f"{RUN}{{timeout: 90s}}}}", WORKFLOW.replace("main:\n  params: [order]\n  steps:\n", "")) == [
        ("request", "workflow `1`", "RunService `orders`", 300, 90),
        ("request", "workflow `1`", "RunService `orders`", 20, 90),
    ]


@pytest.mark.parametrize(
    "main", ["{steps: []}", "x", "{steps: [{run: make}]}", "{steps: [{a: {run: make}}]}", "[{a: {call: b}}]"]
)
def test_what_is_no_workflow(main: str) -> None:
    assert claim(read(Source("x.yaml", f"main: {main}")).trees[0]) is None
