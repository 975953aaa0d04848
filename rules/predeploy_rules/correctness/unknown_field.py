r"""A misspelt or misplaced field is refused by kubectl and silently dropped by Helm.

`livenessprobe`, `imagePullPolcy` or a `nodeSelector` inside a container mean nothing to Kubernetes. `kubectl apply`
answers with "strict decoding error: unknown field"; Helm, operators and older clients drop the field without a word, and
the setting that somebody relied on does not hold.
https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation (as of 2026-11). Only fields that look
like a known one, or that belong to another level, are reported.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, label: {app: cart}}  #~ label
spec:
  replica: 2  #~ 2
  nodeSelector: {pool: shop}  #~ nodeSelector
  template:
    spec:
      readOnlyRootFilesystem: true  #~ true
      replicas: 2  #~ 2
      containers:
        - name: cart
          image: cart:1.4
          imagepullpolicy: Always  #~ Always
          resouces: {limits: {memory: 1Gi}}  #~ resouces
          volumes: [{name: data, emptyDir: {}}]  #~ volumes
          livenessProbe: {httpGet: {path: /, port: 80}, initialDelay: 5}  #~ 5
          securityContext: {fsGroup: 1000}  #~ 1000
```
```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selectors: {app: cart}, ports: [{port: 80, targetport: 8080}]}  #~ selectors #~ 8080
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, labels: {app: cart}}
spec:
  replicas: 2
  template:
    spec:
      nodeSelector: {pool: shop}
      somethingThatIsNewInKubernetes: true
      containers: [{name: cart, image: "cart:1.4", livenessProbe: {httpGet: {path: /, port: 80}}}]
```
```yaml good
# a kind with fields of its own
apiVersion: apps.kruise.io/v1beta1
kind: StatefulSet
metadata: {name: db}
spec: {replica: 1, template: {spec: {containers: [{name: db, image: "db:1", resouces: {}}]}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Service, Workload, rule, similar
from predeploy.data.kubernetes_apis import is_native
from predeploy.data.kubernetes_fields import FIELDS

# Part of a container → what its fields belong to; of a list those of its items
OF_CONTAINER = {
    "securityContext": "the container's securityContext",
    "resources": "resources",
    "ports": "the container's port",
    "volumeMounts": "the volume mount",
    "env": "the variable",
    **dict.fromkeys(("livenessProbe", "readinessProbe", "startupProbe"), "the probe"),
}
LISTS = ("ports", "volumeMounts", "env")


@rule("high", since="0.1", platforms=("kubernetes",))
def unknown_field(document: Document) -> Findings:
    if document["apiVersion"].unknown or not is_native(document.api):
        return
    places = list(levels(document))
    here = [level for level, _ in places]
    for level, node in places:
        known = FIELDS.get(level, frozenset())
        if not known or not node.is_map or node.value.keys() <= known:
            continue
        for key in [key for key in node.value if key not in known]:
            near = next((field for field in known if field.lower() == key.lower()), similar(key, known, 0.75))
            homes = [other for other in here if key in FIELDS.get(other, ())]
            if near or homes:
                hint = f"did you mean `{near}`?" if near else f"it belongs in {homes[0]}"
                yield node.key(key).finding(
                    f"there is no field `{key}` in {level}: kubectl refuses it, Helm drops it silently; {hint}"
                )


def levels(document: Document) -> Iterator[tuple[str, Node]]:
    """The places whose fields are known, by what they are."""
    yield "metadata", document["metadata"]
    if isinstance(document, Service):
        yield "the spec of a Service", document["spec"]
        yield from (("the Service's port", port) for port in document["spec.ports"])
    if not isinstance(document, Workload):
        return
    if document.kind != "Pod":
        yield f"the spec of a {document.kind}", document["spec"]
    if document.kind == "CronJob":
        yield "the spec of a Job", document["spec.jobTemplate.spec"]
    yield "the pod spec", document.pod
    yield "the pod's securityContext", document.pod["securityContext"]
    for container in document.containers:
        yield "the container", container.node
        for part in container.node.among(OF_CONTAINER):
            yield from ((OF_CONTAINER[part.name], one) for one in (part if part.name in LISTS else (part,)))
