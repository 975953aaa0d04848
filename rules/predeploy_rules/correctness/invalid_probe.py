r"""A probe that has no way to probe, or two, is refused.

Exactly one of `httpGet`, `tcpSocket`, `exec` and `grpc` belongs in a probe; liveness and startup probes succeed at the
first answer, so their `successThreshold` must be 1; and init containers, which run to their end, have no probes at all
unless they restart always. The API server rejects everything else.
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe (as of 2026-11).

```yaml bad
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers:
        - {name: migrate, image: "migrate:1", livenessProbe: {exec: {command: [true]}}}  #~ livenessProbe
      containers:
        - name: cart
          image: cart:1.4
          readinessProbe:  #~ readinessProbe
            httpGet: {path: /ready, port: 8080}
            tcpSocket: {port: 8080}
          startupProbe: {}  #~ startupProbe
          livenessProbe:
            httpGet: {path: /live, port: 8080}
            successThreshold: 2  #~ 2
```
```yaml fixed
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers:
        - {name: migrate, image: "migrate:1", livenessProbe: {exec: {command: [true]}}}
      containers:
        - name: cart
          image: cart:1.4
          readinessProbe:
            httpGet: {path: /ready, port: 8080}
            tcpSocket: {port: 8080}
          startupProbe: {}
          livenessProbe:
            httpGet: {path: /live, port: 8080}
            successThreshold: 1
```
```yaml good
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      initContainers:
        - {name: proxy, image: "proxy:1", restartPolicy: Always, startupProbe: {tcpSocket: {port: 15021}}}
      containers:
        - name: cart
          image: cart:1.4
          readinessProbe: {httpGet: {path: /ready, port: 8080}, tcpSocket: null, successThreshold: 2}
          livenessProbe: null
```
```yaml good
# part of an object, to be merged into another that has the handler
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, readinessProbe: {periodSeconds: 5}}]}}}
```
```yaml good
# Knative probes its own port when nothing is said
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec: {template: {spec: {containers: [{image: "cart:1.4", readinessProbe: {periodSeconds: 5}}]}}}
```
"""

from predeploy import Container, Findings, rule

HANDLERS = ("exec", "httpGet", "tcpSocket", "grpc")


@rule("high", since="0.1", keys=("readinessProbe", "livenessProbe", "startupProbe"))
def invalid_probe(container: Container) -> Findings:
    workload = container.workload
    if container.image.absent or workload["apiVersion"].unknown:
        return
    guessed = workload.group in ("serving.knative.dev", "run.googleapis.com")  # a probe without a way asks the port
    for kind in ("readinessProbe", "livenessProbe", "startupProbe"):
        probe = container[kind]
        if not probe.is_map:
            continue
        what, threshold = f"{kind} of container `{container.name}`", probe["successThreshold"]
        known = [way for way in HANDLERS if probe[way].present]
        if container.role == "init" and not container["restartPolicy"].unknown:
            yield probe.finding(
                f"{what}: an init container may have no probe, and the API server refuses it; remove the probe"
            )
        elif len(known) > 1:
            yield probe.finding(
                f"{what} has {' and '.join(known)}, and the API server refuses more than one way to probe; keep one"
            )
        elif not known and not guessed and not any(probe[way].unknown for way in HANDLERS):
            yield probe.finding(
                f"{what} has no way to probe, and the API server refuses it; add httpGet, tcpSocket, exec or grpc"
            )
        elif kind != "readinessProbe" and threshold.number > 1:
            yield threshold.finding(
                f"{what} wants {threshold.text} successes, and the API server refuses anything but 1 there",
                fix=threshold.replace(1, safe=True),
            )
