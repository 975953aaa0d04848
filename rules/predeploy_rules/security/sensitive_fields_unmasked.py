r"""Secrets of a function that are not masked can be read by everybody who may look at it.

Nuclio moves passwords, tokens and keys of a function's configuration into a Secret when it deploys.
`disableSensitiveFieldsMasking` leaves them where they are: in the function's object, its ConfigMap and the dashboard.
https://docs.nuclio.io/en/latest/reference/function-configuration/function-configuration-reference.html (as of 2025-01)

```yaml bad
metadata: {name: orders}
spec:
  runtime: golang
  handler: main:Handler
  disableSensitiveFieldsMasking: true  #~ true
```
```yaml fixed
metadata: {name: orders}
spec:
  runtime: golang
  handler: main:Handler
  disableSensitiveFieldsMasking: false
```
```yaml good
metadata: {name: orders}
spec: {runtime: golang, handler: "main:Handler", disableSensitiveFieldsMasking: false}
```
```yaml good
metadata: {name: orders}
spec: {runtime: golang, handler: "main:Handler", disableSensitiveFieldsMasking: "${OPEN}"}
```
"""

from predeploy import Findings, Function, rule


@rule("medium", since="0.1", platforms=("nuclio",))
def sensitive_fields_unmasked(function: Function) -> Findings:
    flag = function.body["disableSensitiveFieldsMasking"]
    if flag.is_true:
        yield flag.finding(
            f"the secrets of function `{function.name}` stay readable in its configuration; let Nuclio mask them",
            fix=flag.replace(False, safe=False),
        )
