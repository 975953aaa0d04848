r"""Callers are tied to a pod that goes away when nobody calls.

Session affinity sends a caller to the pod that knows it. What goes to zero has no such pod: the first call after a rest meets
a new one, and what the old one knew is gone. Keep sessions outside the pod, in a store or a signed cookie, and drop the
affinity; or keep one pod.
https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity,
https://kubernetes.github.io/ingress-nginx/examples/affinity/cookie/ (as of 2026-11)

```yaml bad
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, sessionAffinity: ClientIP, ports: [{port: 80}]}  #~ ClientIP
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: main, image: "registry.example.com/shop:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec: {scaleTargetRef: {name: shop}, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
It keeps a pod; it is tied to none:
```yaml good
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, sessionAffinity: ClientIP, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {replicas: 2, template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: main, image: "registry.example.com/shop:1.4"}]}}}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: shop}, sessionAffinity: None, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: main, image: "registry.example.com/shop:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec: {scaleTargetRef: {name: shop}, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
"""

from predeploy import Findings, Project, Service, rule, sleeps


@rule("low", since="0.1", platforms=("kubernetes",))
def sticky_callers_at_zero(service: Service, project: Project) -> Findings:
    affinity = service["spec.sessionAffinity"]
    if affinity.text != "ClientIP":
        return
    for workload in project.selected(service):
        scaling = project.scaling(workload)
        if scaling is not None and scaling.floor.value == 0 and sleeps(scaling):
            yield affinity.finding(
                f"Service `{service.name}` ties each caller to one pod, but {workload.kind} `{workload.name}` goes to zero: what"
                " the pod knew of a caller is gone then; keep sessions outside of it",
                related=((scaling.floor.node, "may be zero"),),
            )
            return
