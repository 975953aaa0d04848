r"""A number or boolean in quotes where Kubernetes wants it plain is refused.

`replicas: "3"` is a text, and so is `privileged: "true"`: the API server answers "cannot unmarshal string into Go struct
field … of type int32", and nothing is deployed. It mostly comes from `| quote` in a chart or from an `envsubst`.
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: "3"  #~ "3"
  template:
    spec:
      hostNetwork: "false"  #~ "false"
      terminationGracePeriodSeconds: "30"  #~ "30"
      containers:
        - name: cart
          image: cart:1.4
          ports: [{containerPort: "8080"}]  #~ "8080"
          readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: "5"}  #~ "5"
          securityContext: {runAsNonRoot: 'true'}  #~ 'true'
```
```yaml bad
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{port: "80", targetPort: 8080}]}  #~ "80"
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 3
  template:
    spec:
      hostNetwork: false
      containers:
        - name: cart
          image: cart:1.4
          env: [{name: PORT, value: "8080"}]
          resources: {limits: {cpu: "1"}}
          readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 5}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: "${REPLICAS}"}
```
```yaml good
# a kind with types of its own
apiVersion: apps.example.com/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: "3"}
```
"""

import re
from collections.abc import Collection, Iterator

from predeploy import Document, Findings, Node, Service, Workload, pattern, rule
from predeploy.data.kubernetes_apis import is_native

PLAIN = pattern(r"-?[0-9]+\Z|true\Z|false\Z", re.I)
OF_SPEC = frozenset({
    "replicas", "minReplicas", "maxReplicas", "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds", "backoffLimit",
    "completions", "parallelism", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "suspend", "startingDeadlineSeconds",
    "successfulJobsHistoryLimit", "failedJobsHistoryLimit", "publishNotReadyAddresses",
})  # fmt: skip
OF_POD = frozenset({
    "terminationGracePeriodSeconds", "activeDeadlineSeconds", "hostNetwork", "hostPID", "hostIPC", "hostUsers", "priority",
    "automountServiceAccountToken", "enableServiceLinks", "shareProcessNamespace",
})  # fmt: skip
OF_SECURITY = frozenset({
    "runAsUser", "runAsGroup", "fsGroup", "runAsNonRoot", "privileged", "readOnlyRootFilesystem", "allowPrivilegeEscalation",
})  # fmt: skip
OF_PROBE = frozenset({
    "initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold", "successThreshold", "terminationGracePeriodSeconds",
})  # fmt: skip
HOLDERS = {
    "securityContext": OF_SECURITY,
    "readinessProbe": OF_PROBE,
    "livenessProbe": OF_PROBE,
    "startupProbe": OF_PROBE,
    "ports": ("containerPort", "hostPort"),
    "volumeMounts": ("readOnly",),
}
"""What a container says with numbers and booleans; the last two are lists."""


@rule("high", since="0.1", platforms=("kubernetes",))
def quoted_number(document: Document) -> Findings:
    if document["apiVersion"].unknown or not is_native(document.api):
        return
    for node in texts(document):
        text = node.value
        if PLAIN.match(text):
            kind = "a boolean" if text[-1] in "eE" else "a number"
            yield node.finding(
                f"{node.name} of {document.kind} `{document.name}` is the text `{text}` and not {kind}: the API server refuses it; drop the quotes"
            )


def texts(document: Document) -> Iterator[Node]:
    """What must be a number or boolean, and is a text."""
    for place, keys in places(document):
        if place.is_map:
            for key in [key for key, value in place.value.items() if value.__class__ is str and key in keys]:
                yield place[key]


def places(document: Document) -> Iterator[tuple[Node, Collection[str]]]:
    """What holds numbers and booleans, and their keys."""
    yield document["spec"], OF_SPEC
    yield document["spec.jobTemplate.spec"], OF_SPEC
    if isinstance(document, Service):
        yield from ((port, ("port", "nodePort")) for port in document["spec.ports"])
    if isinstance(document, Workload):
        yield document.pod, OF_POD
        yield document.pod["securityContext"], OF_SECURITY
        for container in document.containers:
            for part in container.node.among(HOLDERS):
                yield part, HOLDERS[part.name]
                yield from ((item, HOLDERS[part.name]) for item in part)
