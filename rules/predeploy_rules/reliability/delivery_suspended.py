r"""A delivery that is suspended quietly stops following its repository.

Somebody stopped it by hand, for an incident or a migration; since then commits change nothing, and what runs drifts away
from what is written. Resume it, or say until when with a comment that excuses it.
https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend, https://fleet.rancher.io/ref-gitrepo and
https://github.com/alauda/captain/blob/master/docs/en/ano.md (as of 2026-11).

```yaml bad
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec: {suspend: true, chartRef: {kind: OCIRepository, name: cart}}  #~ true
---
apiVersion: fleet.cattle.io/v1alpha1
kind: GitRepo
metadata: {name: shop}
spec: {repo: "https://git.example.com/shop", paused: true}  #~ true
---
apiVersion: app.alauda.io/v1
kind: HelmRequest
metadata: {name: cart, annotations: {captain-no-sync: "true"}}  #~ "true"
spec: {chart: stable/cart, version: 1.4.0}
```
```yaml good
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: shop}
spec: {suspend: false, prune: true, interval: 10m, sourceRef: {kind: GitRepository, name: shop}}
```
```yaml good
# a CronJob has its own reasons
apiVersion: batch/v1
kind: CronJob
metadata: {name: pack}
spec: {suspend: true, schedule: "0 4 * * *"}
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cart}
spec: {suspend: "${SUSPEND}"}
```
"""

from predeploy import Document, Findings, rule

KINDS = (
    *(
        "HelmRelease",
        "Kustomization",
        "GitRepository",
        "HelmRepository",
        "OCIRepository",
        "Bucket",
        "ImageUpdateAutomation",
    ),
    *("ImageRepository", "Receiver", "Alert", "GitRepo", "HelmRequest"),
)


@rule("low", since="0.1", kinds=KINDS)
def delivery_suspended(document: Document) -> Findings:
    flux = document.group.endswith(".toolkit.fluxcd.io")
    switch = document["spec.suspend"] if flux else document["spec.paused"]
    if document.group == "app.alauda.io":
        switch = document.annotation("captain-no-sync")
    if switch.is_true or (switch.text or "").lower() == "true":
        yield switch.finding(
            f"{document.kind} `{document.name}` is suspended: commits change nothing until it is resumed",
            fix=switch.remove(safe=False),
        )
