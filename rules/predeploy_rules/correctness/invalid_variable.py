r"""A variable with two values, or from a field that pods do not have, is refused.

`value` and `valueFrom` exclude each other, and `fieldRef` knows a handful of fields, upper and lower case included: the
API server refuses the pod, or, for a Deployment, each pod that it tries to make.
https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: shop
      image: shop:1.4
      env:
        - {name: NODE, value: a, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}  #~ valueFrom
        - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podip}}}  #~ status.podip
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers:
    - name: shop
      image: shop:1.4
      env:
        - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
        - {name: APP, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}
        - {name: EMPTY, value: "", valueFrom: {fieldRef: {fieldPath: status.podIP}}}
        - {name: LATER, valueFrom: {fieldRef: {fieldPath: "${FIELD}"}}}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec: {containers: [{name: shop, image: "shop:1.4", env: [{name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}]}]}
```
"""

from predeploy import Container, Findings, rule, similar

FIELDS = (
    "metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels", "metadata.annotations", "spec.nodeName",
    "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
)  # fmt: skip


@rule("high", since="0.1", platforms=("kubernetes",), keys=("valueFrom",))
def invalid_variable(container: Container) -> Findings:
    for entry in container["env"]:
        value, source = entry["value"], entry["valueFrom"]
        field = source["fieldRef.fieldPath"]
        if value.text and source.is_map:
            yield source.finding(
                f"variable `{entry['name'].text}` of container `{container.name}` has both value and valueFrom: it is refused; leave one out"
            )
        elif field.text and field.text.partition("[")[0] not in FIELDS:
            near = similar(field.text, FIELDS)
            yield field.finding(
                f"variable `{entry['name'].text}` of container `{container.name}` asks for the field `{field.text}`, which pods do not"
                " offer: it is refused" + (f"; did you mean `{near}`?" if near else ""),
                fix=field.replace(near, safe=False) if near else None,
            )
