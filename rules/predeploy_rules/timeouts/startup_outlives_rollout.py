r"""A container that may start for longer than its rollout may take lets good rollouts fail.

A Deployment that makes no progress for `progressDeadlineSeconds` (600 s unless said otherwise) is reported as failed:
https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds (as of 2026-11). A pod that
may take longer to start, by its startup probe, is still starting then: `kubectl rollout status`, Helm and Argo CD give up
on it. Raise the deadline above what a start may take.

```yaml bad
kind: Deployment
spec:
  template:
    spec:
      containers:
        - name: web
          startupProbe: {httpGet: {path: /, port: 80}, periodSeconds: 30, failureThreshold: 30}  #~ startupProbe
```
```yaml bad
kind: Deployment
spec:
  progressDeadlineSeconds: 120
  template:
    spec:
      containers:
        - name: web
          startupProbe: {httpGet: {path: /, port: 80}, failureThreshold: 30}  #~ startupProbe
```
```yaml fixed
kind: Deployment
spec:
  progressDeadlineSeconds: 360
  template:
    spec:
      containers:
        - name: web
          startupProbe: {httpGet: {path: /, port: 80}, failureThreshold: 30}
```
```yaml good
kind: Deployment
spec:
  progressDeadlineSeconds: 1200
  template:
    spec:
      containers:
        - name: web
          startupProbe: {httpGet: {path: /, port: 80}, periodSeconds: 30, failureThreshold: 30}
```
Other kinds have no such deadline:
```yaml good
kind: StatefulSet
spec:
  template:
    spec:
      containers:
        - name: web
          startupProbe: {httpGet: {path: /, port: 80}, periodSeconds: 30, failureThreshold: 30}
```
```yaml bad
apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata: {name: cart}
spec:
  strategy: {type: Rolling, rollingParams: {timeoutSeconds: 120}}
  template: {spec: {containers: [{name: web, image: "cart:1", startupProbe: {httpGet: {path: /, port: 80}, periodSeconds: 10, failureThreshold: 30}}]}}  #~ startupProbe
```
"""

from predeploy import Container, Findings, effective, rule

DEADLINE = 600.0  # s; source above; of OpenShift's rolling deployments, too:
# https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/building_applications/deployments (as of 2026-11)
DEADLINES = {
    "Deployment": "spec.progressDeadlineSeconds",
    "Rollout": "spec.progressDeadlineSeconds",
    "DeploymentConfig": "spec.strategy.rollingParams.timeoutSeconds",
}
PERIOD, FAILURES = 10.0, 3.0  # https://kubernetes.io/docs/concepts/workloads/pods/probes/ (as of 2026-11)
MARGIN = 60  # s for scheduling and pulling


@rule("medium", since="0.1", kinds=("app", "sidecar"), keys=("startupProbe",))
def startup_outlives_rollout(container: Container) -> Findings:
    probe = container["startupProbe"]
    if container.workload.kind in DEADLINES and probe.present:
        period = effective(probe["periodSeconds"], default=PERIOD).value
        failures = effective(probe["failureThreshold"], default=FAILURES).value
        budget = effective(probe["initialDelaySeconds"], default=0.0).value + period * failures
        deadline = effective(container.workload[DEADLINES[container.workload.kind]], default=DEADLINE)
        if budget > deadline.value:
            yield probe.finding(
                f"container `{container.name}` may start for {budget:g} s, but the rollout counts as failed after {deadline}: set"
                f" {deadline.node.name} to {budget + MARGIN:g}",
                fix=deadline.replace(int(budget) + MARGIN, safe=False),
                related=((deadline.node, f"deadline {deadline}"),),
            )
