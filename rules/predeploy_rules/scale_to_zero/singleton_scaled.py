r"""What works through an elected leader is scaled to zero.

Pods that elect a leader do their work without being asked: watching, reconciling, keeping things as they should be. At zero
there is no leader, and nothing that it watches wakes it: what a scaler looks at is something else. Keep one pod (a second
one in reserve is what the election is for), or scale only the part that is called.
https://keda.sh/docs/latest/concepts/scaling-deployments/ (as of 2026-11)

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: keeper}
spec:
  template:
    spec:
      containers:
        - name: main
          image: registry.example.com/keeper:1.4
          args: ["--leader-elect"]  #~ "--leader-elect"
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: keeper}
spec: {scaleTargetRef: {name: keeper}, triggers: [{type: rabbitmq, metadata: {queueName: orders}}]}
```
It keeps one pod; it elects nobody; nothing scales it:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: keeper}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/keeper:1.4", args: ["--leader-elect"]}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: keeper}
spec: {scaleTargetRef: {name: keeper}, minReplicaCount: 1, triggers: [{type: rabbitmq, metadata: {queueName: orders}}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: worker}
spec: {template: {spec: {containers: [{name: main, image: "registry.example.com/worker:1.4", args: ["--leader-elect=false"]}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: worker}
spec: {scaleTargetRef: {name: worker}, triggers: [{type: rabbitmq, metadata: {queueName: orders}}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: keeper}
spec: {replicas: 0, template: {spec: {containers: [{name: main, image: "registry.example.com/keeper:1.4", args: ["--leader-elect"]}]}}}
```
"""

from predeploy import Findings, Scaling, Workload, leads, rule, sleeps


@rule("medium", since="0.1", platforms=("kubernetes",))
def singleton_scaled(subject: Workload, scaling: Scaling) -> Findings:
    if scaling.floor.value != 0 or not sleeps(scaling):
        return
    for container in subject.containers:
        for argument in (*container["args"], *container["command"]) if container.role == "app" else ():
            if leads(argument):
                yield argument.finding(
                    f"{subject.kind} `{subject.name}` works through an elected leader, but goes to zero: then there is none"
                    " until something else wakes it; keep one pod",
                    related=((scaling.floor.node, "may be zero"),),
                )
                return
