r"""A probe that waits for longer than Cloud Run lets it is refused.

Cloud Run gives a container 240 s to start: `initialDelaySeconds` and `periodSeconds` of a startup probe go up to 240, and
`failureThreshold` × `periodSeconds` together, too; of a liveness probe up to 3,600. `timeoutSeconds` may not be more than
`periodSeconds`. A liveness probe asks by HTTP or gRPC, never by TCP, and nothing is run in the container (`exec`).
https://cloud.google.com/run/docs/configuring/healthchecks (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/ingress: all}}
spec:
  template:
    spec:
      containers:
        - image: report:1
          startupProbe: {tcpSocket: {port: 8080}, periodSeconds: 10, failureThreshold: 60}  #~ 60
          livenessProbe: {tcpSocket: {port: 8080}, timeoutSeconds: 20}  #~ tcpSocket #~ 20}
```
At the limit; a job has more time; a cluster has no such limits:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/ingress: all}}
spec:
  template:
    spec:
      containers:
        - image: report:1
          startupProbe: {tcpSocket: {port: 8080}, timeoutSeconds: 240, periodSeconds: 240, failureThreshold: 1}
          livenessProbe: {httpGet: {path: /live}, periodSeconds: 30, failureThreshold: 60}
```
```yaml good
apiVersion: run.googleapis.com/v1
kind: Job
metadata: {name: nightly}
spec:
  template:
    spec:
      template:
        spec: {containers: [{image: "nightly:1", startupProbe: {tcpSocket: {port: 8080}, periodSeconds: 10, failureThreshold: 60}}]}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cluster}
spec: {template: {spec: {containers: [{image: "report:1", livenessProbe: {tcpSocket: {port: 8080}, timeoutSeconds: 20}}]}}}
```
"""

from collections.abc import Iterator

from predeploy import CloudRunService, Findings, Node, effective, rule

# https://cloud.google.com/run/docs/reference/rest/v2/Container#Probe (as of 2026-11)
PERIOD, FAILURES = 10.0, 3.0
MOST = {"startupProbe": 240.0, "livenessProbe": 3600.0}
WAYS = {"startupProbe": ("exec",), "livenessProbe": ("exec", "tcpSocket")}


@rule("high", since="0.1")
def probe_beyond_cloud_run(service: CloudRunService) -> Findings:
    if service.gpus:  # loading a model may take longer
        return
    for container in service.containers:
        for kind, most in MOST.items():
            for node, trouble in troubles(container[kind], kind, most):
                yield node.finding(f"{kind} of container `{container.name}`: {trouble}; Cloud Run refuses it")


def troubles(probe: Node, kind: str, most: float) -> Iterator[tuple[Node, str]]:
    period = effective(probe["periodSeconds"], default=PERIOD)
    failures = effective(probe["failureThreshold"], default=FAILURES)
    answer = probe["timeoutSeconds"]
    for way in WAYS[kind]:
        if probe[way].written:
            yield probe[way], f"it cannot ask by {way}"
    for node in (probe["initialDelaySeconds"], probe["periodSeconds"]):
        if node.number > most:
            yield node, f"{node.name} is {most:g} at the most"
    if kind == "startupProbe" and period.value <= most and period.value * failures.value > most:
        place = failures if failures.state == "own" else period
        yield place.node, f"{failures.value:g} × {period.value:g} s is more than the {most:g} s that there are to start"
    if answer.number > period.value:
        yield answer, f"it may take {answer.text} s, its period is {period}"
