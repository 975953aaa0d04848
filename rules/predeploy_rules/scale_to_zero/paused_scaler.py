r"""A pause that was committed keeps an autoscaler switched off.

KEDA's annotations for a pause are meant for an hour of maintenance: while `paused` or `paused-replicas` stand on a
ScaledObject nothing is scaled, with `paused-scale-in` or `force-activation` it never sleeps:
https://keda.sh/docs/latest/concepts/scaling-deployments/#pausing-autoscaling (as of 2026-11). In a repository they outlive
their reason. Set them in the cluster, not in the manifest.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: packer
  annotations:
    team: parcels
    autoscaling.keda.sh/paused-replicas: "2"  #~ "2"
spec: {scaleTargetRef: {name: packer}}
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: packer
  annotations:
    team: parcels
spec: {scaleTargetRef: {name: packer}}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer, annotations: {autoscaling.keda.sh/paused: "false"}}
spec: {scaleTargetRef: {name: packer}}
```
```yaml good target={environment: dev}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer, annotations: {autoscaling.keda.sh/paused: "true"}}
spec: {scaleTargetRef: {name: packer}}
```
"""

from predeploy import Document, Findings, Target, rule

PAUSES = tuple(
    f"autoscaling.keda.sh/{name}" for name in ("paused", "paused-scale-in", "paused-scale-out", "force-activation")
)
HELD = "autoscaling.keda.sh/paused-replicas"


@rule("medium", since="0.1", kinds=("ScaledObject", "ScaledJob"))
def paused_scaler(document: Document, target: Target) -> Findings:
    if target.environment in ("dev", "test"):
        return
    for name in (*PAUSES, HELD):
        node = document.annotation(name)
        if node.number >= 0 if name == HELD else node.text == "true":
            yield node.finding(
                f"{document.kind} `{document.name}` is committed with `{name}: {node.text}`: it does not scale as it says; remove it",
                fix=node.remove(safe=False),
            )
