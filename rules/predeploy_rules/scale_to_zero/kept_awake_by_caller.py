r"""A load generator calls without pause what is meant to sleep.

What can go to zero does so after some time without a call. A load generator that was left in what is deployed never gives
it that time: caller and callee both run, and are paid for, day and night. Leave the generator out, make a Job of it, or let it
run beside the application only while somebody measures.
https://knative.dev/docs/serving/autoscaling/scale-to-zero/, https://keda.sh/docs/latest/concepts/scaling-deployments/
(as of 2026-11)

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: frontend}
spec: {template: {spec: {containers: [{image: "registry.example.com/frontend:1.4"}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: loadgenerator}
spec:
  template:
    spec:
      containers:
        - name: main
          image: registry.example.com/loadgenerator:1.4
          env: [{name: FRONTEND_ADDR, value: "http://frontend"}]  #~ "http://frontend"
```
A Job ends; any other caller may rest; what nothing takes to zero is not kept from it:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: frontend}
spec: {template: {spec: {containers: [{image: "registry.example.com/frontend:1.4"}]}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: loadgenerator}
spec:
  template:
    spec: {containers: [{name: main, image: "registry.example.com/loadgenerator:1.4", env: [{name: FRONTEND_ADDR, value: "http://frontend"}]}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: checkout}
spec:
  template:
    spec: {containers: [{name: main, image: "registry.example.com/checkout:1.4", env: [{name: FRONTEND_ADDR, value: "http://frontend"}]}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: frontend}
spec: {template: {metadata: {labels: {app: frontend}}, spec: {containers: [{name: main, image: "registry.example.com/frontend:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: frontend}
spec: {selector: {app: frontend}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: loadgenerator}
spec:
  template:
    spec: {containers: [{name: main, image: "registry.example.com/loadgenerator:1.4", env: [{name: FRONTEND_ADDR, value: "http://frontend"}]}]}
```
"""

from predeploy import Findings, Project, Scaling, Workload, rule, sleeps

RULE = "scale-to-zero/kept-awake-by-caller"


@rule("medium", since="0.1", platforms=("kubernetes",))
def kept_awake_by_caller(subject: Workload, scaling: Scaling, project: Project) -> Findings:
    if scaling.floor.value != 0 or not sleeps(scaling):
        return
    for hold in project.readiness(subject).holds:
        if hold.rule == RULE:
            yield hold.place.finding(
                f"{subject.kind} `{subject.name}` could sleep, but {hold.reason}: it never does; leave the generator out of"
                " what is deployed, or make a Job of it",
                related=((scaling.floor.node, "its floor is 0"),),
            )
