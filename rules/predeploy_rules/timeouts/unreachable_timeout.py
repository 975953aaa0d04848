r"""A timeout that a shorter one always beats never fires.

Knative ends a request after `timeoutSeconds`, whatever else is said: a `responseStartTimeoutSeconds` or
`idleTimeoutSeconds` that is longer does nothing, and whoever relies on it waits for something that does not come.
https://knative.dev/docs/serving/services/configure-requests-limits-services/ and
https://knative.dev/docs/serving/configuration/config-defaults/ (as of 2026-11).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      timeoutSeconds: 60
      idleTimeoutSeconds: 120  #~ 120
      responseStartTimeoutSeconds: 90  #~ 90
      containers: [{image: "report:1"}]
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {timeoutSeconds: 60, idleTimeoutSeconds: 20, responseStartTimeoutSeconds: 60, containers: [{image: "report:1"}]}}}
```
The cluster's default may be longer than Knative's own:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {idleTimeoutSeconds: 400, containers: [{image: "report:1"}]}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: reports}
spec: {template: {spec: {timeoutSeconds: "${SECONDS}", idleTimeoutSeconds: 400, containers: [{image: "report:1"}]}}}
```
"""

from predeploy import Findings, KnativeService, rule


@rule("medium", since="0.1")
def unreachable_timeout(service: KnativeService) -> Findings:
    whole = service.timeout
    for key in ("responseStartTimeoutSeconds", "idleTimeoutSeconds"):
        part = service.pod[key]
        if whole.state == "own" and part.number > whole.value:
            yield part.finding(
                f"{service.kind} `{service.name}` ends every request after {whole}, so that {key} {part.text} never fires;"
                f" set it below {whole.value:g}",
                related=((whole.node, f"ends after {whole}"),),
            )
