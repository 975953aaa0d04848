r"""A fixed number of replicas beside an autoscaler takes over at every deploy.

Each time the manifest is applied, `spec.replicas` sets the number of pods anew, whatever the autoscaler had found to be
right: under load pods are stopped, at night a workload that slept is woken. Leave it out once something else scales the
workload: https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
(as of 2026-11). Remove it from the last applied configuration first, or the removal itself sets it to 1, once.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec:
  replicas: 1  #~ 1 @medium
  template: {spec: {containers: [{name: packer}]}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: aws-sqs-queue}]}
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec:
  template: {spec: {containers: [{name: packer}]}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: aws-sqs-queue}]}
```
As many as the autoscaler keeps at the least does less harm:
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 3, template: {spec: {containers: [{name: web}]}}}  #~ 3 @low
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, minReplicas: 3, maxReplicas: 9}
```
```yaml bad file=template.yaml
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Web: {Type: AWS::ECS::Service, Properties: {TaskDefinition: web, DesiredCount: 4}}  #~ 4
  WebScaling:
    Type: AWS::ApplicationAutoScaling::ScalableTarget
    Properties:
      ServiceNamespace: ecs
      ScalableDimension: ecs:service:DesiredCount
      ResourceId: !Sub service/shop/${Web.Name}
      MinCapacity: 2
      MaxCapacity: 10
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: packer}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: packer}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: packer}, maxReplicas: 9}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {replicas: 3, template: {spec: {containers: [{name: web}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: other}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: other}, maxReplicas: 9}
```
"""

from predeploy import Findings, Scaling, rule


@rule(
    "medium",
    since="0.1",
    severities=("low",),
    replaces={"kube-score": "deployment-targeted-by-hpa-does-not-have-replicas-configured"},
)
def replicas_beside_scaler(scaling: Scaling) -> Findings:
    of_ecs = scaling.subject.kind == "AWS::ECS::Service"
    fixed, floor = scaling.subject["Properties.DesiredCount" if of_ecs else "spec.replicas"], scaling.floor
    if scaling.scalers and fixed.number >= 0 and scaling.subject.kind != "ScaledJob":
        names = " and ".join(scaler.name for scaler in scaling.scalers)
        what = "tasks" if of_ecs else "replicas"
        yield fixed.finding(
            f"every deploy sets the {what} of {scaling.subject.kind} `{scaling.subject.name}` to {fixed.text}, though {names} scales it:"
            " leave them out",
            fix=fixed.remove(safe=False),
            related=tuple((scaler.place, "scales it") for scaler in scaling.scalers),
            severity="low" if floor.value == fixed.number else "medium",
        )
