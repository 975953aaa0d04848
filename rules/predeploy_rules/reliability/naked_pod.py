r"""A bare Pod that others call is gone when its node is.

Nothing makes a new one: after a drain, an eviction or the loss of its node the Pod stays away until somebody notices,
and a new version means deleting it by hand. Let a Deployment or a StatefulSet own it. Said of Pods that a Service of the
run sends requests to; one that somebody starts to try something may well be bare.
https://kubernetes.io/docs/concepts/configuration/overview/#naked-pods-vs-replicasets-deployments-and-jobs (as of 2026-11).

```yaml bad file=all.yaml
apiVersion: v1
kind: Pod
metadata: {name: cart, labels: {app: cart}}  #~ cart
spec: {containers: [{name: cart, image: "cart:1.4"}]}
---
apiVersion: v1
kind: Service
metadata: {name: carts}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml good
# to try something
apiVersion: v1
kind: Pod
metadata: {name: try, labels: {app: try}}
spec: {containers: [{name: try, image: "curl:8"}]}
```
```yaml good
# dumped from a cluster
apiVersion: v1
kind: Pod
metadata: {name: cart-5d7f, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: cart, uid: a}]}
spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml good file=all.yaml
# named by a ReplicaSet: the Deployment makes it anew
apiVersion: v1
kind: Pod
metadata: {name: cart-55bf89f8c9-wzfrh, labels: {app: cart}}
spec: {containers: [{name: cart, image: "cart:1.4"}]}
---
apiVersion: v1
kind: Service
metadata: {name: carts}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml good file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: carts}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml good file=all.yaml
# the Service is of another namespace, unless both are deployed into this one
apiVersion: v1
kind: Pod
metadata: {name: cart, namespace: trial, labels: {app: cart}}
spec: {containers: [{name: cart, image: "cart:1.4"}]}
---
apiVersion: v1
kind: Service
metadata: {name: carts}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
"""

from predeploy import Findings, Project, Workload, pattern, rule

# the letters of k8s.io/apimachinery/pkg/util/rand: no vowels, no 0, 1 and 3 (2026-11)
_GENERATED = pattern(r"-[bcdfghjklmnpqrstvwxz2456789]{6,10}-[bcdfghjklmnpqrstvwxz2456789]{5}\Z")


@rule("low", since="0.1", kinds=("Pod",), replaces={"kubescape": "C-0073", "popeye": "208"})
def naked_pod(pod: Workload, project: Project) -> Findings:
    once = pod["spec.restartPolicy"]
    services = [service for service in project.services_of(pod) if service.namespace == pod.namespace]
    if once.unknown or pod["metadata.namespace"].unknown or once.text in ("Never", "OnFailure") or not services:
        return
    if any(
        pod[key].written for key in ("metadata.ownerReferences", "status", "spec.nodeName")
    ):  # dumped from a cluster
        return
    name = pod["metadata.name"]
    if name.unknown or _GENERATED.search(pod.name):
        return
    yield name.finding(
        f"Pod `{pod.name}` answers for Service `{services[0].name}` and has no owner: when its node goes nobody makes another;"
        f" use a Deployment or a StatefulSet",
        related=((services[0]["metadata.name"], "sends requests to it"),),
    )
