r"""A field of the pod that Knative does not take makes it refuse the whole service.

A revision may come and go at any time, so Knative decides about restarts, hosts and the end of a pod itself: the webhook
refuses `restartPolicy`, `terminationGracePeriodSeconds`, `lifecycle`, `hostPort` and their like, a privileged container and
an API token that is switched on. A volume that no container mounts is refused, too. Leave them out; the time to finish is
`timeoutSeconds`. github knative/serving, pkg/apis/serving/fieldmask.go and k8s_validation.go (as of 2026-08).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 60  #~ 60
      volumes: [{name: cache, emptyDir: {}}]  #~ cache
      containers:
        - image: report:1
          ports: [{containerPort: 8080, hostPort: 80}]  #~ 80}
          lifecycle: {preStop: {exec: {command: [sleep, "5"]}}}  #~ lifecycle
```
```yaml fixed
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      volumes: [{name: cache, emptyDir: {}}]
      containers:
        - image: report:1
          ports: [{containerPort: 8080}]
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: pack}
spec:
  template:
    metadata: {name: packer-v2}  #~ packer-v2
    spec: {containers: [{image: "pack:2"}]}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: pack}
spec:
  template:
    metadata: {name: pack-v2}
    spec: {containers: [{image: "pack:2"}]}
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      timeoutSeconds: 60
      automountServiceAccountToken: false
      volumes: [{name: cache, emptyDir: {}}]
      containers: [{image: "report:1", securityContext: {privileged: false}, volumeMounts: [{name: cache, mountPath: /cache}]}]
```
A Deployment of the same fields:
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: report}
spec:
  selector: {matchLabels: {app: report}}
  template:
    metadata: {labels: {app: report}}
    spec: {terminationGracePeriodSeconds: 60, restartPolicy: Always, containers: [{name: report, image: "report:1"}]}
```
"""

from collections.abc import Iterator

from predeploy import Findings, KnativeService, Node, rule

OF_POD = (
    "restartPolicy", "terminationGracePeriodSeconds", "activeDeadlineSeconds", "nodeName", "hostname", "subdomain", "priority",
    "readinessGates", "ephemeralContainers",
)  # fmt: skip
OF_CONTAINER = ("lifecycle", "stdin", "stdinOnce", "tty", "volumeDevices")
OF_PORT = ("hostPort", "hostIP")


@rule("high", since="0.1")
def knative_refuses_field(service: KnativeService) -> Findings:
    for node in refused(service):
        yield node.finding(
            f"{service.kind} `{service.name}` says `{node.name}`, which Knative refuses; leave it out",
            fix=node.remove(safe=False),
        )
    revision = service["spec.template.metadata.name"]
    if revision.text and service.name and not revision.text.startswith(f"{service.name}-"):
        yield revision.finding(
            f"revision `{revision.text}` of {service.kind} `{service.name}` is refused: its name has to begin with `{service.name}-`"
        )
    mounts = [mount["name"] for container in service.containers for mount in container["volumeMounts"]]
    hidden = any(name.text is None for name in mounts) or any(
        container["volumeMounts"].unknown for container in service.containers
    )
    for volume in service.pod["volumes"]:
        name = volume["name"]
        if name.text is not None and not hidden and name.text not in [mount.text for mount in mounts]:
            yield name.finding(
                f"volume `{name.text}` of {service.kind} `{service.name}` is mounted by no container: Knative refuses it"
            )


def refused(service: KnativeService) -> Iterator[Node]:
    places = [service.pod[key] for key in OF_POD]
    for container in service.containers:
        places += [container[key] for key in OF_CONTAINER]
        places += [port[key] for port in container["ports"] for key in OF_PORT]
    yield from (node for node in places if node.present)
    switches = [service.pod["automountServiceAccountToken"]]
    switches += [container["securityContext.privileged"] for container in service.containers]
    yield from (node for node in switches if node.is_true)
