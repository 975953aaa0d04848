"""Which files belong to Google Cloud, and how odd ones are read."""

from math import isnan
from typing import Any

import pytest

from making import documents
from predeploy.formats import claim
from predeploy.reading import Source, read


def format_of(text: str, path: str) -> str | None:
    (tree,) = read(Source(path, text)).trees
    form = claim(tree)
    return form.name if form else None


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("app.yaml", "runtime: python313\n", "app-engine"),
        ("services/app3.yaml", "runtime: python313\n", "app-engine"),
        ("shop.app.yaml", "runtime: custom\nenv: flex\n", "app-engine"),
        ("backend.yaml", "runtime: nodejs22\nhandlers: []\n", "app-engine"),
        ("Pulumi.yaml", "name: shop\nruntime: nodejs\n", None),
        ("app.yaml", "runtime: [python313]\n", None),
        ("app.yaml", "name: shop\nregion: fra\n", None),
        ("app.yaml", "apiVersion: apps/v1\nkind: Deployment\nruntime: python313\n", "kubernetes"),
        ("flags.yaml", "--runtime: python313\n", "google-functions"),
        ("flags.yaml", "--region: europe-west1\n--zone: b\n", None),
        (
            "function.yaml",
            "name: projects/p/functions/f\nbuildConfig: {runtime: go124}\nserviceConfig: {}\n",
            "google-functions",
        ),
        ("function.yaml", "buildConfig: x\nserviceConfig: y\n", None),
        ("flags.yaml", "- --trigger-event-filters: type=x\n- --runtime: python313\n", "google-functions"),
        ("flags.json", '[{"--runtime": "python313"}]', "google-functions"),
        ("flags.yaml", "- --runtime: python313\n- {name: x}\n", None),
        ("flags.yaml", "- --runtime: python313\n- 5\n", None),
        ("flags.yaml", "- --region: europe-west1\n", None),
        ("book.yaml", "- book:\n    call: http.get\n    args: {url: x}\n- done: {return: 5}\n", "google-workflows"),
        ("book.json", '[{"set": {"assign": [{"a": 1}]}}]', "google-workflows"),
        ("story.yaml", "- opening: {next: fight}\n- fight: {next: end}\n", None),
        ("story.yaml", "- book: {call: http.get}\n- {book: {call: http.get}, more: 1}\n", None),
        ("play.yaml", "- name: install\n  apt: {name: nginx}\n", None),
        ("patch.yaml", "- {op: add, path: /spec, value: 5}\n", None),
        # kubectl refuses an array: https://github.com/kubernetes/kubernetes/issues/8362
        ("pods.json", '[{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}]', None),
        ("odd.yaml", "&a [*a, null, 5, [], {}, {? [1] : 2}]\n", None),
        ("serverless.yml", "service: a\nprovider: {name: google}\n", "serverless-google"),
        ("serverless.yml", "service: a\nprovider: google\n", "serverless-google"),
        ("serverless.yml", "service: a\nprovider: {name: aws, runtime: x}\n", "serverless"),
    ],
)
def test_which_files_belong_to_it(path: str, text: str, expected: str | None) -> None:
    assert format_of(text, path) == expected


def function(text: str, path: str = "receipt/flags.yaml") -> Any:
    return documents((path, text))[-1]


def test_the_flags_of_gcloud() -> None:
    made = function(
        "--runtime: python313\n--gen2: true\n--memory: 512MB\n--timeout: 90\n--min-instances: 2\n--trigger-http: true\n"
    )
    assert (made.name, made.memory.value, made.timeout.value, made.floor.value) == ("receipt", 512 * 2**20, 90, 2)
    assert ([event.kind for event in made.events], made.limit("timeout").most) == (["http"], 3600)
    assert function("--runtime: x\n--no-gen2: true\n--trigger-http: true\n").limit("timeout").most == 540
    assert function("--runtime: x\n", "mail.yaml").name == "mail"


def test_flags_in_groups() -> None:
    made = function(
        "- --trigger-event-filters: type=google.cloud.storage.object.v1.finalized\n- --trigger-event-filters: bucket=b\n"
        "- {--runtime: python313, --memory: 512MB, --timeout: 60}\n- {--timeout: 90, --set-env-vars: A=1}\n"
    )
    assert (made.runtime.text, made.memory.value, made.timeout.value) == ("python313", 512 * 2**20, 90)
    assert (made.timeout.state, [event.kind for event in made.events]) == ("own", ["bus"])
    assert [(name, node.text) for name, node in made.environment] == [("A", "1")]
    assert (made.node.span.line, made.timeout.node.span.line) == (1, 4)
    assert isnan(function("- --runtime: python313\n- --flags-file: more.yaml\n").memory.value)


def test_another_file_of_flags_may_say_the_rest() -> None:
    made = function("--runtime: python313\n--flags-file: more.yaml\n")
    assert isnan(made.memory.value)
    assert made.retried is None
    assert made.setting("--entry-point").unknown


def test_what_a_tool_fills_in_is_not_known() -> None:
    made = function("--runtime: ${RUNTIME}\n--memory: $MEMORY\n--set-env-vars: A=$A\n")
    assert made.runtime.unknown
    assert isnan(made.memory.value)
    assert list(made.environment) == []


def test_serverless_yml_for_google() -> None:
    made = function(
        "service: s\nprovider: {name: google, runtime: '${self:custom.r}'}\ncustom: {r: nodejs22}\n"
        "functions:\n  - a: {handler: a, memorySize: 512, timeout: 70s, events: [{event: {eventType: x.pubsub.y, failurePolicy: {retry: {}}}}]}\n",
        "serverless.yml",
    )
    assert (made.name, made.runtime.text, made.memory.value, made.timeout.value) == ("a", "nodejs22", 512 * 2**20, 70)
    assert ([event.kind for event in made.events], made.retried) == (["topic"], True)


@pytest.mark.parametrize(
    ("text", "floor", "sleeps"),
    [
        ("runtime: python313\n", 0, True),
        ("runtime: python313\nautomatic_scaling: {min_instances: 1, min_idle_instances: 3}\n", 3, True),
        ("runtime: python313\nbasic_scaling: {max_instances: 5}\n", 0, True),
        ("runtime: python313\nmanual_scaling: {instances: 4}\n", 4, False),
        ("runtime: python\nenv: flex\n", 2, False),
        ("runtime: python\nenv: flexible\nautomatic_scaling: {min_num_instances: 1}\n", 1, False),
        ("runtime: python\nenv: ${ENV}\nhandlers: []\n", float("nan"), True),
    ],
)
def test_how_many_instances_app_engine_keeps(text: str, floor: float, sleeps: bool) -> None:
    made = function(text, "app.yaml")
    assert made.floor.value == pytest.approx(floor, nan_ok=True)
    assert made.can_sleep is sleeps


def test_app_engine_by_its_classes() -> None:
    made = function("runtime: python313\nservice: api\ninstance_class: F4_1G\nenv_variables: {A: b}\n", "app.yaml")
    assert (made.name, made.memory.value, [name for name, _ in made.environment]) == ("api", 3072 * 2**20, ["A"])
    assert isnan(function("runtime: python313\ninstance_class: F9\n", "app.yaml").memory.value)


BUILD = """
steps:
  - {name: gcr.io/cloud-builders/npm, args: [ci]}
  - name: gcr.io/cloud-builders/gcloud
    args: [functions, deploy, receipt, --runtime=nodejs22, --timeout, 90s, --memory=$_MEMORY, --retry, --trigger-topic=orders,
      "--set-env-vars=A=1,B=2"]
  - {name: gcr.io/google.com/cloudsdktool/cloud-sdk, entrypoint: gcloud, args: [functions, deploy, --gen2, mail]}
  - {name: gcr.io/google.com/cloudsdktool/cloud-sdk, entrypoint: bash, args: [functions, deploy, other]}
substitutions: {_MEMORY: 1GB}
"""


def test_the_functions_that_a_build_deploys() -> None:
    receipt, mail = documents(("cloudbuild.yaml", BUILD))
    made: Any = receipt
    assert (made.name, mail.name) == ("receipt", "")
    assert (made.runtime.text, made.timeout.value, made.memory.value, made.retried) == ("nodejs22", 90, 2**30, True)
    assert [(name, node.text) for name, node in made.environment] == [("A", "1"), ("B", "2")]
    assert made.runtime.path == ("steps", 1, "args", 3)
    assert [event.kind for event in made.events] == ["topic"]


def test_what_a_trigger_of_a_build_says_is_not_known() -> None:
    (made,) = documents(
        ("cloudbuild.yaml", BUILD.replace("_MEMORY: 1GB", "_OTHER: x").replace("[functions, deploy, --gen2", "[run"))
    )
    assert isnan(made.memory.value)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "steps", ["[]", "x", "[x]", "[{name: gcloud}]", "[{name: gcloud, args: functions deploy}]", "{a: b}"]
)
def test_a_build_that_deploys_no_function_is_not_claimed(steps: str) -> None:
    assert format_of(f"steps: {steps}\n", "cloudbuild.yaml") is None
