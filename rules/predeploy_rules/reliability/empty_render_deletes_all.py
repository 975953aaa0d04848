r"""An application that may be empty and prunes by itself is deleted by one broken commit.

`allowEmpty` takes away the guard that stops an automated sync when nothing is left to deploy: a wrong path, an empty
overlay or a template error then prunes everything. Leave it out, and delete applications on purpose.
https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-pruning-with-allow-empty (as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {syncPolicy: {automated: {prune: true, allowEmpty: true}}}  #~ true}}}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cart}
spec: {syncPolicy: {automated: {prune: true, selfHeal: true}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mail}
spec: {syncPolicy: {automated: {prune: true, allowEmpty: true, enabled: false}}}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: cart}
spec: {template: {spec: {syncPolicy: {automated: {prune: "{{prune}}", allowEmpty: true}}}}}
```
"""

from predeploy import Findings, Release, rule


@rule("medium", since="0.1", kinds=("Application", "ApplicationSet"))
def empty_render_deletes_all(application: Release) -> Findings:
    for path in ("spec.syncPolicy.automated", "spec.template.spec.syncPolicy.automated"):
        automated = application[path]
        empty, off = automated["allowEmpty"], automated["enabled"]
        if automated["prune"].is_true and empty.is_true and not off.is_false and not off.unknown:
            yield empty.finding(
                f"{application.kind} `{application.name}` prunes by itself and may be empty: a commit that renders nothing deletes it all;"
                " take allowEmpty out",
                fix=empty.remove(safe=False),
            )
