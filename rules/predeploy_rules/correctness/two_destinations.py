r"""A destination that names its cluster twice is refused.

An Application says either the `server` or the `name` of its cluster; with both Argo CD stops with "can't have both name
and server defined". A HelmRelease of Flux likewise takes `chart` or `chartRef`, and Captain's `installToAllClusters`
overrides `clusterName`.
https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ and
https://fluxcd.io/flux/components/helm/helmreleases/#chart-reference (as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {destination: {server: "https://kubernetes.default.svc", name: in-cluster, namespace: shop}}  #~ in-cluster
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec:
  chart: {spec: {chart: cart, version: 1.4.0, sourceRef: {kind: HelmRepository, name: shop}}}
  chartRef: {kind: OCIRepository, name: cart}  #~ chartRef
---
apiVersion: app.alauda.io/v1
kind: HelmRequest
metadata: {name: cart}
spec: {chart: stable/cart, version: 1.4.0, clusterName: one, installToAllClusters: true}  #~ one
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {destination: {server: "https://kubernetes.default.svc", name: "", namespace: shop}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec: {chartRef: {kind: OCIRepository, name: cart}}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: cart}
spec: {template: {spec: {destination: {server: "{{server}}", namespace: shop}}}}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Release, rule


@rule("high", since="0.1", kinds=("Application", "ApplicationSet", "HelmRelease", "HelmRequest"))
def two_destinations(release: Release) -> Findings:
    for one, other, why in _pairs(release):
        if _says(one) and _says(other):
            yield other.finding(
                f"{release.kind} `{release.name}` has both `{one.name}` and `{other.name}`: {why}; keep one",
                related=((one, "the other one"),),
            )


def _says(node: Node) -> bool:
    return node.present and node.data not in ("", False, {}, [])


def _pairs(release: Release) -> Iterator[tuple[Node, Node, str]]:
    for path in ("spec.destination", "spec.template.spec.destination"):
        yield release[path]["server"], release[path]["name"], "Argo CD refuses it"
    if release.kind == "HelmRelease":
        yield release["spec.chart"], release["spec.chartRef"], "Flux refuses it"
    if release.kind == "HelmRequest":
        yield (
            release["spec.installToAllClusters"],
            release["spec.clusterName"],
            "it is installed in every cluster, also those to come",
        )
