r"""A sidecar that can be profiled shows its memory to whoever reaches it.

`dapr.io/enable-profiling` and `dapr.io/enable-debug` open the profiler and the debugger of the sidecar, which holds tokens and
messages: https://docs.dapr.io/operations/troubleshooting/profiling-debugging/ (as of 2026-11). Switch them on by hand while they
are needed.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/enable-profiling: "true"}}  #~ "true"}
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
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/enable-profiling: "false"}}
    spec: {containers: [{name: shop}]}
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

SWITCHES = ("dapr.io/enable-profiling", "dapr.io/enable-debug")


@rule("medium", since="0.1")
def dapr_profiling_left_on(workload: Workload, target: Target) -> Findings:
    if workload.pod_annotation("dapr.io/enabled").text != "true" or target.environment in ("dev", "test"):
        return
    for switch in SWITCHES:
        node = workload.pod_annotation(switch)
        if node.text == "true":
            yield node.finding(
                f"the Dapr sidecar of {workload.kind} `{workload.name}` can be looked into from outside (`{switch}`); take it out",
                fix=node.remove(safe=False),
            )
