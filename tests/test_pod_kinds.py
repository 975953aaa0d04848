"""A pod is a pod: what a rule says about the pods of a Deployment, it says about those of every kind that has any.

The examples of the general rules are moved, pod template by pod template, from a Deployment into each kind. What is found
in the Deployment must be found there, and what is silent must stay silent, or a reason is written down.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import yaml

from predeploy.packs import load_rules
from predeploy.rules import Rule
from predeploy.systems import kinds
from predeploy.testing import CONFIG, Example, check, examples
from predeploy.views import Bundle, Container, Workload

from making import opened

Data = dict[str, Any]
Maker = Callable[[Data, Data], Data]


def at(api: str, kind: str, path: str = "spec.template") -> Maker:
    """The object of a kind with this pod template at a path."""

    def make(metadata: Data, template: Data) -> Data:
        made: Data = {"apiVersion": api, "kind": kind, "metadata": metadata}
        *parents, last = path.split(".")
        place = made
        for key in parents:
            place = place.setdefault(key, {})
        place[last] = template
        return made

    return make


def pod(metadata: Data, template: Data) -> Data:
    own = template.get("metadata", {})
    merged = {**own, **metadata, "labels": {**metadata.get("labels", {}), **own.get("labels", {})}}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": merged, "spec": template["spec"]}


def pod_template(metadata: Data, template: Data) -> Data:
    return {"apiVersion": "v1", "kind": "PodTemplate", "metadata": metadata, "template": template}


def revision(metadata: Data, template: Data) -> Data:
    return {**pod(metadata, template), "apiVersion": "serving.knative.dev/v1", "kind": "Revision"}


def knative(kind: str) -> Maker:
    return at("serving.knative.dev/v1", kind)


def experiment(metadata: Data, template: Data) -> Data:
    spec = {"templates": [{"name": "one", "template": template}]}
    return {"apiVersion": "argoproj.io/v1alpha1", "kind": "Experiment", "metadata": metadata, "spec": spec}


def analysis(kind: str) -> Maker:
    def make(metadata: Data, template: Data) -> Data:
        spec = {"metrics": [{"name": "one", "provider": {"job": {"spec": {"template": template}}}}]}
        return {"apiVersion": "argoproj.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec}

    return make


def workflow(kind: str) -> Maker:
    def make(metadata: Data, template: Data) -> Data:
        spec = dict(template["spec"])
        step = {
            "name": "one",
            "metadata": template.get("metadata", {}),
            "containerSet": {"containers": spec.pop("containers", [])},
        }
        whole = {**spec, "templates": [step]}
        if "initContainers" in spec:
            step["initContainers"] = whole.pop("initContainers")
        spec = {"workflowSpec": whole} if kind == "CronWorkflow" else whole
        return {"apiVersion": "argoproj.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec}

    return make


def sensor(metadata: Data, template: Data) -> Data:
    held = at("batch/v1", "Job")(metadata, template)
    triggers = [{"template": {"name": "one", "k8s": {"operation": "create", "source": {"resource": held}}}}]
    return {
        "apiVersion": "argoproj.io/v1alpha1",
        "kind": "Sensor",
        "metadata": {"name": "one"},
        "spec": {"triggers": triggers},
    }


def application(metadata: Data, template: Data) -> Data:
    held = at("apps/v1", "Deployment")(metadata, template)
    components = [{"name": "one", "type": "k8s-objects", "properties": {"objects": [held]}}]
    return {
        "apiVersion": "core.oam.dev/v1beta1",
        "kind": "Application",
        "metadata": {"name": "one"},
        "spec": {"components": components},
    }


def sidecars(metadata: Data, template: Data) -> Data:
    return {
        "apiVersion": "apps.kruise.io/v1alpha1",
        "kind": "SidecarSet",
        "metadata": metadata,
        "spec": template["spec"],
    }


def ephemeral(metadata: Data, template: Data) -> Data:
    spec = {"template": {"ephemeralContainers": template["spec"].get("containers", [])}}
    return {"apiVersion": "apps.kruise.io/v1alpha1", "kind": "EphemeralJob", "metadata": metadata, "spec": spec}


def component(metadata: Data, template: Data) -> Data:
    held = at("apps/v1", "Deployment")(metadata, template)
    return {
        "apiVersion": "core.oam.dev/v1alpha2",
        "kind": "Component",
        "metadata": {"name": "one"},
        "spec": {"workload": held},
    }


KRUISE = "apps.kruise.io/v1alpha1"
KINDS: dict[str, Maker] = {
    "/Pod": pod,
    "/PodTemplate": pod_template,
    "/ReplicationController": at("v1", "ReplicationController"),
    "apps/Deployment": at("apps/v1", "Deployment"),
    "apps/StatefulSet": at("apps/v1", "StatefulSet"),
    "apps/DaemonSet": at("apps/v1", "DaemonSet"),
    "apps/ReplicaSet": at("apps/v1", "ReplicaSet"),
    "batch/Job": at("batch/v1", "Job"),
    "batch/CronJob": at("batch/v1", "CronJob", "spec.jobTemplate.spec.template"),
    "extensions/Deployment": at("extensions/v1beta1", "Deployment"),
    "extensions/DaemonSet": at("extensions/v1beta1", "DaemonSet"),
    "extensions/ReplicaSet": at("extensions/v1beta1", "ReplicaSet"),
    "keda.sh/ScaledJob": at("keda.sh/v1alpha1", "ScaledJob", "spec.jobTargetRef.template"),
    "serving.knative.dev/Service": knative("Service"),
    "serving.knative.dev/Configuration": knative("Configuration"),
    "serving.knative.dev/Revision": revision,
    "argoproj.io/Rollout": at("argoproj.io/v1alpha1", "Rollout"),
    "argoproj.io/Experiment": experiment,
    "argoproj.io/AnalysisTemplate": analysis("AnalysisTemplate"),
    "argoproj.io/ClusterAnalysisTemplate": analysis("ClusterAnalysisTemplate"),
    "argoproj.io/AnalysisRun": analysis("AnalysisRun"),
    "argoproj.io/Workflow": workflow("Workflow"),
    "argoproj.io/WorkflowTemplate": workflow("WorkflowTemplate"),
    "argoproj.io/ClusterWorkflowTemplate": workflow("ClusterWorkflowTemplate"),
    "argoproj.io/CronWorkflow": workflow("CronWorkflow"),
    "argoproj.io/Sensor": sensor,
    "apps.kruise.io/CloneSet": at(KRUISE, "CloneSet"),
    "apps.kruise.io/StatefulSet": at(KRUISE, "StatefulSet"),
    "apps.kruise.io/DaemonSet": at(KRUISE, "DaemonSet"),
    "apps.kruise.io/BroadcastJob": at(KRUISE, "BroadcastJob"),
    "apps.kruise.io/UnitedDeployment": at(KRUISE, "UnitedDeployment", "spec.template.cloneSetTemplate.spec.template"),
    "apps.kruise.io/AdvancedCronJob": at(KRUISE, "AdvancedCronJob", "spec.template.jobTemplate.spec.template"),
    "apps.kruise.io/SidecarSet": sidecars,
    "apps.kruise.io/EphemeralJob": ephemeral,
    "core.oam.dev/Application": application,
    "core.oam.dev/Component": component,
    "tenancy.x-k8s.io/ClusterVersion": at(
        "tenancy.x-k8s.io/v1alpha1", "ClusterVersion", "spec.etcd.statefulset.spec.template"
    ),
}


# Groups whose kinds are no Kubernetes pods, though they are written like some
ELSEWHERE = {
    "openfaas.com": "a function is flat and has no pod template",
    "run.googleapis.com": "Cloud Run runs containers in its own sandbox and takes only part of a pod",
}

# Rules that speak about something else than the pod template: the number of copies, or the object around it
OF_THE_OBJECT = {
    "availability-promised-on-one-pod", "recommended-labels-missing", "stated-zero-cannot-happen", "warm-outside-prod",
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
    for key in kinds():
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
    "batch/Job", "batch/CronJob", "keda.sh/ScaledJob", "argoproj.io/Sensor", "apps.kruise.io/BroadcastJob",
    "apps.kruise.io/AdvancedCronJob",
}  # fmt: skip
ENDING = JOBS | STEPS | MEASURES
BARE = {"/Pod", "/PodTemplate"}
KNATIVE = {f"serving.knative.dev/{kind}" for kind in ("Service", "Configuration", "Revision")}
INJECTED = {"apps.kruise.io/SidecarSet"}
DEBUGGING = {"apps.kruise.io/EphemeralJob"}
NATIVE = {kind for kind in KINDS if kind[: kind.index("/")] in ("", "apps", "batch", "extensions")}
HOLDING = {"argoproj.io/Sensor", "core.oam.dev/Application", "core.oam.dev/Component"}

# Rule → kinds in which something that it finds in a Deployment is well, and why
EXCEPTIONS: dict[str, list[tuple[set[str], str]]] = {
    "liveness-equals-readiness": [
        (
            ENDING | AGENTS | BARE | DEBUGGING,
            "no Service takes requests away from it, so that readiness has no work of its own",
        ),
    ],
    "missing-readiness-probe": [
        (ENDING | AGENTS | BARE | DEBUGGING, "no Service waits for it"),
        (KNATIVE, "Knative asks every pod by itself whether it is ready"),
        (INJECTED, "the pod's own container is what a Service sends to"),
    ],
    "missing-requests": [
        ({"batch/Job", "argoproj.io/Sensor"}, "a Job of a repository is run once, by hand or by a release"),
        (KNATIVE, "the autoscaler counts requests, and Cloud Run has defaults of its own"),
    ],
    "not-a-list": [
        (KINDS.keys() - NATIVE - HOLDING, "how strict the schema of a custom resource is, is its own affair")
    ],
    "dangerous-capability": [(AGENTS, "the work of an agent is on its node")],
    "host-path-mounted": [(AGENTS, "the work of an agent is on its node")],
    "automounted-api-token": [(INJECTED | DEBUGGING, "the pod that it is put into decides")],
    "runs-as-root": [(INJECTED, "the pod that it is put into may decide")],
}
# Containers that somebody puts into running pods, to look for an error: what holds for their pods is not theirs
OF_PODS = {
    "runs-as-root", "spread-selects-nothing", "missing-memory-limit", "mutable-image-tag", "confinement-switched-off", "missing-requests",
    "host-namespace", "privilege-escalation", "runtime-socket-mounted", "unhardened-container", "windows-host-process", "host-path-mounted",
    "writable-root-filesystem",
}  # fmt: skip


def excepted(rule: str) -> set[str]:
    kinds_of = [kinds_ for kinds_, _ in EXCEPTIONS.get(rule, [])]
    return set().union(*kinds_of) | (DEBUGGING if rule in OF_PODS else set())


def silent(rule: str) -> set[str]:
    """The kinds in which the rule misses something that it finds in a Deployment."""
    base = told(rule, "apps/Deployment")
    bad = [key for key, said in base.items() if key[0] == "bad" and said]
    return {kind for kind in KINDS if any(not told(rule, kind)[key] for key in bad)}


@pytest.mark.parametrize("rule", rules())
def test_what_is_found_in_a_deployment_is_found_in_every_kind(rule):
    assert silent(rule) == excepted(rule)


@pytest.mark.parametrize("rule", rules())
def test_what_is_well_in_a_deployment_is_well_in_every_kind(rule):
    base = told(rule, "apps/Deployment")
    good = [key for key, said in base.items() if key[0] == "good" and not said]
    assert not {kind: told(rule, kind)[key] for kind in KINDS for key in good if told(rule, kind)[key]}
