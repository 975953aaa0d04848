r"""Outlier detection takes away the only pod while it starts.

The first calls to what slept may fail or be slow. Istio counts such errors, and after `consecutive5xxErrors` of them (5 unless
said otherwise) sends nothing to that pod for `baseEjectionTime` (30 s): when it is the only one, nobody answers at all, and what
scales by requests sees none. Say `maxEjectionPercent` below 100 with a `minHealthPercent`, or leave outlier detection to what
has several pods. https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection (as of 2026-11)

```yaml bad
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec:
  host: cart
  trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5, maxEjectionPercent: 100}}  #~ 100
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: main, image: "registry.example.com/cart:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: cart}
spec: {scaleTargetRef: {name: cart}, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
It keeps two pods; of one pod 10 % (the default) is none:
```yaml good
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec: {host: cart, trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5, maxEjectionPercent: 100}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 2, template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: main, image: "registry.example.com/cart:1.4"}]}}}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec: {host: cart, trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: main, image: "registry.example.com/cart:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: cart}
spec: {scaleTargetRef: {name: cart}, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
"""

from predeploy import Document, Findings, Project, Service, rule, sleeps

ALL = 100


@rule("medium", since="0.1", kinds=("DestinationRule",))
def ejected_while_waking(destination: Document, project: Project) -> Findings:
    most = destination["spec.trafficPolicy.outlierDetection.maxEjectionPercent"]
    host = (destination["spec.host"].text or "").removesuffix(".svc.cluster.local")
    name, _, namespace = host.partition(".")
    if most.number != ALL or "." in namespace or destination.group != "networking.istio.io":
        return
    service = project.named(Service, "Service", name, destination)
    if not isinstance(service, Service) or (namespace and service.namespace not in ("", namespace)):
        return
    for workload in project.selected(service):
        scaling = project.scaling(workload)
        if scaling is not None and scaling.floor.value == 0 and sleeps(scaling):
            yield most.finding(
                f"DestinationRule `{destination.name}` may take away all pods of `{name}` after some errors, but {workload.kind}"
                f" `{workload.name}` wakes from zero with one: nobody answers then; allow fewer than 100 %",
                related=((scaling.floor.node, "may be zero"),),
            )
            return
