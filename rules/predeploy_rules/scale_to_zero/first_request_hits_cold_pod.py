r"""The first request reaches a pod that does not listen yet.

What is woken by a request (KEDA's HTTP add-on, Sablier) holds that request until a pod is ready. Without a readiness probe a pod
counts as ready as soon as its process runs: the request is sent into a closed port, and the caller sees an error at each wake.
Knative has a probe of its own; what works off a queue is not asked by anybody.
https://github.com/kedacore/http-add-on/blob/main/docs/design.md,
https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe (as of 2026-11)

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/shop:1.4", ports: [{containerPort: 8080}]}]}}}  #~ main
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: shop}
spec: {hosts: [shop.example.com], scaleTargetRef: {name: shop, service: shop, port: 80}}
```
It is asked whether it is ready; one pod always runs; it works off a queue:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec: {containers: [{name: main, image: "registry.example.com/shop:1.4", readinessProbe: {httpGet: {path: /, port: 8080}}}]}
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: shop}
spec: {hosts: [shop.example.com], scaleTargetRef: {name: shop, service: shop, port: 80}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/shop:1.4"}]}}}
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: shop}
spec: {hosts: [shop.example.com], scaleTargetRef: {name: shop, service: shop, port: 80}, replicas: {min: 1}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/packer:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: rabbitmq, metadata: {queueName: orders}}]}
```
"""

from predeploy import Document, Findings, Scaling, Workload, rule

PUSH = "external-push"  # the trigger by which a ScaledObject asks the interceptor


@rule("medium", since="0.1", platforms=("kubernetes",))
def first_request_hits_cold_pod(subject: Workload, scaling: Scaling) -> Findings:
    scaler = scaling.scalers[0].view if len(scaling.scalers) == 1 else None
    if scaler is None or scaling.floor.value != 0 or not by_requests(scaler):
        return
    served = [one for one in subject.containers if one.role == "app"]
    if served and all(one["readinessProbe"].absent for one in served):
        yield served[0].finding(
            f"a request wakes {subject.kind} `{subject.name}`, and is sent as soon as its process runs: without a readinessProbe"
            " the first caller meets a closed port; add one",
            related=((scaler.node, "wakes it"),),
        )


def by_requests(scaler: Document) -> bool:
    types = [trigger["type"].text for trigger in scaler["spec.triggers"]]
    return scaler.kind == "HTTPScaledObject" or (bool(types) and all(kind == PUSH for kind in types))
