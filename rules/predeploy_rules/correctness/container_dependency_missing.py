r"""A container that is to start after one that does not exist makes Cloud Run refuse the revision.

`run.googleapis.com/container-dependencies` names containers and those that must be up before them, as JSON. Each must be a
container of the revision, and they must not wait for each other in a circle.
https://cloud.google.com/run/docs/configuring/services/containers#container-ordering (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata:
      annotations:
        run.googleapis.com/container-dependencies: '{"web": ["proxy"]}'  #~ '{"web"
    spec:
      containers:
        - {name: web, image: "web:1", ports: [{containerPort: 8080}]}
        - {name: sql-proxy, image: "proxy:1"}
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata:
      annotations:
        run.googleapis.com/container-dependencies: "{web: [proxy], proxy: [web]}"  #~ "{web
    spec:
      containers:
        - {name: web, image: "web:1", ports: [{containerPort: 8080}]}
        - {name: proxy, image: "proxy:1"}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {run.googleapis.com/container-dependencies: '{"web": ["proxy"]}'}}
    spec:
      containers:
        - {name: web, image: "web:1", ports: [{containerPort: 8080}]}
        - {name: proxy, image: "proxy:1"}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {run.googleapis.com/container-dependencies: '{"web": ["${PROXY}"]}'}}
    spec: {containers: [{name: "${WEB}", image: "web:1", ports: [{containerPort: 8080}]}, {name: proxy, image: "proxy:1"}]}
```
"""

from graphlib import CycleError, TopologicalSorter

from predeploy import CloudRunService, Findings, pattern, rule

ANNOTATION = "run.googleapis.com/container-dependencies"
# names and lists of names, quoted or not, as JSON and YAML's flow style have them
PAIR = pattern(r"[\"']?([a-z0-9][a-z0-9-]{0,62})[\"']?\s{0,9}:\s{0,9}\[([^\[\]{}]{0,4000})\]")
NAME = pattern(r"[a-z0-9][a-z0-9-]{0,62}")


@rule("high", since="0.1")
def container_dependency_missing(service: CloudRunService) -> Findings:
    said = service.pod_annotation(ANNOTATION)
    text = said.text or ""
    names = [container.node["name"].text for container in service.containers]
    if "$" in text or None in names:
        return
    needs = {match[1]: NAME.findall(match[2]) for match in PAIR.finditer(text[:10_000])}
    unknown = sorted({name for name, others in needs.items() for name in (name, *others)} - set(map(str, names)))
    what = f"Service `{service.name}`"
    if unknown:
        yield said.finding(f"{what} orders container `{unknown[0]}`, which it does not have: Cloud Run refuses it")
        return
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        yield said.finding(f"the containers of {what} wait for each other ({circle}): Cloud Run refuses it")
