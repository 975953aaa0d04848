"""Controllers that deploy what stands in a repository: Flux, Argo CD, Fleet, the Helm controller of k3s, Captain.

https://fluxcd.io/flux/components/, https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml,
https://docs.k3s.io/helm, https://fleet.rancher.io/ref-fleet-yaml and https://github.com/alauda/captain (as of 2026-11).
"""

from collections.abc import Iterator
from typing import ClassVar

from ..node import Node
from ..patterns import pattern
from ..views import Document
from ..views.base import Disclosed
from ..views.release import Chart, Release
from ..views.spelling import Spelling
from . import System
from .operators import Operated

# https://fluxcd.io/flux/components/helm/helmreleases/#interval (as of 2026-11): durations of Go, which know no days
_OF_GO = Spelling(pattern(r"(?:\d+(?:\.\d+)?(?:ms|s|m|h))+"), "{:.0f}s", "Flux refuses it")


class Reconciled(Document):
    """An object of Flux, which looks at it again and again."""

    __slots__ = ()

    @property
    def durations(self) -> Iterator[tuple[Node, Spelling]]:
        for key in ("interval", "timeout", "retryInterval", "chart.spec.interval"):
            yield self.node[f"spec.{key}"], _OF_GO


class Delivered(Release, Operated):
    """What it deploys stands elsewhere: it may be whatever is missing."""

    __slots__ = ()


class HelmRelease(Reconciled, Delivered):
    __slots__ = ()

    @property
    def charts(self) -> Iterator[Chart]:
        chart = self.node["spec.chart.spec"]
        if chart["sourceRef.kind"].text == "HelmRepository":
            yield Chart(chart["chart"], chart["version"], chart["sourceRef"])

    @property
    def values(self) -> Iterator[Node]:
        yield self.node["spec.values"]


class Application(Delivered):
    """An Application of Argo CD, or the template of an ApplicationSet."""

    __slots__ = ()

    @property
    def body(self) -> Node:
        return self.node["spec.template.spec" if self.kind == "ApplicationSet" else "spec"]

    @property
    def sources(self) -> Iterator[Node]:
        """Several sources stand in the place of the single one."""
        body = self.body
        yield from body["sources"] if body["sources"].written else (body["source"],)

    @property
    def charts(self) -> Iterator[Chart]:
        for source in self.sources:
            if source["chart"].written:
                yield Chart(source["chart"], source["targetRevision"], source["repoURL"])

    @property
    def values(self) -> Iterator[Node]:
        for source in self.sources:
            yield from (source["helm"][key] for key in ("valuesObject", "values", "parameters"))


class HelmChart(Delivered):
    """A HelmChart of k3s, or what a HelmChartConfig adds to one."""

    __slots__ = ()

    @property
    def charts(self) -> Iterator[Chart]:
        chart = self.node["spec.chart"]
        if chart.text and "://" not in chart.text and self.node["spec.chartContent"].absent:
            yield Chart(chart, self.node["spec.version"], self.node["spec.repo"])

    @property
    def values(self) -> Iterator[Node]:
        yield from (self.node[f"spec.{key}"] for key in ("valuesContent", "values", "set"))


class HelmRequest(Delivered):
    __slots__ = ()

    @property
    def charts(self) -> Iterator[Chart]:
        yield Chart(self.node["spec.chart"], self.node["spec.version"], self.node["spec.source.http.url"])

    @property
    def values(self) -> Iterator[Node]:
        yield self.node["spec.values"]


class Fleet(Delivered):
    """A fleet.yaml: how the folder it lies in is deployed."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        return "fleet.yaml"

    @property
    def name(self) -> str:
        """Of the release, else of the folder."""
        folder = self.node.tree.source.path.rpartition("/")[0].rpartition("/")[2]
        return self.node["helm.releaseName"].text or folder or "."

    @property
    def charts(self) -> Iterator[Chart]:
        helm = self.node["helm"]
        if helm["repo"].written:
            yield Chart(helm["chart"], helm["version"], helm["repo"])

    @property
    def values(self) -> Iterator[Node]:
        yield self.node["helm.values"]
        for target in self.node["targetCustomizations"]:
            yield target["helm.values"]


class Kustomization(Reconciled, Operated):
    __slots__ = ()

    @property
    def disclosed(self) -> Disclosed:
        told = self.node["spec.postBuild.substitute"].items()
        return Disclosed("substitution", "take it from a Secret with substituteFrom", told)


class Delivery(System):
    name = "delivery"
    kinds: ClassVar = {
        "helm.toolkit.fluxcd.io/HelmRelease": HelmRelease,
        "argoproj.io/Application": Application,
        "argoproj.io/ApplicationSet": Application,
        "helm.cattle.io/HelmChart": HelmChart,
        "helm.cattle.io/HelmChartConfig": HelmChart,
        "app.alauda.io/HelmRequest": HelmRequest,
        "kustomize.toolkit.fluxcd.io/Kustomization": Kustomization,
        **{
            f"source.toolkit.fluxcd.io/{kind}": Reconciled
            for kind in ("GitRepository", "HelmRepository", "OCIRepository", "Bucket")
        },
        "image.toolkit.fluxcd.io/ImageRepository": Reconciled,
        "fleet.cattle.io/GitRepo": Operated,
        "fleet.cattle.io/Bundle": Operated,
        "monitoring.coreos.com/ServiceMonitor": Document,
    }


SYSTEM = Delivery()
