r"""What is said to sleep when idle is kept awake.

Somebody stated that this should cost nothing while nobody calls (`idle: zero` in predeploy.yaml, or the annotation
`predeploy/idle: zero`), but as it is written it cannot come to that: a floor holds replicas up, a clock or a caller never
lets it rest, nothing scales it at all, or it has to run. Lower the floor, or put something in front that can wake it: Knative or KEDA for containers
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
kind: DaemonSet  #~ DaemonSet @high
metadata: {name: agent, annotations: {predeploy/idle: zero}}
spec: {template: {spec: {containers: [{name: agent}]}}}
```
Each thing that holds it up is named once; what only a default for all says of a database is a matter of taste:
```yaml bad file=all.yaml
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {containers: [{image: "report:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: ping}
spec:
  schedule: "* * * * *"  #~ "* * * * *" @high
  sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: report}}
---
apiVersion: apps/v1
kind: StatefulSet  #~ StatefulSet @medium
metadata: {name: cache}
spec: {template: {spec: {containers: [{name: cache, image: "cache:8"}]}}}
```
```yaml bad file=predeploy.yaml
defaults: {intent: {idle: zero}}
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

from predeploy import Findings, Function, Intent, Project, Workload, rule

SHOWN = 4  # things that hold it up


@rule(
    "high",
    since="0.1",
    severities=("medium",),
    swallows=("floor-above-zero", "default-floor-of-one", "plan-never-sleeps", "app-engine-never-sleeps"),
)
def stated_zero_cannot_happen(subject: Workload | Function, intent: Intent, project: Project) -> Findings:
    if intent.idle.value != "zero" or not intent.idle.stated:
        return
    readiness, place = project.readiness(subject), intent.idle.place
    holds = readiness.holds
    if readiness.verdict not in ("blocked", "ready", "unsuited") or not holds:
        return
    line = f":{place.span.line}" if place is not None and place.span is not None else ""
    said = f" ({place.path}{line})" if place is not None else ""
    first, *others = holds[:SHOWN]
    why = "; ".join(hold.reason for hold in (first, *others))
    count = f"{len(holds)} things hold it up: " if len(holds) > 1 else ""
    # what could scale it may be elsewhere; and who wants everything to sleep has not asked for the one that cannot
    scaling, verdict = project.scaling(subject), readiness.verdict
    unscaled = verdict == "ready" and not (scaling is not None and scaling.scalers)
    mild = unscaled or (verdict == "unsuited" and intent.idle.source != "own")
    yield first.place.finding(
        f"{subject.kind} `{subject.name}` is to be at zero when idle{said}, but {count}{why}",
        related=tuple((hold.place, hold.reason) for hold in others),
        severity="medium" if mild else "high",
    )
