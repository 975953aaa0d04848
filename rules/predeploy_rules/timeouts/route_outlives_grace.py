r"""A route that waits longer than its pods are given to stop loses answers at every update.

When a pod is replaced it gets `terminationGracePeriodSeconds` (30 s unless said otherwise) to finish what it is doing, and
is killed then: a request that the route would have waited for ends in an error.
https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination (as of 2026-11). Who gives a route so much
time has requests that need it: give the pods as long and some seconds more, or, from a quarter of an hour on, let a Job do the long work: a pod that may
stop for so long holds up every update. An Ingress counts silence, not requests: one that waits for so long carries
WebSockets, which their clients open anew. A timeout that nobody wrote says nothing about the requests, and is not compared.

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "300"}}  #~ "300" @medium
spec: {ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
```
```yaml bad
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: shop}
spec: {rules: [{backendRefs: [{name: web, port: 80}], timeouts: {request: 1h}}]}  #~ 1h @low
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {labels: {app: web}}, spec: {terminationGracePeriodSeconds: 60, containers: [{name: web}]}}}
```
The pods have time enough; the workers give up before; nobody said how long the route waits; Knative sees to it itself:
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "120"}}
spec:
  ingressClassName: nginx
  rules:
    - http:
        paths:
          - {path: /a, backend: {service: {name: patient, port: {number: 80}}}}
          - {path: /b, backend: {service: {name: quick, port: {number: 80}}}}
---
apiVersion: v1
kind: Service
metadata: {name: patient}
spec: {selector: {app: patient}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: patient}
spec: {template: {metadata: {labels: {app: patient}}, spec: {terminationGracePeriodSeconds: 130, containers: [{name: web}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: quick}
spec: {selector: {app: quick}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: quick}
spec:
  template:
    metadata: {labels: {app: quick}}
    spec: {containers: [{name: web, command: [gunicorn, --timeout, "20", "shop:app"]}]}
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: web, port: {number: 80}}}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web}]}}}
```
WebSockets:
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: chat, annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "3600"}}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: chat, port: {number: 80}}}}
---
apiVersion: v1
kind: Service
metadata: {name: chat}
spec: {selector: {app: chat}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: chat}
spec: {template: {metadata: {labels: {app: chat}}, spec: {containers: [{name: chat}]}}}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: report}
spec: {hosts: [report.example.com], http: [{route: [{destination: {host: report}}], timeout: 120s}]}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {timeoutSeconds: 60, containers: [{image: "report:1"}]}}}
```
"""

from predeploy import Connection, Findings, Workload, effective, rule

GRACE = 30.0  # s, the default; source above
SOCKETS = 900.0  # s: an Ingress that waits longer carries connections, not answers
KINDS = ("Deployment", "StatefulSet", "ReplicaSet", "DaemonSet", "Rollout", "DeploymentConfig", "CloneSet")


@rule("medium", since="0.1", kinds=("request",), severities=("low",))
def route_outlives_grace(connection: Connection) -> Findings:
    pods, waits, works = connection.callee.view, connection.waits, connection.works
    if not isinstance(pods, Workload) or pods.kind not in KINDS or waits.state != "own":
        return
    grace = effective(pods.pod["terminationGracePeriodSeconds"], default=GRACE)
    silence = connection.caller.view is not None and connection.caller.view.kind == "Ingress"
    long = waits.value > SOCKETS
    if long and silence:
        return
    if waits.value > grace.value and not works.value <= grace.value and not may_stop_early(pods):
        yield waits.finding(
            f"{connection.caller.name} waits {waits} for an answer, the pods of {connection.callee.name} get {grace} to stop:"
            " what takes longer is cut off at each update; "
            + ("let a Job do it" if long else f"set terminationGracePeriodSeconds to {waits.value + 10:g}"),
            related=((grace.node, f"stops after {grace}"),),
            severity="low" if long else "medium",
        )


def may_stop_early(pods: Workload) -> bool:
    """Is anything of what its containers are started with unknown? It may say how long they work."""
    started = (container[key] for container in pods.containers for key in ("command", "args"))
    return any(said.unknown or any(one.unknown or "$" in (one.text or "") for one in said) for said in started)
