r"""A toleration that contradicts itself is refused.

With the operator Exists there is no value to compare; without a key only Exists makes sense; and only the effect
NoExecute can end after a time.
https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers: [{name: shop, image: "shop:1.4"}]
  tolerations:
    - {key: dedicated, operator: Exists, value: gpu, effect: NoSchedule}  #~ gpu
    - {key: dedicated, value: gpu, effect: NoScheduled}  #~ NoScheduled
    - {value: gpu}  #~ value
    - {key: dedicated, operator: Exists, effect: NoSchedule, tolerationSeconds: 60}  #~ 60
    - {key: dedicated, operator: In, value: gpu}  #~ In
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers: [{name: shop, image: "shop:1.4"}]
  tolerations:
    - {key: dedicated, operator: Exists, effect: NoSchedule}
    - {key: dedicated, value: gpu}
    - {operator: Exists}
    - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 60}
    - {key: dedicated, operator: Exists, value: ""}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: shop}
spec:
  containers: [{name: shop, image: "shop:1.4"}]
  tolerations: [{key: "${KEY}", operator: "${OPERATOR}", effect: "${EFFECT}"}, {key: size, operator: Gt, value: "8", effect: NoSchedule}]
```
"""

from predeploy import Findings, Node, Workload, rule

OPERATORS = ("Equal", "Exists", "Lt", "Gt")  # the last two since 1.35, behind a gate
EFFECTS = ("NoSchedule", "PreferNoSchedule", "NoExecute")


@rule("high", since="0.1", platforms=("kubernetes",), keys=("tolerations",))
def invalid_toleration(workload: Workload) -> Findings:
    for toleration in workload.pod["tolerations"]:
        place, why = fault(toleration)
        if place is not None:
            yield place.finding(f"a toleration of {workload.kind} `{workload.name}` {why}: the pods are refused")


def fault(toleration: Node) -> tuple[Node | None, str]:
    key, operator, value, effect, seconds = (
        toleration[name] for name in ("key", "operator", "value", "effect", "tolerationSeconds")
    )
    if operator.text and operator.text not in OPERATORS:
        return operator, f"has the operator `{operator.text}`; there are {', '.join(OPERATORS[:2])}"
    if effect.text and effect.text not in EFFECTS:
        return effect, f"has the effect `{effect.text}`; there are {', '.join(EFFECTS)}"
    if operator.text == "Exists" and value.text:
        return value, f"says Exists, and a value, `{value.text}`, too; leave one out"
    if key.absent and (operator.absent or operator.text == "Equal") and toleration.is_map:
        return toleration, "has no key; name one, or say operator: Exists"
    if seconds.present and (effect.absent or effect.text in EFFECTS[:2]):
        return seconds, "has tolerationSeconds, which only NoExecute takes"
    return None, ""
