r"""A floor above its ceiling is refused.

A HorizontalPodAutoscaler, a ScaledObject, a Knative revision, a scaling group or a scalable target whose minimum is higher
than its maximum is rejected as a whole by the API.
https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/,
https://knative.dev/docs/serving/autoscaling/scale-bounds/,
https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html (as of 2026-11).

```yaml bad
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {minReplicas: 10, maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: cart}}  #~ 10
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/min-scale: "3", autoscaling.knative.dev/max-scale: "1"}}  #~ "3"
```
```yaml bad
Resources:
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: "4", MaxSize: "2"}  #~ "4"
```
```yaml bad file=flags.yaml
--runtime: python313
--trigger-http: true
--min-instances: 5  #~ 5
--max-instances: 2
```
```yaml bad
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: flowers}
spec: {predictor: {minReplicas: 4, maxReplicas: 2, model: {modelFormat: {name: sklearn}}}}  #~ 4
```
```yaml bad file=queue.yaml
queue:
  - name: mail
    rate: 5/s
    retry_parameters: {min_backoff_seconds: 60, max_backoff_seconds: 30}  #~ 60
```
```yaml good
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: cart}
spec: {minReplicas: 5, maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: cart}}
```
```yaml good
# zero is no ceiling
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/min-scale: "3", autoscaling.knative.dev/max-scale: "0"}}
```
```yaml good
Parameters: {Most: {Type: Number}}
Resources:
  Workers:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: {MinSize: "4", MaxSize: !Ref Most}
```
```yaml bad
provider: {name: openfaas}
functions:
  resize:
    lang: python3-http
    handler: ./resize
    image: registry.example.com/shop/resize:1.4
    labels:
      com.openfaas.scale.min: "5"  #~ "5"
      com.openfaas.scale.max: "2"
```
```yaml bad
apiVersion: fission.io/v1
kind: Function
metadata: {name: resize}
spec:
  InvokeStrategy: {ExecutionStrategy: {ExecutorType: newdeploy, MinScale: 3, MaxScale: 1}}  #~ 3
```
```yaml good
metadata: {name: resize}
spec: {runtime: golang, handler: "main:Handler", minReplicas: 1, maxReplicas: 1}
```
In Azure a container app says both:
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart",
     "properties": {"template": {"scale": {"minReplicas": 5, "maxReplicas": 3}}}}
  ]
}
#~ 6:59
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"most": {"type": "int"}},
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart",
     "properties": {"template": {"scale": {"minReplicas": 1, "maxReplicas": "[parameters('most')]"}}}}
  ]
}
```
"""

from predeploy import Autoscaler, Document, Findings, Function, Workload, rule

OF_JOB = "properties.configuration.eventTriggerConfig.scale"
# Kind → where its floor and ceiling stand; `Properties` of a CloudFormation resource
BOUNDS = {
    "AWS::AutoScaling::AutoScalingGroup": ("Properties.MinSize", "Properties.MaxSize"),
    "AWS::ApplicationAutoScaling::ScalableTarget": ("Properties.MinCapacity", "Properties.MaxCapacity"),
    "AWS::AppRunner::AutoScalingConfiguration": ("Properties.MinSize", "Properties.MaxSize"),
    "AWS::RDS::DBCluster": tuple(
        f"Properties.ServerlessV2ScalingConfiguration.{end}Capacity" for end in ("Min", "Max")
    ),
    "Microsoft.App/containerApps": ("properties.template.scale.minReplicas", "properties.template.scale.maxReplicas"),
    "Microsoft.App/jobs": (f"{OF_JOB}.minExecutions", f"{OF_JOB}.maxExecutions"),
    "AWS::EKS::Nodegroup": ("Properties.ScalingConfig.MinSize", "Properties.ScalingConfig.MaxSize"),
    **dict.fromkeys(
        ("App Engine job", "App Engine queue"),
        ("retry_parameters.min_backoff_seconds", "retry_parameters.max_backoff_seconds"),
    ),
    "MessageQueueTrigger": ("spec.minReplicaCount", "spec.maxReplicaCount"),
    "RunService": ("spec.template.scaling.minInstanceCount", "spec.template.scaling.maxInstanceCount"),
    **dict.fromkeys(("predictor", "transformer", "explainer"), ("minReplicas", "maxReplicas")),
}
KNATIVE = tuple(
    (f"autoscaling.knative.dev/{low}", f"autoscaling.knative.dev/{high}")
    for low, high in (("min-scale", "max-scale"), ("minScale", "maxScale"))
)


@rule("high", since="0.1")
def bounds_reversed(document: Document) -> Findings:
    bounds = BOUNDS.get(document.kind)
    pairs = [(document[bounds[0]], document[bounds[1]])] if bounds else []
    if isinstance(document, Autoscaler):
        pairs.append((document.floor.node, document.ceiling.node))
    if isinstance(document, Function) and document.measure("floor").unit == document.measure("ceiling").unit != "":
        pairs.append((document.measure("floor").node, document.measure("ceiling").node))
    if isinstance(document, Workload):
        annotations = document.template["metadata.annotations"]
        pairs += [(annotations.key(low), annotations.key(high)) for low, high in KNATIVE if annotations.is_map]
    for low, high in pairs:
        if low.number > high.number and not (isinstance(document, Workload) and high.number == 0):
            yield low.finding(
                f"{document.kind} `{document.name}` wants at least {low.text} and at most {high.text}: the API refuses it",
                related=((high, "the ceiling"),),
            )
