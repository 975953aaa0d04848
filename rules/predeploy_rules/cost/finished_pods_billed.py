r"""A pod on Fargate is paid for until somebody deletes it, also when its work is done.

The pod of a Job that has finished keeps its place on Fargate, and the place is what costs:
https://docs.aws.amazon.com/eks/latest/userguide/fargate.html (as of 2026-11). Let Kubernetes delete it: `ttlSecondsAfterFinished`.

```yaml bad
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec:  #~ spec
  template:
    spec:
      nodeSelector: {eks.amazonaws.com/compute-type: fargate}
      restartPolicy: Never
      containers: [{name: import, image: "registry.example.com/import:1.4"}]
```
```yaml fixed
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec:
  template:
    spec:
      nodeSelector: {eks.amazonaws.com/compute-type: fargate}
      restartPolicy: Never
      containers: [{name: import, image: "registry.example.com/import:1.4"}]
  ttlSecondsAfterFinished: 600
```
```yaml good
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec:
  ttlSecondsAfterFinished: 60
  template: {spec: {nodeSelector: {eks.amazonaws.com/compute-type: fargate}, containers: [{name: import}]}}
```
On a machine a finished pod costs nothing:
```yaml good
apiVersion: batch/v1
kind: Job
metadata: {name: import}
spec: {template: {spec: {containers: [{name: import}]}}}
```
"""

from predeploy import Findings, Workload, rule, virtual_node

# Kind → where its Job says how long what is done is kept
KEPT = {
    "Job": "spec.ttlSecondsAfterFinished",
    "CronJob": "spec.jobTemplate.spec.ttlSecondsAfterFinished",
    "ScaledJob": "spec.jobTargetRef.ttlSecondsAfterFinished",
}
SOON = 600  # s


@rule("medium", since="0.1", kinds=tuple(KEPT), swallows=("finished-pods-kept",))
def finished_pods_billed(workload: Workload) -> Findings:
    kept, where = workload[KEPT[workload.kind]], virtual_node(workload)
    if where is not None and where.keeps_finished and kept.absent:
        yield kept.finding(
            f"the finished pods of {workload.kind} `{workload.name}` are paid for on {where.name} until they are deleted; set ttlSecondsAfterFinished",
            fix=kept.insert(SOON, safe=False),
            related=((where.place, f"asks for {where.name}"),),
        )
