r"""A function is refused for its triggers, or never wakes: two for HTTP, none that could wake it, one under a wrong name.

Nuclio allows one HTTP trigger a function, and makes one where there is none unless `disableDefaultHTTPTrigger` says no. A
trigger that gives itself another name than its key is refused, too. A function that may scale to zero needs its HTTP
trigger: only a request wakes it, a consumer of a queue lives inside the pod that is gone.
github nuclio/nuclio, pkg/platform/abstract/platform.go (2025-01)

```yaml bad
metadata: {name: orders}
spec:
  runtime: golang
  handler: main:Handler
  triggers:
    public: {kind: http, numWorkers: 4}
    internal: {kind: http, numWorkers: 1}  #~ http
    nightly:
      kind: cron
      name: night  #~ night
      attributes: {schedule: "0 3 * * *"}
```
```yaml bad
apiVersion: nuclio.io/v1beta1
kind: NuclioFunction
metadata: {name: orders}
spec:
  runtime: golang
  handler: main:Handler
  minReplicas: 0
  maxReplicas: 4
  disableDefaultHTTPTrigger: true  #~ true @medium
  triggers:
    stream: {kind: kafka-cluster, attributes: {topics: [orders]}}
```
```yaml good
metadata: {name: orders}
spec:
  runtime: golang
  handler: main:Handler
  minReplicas: 0
  maxReplicas: 4
  triggers:
    public: {kind: http, name: public, numWorkers: 4}
    stream: {kind: kafka-cluster, attributes: {topics: [orders]}}
```
```yaml good
metadata: {name: orders}
spec:
  runtime: golang
  handler: main:Handler
  minReplicas: 1
  maxReplicas: 4
  disableDefaultHTTPTrigger: true
  triggers:
    stream: {kind: kafka-cluster, attributes: {topics: [orders]}}
    other: {kind: "${KIND}"}
```
"""

from predeploy import Findings, Function, rule


@rule("high", since="0.1", platforms=("nuclio",), severities=("medium",))
def refused_trigger(function: Function) -> Findings:
    triggers = function.body["triggers"]
    kinds = [trigger["kind"] for _, trigger in triggers.items()]
    http = [kind for kind in kinds if kind.text == "http"]
    for second in http[1:]:
        yield second.finding(
            f"function `{function.name}` has a second HTTP trigger: Nuclio refuses it; put the paths of both into one",
            related=((http[0], "the first"),),
        )
    for key, trigger in triggers.items():
        name = trigger["name"]
        if name.text and name.text != key:
            yield name.finding(
                f"trigger `{key}` of function `{function.name}` calls itself `{name.text}`: Nuclio refuses it; leave the name out",
                fix=name.remove(safe=True),
            )
    closed, least = function.body["disableDefaultHTTPTrigger"], function.body["minReplicas"]
    hidden = triggers.unknown or any(kind.unknown for kind in kinds)
    if closed.is_true and least.number == 0 and function.body["replicas"].absent and not http and not hidden:
        yield closed.finding(
            f"function `{function.name}` may scale to zero and has no HTTP trigger: nothing could wake it; set minReplicas to 1,"
            " or let it have one",
            severity="medium",
            related=((least, "may scale to zero"),),
        )
