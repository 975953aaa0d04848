r"""A pool of waiting pods is paid for day and night, whoever calls.

Fission keeps `poolsize` pods of an environment running so that a function starts in a moment (three, where its command
line makes it). They never scale to zero; how large the pool must be depends on how many functions start at once, not on how many
calls there are. https://fission.io/docs/usage/function/environments/ (as of 2026-08)

```yaml bad
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec:
  version: 3
  poolsize: 100  #~ 100
  resources: {requests: {cpu: 50m, memory: 64Mi}}
  runtime: {image: "ghcr.io/fission/python-env:1.34.0"}
```
```yaml good
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec: {version: 3, poolsize: 3, runtime: {image: "ghcr.io/fission/python-env:1.34.0"}}
---
apiVersion: fission.io/v1
kind: Environment
metadata: {name: node}
spec: {version: 3, poolsize: "${POOL}", runtime: {image: "ghcr.io/fission/node-env:1.34.0"}}
```
```yaml good
apiVersion: example.com/v1
kind: Environment
metadata: {name: python}
spec: {poolsize: 100}
```
"""

from predeploy import Document, Findings, Intent, Target, rule

USUAL = 3  # pods; source above


@rule("info", since="0.1", severities=("low", "medium", "high"), kinds=("Environment",))
def standing_pool(environment: Document, intent: Intent, target: Target) -> Findings:
    pool = environment["spec.poolsize"]
    if environment.group != "fission.io" or not pool.number > USUAL or intent.wants_speed:
        return
    cores, memory = (environment[f"spec.resources.requests.{name}"].quantity for name in ("cpu", "memory"))
    money = target.prices.pods(cores, memory, pool.number - USUAL)
    yield pool.finding(
        f"environment `{environment.name}` keeps {pool.text} pods waiting while nobody calls; keep as many as functions start at once",
        money=money,
        severity=None if money else "info",
        fix=pool.replace(USUAL, safe=False),
    )
