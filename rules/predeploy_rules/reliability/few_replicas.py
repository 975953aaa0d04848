r"""One pod that others call is away whenever its node is.

A drained or failed node, an eviction or a crash takes the only pod down until a new one is scheduled, pulled and ready.
Two replicas, on different nodes and with a disruption budget, keep answering. Said of Deployments that a Service of the
run sends requests to; not where zero is wanted or reached when idle, not outside prod, and not where one pod is a
decision (strategy Recreate, a volume of its own, the image of a database, which does not become two by starting it twice).

```yaml bad file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 1, template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}  #~ 1
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml bad file=all.yaml options={minimum: 3}
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {minReplicas: 2, maxReplicas: 8, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}  #~ 2
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      DesiredCount: 1  #~ 1
      LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
```
```yaml good file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 1, template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml good file=predeploy.yaml
applications: [{match: {name: cart}, intent: {idle: zero}}]
```
```yaml good file=all.yaml
# an autoscaler that stands elsewhere may say how many
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml good file=all.yaml
# a singleton by decision: its volume can be mounted by one pod only
apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec:
  replicas: 1
  strategy: {type: Recreate}
  template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: "db:1"}]}}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {selector: {app: db}, ports: [{port: 5432}]}
```
```yaml good file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: store}
spec: {replicas: 1, template: {metadata: {labels: {app: store}}, spec: {containers: [{name: store, image: "redis:8.2"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {selector: {app: store}, ports: [{port: 6379}]}
```
```yaml good file=deployment.yaml target={environment: dev}
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 1, template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good file=service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml good file=all.yaml
# the other version answers meanwhile
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-v1}
spec: {replicas: 1, template: {metadata: {labels: {app: cart, version: v1}}, spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-v2}
spec: {replicas: 1, template: {metadata: {labels: {app: cart, version: v2}}, spec: {containers: [{name: cart, image: "cart:2"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml good
# no Service of this run calls it
apiVersion: apps/v1
kind: Deployment
metadata: {name: worker}
spec: {replicas: 1, template: {metadata: {labels: {app: worker}}, spec: {containers: [{name: worker, image: "worker:1"}]}}}
```
"""

from predeploy import Findings, Intent, Project, Scaling, Service, Target, Workload, pattern, rule

STORE = pattern(
    r"redis|valkey|postgres|postgis|mysql|mariadb|mongo|memcached|rabbitmq|kafka|zookeeper|etcd|elasticsearch|opensearch|minio|"
    r"cassandra|nats|influxdb|mosquitto|grafana|prometheus"
)


@rule(
    "low",
    since="0.1",
    tier="strict",
    kinds=("Deployment", "DeploymentConfig", "Rollout", "CloneSet", "AWS::ECS::Service"),
    replaces={
        "kube-linter": ("minimum-three-replicas", "hpa-minimum-three-replicas"),
        "kube-score": ("deployment-replicas", "horizontalpodautoscaler-replicas"),
        "polaris": ("deploymentMissingReplicas", "hpaMinAvailability"),
    },
)
def few_replicas(
    workload: Workload, scaling: Scaling, project: Project, intent: Intent, target: Target, *, minimum: int = 2
) -> Findings:
    floor, scalers = scaling.floor, [one.view.kind for one in scaling.scalers if one.view is not None]
    # the number may stand elsewhere, or be one that may well become 0
    if (floor.state == "default" and not scalers) or "ScaledObject" in scalers or intent.idle.value == "zero":
        return
    if (intent.environment.value or target.environment or "prod") != "prod":
        return
    if not workload.name or not 0 < floor.value < minimum:
        return
    if workload.platform == "aws-ecs":
        yield from of_ecs(workload, scaling, minimum)
        return
    services = [one for one in project.services_of(workload) if alone(one, project)]
    if not services:
        return
    strategy, volumes = workload["spec.strategy.type"], workload.pod["volumes"]
    if any(one.image.unknown or STORE.search(one.image.text or "") for one in workload.containers):
        return
    if volumes.unknown or strategy.text not in (None, "RollingUpdate", "Rolling") or strategy.unknown:
        return
    if strategy.absent and any(one["persistentVolumeClaim"].written for one in volumes):
        return
    pods = f"{floor.value:g} replica{'s' * (floor.value > 1)}"
    yield floor.finding(
        f"{workload.kind} `{workload.name}` may come down to {pods}, and Service `{services[0].name}` has nobody else to send"
        f" requests to when a node goes away; set {minimum}",
        fix=floor.replace(minimum, safe=False),
        related=((services[0]["metadata.name"], "sends requests to it"),),
    )


def alone(service: Service, project: Project) -> bool:
    """Is what the Service finds the only workload that it can find?"""
    if len(project.selected(service)) != 1 or project.of_kind("", service):
        return False
    near = project.near_workloads(service)
    return project.once((alone, id(near)), lambda: all(one.pod_labels is not None for one in near))


def of_ecs(service: Workload, scaling: Scaling, minimum: int) -> Findings:
    """One task behind a load balancer."""
    if service["Properties.LoadBalancers"].present:
        said = f"{service.kind} `{service.name}` may come down to {scaling.floor}, and its load balancer has nobody else to send"
        fix = scaling.floor.replace(minimum, safe=False)
        yield scaling.floor.finding(f"{said} requests to when that goes away; set {minimum}", fix=fix)
