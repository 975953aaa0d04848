r"""A Deployment that a Rollout took over runs on beside it.

With `workloadRef` a Rollout takes the pod template of a Deployment and makes pods of its own. The Deployment keeps its pods
unless `scaleDown` says otherwise (`onsuccess`, `progressively`) or its replicas are 0; a Service that selects both sends to
both, also during a canary: https://argo-rollouts.readthedocs.io/en/stable/migrating/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 3  #~ 3
  template: {spec: {containers: [{name: shop}]}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {replicas: 3, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, strategy: {canary: {}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {replicas: 0, template: {spec: {containers: [{name: shop}]}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {replicas: 3, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, strategy: {canary: {}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {replicas: 3, template: {spec: {containers: [{name: shop}]}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec:
  replicas: 3
  workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop, scaleDown: onsuccess}
  strategy: {canary: {}}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {replicas: 0, template: {spec: {containers: [{name: shop}]}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, strategy: {canary: {}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: shop}
spec: {minReplicas: 2, maxReplicas: 8, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}  #~ Deployment
```
"""

from predeploy import Autoscaler, Document, Findings, Project, Workload, rule


@rule("medium", since="0.1", kinds=("Rollout",))
def deployment_beside_its_rollout(document: Document, project: Project) -> Findings:
    reference = document["spec.workloadRef"]
    down, name = reference["scaleDown"], reference["name"].text
    workload = project.named(Workload, reference["kind"].text, name, document)
    if not reference.is_map or not isinstance(workload, Workload):
        return
    for scaler in project.once(_by_target, lambda: _by_target(project)).get(id(workload), ()):
        if scaler.floor.value >= 1:
            yield scaler.target["kind"].finding(
                f"{scaler.kind} `{scaler.name}` scales {workload.kind} `{workload.name}`, which Rollout `{document.name}` took over: it keeps pods"
                " beside it; let it scale the Rollout",
                related=((reference["name"], "taken over here"),),
            )
    if (down.absent or down.text == "never") and workload["spec.replicas"].number >= 1:
        yield workload["spec.replicas"].finding(
            f"{workload.kind} `{workload.name}` keeps its {workload['spec.replicas'].text} pods beside those of Rollout `{document.name}`, which took"
            " it over; set replicas to 0, or workloadRef.scaleDown to onsuccess",
            related=((reference["name"], "taken over here"),),
        )


def _by_target(project: Project) -> dict[int, list[Autoscaler]]:
    """What scales each object, by its id."""
    found: dict[int, list[Autoscaler]] = {}
    for scaler in project.all(Autoscaler):
        found.setdefault(id(project.target(scaler)), []).append(scaler)
    return found
