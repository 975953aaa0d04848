"""Nodes that are no machines: a pod asks for one by selector, label or toleration, and does without what a machine has.

Fargate: https://docs.aws.amazon.com/eks/latest/userguide/fargate.html. Azure Container Instances:
https://learn.microsoft.com/azure/aks/virtual-nodes. Alibaba ECI:
https://www.alibabacloud.com/help/en/eci/user-guide/limits (all as of 2026-11).
"""

from typing import Final

from ..node import Node
from ..record import NamedTuple
from ..views import Workload


class VirtualNode(NamedTuple):
    """`lacks`: what a pod cannot have there. `keeps_finished`: a pod that is done goes on to be paid for."""

    name: str
    place: Node  # what asks for it
    lacks: frozenset[str]
    keeps_finished: bool
    default_size: str  # what a pod without requests gets; empty where that is as everywhere


_MACHINE = frozenset({"privileged", "hostNetwork", "hostPort", "DaemonSet"})
_LACKS: Final = {
    "EKS Fargate": _MACHINE | {"GPU"},
    "Alibaba ECI": frozenset({"privileged", "hostNetwork", "hostPath", "DaemonSet"}),
    "Azure Container Instances": frozenset({"DaemonSet"}),
}
# ECI is paid for until the pod is Succeeded or Failed, and no longer:
# https://www.alibabacloud.com/help/en/eci/user-guide/lifecycle-of-an-elastic-container-instance-2 (2026-09-21)
_KEEPS_FINISHED = frozenset({"EKS Fargate"})
_SELECTED: Final = {"eks.amazonaws.com/compute-type": ("EKS Fargate", "fargate")}
_LABELS: Final = {
    "eks.amazonaws.com/fargate-profile": ("EKS Fargate", None),
    "alibabacloud.com/eci": ("Alibaba ECI", "true"),
}
_MARKS: Final = {**_SELECTED, **_LABELS}  # what asks for one: its name, and the value that does; None for any
_SIZES = {"EKS Fargate": "0.25 vCPU and 0.5 GB", "Alibaba ECI": "1 vCPU and 2 GiB"}


def virtual_node(workload: Workload) -> VirtualNode | None:
    """The kind of virtual node on which the pods of a workload must run; None when they may run on a machine."""
    selector, labels = workload.pod["nodeSelector"], workload.template["metadata.labels"]
    for place in (*selector.among(_SELECTED), *labels.among(_LABELS)):
        name, wanted = _MARKS[place.name]
        if place.text is not None and wanted in (None, place.text):
            return _made(name, place)
    kubelet = next(iter(selector.among(("type",))), None)
    if kubelet is None or kubelet.text != "virtual-kubelet":
        return None
    keys = [one["key"].text for one in workload.pod["tolerations"]]
    if "azure.com/aci" in keys:
        return _made("Azure Container Instances", kubelet)
    eci = any(key.startswith("k8s.aliyun.com/eci-") for key, _ in workload.template["metadata.annotations"].items())
    return _made("Alibaba ECI", kubelet) if eci else None


def _made(name: str, place: Node) -> VirtualNode:
    return VirtualNode(name, place, _LACKS[name], name in _KEEPS_FINISHED, _SIZES.get(name, ""))
