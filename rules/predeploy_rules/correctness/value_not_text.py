r"""A number or boolean where Kubernetes wants text is refused.

Environment variables, arguments, labels, annotations, selectors and the data of a ConfigMap are texts. Unquoted, `true`, `on`,
`8080` or `1.10` are a boolean or a number in YAML, and the API server answers "cannot unmarshal number into Go struct
field": nothing is deployed. Put the value in quotes.
https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#EnvVar (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  labels: {version: 1.10}  #~ 1.10
  annotations: {prometheus.io/scrape: true}  #~ true
spec:
  selector: {matchLabels: {app: cart, canary: no}}  #~ no
  template:
    metadata: {annotations: {prometheus.io/port: 9090}}  #~ 9090
    spec:
      nodeSelector: {spot: yes}  #~ yes
      containers:
        - name: cart
          image: cart:1.4
          args: [--port, 8080]  #~ 8080
          env:
            - {name: PORT, value: 8080}  #~ 8080
            - {name: MODE, value: 0644}  #~ 0644
            - {name: HOST, value: cart}
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  labels: {version: "1.10"}
  annotations: {prometheus.io/scrape: "true"}
spec:
  selector: {matchLabels: {app: cart, canary: "no"}}
  template:
    metadata: {annotations: {prometheus.io/port: "9090"}}
    spec:
      nodeSelector: {spot: "yes"}
      containers:
        - name: cart
          image: cart:1.4
          args: [--port, "8080"]
          env:
            - {name: PORT, value: "8080"}
            - {name: MODE, value: "0644"}
            - {name: HOST, value: cart}
```
```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data:
  retries: 3  #~ 3
  settings: {debug: true}  #~ settings
```
```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: shop}
spec:
  scaleTargetRef: {name: shop}
  triggers: [{type: rabbitmq, metadata: {queueName: jobs, value: 20}}]  #~ 20
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart, labels: {app: cart, empty: null}}
data: {retries: "3", when: 2024-01-01, window: 22:22, "1": one}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      containers: [{name: cart, image: "cart:1.4", env: [{name: PORT, value: "8080"}, {name: HOST, value: "${HOST}"}]}]
```
```yaml good
# a template that is filled in later
apiVersion: v1
kind: ConfigMap
metadata: {name: cart, labels: {cell: {{cell}}}}
data: {settings: {{settings}}}
```
```yaml good
# read by a program of its own, which takes numbers for texts
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, annotations: {revision: 3}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Workload, rule
from predeploy.data.kubernetes_apis import is_native

HOLDERS = ("ConfigMap", "Secret")


@rule("high", since="0.1", platforms=("kubernetes",))
def value_not_text(document: Document) -> Findings:
    known = isinstance(document, Workload) or is_native(document.api) or document.group == "keda.sh"
    if not known or document["apiVersion"].unknown:
        return
    for what, node in texts(document):
        kind = node.value.__class__
        if kind in (bool, int, float):
            yield node.finding(
                f"{what} is {'a boolean' if kind is bool else 'a number'} ({node.text}), not text: the API server refuses it; put it in quotes",
                fix=node.replace(node.text, safe=True),
            )
        elif (
            document.kind in HOLDERS
            and kind in (dict, list)
            and not any(str(key).startswith("?") for key in node.value)
        ):
            yield node.finding(
                f"{what} is a {'map' if kind is dict else 'list'}, not text: the API server refuses it; write it as a block text (|)"
            )


def texts(document: Document) -> Iterator[tuple[str, Node]]:
    """What must be text and is not, or not surely, with what to call it."""
    maps = [("label", document["metadata.labels"]), ("annotation", document.annotations)]
    if isinstance(document, Workload):
        maps += [("label", document.template["metadata.labels"]), ("label", document["spec.selector.matchLabels"])]
        maps.append(("annotation", document.template["metadata.annotations"]))
        maps.append(("node selector", document.pod["nodeSelector"]))
        for container in document.containers:
            for node in (*container["command"], *container["args"]):
                if node.value.__class__ is not str:  # few are: do not name the others
                    yield f"an argument of container `{container.name}`", node
            for entry in container["env"]:
                if (node := entry["value"]).value.__class__ is not str:
                    name = entry["name"].text
                    yield f"{f'variable `{name}`' if name else 'a variable'} of container `{container.name}`", node
    if document.kind in HOLDERS:
        maps += [("key", document["data"]), ("key", document["stringData"])]
    if document.group == "keda.sh":
        maps += [("trigger metadata", trigger["metadata"]) for trigger in document["spec.triggers"]]
    if document.kind == "Service" and not document.group:
        maps.append(("selector", document["spec.selector"]))
    odd: dict[object, tuple[str, Node]] = {}  # each once: a Pod is its own template
    for what, one in maps:
        for key, value in one.value.items() if one.is_map else ():
            if value.__class__ is not str and value is not None:  # few are: do not make nodes of the others
                node = one.key(key)
                odd[node.path] = f"{what} `{key}`", node
    yield from odd.values()
