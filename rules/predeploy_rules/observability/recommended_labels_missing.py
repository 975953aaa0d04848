r"""A workload without the recommended labels cannot be told apart in logs, dashboards and bills.

Tools group by `app.kubernetes.io/name`, `…/instance` and `…/part-of`; what carries none of them, nor the plain `app`,
shows up by its pods' random names only, and cost reports put it under "other".
https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}  #~ cart
spec: {template: {metadata: {labels: {role: shop}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, labels: {app.kubernetes.io/name: cart}}
spec: {template: {spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
```
```yaml good
# a patch
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 3}
```
"""

from predeploy import Findings, Workload, rule

USUAL = {"app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/part-of", "app", "k8s-app"}


@rule("info", since="0.1", tier="strict", replaces={"kubescape": "C-0077"})
def recommended_labels_missing(workload: Workload) -> Findings:
    labels, pods = workload["metadata.labels"], workload.pod_labels
    if workload["metadata"].absent or labels.unknown or pods is None or workload.pod.absent:
        return
    if workload.kind == "PodTemplate" or workload.platform == "cloud-run":
        return
    if not USUAL & workload.labels.keys() and not USUAL & pods.keys():
        yield workload["metadata.name"].finding(
            f"{workload.kind} `{workload.name}` carries none of the recommended labels; add app.kubernetes.io/name"
        )
