r"""A GPU that is kept while nobody asks costs more than everything around it.

A floor of one or more keeps a whole GPU for each replica, day and night: it cannot be shared with others meanwhile. Let the
model sleep (`minReplicas: 0` in Knative mode or with KEDA; a minimum of 0 instances on Cloud Run), or say that it is meant
to be warm (`idle: warm` or a `latency` in predeploy.yaml). https://cloud.google.com/run/docs/configuring/services/gpu,
https://kserve.github.io/website/docs/model-serving/predictive-inference/autoscaling/kpa-autoscaler (as of 2026-11).
Function Compute bills what waits at a low rate, unless it is provisioned with its GPU allocated (`alwaysAllocateGPU`, true
when nothing is said): https://help.aliyun.com/en/functioncompute/fc/configure-launch-snapshot-and-auto-scaling-rules (as of 2026-11).

```yaml bad
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: chat, annotations: {serving.kserve.io/deploymentMode: Knative}}
spec:
  predictor:
    minReplicas: 2  #~ 2
    model:
      modelFormat: {name: huggingface}
      resources: {limits: {nvidia.com/gpu: 1}}
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: chat, labels: {cloud.googleapis.com/location: europe-west4}}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/minScale: "1"}}  #~ "1"
    spec:
      nodeSelector: {run.googleapis.com/accelerator: nvidia-l4}
      containers: [{image: "chat:1", resources: {limits: {cpu: "4", memory: 16Gi, nvidia.com/gpu: "1"}}}]
```
```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  draw:
    component: fc3
    props:
      runtime: custom-container
      customContainerConfig: {image: "registry.cn-hangzhou.aliyuncs.com/shop/draw:1"}
      gpuConfig: {gpuType: fc.gpu.ada.1, gpuMemorySize: 49152}
      provisionConfig: {defaultTarget: 1}  #~ 1 @medium
  paint:
    component: fc3
    props:
      runtime: custom-container
      customContainerConfig: {image: "registry.cn-hangzhou.aliyuncs.com/shop/paint:1"}
      gpuConfig: {gpuType: fc.gpu.ada.1, gpuMemorySize: 49152}
      scalingConfig: {minInstances: 1}  #~ 1 @low
```
It sleeps; it is meant to be warm; nothing there could wake it:
```yaml good file=chat.yaml
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: chat, annotations: {serving.kserve.io/deploymentMode: Knative}}
spec: {predictor: {minReplicas: 0, model: {resources: {limits: {nvidia.com/gpu: 1}}}}}
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: search, annotations: {serving.kserve.io/deploymentMode: Knative}}
spec: {predictor: {minReplicas: 1, model: {resources: {limits: {nvidia.com/gpu: 1}}}}}
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: rank, annotations: {serving.kserve.io/deploymentMode: Standard}}
spec: {predictor: {minReplicas: 1, model: {resources: {limits: {nvidia.com/gpu: 1}}}}}
```
```yaml good file=predeploy.yaml
applications:
  - match: {name: search}
    intent: {idle: warm}
```
```yaml good
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers, annotations: {serving.kserve.io/deploymentMode: Knative}}
spec: {predictor: {minReplicas: 2, model: {resources: {limits: {memory: 2Gi}}}}}
```
"""

from predeploy import Document, Findings, Function, Intent, Scaling, Workload, rule

GPUS = ("nvidia.com/gpu", "amd.com/gpu")


@rule("medium", since="0.1", severities=("low",), swallows=("floor-above-zero", "default-floor-of-one"))
def gpu_held_idle(scaling: Scaling, intent: Intent) -> Findings:
    subject, floor = scaling.subject, scaling.floor
    if not scaling.can_sleep or not floor.value >= 1 or intent.wants_copies or not subject.name:
        return
    count = held(subject) * floor.value
    if count:
        yield floor.finding(
            f"{subject.kind} `{subject.name}` holds {count:g} GPU{'s' * (count > 1)} while nobody asks, with a floor of {floor};"
            " let it sleep, or say that it is to be warm",
            severity="low" if cheap(subject) else "medium",
        )


def held(subject: Document) -> float:
    """GPUs of one copy."""
    if isinstance(subject, Workload):
        asked = [container["resources.limits"].key(key).number for container in subject.containers for key in GPUS]
        return sum(one for one in asked if one > 0)
    return float(isinstance(subject, Function) and subject.measure("gpu").state in ("own", "inherited"))


def cheap(subject: Document) -> bool:
    """Is what waits billed at a low rate?"""
    if not isinstance(subject, Function) or subject.platform != "alibaba-fc":
        return False
    always, provision = subject.setting("provisionConfig.alwaysAllocateGPU"), subject.setting("provisionConfig")
    return not (always.is_true or (always.absent and provision.written))
