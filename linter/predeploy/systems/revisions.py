"""What Knative and Cloud Run share: pods that come and go with their requests, scaled by annotations of their template."""

from math import inf
from typing import ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..patterns import pattern
from ..quantities import NaN
from ..views import Workload

# https://knative.dev/docs/serving/autoscaling/scale-bounds/ (as of 2026-11)
MIN_SCALE = ("autoscaling.knative.dev/min-scale", "autoscaling.knative.dev/minScale")
MAX_SCALE = ("autoscaling.knative.dev/max-scale", "autoscaling.knative.dev/maxScale")

# What only Cloud Run knows: https://cloud.google.com/run/docs/reference/yaml/v1 (as of 2026-11)
MARK = "run.googleapis.com/"
_LOCATION = "cloud.googleapis.com/location"
_ACCOUNT = pattern(r"@[a-z0-9.-]+\.gserviceaccount\.com\Z")
_PROJECT = pattern(r"[0-9]{6,}\Z")


def on_cloud_run(node: Node) -> bool:
    """Is an object of serving.knative.dev meant for Cloud Run? Then it says something that no cluster knows."""
    metadata, template = node["metadata"], node["spec.template"]
    namespace = metadata["namespace"].text or ""
    keys = (key for place in (metadata, template["metadata"]) for key, _ in place["annotations"].items())
    return (
        any(str(key).startswith(MARK) for key in keys)
        or metadata["labels"].key(_LOCATION).written
        or _PROJECT.match(namespace) is not None
        or _ACCOUNT.search(template["spec.serviceAccountName"].text or "") is not None
        or any(str(key).startswith(MARK) for key, _ in template["spec.nodeSelector"].items())
    )


def later(node: Node) -> bool:
    """Is an annotation filled in later? Its text is left as it is written, for it may be a shell's own."""
    return node.unknown or "$" in (node.text or "")


class Revisions(Workload):
    """An object that makes revisions of pods which answer requests."""

    __slots__ = ()
    TIMEOUT: ClassVar[float]
    CONCURRENCY: ClassVar[float]
    CEILING: ClassVar[float]

    @property
    def timeout(self) -> Measure:
        """Seconds a request may take; 0 stands for the default."""
        found = effective(self.pod["timeoutSeconds"], default=self.TIMEOUT)
        return found._replace(value=self.TIMEOUT, state="default") if found.value == 0 else found

    @property
    def concurrency(self) -> Measure:
        """Requests at once in one pod."""
        return effective(self.pod["containerConcurrency"], default=self.CONCURRENCY, unit="requests")

    @property
    def replicas(self) -> Measure:
        return Measure(NaN, self.node, "absent", "replicas")

    @property
    def tags_looked_up_once(self) -> bool:
        return self.group == "serving.knative.dev"

    @property
    def floor(self) -> Measure:
        """Pods kept while nobody calls."""
        return effective(self.either(MIN_SCALE), default=0.0, unit="replicas")

    @property
    def ceiling(self) -> Measure:
        """The most pods; 0 is what holds when nothing is said."""
        limit = effective(self.either(MAX_SCALE), default=self.CEILING, unit="replicas")
        if limit.value != 0:
            return limit
        return limit._replace(value=self.CEILING, state="default" if inf > self.CEILING else "none")

    def either(self, names: tuple[str, str]) -> Node:
        """The annotation of the pods under whichever of its two names is used."""
        new, old = map(self.pod_annotation, names)
        return old if new.absent and old.written else new
