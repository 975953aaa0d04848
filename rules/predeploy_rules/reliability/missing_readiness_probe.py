r"""Without a readiness probe requests reach a pod before it can answer.

A Service sends requests to every pod that is ready, and a container without a readiness probe counts as ready the moment
its process starts: each rollout and each restart answers some callers with errors, and a rollout to a version that
never answers goes through unhindered. Let the probe ask the port that serves. A startup probe holds requests back
until it succeeded, so it counts. https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
(as of 2026-11). Said only where a Service of the run sends requests to that very container.

```yaml bad file=deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers:
        - name: cart  #~ cart
          image: cart:1.4
          ports: [{name: http, containerPort: 8080}]
          livenessProbe: {httpGet: {path: /live, port: http}}
        - {name: agent, image: "agent:1"}
```
```yaml bad file=service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: http}]}
```
```yaml good file=deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      containers:
        - {name: cart, image: "cart:1.4", readinessProbe: {tcpSocket: {port: 8080}}, ports: [{containerPort: 8080}]}
        - {name: agent, image: "agent:1", ports: [{containerPort: 9090}]}
```
```yaml good file=service.yaml
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: 8080}, {name: agent-metrics, port: 9090}]}
```
```yaml good file=all.yaml
# nobody sends requests here, as far as this run can tell
apiVersion: apps/v1
kind: Deployment
metadata: {name: worker}
spec:
  template:
    metadata: {labels: {app: worker}}
    spec: {containers: [{name: worker, image: "worker:1", ports: [{containerPort: 8080}]}]}
```
```yaml good file=all.yaml
# members must find each other before they are ready
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: "db:1"}]}
```
"""

from predeploy import Container, Findings, Project, Service, rule


@rule(
    "medium",
    since="0.1",
    replaces={
        "kube-linter": "no-readiness-probe",
        "kube-score": "pod-probes",
        "polaris": "readinessProbeMissing",
        "checkov": "CKV_K8S_9",
        "kubescape": "C-0018",
        "popeye": "104",
    },
)
def missing_readiness_probe(container: Container, project: Project) -> Findings:
    workload = container.workload
    services = project.services_of(workload)
    if not services or container.role != "app" or not workload.serves or workload.kind == "DaemonSet":
        return
    probe = container["readinessProbe"]
    if not probe.absent or not container["startupProbe"].absent or container.image.absent:
        return
    if workload.group == "serving.knative.dev":
        return
    for service in services:
        if sends_to(service, container) and service["spec.publishNotReadyAddresses"].absent:
            yield probe.finding(
                f"container `{container.name}` has no readiness probe: Service `{service.name}` sends it requests before it"
                f" can answer, at each rollout and restart; add readinessProbe",
                related=((service["metadata.name"], "sends requests to it"),),
            )
            return


def sends_to(service: Service, container: Container) -> bool:
    """Does one of the Service's ports, those for metrics aside, lead to this container of its pods?"""
    for port in service["spec.ports"]:
        name, target = port["name"], port["targetPort"] if port["targetPort"].written else port["port"]
        if target.text is None or name.unknown or "metrics" in (name.text or "") or "metrics" in target.text:
            continue
        own = [entry[key].text for entry in container["ports"] for key in ("name", "containerPort")]
        if target.text in own or (not container["ports"].unknown and alone(container)):
            return True
    return False


def alone(container: Container) -> bool:
    containers = container.workload.containers
    return not any(one.role == "app" and one.node.path != container.node.path for one in containers)
