"""Argo Rollouts: a Deployment's pods in steps; what is measured meanwhile, and by which Jobs.

https://argo-rollouts.readthedocs.io/en/stable/features/specification/ (as of 2026-11).
"""

from collections.abc import Iterator
from typing import ClassVar

from ..measure import Measure, effective
from ..node import Node
from ..views import Bundle, Document, Part
from . import System
from .kubernetes import pods_at

# As of 2026-11, source above
PROGRESS_DEADLINE = 600.0  # s
SCALE_DOWN_DELAY = 30.0  # s, after which the old pods go; the mesh and the load balancer need that long to hear of it


class RolloutByReference(Document):
    """A Rollout whose pods are those of another object: it has their number, the other has their template."""

    __slots__ = ()

    @property
    def replicas(self) -> Measure:
        return effective(self.node["spec.replicas"], default=1.0, unit="replicas")


def _rollout(node: Node) -> Document:
    return RolloutByReference(node) if node["spec.workloadRef"].written else pods_at("spec.template")(node)


class Experiment(Bundle):
    """Several templates of pods that run beside each other for a while."""

    __slots__ = ()

    @property
    def parts(self) -> Iterator[Document]:
        for one in self.node["spec.templates"]:
            template = one["template"]
            if template.is_map:
                yield Part(self, one, kind="experiment", template=template, pod=template["spec"])


class AnalysisTemplate(Bundle):
    """Metrics, some of which are the outcome of a Job."""

    __slots__ = ()

    @property
    def parts(self) -> Iterator[Document]:
        for metric in self.node["spec.metrics"]:
            template = metric["provider.job.spec.template"]
            if template.is_map:
                yield Part(self, metric, kind="analysis job", template=template, pod=template["spec"])


class ArgoRollouts(System):
    name = "argo-rollouts"
    kinds: ClassVar = {
        "argoproj.io/Rollout": _rollout,
        "argoproj.io/Experiment": Experiment,
        **dict.fromkeys(
            ("argoproj.io/AnalysisTemplate", "argoproj.io/ClusterAnalysisTemplate", "argoproj.io/AnalysisRun"),
            AnalysisTemplate,
        ),
    }


SYSTEM = ArgoRollouts()
