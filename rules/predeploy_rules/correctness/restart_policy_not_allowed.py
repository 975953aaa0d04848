r"""A restart policy that the kind does not allow is refused.

Deployments, StatefulSets, DaemonSets and ReplicaSets keep their pods running and take `Always` only; a Job must be able
to end and takes `OnFailure` or `Never`. A Job that says nothing gets `Always`, the default of pods, and is refused too.
https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-template (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      restartPolicy: OnFailure  #~ OnFailure
      containers: [{name: cart, image: "cart:1.4"}]
```
```yaml fixed
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    spec:
      restartPolicy: Always
      containers: [{name: cart, image: "cart:1.4"}]
```
```yaml bad
apiVersion: batch/v1
kind: CronJob
metadata: {name: pack}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:  #~ spec
          containers: [{name: pack, image: "pack:1"}]
```
```yaml bad
apiVersion: batch/v1
kind: Job
metadata: {name: pack}
spec: {template: {spec: {restartPolicy: Always, containers: [{name: pack, image: "pack:1"}]}}}  #~ Always
```
```yaml good
apiVersion: batch/v1
kind: Job
metadata: {name: pack}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: pack, image: "pack:1"}]}}}
```
```yaml good
apiVersion: v1
kind: Pod
metadata: {name: pack}
spec: {restartPolicy: OnFailure, containers: [{name: pack, image: "pack:1"}]}
```
```yaml good
# Volcano's Job, another kind of the same name
apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata: {name: pack}
spec: {template: {spec: {containers: [{name: pack, image: "pack:1"}]}}}
```
```yaml good
# part of an object, to be merged into another that has the policy
apiVersion: batch/v1
kind: Job
metadata: {name: pack}
spec: {template: {spec: {containers: [{name: pack, env: [{name: MODE, value: all}]}]}}}
```
"""

from predeploy import Findings, Workload, rule

ENDS = ("Job", "CronJob")


@rule(
    "high",
    since="0.1",
    kinds=("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", *ENDS),
    replaces={"kube-score": "cronjob-restartpolicy"},
)
def restart_policy_not_allowed(workload: Workload) -> Findings:
    policy = workload.pod["restartPolicy"]
    if "." in workload.group or workload["apiVersion"].unknown:
        return
    ends = workload.kind in ENDS
    if policy.text is not None and policy.text not in (("OnFailure", "Never") if ends else ("Always",)):
        wanted = "`OnFailure` or `Never`" if ends else "`Always`"
        yield policy.finding(
            f"{workload.kind} `{workload.name}` has restartPolicy `{policy.text}`: the API server takes only {wanted} there",
            fix=None if ends else policy.replace("Always", safe=False),
        )
    elif ends and policy.absent and any(container.image.present for container in workload.containers):
        yield policy.finding(
            f"{workload.kind} `{workload.name}` has no restartPolicy, so it gets `Always`, which the API server refuses"
            " for a Job; set `OnFailure` or `Never`"
        )
