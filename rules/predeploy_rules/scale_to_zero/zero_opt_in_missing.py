r"""A function that is to sleep when idle needs the setting that lets it.

OpenFaaS scales to zero only what carries the label `com.openfaas.scale.zero: "true"` (a label, no annotation). Nuclio
wants `minReplicas: 0` and says in `scaleToZero.scaleResources` by which measure a function is idle, unless the settings of the
platform do. Without them the function stays awake, whatever was promised.
https://docs.openfaas.com/openfaas-pro/scale-to-zero/ (as of 2026-05) and
https://docs.nuclio.io/en/latest/reference/function-configuration/function-configuration-reference.html (as of 2025-01)

```yaml bad file=predeploy.yaml
applications: [{match: {name: shop}, intent: {idle: zero}}]
```
```yaml bad file=shop/stack.yaml
provider: {name: openfaas}
functions:
  report:  #~ report
    lang: python3-http
    handler: ./report
    image: registry.example.com/shop/report:1.4
```
```yaml bad file=predeploy.yaml
defaults: {intent: {idle: zero}}
```
```yaml bad file=function.yaml
metadata: {name: report}
spec:
  runtime: python:3.11
  handler: report:handler
  minReplicas: 1  #~ 1
  maxReplicas: 4
```
```yaml good file=predeploy.yaml
defaults: {intent: {idle: zero}}
```
```yaml good file=stack.yaml
provider: {name: openfaas}
functions:
  report: {lang: go, handler: ./r, image: "r:1", labels: {com.openfaas.scale.zero: "true"}}
  export: {lang: go, handler: ./e, image: "e:1", labels: {com.openfaas.scale.zero: "${SLEEPS}"}}
```
```yaml good file=function.yaml
metadata: {name: report}
spec: {runtime: golang, handler: "main:Handler", minReplicas: 0, maxReplicas: 4}
```
```yaml good
provider: {name: openfaas}
functions:
  report: {lang: go, handler: ./r, image: "r:1"}
```
"""

from predeploy import Findings, Function, Intent, Scaling, rule

OPT_IN = "com.openfaas.scale.zero"


@rule("high", since="0.1", platforms=("nuclio", "openfaas"), swallows=("stated-zero-cannot-happen", "floor-above-zero"))
def zero_opt_in_missing(function: Function, intent: Intent, scaling: Scaling) -> Findings:
    if intent.idle.value != "zero" or not intent.idle.stated or not scaling.floor.value >= 1:
        return
    label, wanted = function.body["labels"].key(OPT_IN), f"`{function.name}` is to be at zero when idle"
    if function.platform == "openfaas" and label.absent:
        yield function.finding(
            f'{wanted}, but OpenFaaS stops only what has the label `{OPT_IN}: "true"`; add it',
            fix=label.insert("true", safe=False),
        )
    elif function.platform == "nuclio":
        least = function.body["minReplicas"]
        yield scaling.floor.finding(
            f"{wanted}, but Nuclio keeps {scaling.floor}; set minReplicas to 0 and say in scaleToZero when it is idle",
            fix=least.replace(0, safe=False) if least.present else None,
        )
