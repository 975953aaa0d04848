r"""The first caller waits longer than was promised.

Somebody stated how long a caller may wait (`latency: 200ms` in predeploy.yaml, or the annotation `predeploy/latency`). At zero the
first one waits until a pod is placed, its image is there and it says that it is ready: at the least the `initialDelaySeconds` of
its probe. Keep one copy (`min-scale: "1"`), shorten the delay, or let a startup probe find out when it is ready.
https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ (as of 2026-11)

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: quote, annotations: {predeploy/latency: 200ms}}
spec:
  template:
    spec:
      containers:
        - image: registry.example.com/quote:1.4
          readinessProbe: {httpGet: {path: /}, initialDelaySeconds: 15}  #~ 15
```
It promises nothing; it keeps a pod; it is ready at once:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: quote}
spec: {template: {spec: {containers: [{image: "registry.example.com/quote:1.4", readinessProbe: {httpGet: {path: /}, initialDelaySeconds: 15}}]}}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: quote, annotations: {predeploy/latency: 200ms}}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/min-scale: "1"}}
    spec: {containers: [{image: "registry.example.com/quote:1.4", readinessProbe: {httpGet: {path: /}, initialDelaySeconds: 15}}]}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: quote, annotations: {predeploy/latency: 20s}}
spec: {template: {spec: {containers: [{image: "registry.example.com/quote:1.4", readinessProbe: {httpGet: {path: /}, initialDelaySeconds: 15}}]}}}
```
"""

from predeploy import Findings, Intent, Scaling, Workload, rule, sleeps

PROBES = ("startupProbe", "readinessProbe")


@rule("medium", since="0.1", platforms=("kubernetes", "cloud-run"))
def wake_slower_than_promised(subject: Workload, scaling: Scaling, intent: Intent) -> Findings:
    promised = intent.latency.value
    if promised is None or not intent.latency.stated or scaling.floor.value != 0 or not sleeps(scaling):
        return
    containers = [one for one in subject.containers if one.role == "app"]
    delays = [container[f"{probe}.initialDelaySeconds"] for container in containers for probe in PROBES]
    late = [delay for delay in delays if delay.number > promised]
    if late:
        longest = max(late, key=lambda delay: delay.number)
        yield longest.finding(
            f"{subject.kind} `{subject.name}` goes to zero and takes at least {longest.text} s to wake, but its callers are"
            f" promised {promised * 1000:g} ms; keep one copy, or be ready sooner",
            related=((scaling.floor.node, "may be zero"),),
        )
