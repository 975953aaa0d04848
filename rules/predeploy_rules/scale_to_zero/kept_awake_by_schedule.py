r"""A service that is called more often than it needs to fall asleep never sleeps.

Knative stops the last pod when nobody has called for the stable window, 60 s unless set, and the network then needs up to
30 s more. A PingSource that comes round within that window keeps the pod for ever: it costs what a floor of 1 costs, and
nobody sees it in the service. Ping less often, do the work in a CronJob, or say the floor and have it warm.
https://knative.dev/docs/serving/autoscaling/scale-to-zero/, https://knative.dev/docs/eventing/sources/ping-source/ (as of
2026-11).

Functions of OpenFaaS that may sleep do so after 15 minutes without a call (https://docs.openfaas.com/openfaas-pro/scale-to-zero/,
as of 2026-05), those of Fission after two (github fission/fission, pkg/executor/executortype, 2026-08), unless they say otherwise.
An instance of App Engine is paid for until 15 minutes after its last request
(https://cloud.google.com/appengine/docs/standard/how-instances-are-managed, as of 2026-11); the free hours cover one F1.

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {containers: [{image: "report:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick}
spec:
  schedule: "* * * * *"  #~ "* * * * *"
  sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: report}}
```
Seldom enough, a short window, kept warm on purpose, another service:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {containers: [{image: "report:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick}
spec:
  schedule: "*/10 * * * *"
  sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: report}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: short}
spec: {template: {metadata: {annotations: {autoscaling.knative.dev/window: 20s}}, spec: {containers: [{image: "report:1"}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: warm}
spec: {template: {metadata: {annotations: {autoscaling.knative.dev/min-scale: "1"}}, spec: {containers: [{image: "report:1"}]}}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tick}
spec:
  schedule: "* * * * *"
  sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: short}}
---
apiVersion: sources.knative.dev/v1
kind: PingSource
metadata: {name: tock}
spec:
  schedule: "* * * * *"
  sink: {ref: {apiVersion: serving.knative.dev/v1, kind: Service, name: warm}}
```
```yaml bad
provider: {name: openfaas}
functions:
  poll:
    lang: python3-http
    handler: ./poll
    image: registry.example.com/shop/poll:1.4
    labels: {com.openfaas.scale.zero: "true"}
    annotations:
      topic: cron-function
      schedule: "*/5 * * * *"  #~ "*/5 * * * *"
```
```yaml bad
apiVersion: fission.io/v1
kind: Function
metadata: {name: poll}
spec:
  InvokeStrategy: {ExecutionStrategy: {ExecutorType: newdeploy, MinScale: 0, MaxScale: 3}}
  idletimeout: 600
---
apiVersion: fission.io/v1
kind: TimeTrigger
metadata: {name: each-minute}
spec:
  cron: "* * * * *"  #~ "* * * * *"
  functionref: {type: name, name: poll}
```
```yaml good
provider: {name: openfaas}
functions:
  nightly:
    lang: python3-http
    handler: ./nightly
    image: registry.example.com/shop/nightly:1.4
    labels: {com.openfaas.scale.zero: "true", com.openfaas.scale.zero-duration: 5m}
    annotations: {topic: cron-function, schedule: "0 3 * * *"}
  awake:
    lang: python3-http
    handler: ./awake
    image: registry.example.com/shop/awake:1.4
    annotations: {topic: cron-function, schedule: "*/5 * * * *"}
  later:
    lang: python3-http
    handler: ./later
    image: registry.example.com/shop/later:1.4
    labels: {com.openfaas.scale.zero: "true"}
    annotations: {topic: cron-function, schedule: "${SCHEDULE}"}
```
```yaml bad file=app.yaml
runtime: python313
instance_class: F4
```
```yaml bad file=cron.yaml
cron:
  - {url: /tasks/poll, schedule: every 5 minutes}  #~ every
  - {url: /tasks/nightly, schedule: every day 03:00}
  - {url: /tasks/by-day, schedule: every 5 minutes from 09:00 to 17:00}
  - {url: /tasks/elsewhere, schedule: every 5 minutes, target: reports}
```
```yaml good file=app.yaml
runtime: python313
```
```yaml good file=cron.yaml
cron:
  - {url: /tasks/poll, schedule: every 5 minutes}
```
"""

from predeploy import Connection, Findings, Project, rule


@rule("medium", since="0.1", kinds=("schedule",))
def kept_awake_by_schedule(connection: Connection, project: Project) -> Findings:
    every, callee = connection.period, connection.callee.view
    scaling = project.scaling(callee) if callee is not None else None
    if scaling is None or scaling.idle_after is None or not scaling.can_sleep or scaling.floor.value != 0:
        return
    idle = scaling.idle_after
    if every.value <= idle.value:
        yield every.finding(
            f"{connection.caller.name} calls {connection.callee.name} every {every}, which needs {idle} of silence to go to"
            " zero: it never sleeps; call it less often",
            related=((idle.node, f"sleeps after {idle}"),),
        )
