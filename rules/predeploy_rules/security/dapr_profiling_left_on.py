r"""A sidecar that can be debugged or profiled shows its memory to whoever reaches it.

`dapr.io/enable-debug` opens a debugger of the sidecar, which holds tokens and messages, to the network of the pods;
`dapr.io/enable-profiling` opens its profiler on the addresses that the API has, which are the pod's own loopback unless
`dapr.io/sidecar-listen-addresses` says otherwise:
https://docs.dapr.io/operations/troubleshooting/profiling-debugging/ (as of 2026-11), pkg/http/server.go of dapr/dapr. Switch
them on by hand while they are needed.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/enable-debug: "true"}}  #~ "true"}
    spec: {containers: [{name: shop}]}
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true"}}
    spec: {containers: [{name: shop}]}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata:
      annotations:
        dapr.io/enabled: "true"
        dapr.io/enable-profiling: "true"  #~ "true"
        dapr.io/sidecar-listen-addresses: "0.0.0.0"
    spec: {containers: [{name: shop}]}
```
Within the pod only; not at all:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/enable-profiling: "true"}}
    spec: {containers: [{name: shop}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/enable-debug: "false"}}
    spec: {containers: [{name: cart}]}
```
```yaml good target={environment: dev}
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/enable-debug: "true"}}
    spec: {containers: [{name: shop}]}
```
"""

from predeploy import Findings, Target, Workload, rule

PROFILING, DEBUG = "dapr.io/enable-profiling", "dapr.io/enable-debug"
EVERYWHERE = ("0.0.0.0", "::", "[::]")


@rule("medium", since="0.1", keys=("dapr.io/enabled",))
def dapr_profiling_left_on(workload: Workload, target: Target) -> Findings:
    if workload.pod_annotation("dapr.io/enabled").text != "true" or target.environment in ("dev", "test"):
        return
    listens = (workload.pod_annotation("dapr.io/sidecar-listen-addresses").text or "").split(",")
    is_open = any(one.strip() in EVERYWHERE for one in listens)
    for switch in (DEBUG, PROFILING) if is_open else (DEBUG,):
        node = workload.pod_annotation(switch)
        if node.text == "true":
            yield node.finding(
                f"the Dapr sidecar of {workload.kind} `{workload.name}` can be looked into from outside (`{switch}`); take it out",
                fix=node.remove(safe=False),
            )
