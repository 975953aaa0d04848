r"""One switch keeps every Knative service of the cluster awake.

With `enable-scale-to-zero: "false"` in config-autoscaler no service of the cluster sleeps, whatever its own annotations
say, and `min-scale` there is everybody's floor:
https://knative.dev/docs/serving/autoscaling/scale-to-zero/ (as of 2026-11). Set a floor where it is wanted, service by
service.

```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: config-autoscaler, namespace: knative-serving}
data:
  enable-scale-to-zero: "false"  #~ "false"
  min-scale: "1"  #~ "1"
```
```yaml fixed
apiVersion: v1
kind: ConfigMap
metadata: {name: config-autoscaler, namespace: knative-serving}
data:
  enable-scale-to-zero: "true"
  min-scale: "0"
```
```yaml bad
apiVersion: operator.knative.dev/v1beta1
kind: KnativeServing
metadata: {name: knative-serving}
spec: {config: {autoscaler: {enable-scale-to-zero: "false"}}}  #~ "false"
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: config-autoscaler, namespace: knative-serving}
data:
  enable-scale-to-zero: "true"
  min-scale: "0"
  _example: |
    enable-scale-to-zero: "false"
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {enable-scale-to-zero: "false"}
```
```yaml good
# somebody else's kind of that name
apiVersion: example.org/v1
kind: ConfigMap
metadata: {name: config-autoscaler}
data: {enable-scale-to-zero: "false"}
```
"""

from predeploy import Document, Findings, effective, rule
from predeploy.data.kubernetes_apis import is_native


@rule("medium", since="0.1", kinds=("ConfigMap", "KnativeServing"))
def zero_switched_off_cluster_wide(document: Document) -> Findings:
    settings = document["data"] if document.kind == "ConfigMap" else document["spec.config.autoscaler"]
    if document.kind == "ConfigMap" and not (document.name == "config-autoscaler" and is_native(document.api)):
        return
    switch, floor = settings["enable-scale-to-zero"], settings["min-scale"]
    if switch.text == "false":
        yield switch.finding(
            "no Knative service of this cluster ever reaches zero; leave enable-scale-to-zero on",
            fix=switch.replace("true", safe=False),
        )
    if floor.number >= 1:
        yield floor.finding(
            f"every Knative service of this cluster keeps {effective(floor, unit='replicas')} while nobody calls; set a floor where it is wanted",
            fix=floor.replace("0", safe=False),
        )
