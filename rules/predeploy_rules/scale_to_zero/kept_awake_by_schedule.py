r"""A service that is called more often than it needs to fall asleep never sleeps.

Knative stops the last pod when nobody has called for the stable window, 60 s unless set, and the network then needs up to
30 s more. A PingSource that comes round within that window keeps the pod for ever: it costs what a floor of 1 costs, and
nobody sees it in the service. Ping less often, do the work in a CronJob, or say the floor and have it warm.
https://knative.dev/docs/serving/autoscaling/scale-to-zero/, https://knative.dev/docs/eventing/sources/ping-source/ (as of
2026-11).

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
"""

from predeploy import Connection, Findings, KnativeService, Project, rule


@rule("medium", since="0.1", kinds=("schedule",))
def kept_awake_by_schedule(connection: Connection, project: Project) -> Findings:
    callee, every = connection.callee.view, connection.period
    if not isinstance(callee, KnativeService) or not every.known:
        return
    scaling, idle = project.scaling(callee), callee.idle_after(project)
    if scaling is not None and scaling.can_sleep and scaling.floor.value == 0 and every.value <= idle.value:
        yield every.finding(
            f"{connection.caller.name} calls {connection.callee.name} every {every}, which needs {idle} of silence to go to"
            " zero: it never sleeps; call it less often",
            related=((idle.node, f"sleeps after {idle}"),),
        )
