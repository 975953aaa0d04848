r"""A map or text where Kubernetes wants a list is refused.

`command: sleep 10` is a text and `env: {PORT: "80"}` a map: the API server answers "cannot unmarshal … into Go struct
field Container.env of type []v1.EnvVar". Each entry is an item of its own, begun with a dash.
https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: cart}
spec:
  containers:
    - name: cart
      image: cart:1.4
      command: /bin/cart --port 80  #~ /bin/cart
      env: {PORT: "80"}  #~ env
      ports: {containerPort: 80}  #~ ports
  volumes: {name: tmp, emptyDir: {}}  #~ volumes
```
```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: {port: 80}}  #~ ports
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: cart}
spec:
  containers:
    - name: cart
      image: cart:1.4
      command: [/bin/cart, --port, "80"]
      env: [{name: PORT, value: "80"}]
      args: null
```
```yaml good
# to be filled in
apiVersion: v1
kind: Pod
metadata: {name: cart}
spec: {containers: [{name: cart, image: "cart:1.4", env: "${ENV}", ports: {{ports}}}]}
```
```yaml good
apiVersion: apps.example.com/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {spec: {containers: [{name: cart, image: "cart:1.4", env: {PORT: "80"}}]}}}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Service, Workload, rule
from predeploy.data.kubernetes_apis import is_native

OF_POD = (
    "containers",
    "initContainers",
    "volumes",
    "tolerations",
    "imagePullSecrets",
    "hostAliases",
    "topologySpreadConstraints",
)
OF_CONTAINER = ("command", "args", "env", "envFrom", "ports", "volumeMounts", "volumeDevices")

REVISIONS = ("serving.knative.dev", "run.googleapis.com", "serving.kserve.io")


@rule("high", since="0.1")
def not_a_list(subject: Workload | Service) -> Findings:
    ours = (subject.platform == "kubernetes" and is_native(subject.api)) or subject.group in REVISIONS
    if not ours or subject["apiVersion"].unknown:
        return
    for node in (node for place, keys in places(subject) for node in place.among(keys)):
        # a key that begins with `?` is a `{{placeholder}}`, which YAML takes for a map
        known = (
            node.present
            and not node.is_list
            and not (node.is_map and any(str(key).startswith("?") for key in node.value))
        )
        if known and not (node.text or "").startswith(("<", "$", "{")):
            kind = "a map" if node.is_map else "no list"
            yield node.finding(
                f"{node.name} of {subject.kind} `{subject.name}` is {kind}, and {subject.authority} takes only a list there; begin each entry with `- `"
            )


def places(subject: Workload | Service) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """What holds lists, and their keys."""
    if isinstance(subject, Service):
        yield subject["spec"], ("ports",)
        return
    yield subject.pod, OF_POD
    for container in subject.containers:
        yield container.node, OF_CONTAINER
        yield container["securityContext.capabilities"], ("add", "drop")
