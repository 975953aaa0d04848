r"""What could sleep stays up long after the last call.

Each call keeps at least one copy running until the idle time is over: with an hour, one call an hour is enough to pay for the
whole day. A few minutes keep what is used often warm, and let the rest go to zero
(https://keda.sh/docs/latest/reference/scaledobject-spec/#cooldownperiod,
https://knative.dev/docs/serving/autoscaling/kpa-specific/#stable-window, as of 2026-11). Silent where a `latency` or
`idle: warm` is stated: then the tail is what was wanted.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  cooldownPeriod: 7200  #~ 7200 @medium
  triggers: [{type: rabbitmq, metadata: {queueName: orders}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/packer:1.4"}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/window: 30m}}  #~ 30m @info
    spec: {containers: [{image: "registry.example.com/report:1.4"}]}
```
A quarter of an hour is usual; a floor above zero has no tail; it is meant to stay warm:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, cooldownPeriod: 900, triggers: [{type: rabbitmq, metadata: {queueName: orders}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/packer:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: sorter}
spec: {scaleTargetRef: {name: sorter}, minReplicaCount: 1, cooldownPeriod: 7200, triggers: [{type: rabbitmq, metadata: {queueName: orders}}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: sorter}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/sorter:1.4"}]}}}
```
```yaml good file=report.yaml
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/window: 30m}}
    spec: {containers: [{image: "registry.example.com/report:1.4"}]}
```
```yaml good file=predeploy.yaml
applications:
  - match: {name: report}
    intent: {latency: 200ms}
```
"""

from predeploy import Findings, Function, Intent, Scaling, Workload, rule, sleeps


@rule("info", since="0.1", severities=("medium",), platforms=("kubernetes", "fission", "openfaas"))
def idle_tail_too_long(
    subject: Workload | Function, scaling: Scaling, intent: Intent, *, usual: int = 900, long: int = 3600
) -> Findings:
    """`usual`: seconds that nobody minds; `long`: seconds from which it is a fault."""
    tail = scaling.idle_after
    if tail is None or tail.state not in ("own", "inherited") or scaling.floor.value != 0 or not sleeps(scaling):
        return
    if tail.value > usual and subject.name and not intent.wants_speed:
        yield tail.finding(
            f"{subject.kind} `{subject.name}` stays up for {tail} after its last call: one call in that time keeps it up for good;"
            f" {usual} s are enough",
            severity="medium" if tail.value > long else "info",
        )
