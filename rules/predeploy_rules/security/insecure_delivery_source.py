r"""What is deployed is taken from whoever answers.

A repository reached over plain HTTP, or whose certificate is not checked, can be replaced on the way; the controller
installs what it gets, with all its rights. Use https, and give it the CA (`certSecretRef`, `caBundle`).
https://fluxcd.io/flux/components/source/helmrepositories/#insecure and https://fleet.rancher.io/ref-gitrepo (as of 2026-11).

```yaml bad
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: shop}
spec: {url: "http://charts.example.com", interval: 1h}  #~ "http://charts
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: cart}
spec: {url: "oci://registry.example.com/cart", insecure: true, interval: 1h}  #~ true
---
apiVersion: fleet.cattle.io/v1alpha1
kind: GitRepo
metadata: {name: shop}
spec: {repo: "https://git.example.com/shop", insecureSkipTLSVerify: true}  #~ true
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {source: {repoURL: "http://git.example.com/cart.git", path: deploy}}  #~ "http://git
```
```yaml good
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: shop}
spec: {url: "https://charts.example.com", interval: 1h}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {source: {repoURL: "git@git.example.com:cart.git", path: deploy}}
```
```yaml good
# within the cluster, or on this machine
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: shop}
spec: {url: "http://chartmuseum.charts.svc:8080", interval: 1h}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: Bucket
metadata: {name: shop}
spec: {endpoint: "minio.storage.svc.cluster.local:9000", insecure: true, interval: 1h}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: cart}
spec: {url: "oci://localhost:5000/cart", insecure: true, interval: 1h}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, pattern, rule

KINDS = (
    *("HelmRepository", "OCIRepository", "GitRepository", "Bucket", "ImageRepository"),
    *("Application", "ApplicationSet", "HelmChart", "GitRepo", "HelmRequest", "ChartRepo", "fleet.yaml"),
)
# within the cluster or the machine: no dot in the host, or a name or address that leads nowhere else
INSIDE = pattern(r"(?:[^/.:]+|127\.[\d.]+|[^/:]+\.(?:svc|local|localhost|internal|test))(?:[:/].*)?")
SWITCHES = ("spec.insecure", "spec.insecureSkipTLSVerify", "spec.insecureSkipTLSverify", "spec.plainHTTP")
PLACES = ("spec.url", "spec.endpoint", "spec.repo", "spec.chart", "spec.image", "spec.source.http.url", "helm.repo")


@rule("medium", since="0.1", kinds=KINDS)
def insecure_delivery_source(document: Document) -> Findings:
    places = [node for node in _places(document) if node.written]
    if any(node.text is None for node in places) or all(map(_inside, places)):
        return
    for place in places:
        if (place.text or "").startswith("http://") and not _inside(place):
            yield place.finding(f"{document.kind} `{document.name}` fetches what it deploys over plain HTTP; use https")
    for switch in (document[path] for path in SWITCHES):
        if switch.is_true:
            yield switch.finding(
                f"{document.kind} `{document.name}` does not check whom it fetches from ({switch.name}); give it the CA instead",
                fix=switch.remove(safe=False),
            )


def _inside(place: Node) -> bool:
    address = (place.text or "")[:2000].rpartition("://")[2]
    return bool(INSIDE.fullmatch(address.rpartition("@")[2]))


def _places(document: Document) -> Iterator[Node]:
    yield from (document[path] for path in PLACES)
    for spec in (document["spec"], document["spec.template.spec"]):
        yield from (source["repoURL"] for source in (spec["source"], *spec["sources"]))
