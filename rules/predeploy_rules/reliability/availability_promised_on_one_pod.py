r"""An availability of three nines cannot be kept by one pod.

Somebody stated `availability: 99.9` or more: that leaves 43 minutes a month. Each drained node, each eviction and each
crash takes the only pod away until another is scheduled, pulled and ready, and nothing answers meanwhile. Run two
replicas on different nodes, or take the promise back. Silent where zero is wanted when idle.

```yaml bad file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 1  #~ 1
  template: {spec: {containers: [{name: cart, image: "cart:1"}]}}
```
```yaml bad file=predeploy.yaml
applications: [{match: {name: cart}, intent: {availability: 99.9}}]
```
```yaml bad file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, annotations: {predeploy/availability: "99.95"}}
spec: {template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {minReplicas: 1, maxReplicas: 8, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}  #~ 1
```
```yaml good file=all.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 2, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good file=predeploy.yaml
applications: [{match: {name: cart}, intent: {availability: 99.99}}]
```
```yaml good
# nothing is promised, or not so much
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, annotations: {predeploy/availability: "99"}}
spec: {replicas: 1, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good file=all.yaml
# asleep by intent: what holds requests while it wakes decides
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 1, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good file=predeploy.yaml
applications: [{match: {name: cart}, intent: {availability: 99.9, idle: zero}}]
```
```yaml good file=all.yaml
# an autoscaler that stands elsewhere may say how many
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good file=predeploy.yaml
applications: [{match: {name: cart}, intent: {availability: 99.9}}]
```
"""

from predeploy import Findings, Intent, Scaling, Workload, rule

THREE_NINES = 99.9


@rule("high", since="0.1", swallows=("few-replicas",))
def availability_promised_on_one_pod(workload: Workload, scaling: Scaling, intent: Intent) -> Findings:
    promised, floor = intent.availability, scaling.floor
    if workload.platform == "cloud-run":  # it moves an instance to another zone by itself
        return
    if not promised.stated or promised.value is None or intent.idle.value == "zero" or not workload.serves:
        return
    if promised.value >= THREE_NINES and floor.value == 1 and (floor.state != "default" or scaling.scalers):
        yield floor.finding(
            f"{workload.kind} `{workload.name}` promises {promised.value:g} % availability and may come down to one pod:"
            f" it is away whenever its node is; run at least 2",
            fix=floor.replace(2, safe=False),
        )
