r"""A rollout that stops every pod before it starts new ones is an outage at each deploy.

`Recreate` ends all pods, waits until they are gone, and only then starts the new version; a rolling update that allows
100 % of the pods to be away does the same. With more than one replica nobody meant to be down: use RollingUpdate with
`maxUnavailable: 0` or a small number. With one replica, or a volume that only one pod may mount, Recreate is right.
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 3
  strategy: {type: Recreate}  #~ Recreate
  template: {spec: {containers: [{name: cart, image: "cart:1"}]}}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 2
  strategy: {rollingUpdate: {maxUnavailable: 2}}  #~ 2}
  template: {spec: {containers: [{name: cart, image: "cart:1"}]}}
```
```yaml bad file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 100%}}, template: {spec: {containers: [{name: cart}]}}}  #~ 100%
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {minReplicas: 4, maxReplicas: 8, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}
```
```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      DesiredCount: 4
      LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
      DeploymentConfiguration: {MinimumHealthyPercent: 0}  #~ 0
```
```yaml good
# one pod at the most: nothing could go on
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {strategy: {type: Recreate}, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 4, strategy: {rollingUpdate: {maxUnavailable: 50%, maxSurge: 100%}}, template: {spec: {containers: [{name: cart}]}}}
```
```yaml good
# a default that a rolling update would bring along, but the type decides
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 0, strategy: {type: Recreate}, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml bad
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: cart}
spec: {replicas: 3, strategy: {type: Rolling, rollingParams: {maxUnavailable: 100%}}, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}  #~ 100%
```
"""

from predeploy import Findings, Scaling, Workload, rule


@rule(
    "medium",
    since="0.1",
    kinds=("Deployment", "DeploymentConfig", "AWS::ECS::Service"),
    replaces={"kube-linter": "no-rolling-update-strategy", "kube-score": "deployment-strategy", "kubescape": "C-0305"},
)
def rollout_stops_everything(workload: Workload, scaling: Scaling) -> Findings:
    if workload.platform == "aws-ecs":
        yield from of_ecs(workload, scaling)
        return
    pods, kind = scaling.floor.value, workload["spec.strategy.type"]
    if not pods > 1 or kind.unknown:
        return
    old = workload.kind == "DeploymentConfig"
    away = workload["spec.strategy.rollingParams" if old else "spec.strategy.rollingUpdate"]["maxUnavailable"]
    if kind.text == "Recreate":
        yield kind.finding(
            f"{workload.kind} `{workload.name}` stops all {pods:g} pods before a new one starts: each deploy is an outage;"
            f" use {'Rolling' if old else 'RollingUpdate'}",
            related=((scaling.floor.node, f"{pods:g} pods"),),
        )
    elif away.text == "100%" or away.number >= pods:
        yield away.finding(
            f"{workload.kind} `{workload.name}` lets all {pods:g} pods be away during a rollout: each deploy may be an outage;"
            f" set maxUnavailable below {pods:g}",
            related=((scaling.floor.node, f"{pods:g} pods"),),
        )


def of_ecs(service: Workload, scaling: Scaling) -> Findings:
    """Tasks behind a load balancer, of which none need be healthy."""
    least, count = service["Properties.DeploymentConfiguration.MinimumHealthyPercent"], scaling.floor.value
    if least.number == 0 and count > 1 and service["Properties.LoadBalancers"].present:
        yield least.finding(
            f"{service.kind} `{service.name}` lets all {count:g} tasks be away during a rollout: each deploy may be an outage;"
            " set MinimumHealthyPercent to 50 or more",
            related=((scaling.floor.node, f"{count:g} tasks"),),
        )
