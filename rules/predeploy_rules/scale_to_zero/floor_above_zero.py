r"""A service that could sleep is kept awake by its floor.

Knative and KEDA can do without any pod while nobody calls; a floor of one or more is paid for day and night. It buys the
first caller a quick answer, which is worth it for some: say so (`idle: warm` or a `latency` in predeploy.yaml, or the
annotation `predeploy/idle: warm`) and this is silent. https://knative.dev/docs/serving/autoscaling/scale-bounds/,
https://keda.sh/docs/latest/reference/scaledobject-spec/#minreplicacount (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/min-scale: "2"}}  #~ "2" @info
    spec: {containers: [{image: "report:1"}]}
```
```yaml fixed
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    metadata: {annotations: {autoscaling.knative.dev/min-scale: "0"}}
    spec: {containers: [{image: "report:1"}]}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: packer}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, minReplicaCount: 1, triggers: [{type: rabbitmq}]}  #~ 1
```
It sleeps; it is meant to be warm; a HorizontalPodAutoscaler, and KEDA by CPU alone, cannot do without a pod; what a query
measures may come from the pods:
```yaml good file=services.yaml
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {containers: [{image: "report:1"}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: search}
spec: {template: {metadata: {annotations: {autoscaling.knative.dev/min-scale: "2"}}, spec: {containers: [{image: "search:1"}]}}}
```
```yaml good file=predeploy.yaml
applications:
  - match: {name: search}
    intent: {idle: warm}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {containers: [{name: packer}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, minReplicaCount: 2, idleReplicaCount: 0, triggers: [{type: rabbitmq}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: sorter}
spec: {template: {spec: {containers: [{name: sorter}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: sorter}
spec: {scaleTargetRef: {name: sorter}, minReplicaCount: 1, triggers: [{type: cpu}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {spec: {containers: [{name: web}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: web}
spec: {scaleTargetRef: {name: web}, minReplicaCount: 1, triggers: [{type: prometheus, metadata: {query: requests}}]}
```
On Flex Consumption instances that are always ready, of a container app replicas:
```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "FC1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp,linux", "properties": {
      "serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]",
      "functionAppConfig": {"scaleAndConcurrency": {"alwaysReady": [{"name": "http", "instanceCount": 2}]}}}},
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {
      "configuration": {"ingress": {"targetPort": 80}}, "template": {"scale": {"minReplicas": 1}}}}
  ]
}
#~ 8:103
#~ 10:95
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "cart", "properties": {
      "configuration": {"ingress": {"targetPort": 80}}, "template": {"scale": {"minReplicas": 0}}}},
    {"type": "Microsoft.App/containerApps", "apiVersion": "2024-03-01", "name": "watch", "properties": {"template": {"scale": {"minReplicas": 1}}}}
  ]
}
```
```yaml good
# cost/provisioned-concurrency-always-on speaks of it: what is provisioned cannot be 0
Transform: AWS::Serverless-2016-10-31
Resources:
  Score:
    Type: AWS::Serverless::Function
    Properties: {AutoPublishAlias: live, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 3}}
```
"""

from predeploy import Autoscaler, Findings, Intent, Scaling, rule

# Scalers that read a number from elsewhere, which may well be made by the pods, or by requests that find none.
# https://keda.sh/docs/latest/scalers/ (as of 2026-11)
MEASURING = frozenset(
    {
        *(
            "aws-cloudwatch",
            "azure-app-insights",
            "azure-monitor",
            "datadog",
            "dynatrace",
            "gcp-stackdriver",
            "graphite",
        ),
        *("influxdb", "loki", "metrics-api", "new-relic", "prometheus", "splunk", "splunk-observability", "sumologic"),
    }
)


@rule("info", since="0.1")
def floor_above_zero(scaling: Scaling, intent: Intent) -> Findings:
    subject, floor = scaling.subject, scaling.floor
    if subject.platform == "aws-lambda":  # what it provisions cannot be 0: cost/provisioned-concurrency-always-on
        return
    if floor.state == "own" and floor.value >= 1 and subject.name and _could_sleep(scaling) and not intent.wants_copies:
        yield floor.finding(
            f"{subject.kind} `{subject.name}` keeps {floor} while nobody calls; with a floor of 0 it would sleep",
            fix=floor.replace("0" if floor.node.value.__class__ is str else 0, safe=False),
        )


def _could_sleep(scaling: Scaling) -> bool:
    """A platform that wakes what sleeps, or one ScaledObject that listens to something outside the pods."""
    if not scaling.scalers:
        return scaling.can_sleep and _is_number(scaling)
    scaler = scaling.scalers[0].view
    if scaler is None or scaler.kind not in ("ScaledObject", "ScaledJob") or len(scaling.scalers) > 1:
        return False
    of_pods = scaler.OF_PODS if isinstance(scaler, Autoscaler) else ()
    return any(trigger["type"].text not in (*of_pods, *MEASURING, None) for trigger in scaler["spec.triggers"])


def _is_number(scaling: Scaling) -> bool:
    """Not the one pod that the HPA class of Knative implies: there the class decides."""
    return scaling.floor.node.number >= 1
