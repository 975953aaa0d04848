r"""An environment variable that Knative or Cloud Run sets itself makes it refuse the revision.

`K_SERVICE`, `K_CONFIGURATION` and `K_REVISION` belong to the platform, and `PORT` in the container that answers requests:
it says on which port, and follows `ports`. Other containers of the revision may set `PORT` as they like. A Cloud Run job
has `CLOUD_RUN_JOB`, `CLOUD_RUN_EXECUTION` and its tasks' numbers. https://cloud.google.com/run/docs/container-contract
(as of 2026-11); github knative/serving, pkg/apis/serving/k8s_validation.go (as of 2026-08).

```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec:
  template:
    spec:
      containers:
        - image: report:1
          env: [{name: PORT, value: "3000"}, {name: K_REVISION, value: a}]  #~ PORT #~ K_REVISION
```
```yaml bad
apiVersion: run.googleapis.com/v1
kind: Job
metadata: {name: nightly}
spec: {template: {spec: {template: {spec: {containers: [{image: "nightly:1", env: [{name: CLOUD_RUN_TASK_INDEX, value: "0"}]}]}}}}}  #~ CLOUD_RUN_TASK_INDEX
```
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/ingress: all}}
spec:
  template:
    spec:
      containers:
        - {name: nginx, image: "nginx:1.27", ports: [{containerPort: 8080}]}
        - {name: app, image: "app:1", env: [{name: PORT, value: "8888"}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: report}
spec:
  selector: {matchLabels: {app: report}}
  template:
    metadata: {labels: {app: report}}
    spec: {containers: [{name: report, image: "report:1", env: [{name: PORT, value: "8888"}]}]}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {containers: [{image: "report:1", env: [{name: "${NAME}", value: "1"}, {name: REPORT_PORT, value: "1"}]}]}}}
```
"""

from predeploy import CloudRun, Container, Findings, KnativeService, rule

SERVICE = frozenset({"K_SERVICE", "K_CONFIGURATION", "K_REVISION"})
JOB = frozenset(f"CLOUD_RUN_{what}" for what in ("JOB", "EXECUTION", "TASK_INDEX", "TASK_ATTEMPT", "TASK_COUNT"))


@rule("high", since="0.1")
def reserved_environment_name(workload: KnativeService | CloudRun) -> Findings:
    containers = list(workload.containers)
    by = "Cloud Run" if workload.platform == "cloud-run" else "Knative"
    for container in containers:
        kept = SERVICE | {"PORT"} if answers(container, len(containers)) else SERVICE
        kept = kept if workload.serves else JOB
        for entry in container["env"]:
            if entry["name"].text in kept:
                yield entry["name"].finding(
                    f"container `{container.name}` of `{workload.name}` sets `{entry['name'].text}`, which is {by}'s own:"
                    " it refuses the revision; choose another name"
                )


def answers(container: Container, containers: int) -> bool:
    """Is it the one that requests are sent to?"""
    return container.role == "app" and (containers == 1 or container["ports"].present)
