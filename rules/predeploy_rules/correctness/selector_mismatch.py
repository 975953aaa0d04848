r"""A selector that its own pod template does not fulfil is refused.

The API server compares `spec.selector` with the labels of `spec.template` and rejects the object when the controller
would not recognise the pods that it makes, or when it is written as bare labels without `matchLabels`. Copy the labels
that identify the pods (not the version, not the chart: the selector can never change again).
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  selector:
    matchLabels:
      app: basket  #~ basket
  template:
    metadata: {labels: {app: cart, tier: shop}}
    spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata: {labels: {app: cart, tier: shop}}
    spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml bad
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {matchExpressions: [{key: role, operator: In, values: [primary]}]}  #~ matchExpressions
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "db:1"}]}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  selector: {matchLabels: {app: cart}}  #~ cart
  template:
    spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml bad
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {app: agent}  #~ selector
  template:
    metadata: {labels: {app: agent}}
    spec: {containers: [{name: agent, image: "agent:1"}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  selector: {matchLabels: {app: cart}, matchExpressions: [{key: canary, operator: DoesNotExist}]}
  template:
    metadata: {labels: {app: cart, tier: shop}}
    spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml good
# the old group makes the selector up
apiVersion: extensions/v1beta1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml good
# the base of a kustomization, whose `labels` add the selector
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml good
# part of an object, to be merged into another: labels come from there
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, template: {spec: {containers: [{name: cart, env: [{name: A, value: b}]}]}}}
```
```yaml good
apiVersion: v1
kind: ReplicationController
metadata: {name: cart}
spec:
  selector: {app: cart}
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml bad
# the labels of a DeploymentConfig are bare
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: cart}
spec: {selector: {app: cart}, template: {metadata: {labels: {app: carts}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}  #~ cart}, template
```
"""

from predeploy import Findings, Workload, rule, selects


@rule(
    "high",
    since="0.1",
    kinds=("Deployment", "DeploymentConfig", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout", "CloneSet"),
    replaces={
        "kube-linter": "mismatching-selector",
        "kube-score": (
            "deployment-pod-selector-labels-match-template-metadata-labels",
            "statefulset-pod-selector-labels-match-template-metadata-labels",
        ),
        "kubescape": "C-0296",
        "popeye": "508",
    },
)
def selector_mismatch(workload: Workload) -> Findings:
    selector, labels = workload["spec.selector"], workload.pod_labels
    what = f"{workload.kind} `{workload.name}`"
    who = "Argo Rollouts" if workload.kind == "Rollout" else "the API server"
    part = not labels and all(container.image.absent for container in workload.containers)
    if labels is None or part or selector["matchLabels"].unknown or selector["matchExpressions"].unknown:
        return
    if (
        workload.group == "apps"
        and selector.is_map
        and selector.data
        and "matchLabels" not in selector.data
        and "matchExpressions" not in selector.data
    ):
        yield selector.finding(
            f"{what} writes its selector as bare labels: {who} refuses it; put them below `matchLabels`"
        )
        return
    bare = workload.kind == "DeploymentConfig"
    for key, wanted in (selector if bare else selector["matchLabels"]).items():
        if wanted.text is not None and labels.get(key) != wanted.text:
            has = f"has `{key}: {labels[key]}`" if key in labels else f"has no label `{key}`"
            yield wanted.finding(
                f"{what} selects `{key}: {wanted.text}`, but its template {has}: {who} refuses it",
                fix=wanted.replace(labels[key], safe=False) if key in labels else None,
                related=((workload.template["metadata.labels"].key(key), "the template's labels"),),
            )
            return
    if not bare and selects(selector, labels) is False:
        yield selector["matchExpressions"].finding(
            f"{what} has a selector that the labels of its own template do not fulfil: {who} refuses it"
        )
