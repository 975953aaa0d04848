r"""Sablier and an autoscaler both decide whether there are pods.

Sablier sets the replicas of what is labelled `sablier.enable` to none when a session ends, and back when somebody calls; an
autoscaler raises them again, or never lets them reach zero. Each needs to be the only one:
https://sablierapp.dev/#/how-sablier-works (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: wiki, labels: {sablier.enable: "true"}}
spec: {template: {spec: {containers: [{name: wiki}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: wiki}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: wiki}, maxReplicas: 3}  #~ scaleTargetRef
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: wiki, labels: {sablier.enable: "true"}}
spec: {template: {spec: {containers: [{name: wiki}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: wiki, labels: {sablier.enable: "false"}}
spec: {template: {spec: {containers: [{name: wiki}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: wiki}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: wiki}, maxReplicas: 3}
```
"""

from predeploy import Autoscaler, Findings, Scaling, rule

LABEL = "sablier.enable"


@rule("low", since="0.1")
def sablier_beside_scaler(scaling: Scaling) -> Findings:
    label = scaling.subject["metadata.labels"].key(LABEL)
    for scaler in scaling.scalers if label.text == "true" and len(scaling.scalers) == 1 else ():
        if isinstance(scaler.view, Autoscaler):
            yield scaler.view.target.finding(
                f"{scaler.name} and Sablier both set the pods of {scaling.subject.kind} `{scaling.subject.name}`: they undo each other's work;"
                " keep one",
                related=((label, "Sablier starts and stops it"),),
            )
