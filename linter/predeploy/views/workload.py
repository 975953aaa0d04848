"""Workload: whatever holds a pod template. Container: one container of it, with the pod's settings merged in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from ..measure import Measure, effective
from ..node import Node
from ..patterns import pattern
from ..quantities import NaN
from ..reading.values import UNKNOWN
from .base import Document, View
from .kept import kept

if TYPE_CHECKING:
    from ..finding import Money
    from ..prices import Prices

Role = Literal["app", "init", "sidecar", "ephemeral"]

_LISTS: tuple[tuple[Role, str], ...] = (
    ("app", "containers"),
    ("init", "initContainers"),
    ("ephemeral", "ephemeralContainers"),
)
_REQUESTS = ("requests", "limits")  # which says first
RUNS_TO_COMPLETION = frozenset({"Job", "CronJob", "ScaledJob", "BroadcastJob", "AdvancedCronJob", "EphemeralJob"})
_LENDING = frozenset({"PodTemplate", "SidecarSet"})
GPUS = frozenset({"nvidia.com/gpu", "amd.com/gpu", "google.com/tpu", "aws.amazon.com/neuron", "habana.ai/gaudi"})
_SYSTEMS = ("kubernetes.io/os", "beta.kubernetes.io/os")
# The kinds whose `spec.replicas` says how many pods run; absent it is 1.
# https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/ (as of 2026-11)
REPLICATED = frozenset(
    {"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "DeploymentConfig", "Rollout", "CloneSet"}
)

# Labels that controllers put on pods themselves:
# https://kubernetes.io/docs/reference/labels-annotations-taints/ (as of 2026-11)
POD_NAME = "statefulset.kubernetes.io/pod-name"
GIVEN_LABELS = frozenset(
    {
        POD_NAME, "apps.kubernetes.io/pod-index", "pod-template-hash", "controller-revision-hash", "pod-template-generation",
        "job-name", "controller-uid", "batch.kubernetes.io/job-name", "batch.kubernetes.io/controller-uid",
        "batch.kubernetes.io/job-completion-index", "rollouts-pod-template-hash", "apps.kubernetes.io/pod-name",
    }
)  # fmt: skip

# Images of what keeps the data of others, or stands between them
_STORE = pattern(
    r"(?:^|[/_-])(?<!\bto-)(?<!\betl-)(?<!-to-)"
    r"(?:redis|valkey|postgres|postgis|mysql|mariadb|mongo|memcached|rabbitmq|kafka|zookeeper|etcd|"
    r"elasticsearch|opensearch|minio|cassandra|nats|influxdb|mosquitto|clickhouse|cockroach|couchdb|neo4j)"
    # of what only talks to them
    r"(?![a-z]{0,9}[_-](?:\w{1,20}[_-])?(?:ui|exporter|client|consumer|producer|publisher|subscriber|worker|express|commander|"
    r"connect|backup|operator|manager|insight|admin|adapter|source|sink|box|k8s-init|migrations?|proxy)\b)"
    r"(?=[^/]*\Z)"  # the registry and the owner say nothing
)
# OpenShift puts images in place where this annotation says so, whatever stands there:
# https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/images/triggering-updates-on-imagestream-changes
# (as of 2026-11)
_TRIGGERS = "image.openshift.io/triggers"
_LONG = 10_000  # signs of it that are read: each container asks
_TRIGGERED = pattern(r"""ontainers\[(?:([0-9]{1,4})|\?\(@\.name==\\?["']([\w.-]{1,63})\\?["']\))\]\.image""")

_UNASKED = object()


class Workload(Document):
    """An object of any kind with a pod template. `pod` is the pod spec, `template` what also carries its labels."""

    __slots__ = ("_labels", "pod", "template")

    def __init__(self, node: Node, template: Node, pod: Node) -> None:
        super().__init__(node)
        self.template, self.pod = template, pod
        self._labels: object = _UNASKED

    @property
    def pod_labels(self) -> dict[str, str] | None:
        """The labels of the pods; None when they cannot be known."""
        if self._labels is _UNASKED:
            labels = dict(self.template["metadata.labels"].items())
            unknown = self.template["metadata.labels"].unknown or any(value.unknown for value in labels.values())
            self._labels = None if unknown else {key: value.text or "" for key, value in labels.items()}
        return self._labels  # type: ignore[return-value]

    def may_have_label(self, key: str, value: str) -> bool:
        """Do its pods have this label, or may a controller give it to them? Unknown labels say nothing."""
        if self.pod_labels is None or self.pod_labels.get(key) == value:
            return self.pod_labels is not None
        return value.rpartition("-")[0] == self.name if key == POD_NAME else key in GIVEN_LABELS

    def pod_annotation(self, name: str) -> Node:
        return self.template["metadata.annotations"].key(name)

    @property
    def replicas(self) -> Measure:
        """How many pods are wanted: NaN for kinds that have no such number."""
        node = self.node["spec.replicas"]
        return effective(node, default=1.0 if self.kind in REPLICATED else NaN, unit="replicas")

    def requested(self, resource: str) -> float:
        """What one pod takes of its node, in cores or bytes: what is said for the pod as a whole, else the sum of its
        containers, at least its largest init container. Where only a limit is set it is the request. NaN when anything
        is unsaid or unknown."""
        if not self.pod["resources"].absent:
            whole = effective(*(self.pod[f"resources.{key}.{resource}"] for key in _REQUESTS), read="quantity")
            if whole.state != "absent":
                return whole.value
        running, starting = 0.0, 0.0
        for container in self.containers:
            own = NaN
            if container["resources"].is_map:
                own = effective(*(container[f"resources.{key}.{resource}"] for key in _REQUESTS), read="quantity").value
            if container.role == "init":
                starting = own if own > starting else starting
            elif container.role != "ephemeral":
                running += own
        if not running > 0 or any(self.pod[key].unknown for _, key in _LISTS):
            return NaN
        return starting if starting > running else running

    @property
    def bills_idle(self) -> bool:
        return True

    @property
    def runs(self) -> bool:
        """Does it run by itself? Some only lend their containers to others."""
        return self.kind not in _LENDING

    @property
    def completes(self) -> bool:
        """Does it end by itself when its work is done?"""
        return self.kind in RUNS_TO_COMPLETION

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """Pods take what they request of their node, whether or not anybody calls; a volume of each is paid for, too.
        What a GPU costs nobody knows who does not know the machine."""
        limits = (one["resources.limits"] for one in self.containers)
        if any(one.is_map and not GPUS.isdisjoint(one.value) for one in limits):
            return None
        disk = sum(one["spec.resources.requests.storage"].quantity for one in self.node["spec.volumeClaimTemplates"])
        return prices.pods(self.requested("cpu"), self.requested("memory"), copies, disk)

    @property
    def serves(self) -> bool:
        """Runs for ever and is replaced when it falls: not a Job, not a bare Pod, not a node's agent."""
        return self.kind not in RUNS_TO_COMPLETION and self.kind not in ("Pod", "PodTemplate")

    @property
    def keeps_data(self) -> bool:
        """Is it a database, cache or broker, known by its image, whatever its tag?"""
        images = (one.image for one in self.containers if one.role == "app")
        written = (image.raw if image.text is None else image.text for image in images)
        return any(text.__class__ is str and _STORE.search(text) for text in written)

    @property
    def tags_looked_up_once(self) -> bool:
        """Does what an image's tag means stay as it was at the deploy?"""
        return False

    @property
    def sized(self) -> bool:
        """Does whoever wrote it say how much things may take at all? On a developer's own machine nobody does."""
        return True

    @property
    def on_linux_nodes(self) -> bool:
        """Do its containers share the kernel of a Linux node, so that their security context counts? Not on Windows,
        nor in the sandbox of Cloud Run (whose objects are marked googleapis.com/…); False when it cannot be known."""
        selector, annotations = self.pod["nodeSelector"], self.annotations
        systems = (self.pod["os"]["name"], *selector.among(_SYSTEMS))
        marks = " ".join((*self.labels, *(annotations.value if annotations.is_map else ())))
        return (
            not selector.unknown
            and "googleapis.com/" not in marks
            and all(n.absent or n.text == "linux" for n in systems)
        )

    def puts_image(self, container: "Container") -> bool:
        """Does something in the cluster put the image of a container in place?"""
        said = self.annotation(_TRIGGERS)
        if said.absent:
            return False
        named = {name or number for number, name in _TRIGGERED.findall((said.text or "")[:_LONG])}
        called = container.node["name"]
        known = bool(named) and container.given and not called.unknown
        return not known or not named.isdisjoint((called.text, str(container.node.path[-1])))

    @property
    def containers(self) -> Iterator["Container"]:
        """Every container, init and ephemeral ones too: the same ones, however often they are asked for."""
        return iter(kept(self, "containers", lambda: tuple(self._containers())))

    def _containers(self) -> Iterator["Container"]:
        pod = self.pod
        for role, key in _LISTS:
            if pod.value.__class__ is dict and key not in pod.value:
                continue
            for node in pod[key]:
                if node.value.__class__ is dict:
                    native = role == "init" and node.value.get("restartPolicy") == "Always"
                    yield Container(node, self, "sidecar" if native else role)


class Container(View):
    """One container. `role`: app, init, sidecar (an init container that restarts always) or ephemeral."""

    __slots__ = ("_image", "role", "workload")

    def __init__(self, node: Node, workload: Workload, role: Role) -> None:
        super().__init__(node)
        self.workload, self.role = workload, role
        self._image: Node | None = None

    @property
    def document(self) -> Document:
        return self.workload

    @property
    def platform(self) -> str:
        return self.workload.platform

    @property
    def name(self) -> str:
        return self.node["name"].text or self.workload.name  # a lone container of Knative needs none

    @property
    def kind(self) -> str:
        return self.role

    @property
    def image(self) -> Node:
        """Unknown where the cluster puts it in place: what is written is only what it begins with."""
        if self._image is None:
            found = self.node["image"]
            self._image = Node(found.tree, found.path, UNKNOWN) if self.workload.puts_image(self) else found
        return self._image

    @property
    def given(self) -> bool:
        """Is an image written at all? OpenShift's own templates leave it blank where a trigger puts it in place."""
        return bool((self.node["image"].text or "").strip())

    def security(self, setting: str) -> Node:
        """The effective security setting: the container's own, else the pod's; absent at the container when neither speaks."""
        own = self.node["securityContext"][setting]
        if own.absent:
            pod = self.workload.pod["securityContext"][setting]
            if not pod.absent:
                return pod
        return own

    @property
    def long_running(self) -> bool:
        """Works as long as the pod lives, in a workload that serves."""
        return self.role in ("app", "sidecar") and self.workload.serves
