r"""A Job whose Dapr sidecar runs on is never done.

The sidecar does not end with the app: the pod stays, is paid for, and the Job neither completes nor starts anew. Unless the
app does it in its own code, which nobody sees here, send POST to `http://localhost:3500/v1.0/shutdown` at the end
(https://docs.dapr.io/operations/hosting/kubernetes/kubernetes-job/), or let Dapr inject a native sidecar, which ends with its
pod (`dapr.io/enable-native-sidecar` of newer versions, both as of 2026-11).

```yaml bad
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec:
  template:
    metadata:
      annotations: {dapr.io/enabled: "true", dapr.io/app-id: import}  #~ "true"
    spec:
      restartPolicy: Never
      containers:
        - {name: import, image: "registry.example.com/import:1.4", command: [/app/import, --all]}
```
The script stops it; it is native; nobody can tell what the image does at its end:
```yaml good
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true"}}
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example.com/import:1.4
          command: [sh, -c, "/app/import; curl -X POST http://localhost:3500/v1.0/shutdown"]
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        metadata: {annotations: {dapr.io/enabled: "true", dapr.io/enable-native-sidecar: "true"}}
        spec: {restartPolicy: Never, containers: [{name: nightly, command: [/app/nightly]}]}
```
```yaml good
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec:
  template:
    metadata: {annotations: {dapr.io/enabled: "true"}}
    spec: {restartPolicy: Never, activeDeadlineSeconds: 600, containers: [{name: import, command: [/app/import]}]}
```
"""

import json

from predeploy import Findings, Workload, rule

KINDS = ("Job", "CronJob", "ScaledJob", "BroadcastJob", "AdvancedCronJob")
ENDS = ("shutdown", "dapr", "${")  # in what a container runs or is told: it may well end its sidecar


@rule("low", since="0.1", kinds=KINDS)
def sidecar_keeps_job_running(workload: Workload) -> Findings:
    enabled, native = (workload.pod_annotation(f"dapr.io/{key}") for key in ("enabled", "enable-native-sidecar"))
    bounded = "activeDeadlineSeconds" in json.dumps(workload["spec"].data, default=str)
    if enabled.text != "true" or not (native.absent or native.is_false) or bounded:
        return
    told = [container[key] for container in workload.containers for key in ("command", "args", "env")]
    said = json.dumps([one.data for one in told], default=str).lower()
    if not any(one.unknown for one in told) and not any(word in said for word in ENDS):
        yield enabled.finding(
            f"Dapr's sidecar of {workload.kind} `{workload.name}` runs on when the work is done, and the Job never completes unless the app itself"
            " ends it: send POST to localhost:3500/v1.0/shutdown, or set dapr.io/enable-native-sidecar"
        )
