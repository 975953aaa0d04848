r"""A function that may have no copies at all is refused.

Fission wants a MaxScale of 1 or more where it makes a Deployment for the function (newdeploy, container); poolmgr does not
read it (github fission/fission, pkg/apis/core/v1/validation.go, 2026-08). Nuclio wants maxReplicas of 1 or more, and wants it
said where minReplicas is 0 (github nuclio/nuclio, pkg/platform/abstract/platform.go, 2025-01).

```yaml bad
apiVersion: fission.io/v1
kind: Function
metadata: {name: pack}
spec:
  InvokeStrategy:
    ExecutionStrategy: {ExecutorType: newdeploy, MinScale: 0, MaxScale: 0}  #~ 0}
```
```yaml bad
apiVersion: nuclio.io/v1beta1
kind: NuclioFunction
metadata: {name: pack}
spec:
  runtime: golang
  handler: main:Handler
  minReplicas: 0  #~ 0
```
```yaml bad
metadata: {name: pack}
spec:
  runtime: golang
  handler: main:Handler
  maxReplicas: 0  #~ 0
```
```yaml good
apiVersion: fission.io/v1
kind: Function
metadata: {name: pack}
spec:
  InvokeStrategy: {ExecutionStrategy: {ExecutorType: poolmgr, MinScale: 0, MaxScale: 0}}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: send}
spec:
  InvokeStrategy: {ExecutionStrategy: {ExecutorType: newdeploy, MinScale: 0, MaxScale: 4}}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: later}
spec:
  InvokeStrategy: {ExecutionStrategy: {ExecutorType: newdeploy, MinScale: 0, MaxScale: "${MOST}"}}
```
```yaml good
metadata: {name: pack}
spec: {runtime: golang, handler: "main:Handler", minReplicas: 0, maxReplicas: 4}
```
```yaml good
metadata: {name: pack}
spec: {runtime: golang, handler: "main:Handler", minReplicas: 2}
```
"""

from predeploy import Findings, Function, rule

STRATEGY = "InvokeStrategy.ExecutionStrategy"


@rule("high", since="0.1", platforms=("fission", "nuclio"))
def ceiling_below_one(function: Function) -> Findings:
    what = f"function `{function.name}`"
    if function.platform == "fission":
        strategy = function.body[STRATEGY]
        most = strategy["MaxScale"]
        if strategy["ExecutorType"].text in ("newdeploy", "container") and most.number < 1:
            yield most.finding(f"{what} may have {most.text} pods: Fission refuses it; set MaxScale to 1 or more")
    elif function.platform == "nuclio":
        least, most = function.body["minReplicas"], function.body["maxReplicas"]
        if most.number == 0:
            yield most.finding(f"{what} may have no replicas: Nuclio refuses it; set maxReplicas to 1 or more")
        elif least.number == 0 and most.absent:
            yield least.finding(
                f"{what} may scale to zero and says no maxReplicas: Nuclio refuses it; say how many there may be",
                fix=most.insert(1, safe=False),
            )
