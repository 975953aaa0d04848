"""A pod is a pod: what a rule says about the pods of a Deployment, it says about those of every kind that has any.

The examples of the general rules are moved, pod template by pod template, from a Deployment into each kind. What is found
in the Deployment must be found there, and what is silent must stay silent, or a reason is written down.
"""

import json
from functools import cache
from typing import Any

import pytest
import yaml

from making import opened
from pod_kinds import KINDS, Data, Maker
from predeploy.rules import Rule
from predeploy.rules.packs import load_rules
from predeploy.systems import kinds
from predeploy.testing import CONFIG, Example, check, examples
from predeploy.views import Bundle, Container, Workload

# Groups whose kinds are no Kubernetes pods, though they are written like some
ELSEWHERE = {
    "template.openshift.io": "a template fills `${…}` in by parameters of its own",
    "openfaas.com": "a function is flat and has no pod template",
    "run.googleapis.com": "Cloud Run runs containers in its own sandbox and takes only part of a pod",
    "run.cnrm.cloud.google.com": "Cloud Run again, by Config Connector",
    "fission.io": "a pod spec is merged into one that Fission makes",
    "nuclio.io": "a function is flat and has no pod template",
    "serving.kserve.io": "KServe makes the pods, and merges what is said here into them",
}

# Rules that speak about something else than the pod template: the number of copies, or the object around it
OF_THE_OBJECT = {
    "availability-promised-on-one-pod", "first-request-hits-cold-pod", "kept-awake-by-caller", "message-cut-on-scale-in",
    "nobody-wakes-it", "recommended-labels-missing", "singleton-scaled", "stated-zero-cannot-happen", "state-lost-at-zero",
    "wake-slower-than-promised", "warm-outside-prod",
}  # fmt: skip

ROLES = {"app", "init", "sidecar"}


@cache
def rules() -> dict[str, Rule]:
    """The rules about every workload or container."""
    ours = (one for one in load_rules().values() if one.pack == "predeploy" and one.name not in OF_THE_OBJECT)
    return {one.name: one for one in ours if {Workload, Container} & {*one.subjects} and one.kinds <= ROLES}


HOLDERS = {
    ("v1", "Pod"): (),
    ("apps/v1", "Deployment"): ("spec", "template"),
    ("apps/v1", "StatefulSet"): ("spec", "template"),
    ("apps/v1", "DaemonSet"): ("spec", "template"),
    ("batch/v1", "Job"): ("spec", "template"),
    ("batch/v1", "CronJob"): ("spec", "jobTemplate", "spec", "template"),
}


def template_of(data: Any) -> Data | None:
    path = HOLDERS.get((data.get("apiVersion"), data.get("kind"))) if isinstance(data, dict) else None
    for key in path or ():
        data = data.get(key) if isinstance(data, dict) else None
    whole = path is not None and isinstance(data, dict) and isinstance(data.get("spec"), dict)
    return {key: data[key] for key in ("metadata", "spec") if key in data} if whole else None


def moved(example: Example, make: Maker) -> Example | None:
    """The example with each of its pods in another kind; None when it has none."""
    files, found = {}, False
    for path, text in example.files.items():
        try:
            documents = list(yaml.safe_load_all(text)) if path != CONFIG else []
        except yaml.YAMLError:  # a CloudFormation template, or placeholders
            return None
        for number, data in enumerate(documents):
            template = template_of(data)
            if template is not None:
                found = True
                documents[number] = json.loads(json.dumps(make(data.get("metadata") or {"name": "one"}, template)))
        files[path] = yaml.safe_dump_all(documents, sort_keys=False) if documents else text
    return Example(example.verdict, 0, files, [], example.options, example.target, example.complete) if found else None


@cache
def told(rule: str, kind: str) -> dict[tuple[str, int], list[str]]:
    """What the rule says of each of its examples in a kind."""
    out = {}
    for example in examples(rules()[rule]):
        there = moved(example, KINDS[kind]) if example.verdict != "fixed" else None
        if there is not None:
            report = check(rules()[rule], there)
            assert not report.errors, report.errors
            out[example.verdict, example.number] = [one.message for one in report.findings]
    return out


def test_every_kind_with_pods_is_here():
    found = set()
    for key in kinds().keys() - {
        "/Template",
        "apps.kruise.io/EphemeralJob",
    }:  # OpenShift's, old; containers without a pod
        group, _, kind = key.rpartition("/")
        api = f"{group}/v1" if group else "v1"
        views = opened("one.yaml", f"{{apiVersion: {api}, kind: {kind}, spec: {{}}}}")
        if group not in ELSEWHERE and any(isinstance(one, (Workload, Bundle)) for one in views):
            found.add(key)
    assert found <= KINDS.keys()


AGENTS = {"apps/DaemonSet", "extensions/DaemonSet", "apps.kruise.io/DaemonSet"}
STEPS = {f"argoproj.io/{kind}" for kind in ("Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow")}
MEASURES = {
    f"argoproj.io/{kind}" for kind in ("Experiment", "AnalysisTemplate", "ClusterAnalysisTemplate", "AnalysisRun")
}
JOBS = {
    "sinks.knative.dev/JobSink",
    "batch/Job", "batch/CronJob", "keda.sh/ScaledJob", "argoproj.io/Sensor", "apps.kruise.io/BroadcastJob",
    "apps.kruise.io/AdvancedCronJob",
}  # fmt: skip
ENDING = JOBS | STEPS | MEASURES
BARE = {"/Pod", "/PodTemplate"}
KNATIVE = {f"serving.knative.dev/{kind}" for kind in ("Service", "Configuration", "Revision")}
INJECTED = {"apps.kruise.io/SidecarSet"}
NATIVE = {kind for kind in KINDS if kind[: kind.index("/")] in ("", "apps", "batch", "extensions")}
HOLDING = {"argoproj.io/Sensor", "core.oam.dev/Application", "core.oam.dev/Component"}

# Rule → kinds in which something that it finds in a Deployment is well, and why
EXCEPTIONS: dict[str, list[tuple[set[str], str]]] = {
    "drain-outlives-grace": [
        (
            {kind for kind in KINDS if "." in kind.partition("/")[0]}
            - {"core.oam.dev/Component", "core.oam.dev/Application", "argoproj.io/Sensor"},
            "speaks of native kinds, and of objects that hold one, only: Knative's grace is that of a request, and others end their pods in ways of their own",
        )
    ],
    "liveness-equals-readiness": [
        (
            ENDING | AGENTS | BARE,
            "no Service takes requests away from it, so that readiness has no work of its own",
        ),
    ],
    "missing-config-key": [({"/PodTemplate"}, "others make pods of it, in a place of their own")],
    "missing-readiness-probe": [
        (ENDING | AGENTS | BARE, "no Service waits for it"),
        (KNATIVE, "Knative asks every pod by itself whether it is ready"),
        (INJECTED, "the pod's own container is what a Service sends to"),
    ],
    "missing-requests": [
        ({"batch/Job", "argoproj.io/Sensor"}, "a Job of a repository is run once, by hand or by a release"),
        (KNATIVE, "the autoscaler counts requests, and Cloud Run has defaults of its own"),
    ],
    "not-a-list": [
        (KINDS.keys() - NATIVE - HOLDING - KNATIVE, "how strict the schema of a custom resource is, is its own affair")
    ],
    "dangerous-capability": [(AGENTS, "the work of an agent is on its node")],
    "host-path-mounted": [(AGENTS, "the work of an agent is on its node")],
    "annotation-for-the-pods": [
        (
            STEPS | MEASURES | {"tenancy.x-k8s.io/ClusterVersion"},
            "what stands around several pods is not meant for one of them",
        ),
        ({"/Pod", "serving.knative.dev/Revision"}, "it is its own template"),
    ],
    "unhardened-container": [
        (
            {"/DeploymentConfig", "apps.openshift.io/DeploymentConfig"},
            "OpenShift hardens every pod that says nothing else",
        ),
    ],
    "sidecar-shutdown-outlives-grace": [(KNATIVE, "Knative gives a pod as long to end as a request may take")],
    "unsized-on-virtual-node": [(INJECTED, "the pod that it is put into says where it runs")],
}
# The same for what a rule passes over in a Deployment
CRIES: dict[str, list[tuple[set[str], str]]] = {
    "address-pool-too-small": [({"keda.sh/ScaledJob"}, "it may have a hundred Jobs")],
    "impossible-on-virtual-node": [(AGENTS, "there are no agents on virtual nodes")],
}


def of(table: dict[str, list[tuple[set[str], str]]], rule: str) -> set[str]:
    return set().union(*(some for some, _ in table.get(rule, []))) & kinds_for(rule)


def kinds_for(rule: str) -> set[str]:
    """A rule about whole pods has nothing to say about containers that are put into the pods of others."""
    return KINDS.keys() - (INJECTED if Workload in rules()[rule].subjects else set())


def silent(rule: str) -> set[str]:
    """The kinds in which the rule misses something that it finds in a Deployment."""
    base = told(rule, "apps/Deployment")
    bad = [key for key, said in base.items() if key[0] == "bad" and said]
    return {kind for kind in kinds_for(rule) if any(not told(rule, kind)[key] for key in bad)}


def crying(rule: str) -> set[str]:
    """The kinds in which the rule finds something that it passes over in a Deployment."""
    base = told(rule, "apps/Deployment")
    good = [key for key, said in base.items() if key[0] == "good" and not said]
    return {kind for kind in kinds_for(rule) if any(told(rule, kind)[key] for key in good)}


@pytest.mark.parametrize("rule", rules())
def test_what_is_found_in_a_deployment_is_found_in_every_kind(rule):
    assert silent(rule) == of(EXCEPTIONS, rule)


@pytest.mark.parametrize("rule", rules())
def test_what_is_well_in_a_deployment_is_well_in_every_kind(rule):
    assert crying(rule) == of(CRIES, rule)
