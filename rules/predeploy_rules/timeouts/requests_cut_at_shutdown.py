r"""A call that may last longer than its pod is given to stop is cut off at each update.

Fission stops the pods of an environment after its `terminationGracePeriod` (90 s where nothing is said, 360 s before that
became the default); a function in them that may work longer loses its calls whenever the environment or the function is
updated, or a node is drained. Give the pods as long as the slowest function, and some seconds more for the router to learn
of it; but each pod that is stopped then takes that long, so let work of hours be done by a Job.
github fission/fission, pkg/apis/core/v1/types.go (2026-08)

```yaml bad
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec:
  version: 3
  poolsize: 3
  terminationGracePeriod: 30
  runtime: {image: "ghcr.io/fission/python-env:1.34.0"}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: report}
spec:
  environment: {name: python}
  functionTimeout: 120  #~ 120
```
```yaml bad
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec: {version: 3, poolsize: 3, runtime: {image: "ghcr.io/fission/python-env:1.34.0"}}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: report}
spec: {environment: {name: python}, functionTimeout: 3600}  #~ 3600 @medium
```
```yaml bad
apiVersion: fission.io/v1
kind: Function
metadata: {name: report}
spec:
  InvokeStrategy: {ExecutionStrategy: {ExecutorType: container, MinScale: 1, MaxScale: 3}}
  functionTimeout: 120  #~ 120
  podspec: {terminationGracePeriodSeconds: 60, containers: [{name: report, image: "report:1"}]}
```
```yaml good
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec: {version: 3, poolsize: 3, terminationGracePeriod: 150, runtime: {image: "ghcr.io/fission/python-env:1.34.0"}}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: report}
spec: {environment: {name: python}, functionTimeout: 120}
```
```yaml good
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec: {version: 3, poolsize: 3, terminationGracePeriod: 10, runtime: {image: "ghcr.io/fission/python-env:1.34.0"}}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: report}
spec: {environment: {name: python}}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: export}
spec: {environment: {name: elsewhere}, functionTimeout: 600}
```
The default of older versions is enough:
```yaml good
apiVersion: fission.io/v1
kind: Environment
metadata: {name: python}
spec: {version: 3, poolsize: 3, runtime: {image: "ghcr.io/fission/python-env:1.34.0"}}
---
apiVersion: fission.io/v1
kind: Function
metadata: {name: report}
spec: {environment: {name: python}, functionTimeout: 120}
```
"""

from predeploy import Document, Findings, Function, Measure, Project, effective, rule

LONG = 900.0  # s: nobody wants to wait so long for a pod to go
GRACE, ONCE = 90.0, 360.0  # s, the default of today and that of older versions; source above
EXECUTOR = "InvokeStrategy.ExecutionStrategy.ExecutorType"


@rule("medium", since="0.1", platforms=("fission",))
def requests_cut_at_shutdown(function: Function, project: Project) -> Findings:
    works = function.timeout
    if works.state != "own":
        return
    own = effective(function.body["podspec.terminationGracePeriodSeconds"])
    if function.body[EXECUTOR].text == "container":
        yield from cut(function, own, "its pods get", "terminationGracePeriodSeconds")
        return
    environment = project.named(Document, "Environment", function.body["environment.name"].text, function)
    if not isinstance(environment, Document) or environment.group != "fission.io":
        return
    grace = effective(environment["spec.terminationGracePeriod"], default=GRACE)
    yield from cut(function, grace, f"the pods of environment `{environment.name}` get", "terminationGracePeriod")


def cut(function: Function, grace: Measure, who: str, setting: str) -> Findings:
    works = function.timeout
    if works.value > (ONCE if grace.state == "default" else grace.value):
        yield works.finding(
            f"function `{function.name}` may work {works}, {who} {grace} to stop: its calls are cut at each update; set"
            f" {setting} to {works.value + 30:g} or more{', or let a Job do it' if works.value > LONG else ''}",
            related=((grace.node, f"stops after {grace}"),),
        )
