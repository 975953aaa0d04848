r"""A chart without a fixed version is another one tomorrow.

The controller installs the newest that it finds whenever it looks: a major version arrives by itself, at night, with other
values and renamed objects, and no commit says why. Name the version, or a range within one major version (`6.5.*`).
Argo CD refuses a chart without `targetRevision`.
https://fluxcd.io/flux/components/helm/helmreleases/#chart-template and
https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/#helm (as of 2026-11).

```yaml bad
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec: {chart: {spec: {chart: cart, version: "*", sourceRef: {kind: HelmRepository, name: shop}}}}  #~ "*"
```
```yaml bad
apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: cart}
spec: {chart: cart, repo: https://charts.example.com}  #~ cart, repo
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {source: {chart: cart, repoURL: https://charts.example.com, targetRevision: ">=1.0.0"}}  #~ ">=1.0.0" @medium
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mail}
spec: {source: {chart: mail, repoURL: https://charts.example.com}}  #~ mail, repo @high
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: cart}
spec: {url: oci://registry.example.com/cart, ref: {tag: latest}}  #~ latest
```
```yaml bad file=fleet.yaml
defaultNamespace: shop
helm: {chart: cart, repo: https://charts.example.com}  #~ cart
```
```yaml good
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec: {chart: {spec: {chart: cart, version: 6.5.*, sourceRef: {kind: HelmRepository, name: shop}}}}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: folder}
spec: {chart: {spec: {chart: ./charts/cart, sourceRef: {kind: GitRepository, name: shop}}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {source: {chart: cart, repoURL: https://charts.example.com, targetRevision: ">=1.0.0 <2.0.0"}}
```
```yaml good
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec: {chart: {spec: {chart: cart, version: "${VERSION}", sourceRef: {kind: HelmRepository, name: shop}}}}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: cart}
spec: {url: oci://registry.example.com/cart, ref: {tag: latest, digest: "sha256:5a4c"}}
---
apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: local}
spec: {chart: https://charts.example.com/cart-1.4.tgz}
---
apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: {name: within}
spec: {chartContent: "H4sIA"}
```
"""

from predeploy import Document, Findings, Release, pattern, rule

OPEN = pattern(r"\s*(?:[*xX]|latest|>=?\s*v?[0-9][0-9A-Za-z.\-]*)\s*")
MOVING = ("latest", "main", "master", "edge", "stable")


@rule("medium", since="0.1", platforms=("kubernetes",), severities=("high",))
def floating_chart_version(document: Document) -> Findings:
    if isinstance(document, Release):
        for chart in document.charts:
            if chart.node.text is None:
                continue
            if chart.version.absent:
                refused = document.group == "argoproj.io"  # ValidatePermissions of argoproj/argo-cd, util/argo/argo.go
                harm = "Argo CD refuses it; set targetRevision" if refused else "it takes the newest each time"
                yield chart.node.finding(
                    f"{document.kind} `{document.name}` names no version of chart `{chart.node.text}`: {harm}",
                    severity="high" if refused else "medium",
                )
            elif OPEN.fullmatch(chart.version.text or ""):
                yield chart.version.finding(
                    f"`{chart.version.text}` takes whatever version of chart `{chart.node.text}` is the newest; name one, or a range within"
                    " one major version"
                )
    elif document.kind == "OCIRepository" and document.group == "source.toolkit.fluxcd.io":
        ref = document["spec.ref"]
        if ref["tag"].text in MOVING and ref["digest"].absent and ref["semver"].absent:
            yield ref["tag"].finding(
                f"OCIRepository `{document.name}` follows the moving tag `{ref['tag'].text}`; name a version"
            )
