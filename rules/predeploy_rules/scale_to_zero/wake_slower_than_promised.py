r"""The first caller waits longer than was promised.

Somebody stated how long a caller may wait (`latency: 200ms` in predeploy.yaml, or the annotation `predeploy/latency`). At zero the
first one waits until a pod is placed, its image is there and it says that it is ready: at the least the `initialDelaySeconds` of
its probe. Keep one copy, shorten the delay, or let a startup probe find out when it is ready. Silent for Knative, whose activator
asks a new pod itself and waits for no delay.
https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ (as of 2026-11), github knative/serving
@03ecbbd9, pkg/activator/net/revision_backends.go

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: quote, annotations: {predeploy/latency: 200ms}}
spec:
  template:
    spec:
      containers:
        - name: main
          image: registry.example.com/quote:1.4
          readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 15}  #~ 15
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: quote}
spec: {hosts: [quote.example.com], scaleTargetRef: {name: quote, service: quote, port: 80}}
```
It promises nothing; it keeps a pod; it is ready in time:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: quote}
spec: {template: {spec: {containers: [{name: main, readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 15}}]}}}
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: quote}
spec: {hosts: [quote.example.com], scaleTargetRef: {name: quote, service: quote, port: 80}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: quote, annotations: {predeploy/latency: 200ms}}
spec: {template: {spec: {containers: [{name: main, readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 15}}]}}}
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: quote}
spec: {hosts: [quote.example.com], scaleTargetRef: {name: quote, service: quote, port: 80}, replicas: {min: 1}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: quote, annotations: {predeploy/latency: 20s}}
spec: {template: {spec: {containers: [{name: main, readinessProbe: {httpGet: {path: /, port: 80}, initialDelaySeconds: 15}}]}}}
---
apiVersion: http.keda.sh/v1alpha1
kind: HTTPScaledObject
metadata: {name: quote}
spec: {hosts: [quote.example.com], scaleTargetRef: {name: quote, service: quote, port: 80}}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: quote, annotations: {predeploy/latency: 200ms}}
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
    from predeploy import KnativeService, ModelComponent  # what runs without a promise need not load

    if isinstance(subject, (KnativeService, ModelComponent)):
        return
    containers = [one for one in subject.containers if one.role == "app"]
    delays = [container[f"{probe}.initialDelaySeconds"] for container in containers for probe in PROBES]
    late = [delay for delay in delays if delay.number > promised]
    if late:
        longest = max(late, key=lambda delay: delay.number)
        meant = intent.idle.stated and intent.idle.value == "zero"
        instead = "be ready sooner, or promise less" if meant else "keep one copy, or be ready sooner"
        yield longest.finding(
            f"{subject.kind} `{subject.name}` goes to zero and takes at least {longest.text} s to wake, but its callers are"
            f" promised {promised * 1000:g} ms; {instead}",
            related=((scaling.floor.node, "may be zero"),),
        )
