r"""The Dapr sidecar is told to work on for longer than its pod may live.

When a pod ends, the sidecar goes on for `block-shutdown-duration`, so that the app can finish, and then has
`graceful-shutdown-seconds` (5 s) to come to its own end. Both lie within `terminationGracePeriodSeconds` (30 s) of the pod,
after which everything is killed: https://docs.dapr.io/reference/arguments-annotations-overview/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec:
  template:
    metadata:
      annotations:
        dapr.io/enabled: "true"
        dapr.io/graceful-shutdown-seconds: "60"  #~ "60"
    spec: {containers: [{name: packer}]}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/block-shutdown-duration: 90s}}  #~ 90s
    spec: {terminationGracePeriodSeconds: 90, containers: [{name: packer}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/graceful-shutdown-seconds: "60"}}
    spec: {terminationGracePeriodSeconds: 75, containers: [{name: packer}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true", dapr.io/block-shutdown-duration: 20s}}
    spec: {containers: [{name: packer}]}
```
"""

from predeploy import Findings, Workload, effective, rule

GRACE, SHUTDOWN = 30.0, 5.0  # s; source above


@rule("medium", since="0.1", keys=("dapr.io/enabled",))
def sidecar_shutdown_outlives_grace(workload: Workload) -> Findings:
    own, block = (
        workload.pod_annotation(f"dapr.io/{key}") for key in ("graceful-shutdown-seconds", "block-shutdown-duration")
    )
    if workload.pod_annotation("dapr.io/enabled").text != "true" or (own.absent and block.absent):
        return
    from predeploy import KnativeService  # what runs without Dapr need not load

    grace = effective(workload.pod["terminationGracePeriodSeconds"], default=GRACE)
    if isinstance(workload, KnativeService):
        grace = workload.timeout  # Knative gives a pod as long to end as a request may take
    after = effective(own, default=SHUTDOWN, read="duration")
    before = effective(block, default=0.0, read="duration")
    needed = before.value + after.value
    place = own if block.absent else block
    if needed > grace.value:
        yield place.finding(
            f"Dapr's sidecar of {workload.kind} `{workload.name}` wants {needed:g} s to end, but the pod is killed after {grace}; set"
            f" terminationGracePeriodSeconds to {needed + SHUTDOWN:g}",
            fix=grace.replace(int(needed + SHUTDOWN), safe=False),
            related=((grace.node, f"grace period {grace}"),),
        )
