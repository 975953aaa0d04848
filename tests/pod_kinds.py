"""Every kind that has pods: a function that makes an object of it around a pod template."""

from collections.abc import Callable
from typing import Any

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
    "sinks.knative.dev/JobSink": at("sinks.knative.dev/v1alpha1", "JobSink", "spec.job.spec.template"),
    "sources.knative.dev/ContainerSource": at("sources.knative.dev/v1", "ContainerSource"),
    "/DeploymentConfig": at("v1", "DeploymentConfig"),
    "apps.openshift.io/DeploymentConfig": at("apps.openshift.io/v1", "DeploymentConfig"),
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
    "core.oam.dev/Application": application,
    "core.oam.dev/Component": component,
    "tenancy.x-k8s.io/ClusterVersion": at(
        "tenancy.x-k8s.io/v1alpha1", "ClusterVersion", "spec.etcd.statefulset.spec.template"
    ),
}
