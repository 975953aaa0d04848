r"""A metric that is lost reads as nothing to do, and the workload is scaled to zero.

KEDA's Prometheus trigger takes a query without a result for 0 unless `ignoreNullValues` is "false"
(https://keda.sh/docs/latest/scalers/prometheus/, as of 2026-11). When the exporter is down or the query no longer
matches, everything looks idle. With "false" the scaler reports an error, and the number of pods stays as it is.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - type: prometheus  #~ prometheus
      metadata: {query: sum(parcels_waiting), threshold: "10"}
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers:
    - type: prometheus
      metadata: {query: sum(parcels_waiting), threshold: "10", ignoreNullValues: "false"}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: prometheus, metadata: {query: up, ignoreNullValues: "false"}}]}
```
A floor above zero; another trigger beside it:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, minReplicaCount: 1, triggers: [{type: prometheus, metadata: {query: up}}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: sorter}
spec: {scaleTargetRef: {name: sorter}, triggers: [{type: prometheus, metadata: {query: up}}, {type: rabbitmq}]}
```
"""

from predeploy import Autoscaler, Findings, rule


@rule("low", since="0.1", tier="strict", kinds=("ScaledObject",))
def outage_looks_idle(autoscaler: Autoscaler) -> Findings:
    triggers = list(autoscaler["spec.triggers"])
    if autoscaler.floor.value == 0 and all(trigger["type"].text == "prometheus" for trigger in triggers):
        for trigger in triggers:
            null = trigger["metadata.ignoreNullValues"]
            if null.absent or null.text == "true":
                yield (trigger["type"] if null.absent else null).finding(
                    f"ScaledObject `{autoscaler.name}` takes a query without a result for 0 and scales to zero when its metric is lost;"
                    ' set ignoreNullValues to "false"',
                    fix=null.insert("false", safe=False) if null.absent else null.replace("false", safe=False),
                )
