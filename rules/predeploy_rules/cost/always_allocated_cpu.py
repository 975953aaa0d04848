r"""A minimum of instances whose CPU is never taken away is billed as if it worked all day.

An idle minimum instance of Cloud Run costs a fraction while its CPU is throttled between requests. With
`run.googleapis.com/cpu-throttling: "false"` it is billed in full, five times as much for one CPU and 512 MiB. That is right
for work that goes on after the answer (then say `idle: warm` in predeploy.yaml); for a service that only answers requests
leave the CPU throttled, or the minimum at 0. https://cloud.google.com/run/docs/configuring/billing-settings,
https://cloud.google.com/run/pricing (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders}
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/minScale: "1"
        run.googleapis.com/cpu-throttling: "false"  #~ "false" @low
    spec: {containers: [{image: "orders:1"}]}
```
```yaml bad
apiVersion: run.cnrm.cloud.google.com/v1beta1
kind: RunService
metadata: {name: orders}
spec:
  template:
    scaling: {minInstanceCount: 4}
    containers:
      - image: orders:1
        resources: {cpuIdle: false, limits: {cpu: "2", memory: 2Gi}}  #~ resources @medium
```
Nothing is kept; the CPU is throttled; it is meant; the number is not known:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders}
spec: {template: {metadata: {annotations: {run.googleapis.com/cpu-throttling: "false"}}, spec: {containers: [{image: "orders:1"}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: carts, annotations: {run.googleapis.com/minScale: "1"}}
spec: {template: {spec: {containers: [{image: "carts:1"}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: "${NAME}", annotations: {run.googleapis.com/minScale: "${MIN}"}}
spec: {template: {metadata: {annotations: {run.googleapis.com/cpu-throttling: "${MODE}"}}, spec: {containers: [{image: "carts:1"}]}}}
```
```yaml good file=orders.yaml
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: orders}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/minScale: "1", run.googleapis.com/cpu-throttling: "false"}}
    spec: {containers: [{image: "orders:1"}]}
```
```yaml good file=predeploy.yaml
applications: [{match: {name: orders}, intent: {idle: warm}}]
```
"""

from predeploy import CloudRunService, Findings, Intent, Target, rule

THROTTLING = "run.googleapis.com/cpu-throttling"


@rule("low", since="0.1", severities=("info", "medium", "high"))
def always_allocated_cpu(service: CloudRunService, intent: Intent, target: Target) -> Findings:
    floor = service.floor
    if service.throttled is not False or service.gpus or not floor.value >= 1 or not service.name:
        return
    if intent.wants_speed:
        return
    size, prices = [service.amount(what).value for what in ("cpu", "memory")], target.prices
    full, idle = (prices.instances(size[0], size[1], floor.value, always=always) for always in (True, False))
    said = service.pod_annotation(THROTTLING)
    place = said if said.written else next(service.containers)["resources"]
    yield place.finding(
        f"Service `{service.name}` keeps {floor} and never takes the CPU away"
        + (f": {full} instead of {idle} while nobody calls" if full and idle else "")
        + "; throttle it, or let it go to zero",
        money=prices.saved(full, idle),
        severity=None if full else "low",
        fix=said.remove(safe=False) if said.written else None,
    )
