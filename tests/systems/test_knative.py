"""Knative and KServe: the cluster's settings, who sends events to whom, and the components of a model."""

from math import inf, isnan
from typing import Any

import pytest

from making import documents, linked
from predeploy.systems.knative_eventing import iso_duration
from predeploy.systems.kserve import InferenceService, ModelComponent
from predeploy.views import Connection, Scaling

SERVICE = "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: report}\nspec: {template: {spec: {containers: [{image: 'x:1'}]}}}"
PING = (
    "apiVersion: sources.knative.dev/v1\nkind: PingSource\nmetadata: {name: tick}\nspec: {schedule: '*/5 * * * *', sink: {ref:"
    " {apiVersion: %s, kind: %s, name: %s}}}"
)
CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config-%s, namespace: knative-serving}\ndata: {%s}"


def scaling(*texts: str) -> Any:
    (found,) = [one for one in linked(*texts) if isinstance(one, Scaling)]
    return found


def edges(*texts: str) -> list[tuple[str, str, str, float, float]]:
    """Those that do not come from the internet."""
    found = [link for link in linked(*texts) if isinstance(link, Connection) and link.caller.role != "internet"]
    return [(one.edge, one.caller.name, one.callee.name, one.waits.value, one.works.value) for one in found]


def told(one: Any) -> tuple[float, str, bool]:
    return one.floor.value, one.floor.state, one.can_sleep


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (None, (0, "default", True)),
        (CONFIG % ("autoscaler", "min-scale: '2'"), (2, "inherited", True)),
        (CONFIG % ("autoscaler", "enable-scale-to-zero: 'false'"), (1, "inherited", False)),
        (CONFIG % ("autoscaler", "max-scale: '3'"), (0, "default", True)),
        (CONFIG.replace("knative-serving", "shop") % ("autoscaler", "min-scale: '2'"), (0, "default", True)),
        (
            "apiVersion: operator.knative.dev/v1beta1\nkind: KnativeServing\nspec: {config: {autoscaler: {min-scale: '2'}}}",
            (2, "inherited", True),
        ),
        (
            "apiVersion: operator.knative.dev/v1beta1\nkind: KnativeServing\nspec: {config: {config-autoscaler: {min-scale: '2'}}}",
            (2, "inherited", True),
        ),
    ],
)
def test_the_clusters_settings_hold_where_a_service_says_nothing(
    config: str | None, expected: tuple[float, str, bool]
) -> None:
    assert told(scaling(SERVICE, *filter(None, [config]))) == expected


def test_a_service_says_it_better_than_its_cluster() -> None:
    own = SERVICE.replace(
        "template: {", "template: {metadata: {annotations: {autoscaling.knative.dev/min-scale: '3'}}, "
    )
    assert told(scaling(own, CONFIG % ("autoscaler", "min-scale: '2'"))) == (3, "own", True)


def test_how_long_a_service_stays_awake() -> None:
    assert scaling(SERVICE).idle_after.value == 60
    assert scaling(SERVICE, CONFIG % ("autoscaler", "stable-window: 2m")).idle_after.value == 120
    own = SERVICE.replace("template: {", "template: {metadata: {annotations: {autoscaling.knative.dev/window: 30s}}, ")
    assert scaling(own).idle_after.value == 30


def test_a_revision_is_its_own_template() -> None:
    (revision,) = documents(
        ("r.yaml", "apiVersion: serving.knative.dev/v1\nkind: Revision\nmetadata: {name: r, annotations: {autoscaling.knative.dev/min-scale: '2'}}\n"
         "spec: {timeoutSeconds: 20, containers: [{image: 'x:1'}]}")
    )  # fmt: skip
    made: Any = revision
    assert (made.floor.value, made.timeout.value, len(list(made.containers))) == (2, 20, 1)


def test_a_ping_calls_its_sink_and_what_lies_behind_it() -> None:
    ping = PING % ("serving.knative.dev/v1", "Service", "report")
    assert edges(SERVICE, ping) == [
        ("push", "PingSource `tick`", "Service `report`", inf, 300),
        ("schedule", "PingSource `tick`", "Service `report`", 300, pytest.approx(float("nan"), nan_ok=True)),
    ]
    sequence = (
        "apiVersion: flows.knative.dev/v1\nkind: Sequence\nmetadata: {name: steps}\n"
        "spec: {steps: [{ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: report}, delivery: {timeout: PT20S}}]}"
    )
    found = edges(SERVICE, sequence, PING % ("flows.knative.dev/v1", "Sequence", "steps"))
    assert [one[:4] for one in found] == [
        ("push", "Sequence `steps`", "Service `report`", 20),
        ("push", "PingSource `tick`", "Sequence `steps`", inf),
        ("schedule", "PingSource `tick`", "Service `report`", 300),
    ]


def test_a_trigger_waits_as_its_broker_says() -> None:
    trigger = (
        "apiVersion: eventing.knative.dev/v1\nkind: Trigger\nmetadata: {name: t}\n"
        "spec: {broker: default, subscriber: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: report}}}"
    )
    broker = "apiVersion: eventing.knative.dev/v1\nkind: Broker\nmetadata: {name: default}\nspec: {delivery: {timeout: PT15S}}"
    assert edges(SERVICE, trigger, broker)[0][3] == 15
    assert isnan(edges(SERVICE, trigger)[0][3])
    assert edges(SERVICE, trigger.replace("spec: {", "spec: {delivery: {timeout: '${T}'}, "))[0][3:] == (
        pytest.approx(float("nan"), nan_ok=True),
        300,
    )


def test_the_core_service_of_the_same_name_is_not_meant() -> None:
    core = "apiVersion: v1\nkind: Service\nmetadata: {name: report}\nspec: {selector: {app: x}}"
    found = linked(core, PING % ("serving.knative.dev/v1", "Service", "report"))
    [edge] = [one for one in found if isinstance(one, Connection)]
    assert (edge.callee.view, edge.callee.name, edge.callee.presence) == (None, "report", "elsewhere")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("PT30S", 30), ("PT0.5S", 0.5), ("PT1M30S", 90), ("P1DT2H", 93_600), ("PT1H", 3600)],
)
def test_durations_of_iso_8601(text: str, seconds: float) -> None:
    assert iso_duration(text) == seconds


@pytest.mark.parametrize("text", ["30s", "PT", "P", "", None, "30", "PT30", "-PT30S", "P" * 1000])
def test_what_is_no_duration(text: str | None) -> None:
    assert isnan(iso_duration(text))


def model(annotations: str, predictor: str) -> Any:
    views = documents(
        ("m.yaml", f"apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {{name: m, annotations: {{{annotations}}}}}\n"
         f"spec: {{predictor: {predictor}, transformer: null, explainer: [x]}}")
    )  # fmt: skip
    assert [type(one) for one in views] == [InferenceService, ModelComponent]
    return views[1]


MODE, CLASS = "serving.kserve.io/deploymentMode: ", "serving.kserve.io/autoscalerClass: "


@pytest.mark.parametrize(
    ("annotations", "predictor", "expected"),
    [
        ("", "{}", (1, False)),
        (MODE + "Knative", "{minReplicas: 0}", (0, True)),
        (MODE + "Serverless", "{minReplicas: 0}", (0, True)),
        (MODE + "RawDeployment", "{minReplicas: 0}", (1, False)),
        (MODE + "Standard, " + CLASS + "keda", "{minReplicas: 0}", (0, True)),
        (MODE + "Knative, serving.kserve.io/stop: 'true'", "{minReplicas: 2}", (0, True)),
    ],
)
def test_how_many_pods_a_model_keeps(annotations: str, predictor: str, expected: tuple[float, bool]) -> None:
    made = model(annotations, predictor)
    assert (made.floor.value, made.can_sleep) == expected


@pytest.mark.parametrize(
    ("annotations", "seconds"),
    [(MODE + "Knative", 300), (MODE + "Standard", 60), ("", float("nan"))],
)
def test_how_long_a_model_may_answer(annotations: str, seconds: float) -> None:
    assert model(annotations, "{}").timeout.value == pytest.approx(seconds, nan_ok=True)


def test_the_containers_of_a_model_lie_under_its_framework() -> None:
    made = model("", "{sklearn: {env: []}, containers: [{name: a}], model: 7, pytorch: [x]}")
    assert [one.name for one in made.containers] == ["a", "m"]


def test_a_transformer_waits_for_its_predictor() -> None:
    text = (
        "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: {name: m, annotations:"
        " {serving.kserve.io/deploymentMode: Knative}}\nspec: {predictor: {timeout: 600}, transformer: {}}"
    )
    assert edges(text) == [
        ("request", "the transformer of InferenceService `m`", "the predictor of InferenceService `m`", 300, 600)
    ]
