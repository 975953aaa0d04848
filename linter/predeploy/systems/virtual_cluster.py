"""Virtual Cluster: control planes of tenants, which run as pods of the real cluster.

incubator/virtualcluster/pkg/apis/tenancy/v1alpha1 of kubernetes-retired/multi-tenancy (as of 2026-11).
"""

from collections.abc import Iterator
from typing import ClassVar

from ..views import Bundle, Document, Part
from . import System

PLANES = ("apiServer", "controllerManager", "etcd")


class ClusterVersion(Bundle):
    """What each tenant's control plane is made of."""

    __slots__ = ()

    @property
    def parts(self) -> Iterator[Document]:
        for name in PLANES:
            template = self.node[f"spec.{name}.statefulset.spec.template"]
            if template.is_map:
                holder = self.node[f"spec.{name}.statefulset"]
                yield Part(self, holder, kind="control plane", template=template, pod=template["spec"], serves=True)


class VirtualCluster(System):
    name = "virtual-cluster"
    kinds: ClassVar = {"tenancy.x-k8s.io/ClusterVersion": ClusterVersion}


SYSTEM = VirtualCluster()
