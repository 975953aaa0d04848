"""Which kinds Kubernetes itself serves in which API versions, and since when it no longer serves the others.

Source: the generated lifecycle methods (zz_generated.prerelease-lifecycle.go) of kubernetes/api at the tags v0.20.0 to
v0.36.0 and v0.37.0-beta.0, the earliest version in which a type is gone; CustomResourceDefinition, APIService and
apps/v1beta1 ReplicaSet from https://kubernetes.io/docs/reference/using-api/deprecation-guide/. As of 2026-11.
"""

from typing import Final

from ..record import NamedTuple

Version = tuple[int, int]

OLDEST_SUPPORTED: Final[Version] = (1, 35)
"""1.35 to 1.37 get patches; a minor version does for 14 months: https://kubernetes.io/releases/patch-releases/ (2026-11)."""


class Removal(NamedTuple):
    """`alike`: the replacement has the same fields with the same meaning, so that only the version need be changed."""

    version: Version
    replacement: str  # empty: there is none
    alike: bool = False


def _removed(rows: str) -> dict[tuple[str, str], Removal]:
    """A line: API version, removed in, replacement or -, `=` when alike, kinds."""
    found = {}
    for line in rows.strip().splitlines():
        api, gone, replacement, *kinds = line.split()
        alike = kinds[0] == "="
        major, minor = gone.split(".")
        for kind in kinds[alike:]:
            found[api, kind] = Removal((int(major), int(minor)), replacement.strip("-"), alike)
    return found


REMOVED: Final = _removed("""
apps/v1beta1 1.16 apps/v1 Deployment ReplicaSet StatefulSet
apps/v1beta2 1.16 apps/v1 = DaemonSet Deployment ReplicaSet StatefulSet
extensions/v1beta1 1.16 apps/v1 DaemonSet Deployment ReplicaSet
extensions/v1beta1 1.16 networking.k8s.io/v1 NetworkPolicy
extensions/v1beta1 1.16 - PodSecurityPolicy
flowcontrol.apiserver.k8s.io/v1alpha1 1.21 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
admissionregistration.k8s.io/v1beta1 1.22 admissionregistration.k8s.io/v1 MutatingWebhookConfiguration ValidatingWebhookConfiguration
apiextensions.k8s.io/v1beta1 1.22 apiextensions.k8s.io/v1 CustomResourceDefinition
apiregistration.k8s.io/v1beta1 1.22 apiregistration.k8s.io/v1 = APIService
certificates.k8s.io/v1beta1 1.22 certificates.k8s.io/v1 CertificateSigningRequest
coordination.k8s.io/v1beta1 1.22 coordination.k8s.io/v1 = Lease
extensions/v1beta1 1.22 networking.k8s.io/v1 Ingress
networking.k8s.io/v1beta1 1.22 networking.k8s.io/v1 Ingress
networking.k8s.io/v1beta1 1.22 networking.k8s.io/v1 = IngressClass
rbac.authorization.k8s.io/v1alpha1 1.22 rbac.authorization.k8s.io/v1 ClusterRole ClusterRoleBinding Role RoleBinding
rbac.authorization.k8s.io/v1beta1 1.22 rbac.authorization.k8s.io/v1 = ClusterRole ClusterRoleBinding Role RoleBinding
scheduling.k8s.io/v1alpha1 1.17 scheduling.k8s.io/v1 PriorityClass
scheduling.k8s.io/v1beta1 1.22 scheduling.k8s.io/v1 = PriorityClass
storage.k8s.io/v1beta1 1.22 storage.k8s.io/v1 = CSIDriver CSINode StorageClass VolumeAttachment
storage.k8s.io/v1alpha1 1.24 storage.k8s.io/v1 CSIStorageCapacity VolumeAttachment
autoscaling/v2beta1 1.25 autoscaling/v2 HorizontalPodAutoscaler
batch/v1beta1 1.25 batch/v1 = CronJob
discovery.k8s.io/v1beta1 1.25 discovery.k8s.io/v1 EndpointSlice
events.k8s.io/v1beta1 1.25 events.k8s.io/v1 Event
node.k8s.io/v1beta1 1.25 node.k8s.io/v1 = RuntimeClass
policy/v1beta1 1.25 policy/v1 = PodDisruptionBudget
policy/v1beta1 1.25 - PodSecurityPolicy
autoscaling/v2beta2 1.26 autoscaling/v2 = HorizontalPodAutoscaler
flowcontrol.apiserver.k8s.io/v1beta1 1.26 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
storage.k8s.io/v1beta1 1.27 storage.k8s.io/v1 = CSIStorageCapacity
flowcontrol.apiserver.k8s.io/v1beta2 1.29 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
networking.k8s.io/v1alpha1 1.29 - ClusterCIDR
admissionregistration.k8s.io/v1alpha1 1.32 admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
coordination.k8s.io/v1alpha1 1.32 - LeaseCandidate
flowcontrol.apiserver.k8s.io/v1beta3 1.32 flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
networking.k8s.io/v1alpha1 1.33 networking.k8s.io/v1 IPAddress ServiceCIDR
admissionregistration.k8s.io/v1beta1 1.34 admissionregistration.k8s.io/v1 = ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding
resource.k8s.io/v1alpha3 1.34 resource.k8s.io/v1 DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice
certificates.k8s.io/v1alpha1 1.35 - PodCertificateRequest
storage.k8s.io/v1alpha1 1.35 storage.k8s.io/v1 VolumeAttributesClass
storagemigration.k8s.io/v1alpha1 1.35 storagemigration.k8s.io/v1beta1 StorageVersionMigration
certificates.k8s.io/v1alpha1 1.37 certificates.k8s.io/v1beta1 ClusterTrustBundle
networking.k8s.io/v1beta1 1.37 networking.k8s.io/v1 = IPAddress ServiceCIDR
storage.k8s.io/v1beta1 1.37 storage.k8s.io/v1 = VolumeAttributesClass
admissionregistration.k8s.io/v1alpha1 1.38 admissionregistration.k8s.io/v1 MutatingAdmissionPolicy MutatingAdmissionPolicyBinding
resource.k8s.io/v1beta1 1.38 resource.k8s.io/v1 DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice
""")

_TABLE: Final = """
v1 Binding ComponentStatus ConfigMap Endpoints Event LimitRange Namespace Node PersistentVolume PersistentVolumeClaim
  Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount
admissionregistration.k8s.io/v1 MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration
  ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration
apiextensions.k8s.io/v1 CustomResourceDefinition
apiregistration.k8s.io/v1 APIService
apps/v1 ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet
autoscaling/v1 HorizontalPodAutoscaler Scale
autoscaling/v2 HorizontalPodAutoscaler
batch/v1 CronJob Job
certificates.k8s.io/v1 CertificateSigningRequest
coordination.k8s.io/v1 Lease
discovery.k8s.io/v1 EndpointSlice
events.k8s.io/v1 Event
flowcontrol.apiserver.k8s.io/v1 FlowSchema PriorityLevelConfiguration
networking.k8s.io/v1 IPAddress Ingress IngressClass NetworkPolicy ServiceCIDR
node.k8s.io/v1 RuntimeClass
policy/v1 Eviction PodDisruptionBudget
rbac.authorization.k8s.io/v1 ClusterRole ClusterRoleBinding Role RoleBinding
resource.k8s.io/v1 DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice
scheduling.k8s.io/v1 PriorityClass
storage.k8s.io/v1 CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass
"""

SERVED: Final[dict[str, frozenset[str]]] = {
    api: frozenset(kinds.split())
    for api, _, kinds in (line.partition(" ") for line in _TABLE.strip().replace("\n  ", " ").splitlines())
}
"""Stable API version → kinds: https://kubernetes.io/docs/reference/generated/kubernetes-api/ (as of 2026-11)."""

GROUPS: Final = frozenset(api.rpartition("/")[0] for api in (*SERVED, *(api for api, _ in REMOVED)))
"""The groups that Kubernetes itself serves; the core group is empty."""


def is_native(api: str) -> bool:
    """Does an `apiVersion` belong to Kubernetes itself, and not to a custom resource or to a file of some tool? An
    absent one counts as native: what has none is claimed only when its kind leaves no doubt."""
    return api.rpartition("/")[0] in GROUPS
