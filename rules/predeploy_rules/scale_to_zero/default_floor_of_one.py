r"""A model that nobody asks keeps its pod, because nothing says that it may go.

KServe keeps one replica of each component unless `minReplicas: 0` is said, also where Knative could stop the last one and
start it again with the next request. For a small model that is rarely asked, and for everything outside production, that
pod is most of the bill; loading a large model takes long, so for others it is right: then say `minReplicas: 1`.
https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/kpa-autoscaler (as of 2026-11).

```yaml bad
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: flowers
  annotations: {serving.kserve.io/deploymentMode: Knative}
spec:
  predictor:  #~ predictor
    model: {modelFormat: {name: sklearn}, storageUri: "gs://models/flowers"}
```
```yaml fixed
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: flowers
  annotations: {serving.kserve.io/deploymentMode: Knative}
spec:
  predictor:
    model: {modelFormat: {name: sklearn}, storageUri: "gs://models/flowers"}
    minReplicas: 0
```
It says what it wants; a cluster's HorizontalPodAutoscaler cannot do without a pod, and which mode is meant is not said:
```yaml good
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers, annotations: {serving.kserve.io/deploymentMode: Serverless}}
spec: {predictor: {minReplicas: 1, model: {modelFormat: {name: sklearn}, storageUri: "gs://models/flowers"}}}
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: birds, annotations: {serving.kserve.io/deploymentMode: Standard}}
spec: {predictor: {model: {modelFormat: {name: sklearn}, storageUri: "gs://models/birds"}}}
```
```yaml good
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers}
spec: {predictor: {model: {modelFormat: {name: sklearn}, storageUri: "gs://models/flowers"}}}
```
"""

from predeploy import Findings, Intent, ModelComponent, rule


@rule("info", since="0.1")
def default_floor_of_one(component: ModelComponent, intent: Intent) -> Findings:
    floor = component.floor
    if component.can_sleep and floor.state == "default" and not intent.wants_copies:
        yield floor.finding(
            f"the {component.kind} of `{component.name}` keeps {floor}, though it could sleep when nobody asks; say"
            " minReplicas: 0, or 1 if that is meant",
            fix=floor.node.insert(0, safe=False),
        )
