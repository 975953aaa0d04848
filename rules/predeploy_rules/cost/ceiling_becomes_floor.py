r"""A ceiling without a floor keeps the most copies running all the time.

Nuclio takes `maxReplicas` for `minReplicas` where that is not said, so that nothing is ever scaled down: ten replicas for the
busiest hour run in the quietest one, too. And `replicas` wins over both.
github nuclio/nuclio, pkg/platform/abstract/platform.go and pkg/platform/kube/apis/nuclio.io/v1beta1/types.go (2025-01)

```yaml bad
metadata: {name: resize}
spec:
  runtime: python:3.11
  handler: resize:handler
  maxReplicas: 10  #~ 10
```
```yaml fixed
metadata: {name: resize}
spec:
  runtime: python:3.11
  handler: resize:handler
  maxReplicas: 10
  minReplicas: 1
```
```yaml bad
apiVersion: nuclio.io/v1beta1
kind: NuclioFunction
metadata: {name: resize}
spec:
  runtime: python:3.11
  handler: resize:handler
  replicas: 3  #~ 3
  minReplicas: 1
  maxReplicas: 10
```
```yaml good
metadata: {name: resize}
spec: {runtime: "python:3.11", handler: "resize:handler", minReplicas: 1, maxReplicas: 10}
```
```yaml good
metadata: {name: resize}
spec: {runtime: "python:3.11", handler: "resize:handler", maxReplicas: 1}
```
```yaml good
metadata: {name: resize}
spec: {runtime: "python:3.11", handler: "resize:handler", minReplicas: "${LEAST}", maxReplicas: 10}
```
"""

from predeploy import Findings, Function, rule


@rule("medium", since="0.1", platforms=("nuclio",))
def ceiling_becomes_floor(function: Function) -> Findings:
    fixed, least, most = (function.body[key] for key in ("replicas", "minReplicas", "maxReplicas"))
    if fixed.absent and least.absent and most.number > 1:
        yield most.finding(
            f"function `{function.name}` says maxReplicas {most.text} alone: Nuclio keeps all {most.text} running; say minReplicas, too",
            fix=least.insert(1, safe=False),
        )
    elif fixed.number >= 1 and least.number < most.number:
        yield fixed.finding(
            f"function `{function.name}` has always {fixed.text} replicas: that wins over its range from {least.text} to {most.text};"
            " leave one of the two out",
            fix=fixed.remove(safe=False),
            related=((most, "is not read"),),
        )
