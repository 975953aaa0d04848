r"""A revision with several ports, or a port of a strange name, is refused.

Knative and Cloud Run send all requests to one port of one container. They refuse a second port, a second container with a
port, several containers of which none has one, and every port name but `http1` and `h2c` (which chooses HTTP/2). Knative
keeps 8012, 8013, 8022, 9090 and 9091 for its own proxy. github knative/serving, pkg/apis/serving/k8s_validation.go (as of
2026-08); https://cloud.google.com/run/docs/configuring/services/containers (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      containers:
        - image: report:1
          ports:
            - {name: http, containerPort: 8080}  #~ http
            - containerPort: 9090  #~ containerPort #~ 9090
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/ingress: all}}
spec:
  template:
    spec:
      containers:
        - {name: web, image: "web:1", ports: [{containerPort: 8080}]}
        - {name: cache, image: "cache:1", ports: [{containerPort: 6379}]}  #~ cache
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      containers:  #~ containers
        - {name: web, image: "web:1"}
        - {name: cache, image: "cache:1"}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      containers:
        - {name: web, image: "web:1", ports: [{name: h2c, containerPort: 8080}]}
        - {name: cache, image: "cache:1"}
```
One container needs no port; 9090 is free on Cloud Run; a Deployment may have what it likes:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {containers: [{image: "report:1"}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: metrics, annotations: {run.googleapis.com/ingress: internal}}
spec: {template: {spec: {containers: [{image: "report:1", ports: [{containerPort: 9090}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: report}
spec:
  selector: {matchLabels: {app: report}}
  template:
    metadata: {labels: {app: report}}
    spec: {containers: [{name: report, image: "report:1", ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]}]}
```
"""

from predeploy import CloudRunService, Container, Findings, KnativeService, rule

NAMES = ("h2c", "http1", "")
KEPT = frozenset({8008, 8012, 8013, 8022, 9090, 9091})


@rule("high", since="0.1")
def one_port_for_requests(service: KnativeService | CloudRunService) -> Findings:
    if service.kind == "RunService":  # its ports are written in another way
        return
    by, what = ("Cloud Run" if service.platform == "cloud-run" else "Knative"), f"{service.kind} `{service.name}`"
    containers = [one for one in service.containers if one.role == "app"]
    open_ = [one for one in containers if list(one["ports"])]
    for other in open_[1:]:
        yield other["name"].finding(
            f"{what}: `{open_[0].name}` has a port already, and {by} refuses another container with one"
        )
    if len(containers) > 1 and not open_ and not any(one["ports"].unknown for one in containers):
        yield service.pod["containers"].finding(
            f"{what} has {len(containers)} containers and none with a port: {by} refuses it, for it cannot know which one"
            " answers requests; give that one a port"
        )
    for one in open_:
        yield from ports(one, by)


def ports(container: Container, by: str) -> Findings:
    found = list(container["ports"])
    for port in found:
        name, number = port["name"], port["containerPort"]
        if name.text is not None and name.text not in NAMES:
            yield name.finding(
                f"port `{name.text}` of container `{container.name}`: {by} takes only the names http1 and h2c",
                fix=name.replace("http1", safe=False),
            )
        if by == "Knative" and number.number in KEPT:
            yield number.finding(
                f"port {number.text} of container `{container.name}` belongs to Knative's own proxy: it refuses it"
            )
    for port in found[1:]:
        yield port.finding(f"container `{container.name}` has {len(found)} ports: {by} refuses more than one")
