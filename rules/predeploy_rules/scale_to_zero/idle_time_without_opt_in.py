r"""How long a function may idle means nothing while nobody lets it sleep.

OpenFaaS scales a function to zero only with the label `com.openfaas.scale.zero: "true"`; `com.openfaas.scale.zero-duration`
alone says after how long, and is not read. Say both, or neither.
https://docs.openfaas.com/openfaas-pro/scale-to-zero/ (as of 2026-05)

```yaml bad
provider: {name: openfaas}
functions:
  report:
    lang: python3-http
    handler: ./report
    image: registry.example.com/shop/report:1.4
    labels:
      com.openfaas.scale.zero-duration: 10m  #~ 10m
```
```yaml bad
apiVersion: openfaas.com/v1
kind: Function
metadata: {name: report}
spec:
  name: report
  image: registry.example.com/shop/report:1.4
  labels: {com.openfaas.scale.zero: "false", com.openfaas.scale.zero-duration: 10m}  #~ 10m
```
```yaml good
provider: {name: openfaas}
functions:
  report:
    lang: python3-http
    handler: ./report
    image: registry.example.com/shop/report:1.4
    labels: {com.openfaas.scale.zero: "true", com.openfaas.scale.zero-duration: 10m}
  export:
    lang: python3-http
    handler: ./export
    image: registry.example.com/shop/export:1.4
    labels: {com.openfaas.scale.zero: "${SLEEPS}", com.openfaas.scale.zero-duration: 10m}
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: report, labels: {com.openfaas.scale.zero-duration: 10m}}
```
"""

from predeploy import Findings, Function, rule

OPT_IN, IDLE = "com.openfaas.scale.zero", "com.openfaas.scale.zero-duration"


@rule("medium", since="0.1", platforms=("openfaas",))
def idle_time_without_opt_in(function: Function) -> Findings:
    labels = function.body["labels"]
    opt_in, idle = labels.key(OPT_IN), labels.key(IDLE)
    if idle.present and (opt_in.absent or opt_in.text == "false"):
        fix = opt_in.insert("true", safe=False) if opt_in.absent else opt_in.replace("true", safe=False)
        yield idle.finding(
            f"function `{function.name}` may idle for {idle.text}, but nothing lets it scale to zero: add"
            f' `{OPT_IN}: "true"`, or leave this out',
            fix=fix,
        )
