"""func.yaml: Fn's and Knative's, which share a name; and the files that lie beside an app.yaml."""

from math import inf, isnan
from typing import Any

import pytest

from making import documents, linked, opened
from predeploy.formats import claim
from predeploy.reading import Source, read
from predeploy.systems.fn import FnFunction
from predeploy.systems.google.app_engine_files import fault, seconds
from predeploy.systems.knative_functions import KnativeFunction
from predeploy.views import Connection, Container, Scaling


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a/func.yaml", "schema_version: 20180708\nname: a\n", "fn"),
        ("a/func.yaml", "name: a\nversion: 0.0.1\nruntime: go\n", "fn"),
        ("a/func.json", '{"schema_version": 20180708, "name": "a"}', "fn"),
        ("a/func.yaml", "specVersion: 0.36.0\nname: a\nruntime: go\ncreated: 2026-01-01\n", "knative-functions"),
        ("a/other.yaml", "specVersion: 0.19.0\nname: a\nruntime: go\nenvs: []\n", "knative-functions"),
        ("a/func.yaml", "name: a\nruntime: go\n", None),
        ("a/func.yaml", "schema_version: [1]\nruntime: {}\n", None),
        ("a/other.yaml", "schema_version: 20180708\nname: a\n", None),
        ("bom.json", '{"specVersion": "1.5", "bomFormat": "CycloneDX"}', None),
        ("event.yaml", "specVersion: 1.0\ntype: x\n", None),
        ("func.yaml", "specVersion: {a: 1}\nruntime: go\nbuild: x\n", None),
        ("cron.yaml", "cron:\n- {url: /a, schedule: every 5 minutes}\n", "app-engine-files"),
        ("queue.yaml", "total_storage_limit: 10M\nqueue:\n- {name: a, rate: 5/s}\n", "app-engine-files"),
        ("dispatch.yaml", "dispatch:\n- {url: '*/a', module: b}\n", "app-engine-files"),
        ("cron.yaml", "cron: []\n", None),
        ("cron.yaml", "cron: {url: /a}\n", None),
        ("jobs.yaml", "cron:\n- {name: a, schedule: 5}\n", None),
        ("queue.yaml", "queue:\n- {name: a}\n", None),
        ("bus.yaml", "queue:\n- {name: a, rate: 5/s}\ntopic: b\n", None),
    ],
)
def test_which_files_belong_to_which(path: str, text: str, expected: str | None) -> None:
    form = claim(read(Source(path, text)).trees[0])
    assert (form.name if form else None) == expected


def test_fn() -> None:
    made: Any = documents(("resize/func.yaml", "schema_version: 20180708\nmemory: 256\ntimeout: 0\nconfig: {A: b}\n"))[
        0
    ]
    assert isinstance(made, FnFunction)
    assert (made.name, made.application, made.memory.value) == ("resize", "resize", 256 * 2**20)
    assert (made.timeout.value, made.timeout.state, made.measure("idle").value) == (30, "default", 30)
    assert [(name, node.text) for name, node in made.environment] == [("A", "b")]
    odd: Any = documents(("f/func.yaml", "schema_version: 1\nname: ${N}\ntimeout: [x]\ntriggers: {a: 1}\nconfig: 5\n"))[
        0
    ]
    assert (odd.name, isnan(odd.timeout.value), odd.events) == ("", True, [])


KNATIVE = """
specVersion: {version}
name: resize
runtime: go
created: 2026-01-01T00:00:00Z
"""


@pytest.mark.parametrize(
    "rest",
    [
        "run: {envs: [{name: A, value: b}]}\ndeploy: {namespace: shop, options: {scale: {min: 1, max: 3}, resources: {limits: {memory: 64Mi}}}}",
        "namespace: shop\nenvs: [{name: A, value: b}]\noptions: {scale: {min: 1, max: 3}, resources: {limits: {memory: 64Mi}}}",
    ],
)
def test_knative_functions_of_today_and_of_old(rest: str) -> None:
    text = KNATIVE.replace("{version}", "0.36.0") + rest
    made, *_ = documents(("func.yaml", text))
    assert isinstance(made, KnativeFunction)
    assert (made.name, made.namespace, made.memory.value) == ("resize", "shop", 64 * 2**20)
    (container,) = [view for view in opened("func.yaml", text) if isinstance(view, Container)]
    assert container["resources.limits.memory"].text == "64Mi"
    assert [(one["name"].text, one["value"].text) for one in container["env"]] == [("A", "b")]
    assert container.image.unknown
    (scaling,) = [one for one in linked(text) if isinstance(one, Scaling)]
    assert (scaling.floor.value, scaling.floor.state, scaling.ceiling.value) == (1, "own", 3)


def test_an_annotation_may_scale_a_knative_function() -> None:
    text = KNATIVE.replace("{version}", "0.36.0") + "deploy: {annotations: {autoscaling.knative.dev/min-scale: '1'}}"
    (scaling,) = [one for one in linked(text) if isinstance(one, Scaling)]
    assert isnan(scaling.floor.value)
    (plain,) = [one for one in linked(KNATIVE.replace("{version}", "0.36.0")) if isinstance(one, Scaling)]
    assert (plain.floor.value, plain.ceiling.value, plain.can_sleep) == (0, inf, True)


@pytest.mark.parametrize(
    ("text", "every", "refused"),
    [
        ("every 5 minutes", 300, False),
        ("every 1 mins synchronized", 60, False),
        ("every 12 hours", 43_200, False),
        ("*/5 * * * *", 300, False),
        ("0 9 * * MON-FRI", 86_400, False),
        ("every 5 minutes from 10:00 to 14:00", None, False),
        ("every day 00:00", None, False),
        ("every monday,wednesday 09:00", None, False),
        ("2nd,third mon,wed,thu of march 17:00", None, False),
        ("1 of jan,april,july,oct 00:00", None, False),
        ("1st monday of sep,oct,nov 17:00", None, False),
        ("first day of quarter 00:00", None, False),
        ("every 2 days", None, True),
        ("every 30 seconds", None, True),
        ("every 5 minutes between 10:00 and 14:00", None, True),
        ("every mondey 09:00", None, True),
        ("*/5 * * * 9", None, True),
        ("@daily", 86_400, True),
    ],
)
def test_schedules_of_app_engine(text: str, every: float | None, refused: bool) -> None:
    assert bool(fault(text)) is refused
    if not refused:
        assert seconds(text) == every if every is not None else isnan(seconds(text))


def test_a_job_calls_the_service_that_lies_beside_it() -> None:
    cron = "cron:\n- {url: /a, schedule: every 5 minutes}\n- {url: /b, schedule: every day 00:00, target: none}\n- 5\n"
    edges = [
        one
        for one in linked("runtime: python313\ninstance_class: F2\nhandlers: []\n", cron)
        if isinstance(one, Connection) and one.edge == "schedule"
    ]
    assert [(one.edge, one.caller.name, one.callee.name, one.period.value) for one in edges] == [
        ("schedule", "job `/a`", "App Engine service `default`", 300)
    ]


@pytest.mark.parametrize(
    ("more", "idle"), [("", None), ("instance_class: F4\n", 900), ("instance_class: F1\n", None), ("basic_scaling: {}\n", 900),
                       ("manual_scaling: {instances: 1}\n", None), ("env: flex\n", None), ("instance_class: ${C}\n", None)]
)  # fmt: skip
def test_how_long_an_instance_is_paid_for(more: str, idle: float | None) -> None:
    (scaling,) = [one for one in linked(f"runtime: python313\nhandlers: []\n{more}") if isinstance(one, Scaling)]
    assert (scaling.idle_after.value if scaling.idle_after else None) == idle
