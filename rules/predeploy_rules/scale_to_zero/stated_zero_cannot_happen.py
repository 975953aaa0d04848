r"""What is said to sleep when idle is kept awake.

Somebody stated that this should cost nothing while nobody calls (`idle: zero` in predeploy.yaml, or the annotation
`predeploy/idle: zero`), but as it is written it cannot come to that: a floor holds replicas up, or nothing scales it at
all. Lower the floor, or put something in front that can wake it: Knative or KEDA for containers
(https://knative.dev/docs/serving/autoscaling/scale-to-zero/, https://keda.sh/docs/latest/concepts/scaling-deployments/),
no provisioned concurrency for functions
(https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html, all as of 2026-11).

```yaml bad file=report.yaml
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/min-scale: "1"}}  #~ "1" @high
    spec: {containers: [{image: "report:1"}]}
```
```yaml bad file=predeploy.yaml
applications:
  - match: {name: report}
    intent: {idle: zero}
```
A HorizontalPodAutoscaler keeps one at the least; nothing scales the other, and what could may be elsewhere:
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer, annotations: {predeploy/idle: zero}}
spec: {template: {spec: {containers: [{name: packer}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: packer}, maxReplicas: 9}  #~ spec @high
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: sorter, annotations: {predeploy/idle: zero}}
spec: {replicas: 2, template: {spec: {containers: [{name: sorter}]}}}  #~ 2 @medium
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, annotations: {predeploy/idle: zero}}  #~ agent @high
spec: {template: {spec: {containers: [{name: agent}]}}}
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Metadata: {predeploy: {idle: zero}}
    Properties: {AutoPublishAlias: live, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}}  #~ 5 @high
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {predeploy/idle: zero}}
spec: {template: {spec: {containers: [{image: "report:1"}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer, annotations: {predeploy/idle: zero}}
spec: {template: {spec: {containers: [{name: packer}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: rabbitmq}]}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, annotations: {predeploy/idle: zero}}
spec: {schedule: "@daily", jobTemplate: {spec: {template: {spec: {containers: [{name: nightly}]}}}}}
```
Nobody said so:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {metadata: {annotations: {autoscaling.knative.dev/min-scale: "1"}}, spec: {containers: [{image: "report:1"}]}}}
```
"""

from predeploy import Findings, Function, Intent, Scaling, Workload, rule


@rule("high", since="0.1", severities=("medium",), swallows=("floor-above-zero",))
def stated_zero_cannot_happen(subject: Workload | Function, intent: Intent, scaling: Scaling) -> Findings:
    if intent.idle.value != "zero" or not intent.idle.stated:
        return
    place = intent.idle.place
    line = f":{place.span.line}" if place is not None and place.span is not None else ""
    wanted = f"{subject.kind} `{subject.name}` is to be at zero when idle" + (
        f" ({place.path}{line})" if place is not None else ""
    )
    if subject.kind == "DaemonSet":
        yield subject.finding(f"{wanted}, but a DaemonSet runs on every node")
    elif scaling.floor.value >= 1:
        by = f"{scaling.scalers[0].name} keeps" if scaling.scalers else "it keeps"
        alone = isinstance(subject, Workload) and not scaling.scalers and scaling.floor.node.name == "replicas"
        why = "nothing scales it" if alone else f"{by} {scaling.floor}"
        yield scaling.floor.finding(f"{wanted}, but {why}", severity="medium" if alone else "high")
