r"""A probe that may take longer than its period is asked less often than it says.

The kubelet does not begin a probe while the last one runs, so with `timeoutSeconds` above `periodSeconds` a hanging
container is noticed after `failureThreshold` times the timeout, not the period:
https://kubernetes.io/docs/concepts/workloads/pods/probes/ (as of 2026-11; the period is 10 s unless said otherwise).
Shorten the timeout, or say the longer period.

```yaml bad
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: {httpGet: {path: /, port: 80}, timeoutSeconds: 5, periodSeconds: 3}  #~ 5
          livenessProbe: {httpGet: {path: /, port: 80}, timeoutSeconds: 20}  #~ 20
```
```yaml good
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          readinessProbe: {httpGet: {path: /, port: 80}, timeoutSeconds: 5, periodSeconds: 5}
          livenessProbe: {httpGet: {path: /, port: 80}, timeoutSeconds: 10}
```
```yaml good
kind: Deployment
spec: {template: {spec: {containers: [{name: web, startupProbe: {httpGet: {path: /, port: 80}, timeoutSeconds: 240, periodSeconds: 240}}]}}}
```
"""

from predeploy import Container, Findings, effective, rule

PERIOD, FAILURES = 10.0, 3.0  # source above


@rule("info", since="0.1", keys=("timeoutSeconds",), tier="strict")
def probe_slower_than_its_period(container: Container) -> Findings:
    for name in ("livenessProbe", "readinessProbe", "startupProbe"):
        probe = container[name]
        period = effective(probe["periodSeconds"], default=PERIOD)
        failures = effective(probe["failureThreshold"], default=FAILURES).value
        answer = probe["timeoutSeconds"]
        if answer.number > period.value:
            yield answer.finding(
                f"{name} of container `{container.name}` may take {answer.text} s, its period is {period}: a hang is noticed after"
                f" {failures * answer.number:g} s, not {failures * period.value:g} s; set timeoutSeconds ≤ {period.value:g}, or the"
                " longer period"
            )
