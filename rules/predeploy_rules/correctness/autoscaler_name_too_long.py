r"""A ScaledObject whose autoscaler gets too long a name is refused.

KEDA calls the HorizontalPodAutoscaler that it makes `keda-hpa-` and the name of the ScaledObject, and a name has at most 63
characters: https://keda.sh/docs/latest/reference/scaledobject-spec/ (as of 2026-11; verifyName in its webhook). Older
versions cut the name off, so that two long ones may meet. Shorten it to 54, or name the autoscaler in
`advanced.horizontalPodAutoscalerConfig.name`.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: order-confirmation-letters-and-labels-of-the-warehouse-in-the-north  #~ order
spec: {scaleTargetRef: {name: packer}, triggers: [{type: rabbitmq}]}
```
```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: order-confirmation-letters-and-labels-of-the-warehouses  #~ order
spec: {scaleTargetRef: {name: packer}, triggers: [{type: rabbitmq}]}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: order-confirmation-letters-and-labels-of-the-warehouses}
spec:
  scaleTargetRef: {name: packer}
  advanced: {horizontalPodAutoscalerConfig: {name: letters}}
  triggers: [{type: rabbitmq}]
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: order-confirmation-letters-and-labels-of-a-warehouse}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: rabbitmq}]}
```
"""

from predeploy import Autoscaler, Findings, rule

LONGEST, PREFIX = 63, "keda-hpa-"  # source above


@rule("high", since="0.1", kinds=("ScaledObject",))
def autoscaler_name_too_long(autoscaler: Autoscaler) -> Findings:
    name = autoscaler["metadata.name"]
    own = autoscaler["spec.advanced.horizontalPodAutoscalerConfig.name"]
    length = len(autoscaler.name)
    if length > LONGEST or (own.absent and length + len(PREFIX) > LONGEST):
        most = LONGEST - len(PREFIX) if own.absent else LONGEST
        yield name.finding(
            f"the name of ScaledObject `{autoscaler.name}` has {length} characters: KEDA refuses it; at most {most} will do"
        )
