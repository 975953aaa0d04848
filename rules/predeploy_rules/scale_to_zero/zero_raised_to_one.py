r"""A model that is to sleep is kept awake by the autoscaler that it has.

In Standard mode (once RawDeployment) KServe makes a HorizontalPodAutoscaler unless another class is named, and raises a
`minReplicas` of 0 to 1 without a word. Only Knative mode and the class `keda`, with a measure that needs no pod, go to zero.
https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/hpa-autoscaler, github kserve/kserve
@aaac4e294, pkg/controller/v1beta1/inferenceservice/reconcilers/hpa/hpa_reconciler.go (2026-08).

```yaml bad
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers, annotations: {serving.kserve.io/deploymentMode: RawDeployment}}
spec:
  predictor:
    minReplicas: 0  #~ 0
    model: {modelFormat: {name: sklearn}, storageUri: "gs://models/flowers"}
```
```yaml good
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers, annotations: {serving.kserve.io/deploymentMode: Knative}}
spec: {predictor: {minReplicas: 0, model: {modelFormat: {name: sklearn}, storageUri: "gs://models/flowers"}}}
```
KEDA; an autoscaler of one's own; a mode that the cluster decides:
```yaml good
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: flowers
  annotations: {serving.kserve.io/deploymentMode: Standard, serving.kserve.io/autoscalerClass: keda}
spec: {predictor: {minReplicas: 0, model: {modelFormat: {name: sklearn}, storageUri: "gs://models/flowers"}}}
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: birds
  annotations: {serving.kserve.io/deploymentMode: Standard, serving.kserve.io/autoscalerClass: external}
spec: {predictor: {minReplicas: 0, model: {modelFormat: {name: sklearn}, storageUri: "gs://models/birds"}}}
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: fish}
spec: {predictor: {minReplicas: 0, model: {modelFormat: {name: sklearn}, storageUri: "gs://models/fish"}}}
```
"""

from predeploy import Findings, ModelComponent, rule


@rule("medium", since="0.1")
def zero_raised_to_one(component: ModelComponent) -> Findings:
    said = component["minReplicas"]
    if component.mode == "Standard" and component.scaler == "hpa" and said.number == 0 and component.floor.value == 1:
        yield said.finding(
            f"the {component.kind} of `{component.name}` is to sleep, but in Standard mode its HorizontalPodAutoscaler keeps"
            " one replica: KServe raises 0 to 1; use Knative mode, or the autoscaler class keda"
        )
