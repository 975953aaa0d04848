r"""`${REPLICAS}` in an OpenShift template is a text: where a number is wanted the object is refused.

`${NAME}` always makes a text, also of `3`; `${{NAME}}`, alone in the value, makes what the value looks like: a number,
`true`, a list.
https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/images/using-templates (as of 2026-11).

```yaml bad
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: shop}
parameters: [{name: REPLICAS, value: "3"}, {name: PORT, value: "8080"}]
objects:
  - apiVersion: apps/v1
    kind: Deployment
    metadata: {name: shop}
    spec:
      replicas: ${REPLICAS}  #~ ${REPLICAS}
      template: {spec: {containers: [{name: web, image: "web:1", ports: [{containerPort: "${PORT}"}]}]}}  #~ "${PORT}"
```
```yaml fixed
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: shop}
parameters: [{name: REPLICAS, value: "3"}, {name: PORT, value: "8080"}]
objects:
  - apiVersion: apps/v1
    kind: Deployment
    metadata: {name: shop}
    spec:
      replicas: "${{REPLICAS}}"
      template: {spec: {containers: [{name: web, image: "web:1", ports: [{containerPort: "${{PORT}}"}]}]}}
```
```yaml good
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: shop}
parameters: [{name: REPLICAS, value: "3"}]
objects: [{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop}, spec: {replicas: "${{REPLICAS}}"}}]
```
```yaml good
# a port may be a name, and an environment variable is a text
apiVersion: template.openshift.io/v1
kind: Template
metadata: {name: shop}
parameters: [{name: PORT, value: "8080"}]
objects:
  - apiVersion: v1
    kind: Service
    metadata: {name: shop}
    spec: {ports: [{port: 80, targetPort: "${PORT}"}]}
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: shop}
    data: {replicas: "${PORT}"}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, pattern, rule

# https://kubernetes.io/docs/reference/kubernetes-api/ (as of 2026-11): whole numbers wherever they stand below a spec
NUMBERS = (
    *("replicas", "minReplicas", "maxReplicas", "containerPort", "hostPort", "nodePort", "backoffLimit"),
    *(
        "initialDelaySeconds",
        "periodSeconds",
        "timeoutSeconds",
        "failureThreshold",
        "successThreshold",
        "minReadySeconds",
    ),
    *("terminationGracePeriodSeconds", "activeDeadlineSeconds", "revisionHistoryLimit"),
)
ALONE = pattern(r"\$\{([A-Za-z0-9_]{1,200})\}")


@rule("high", since="0.1", kinds=("Template",))
def template_number_as_text(template: Document) -> Findings:
    listed = {parameter["name"].text for parameter in template["parameters"]}
    for one in template["objects"]:
        for node in numbers(one["spec"]):
            found = ALONE.fullmatch(node.value) if node.value.__class__ is str else None
            if found and found[1] in listed:
                yield node.finding(
                    f"{node.name} wants a number and `{node.value}` makes a text: the object is refused; write `${{{node.value[1:]}}}`",
                    fix=node.replace(f"${{{node.value[1:]}}}", safe=True),
                )


def numbers(node: Node) -> Iterator[Node]:
    for key, below in node.items():
        if key in NUMBERS:
            yield below
        yield from numbers(below)
    for below in node:
        yield from numbers(below)
