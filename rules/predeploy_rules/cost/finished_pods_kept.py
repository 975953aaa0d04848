r"""A finished Job that nobody deletes keeps its pods for ever.

They use no CPU any more, but stay in the API server, in every list and every dashboard, with their logs on the node; on
Fargate and other serverless nodes they are billed until they go. `ttlSecondsAfterFinished` deletes Job and pods after a
while. Not said of the Jobs of a CronJob, whose history limits do it, and of Helm hooks and scaled Jobs.
https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/ (as of 2026-11).

```yaml bad
apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec:  #~ spec
  template: {spec: {restartPolicy: Never, containers: [{name: migrate, image: "migrate:1"}]}}
```
```yaml fixed
apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec:
  template: {spec: {restartPolicy: Never, containers: [{name: migrate, image: "migrate:1"}]}}
  ttlSecondsAfterFinished: 3600
```
```yaml good
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, annotations: {helm.sh/hook: pre-upgrade}}
spec: {template: {spec: {containers: [{name: migrate, image: "migrate:1"}]}}}
```
```yaml good
apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {containers: [{name: report, image: "report:1"}]}}}}}
```
```yaml good
apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec: {ttlSecondsAfterFinished: 600, template: {spec: {containers: [{name: migrate, image: "migrate:1"}]}}}
```
"""

from predeploy import Findings, Workload, rule

HOOKS = ("helm.sh/hook", "argocd.argoproj.io/hook")


@rule("info", since="0.1", tier="strict", kinds=("Job",), replaces={"kube-linter": "job-ttl-seconds-after-finished"})
def finished_pods_kept(job: Workload) -> Findings:
    kept = job["spec.ttlSecondsAfterFinished"]
    if kept.absent and not job.pod.absent and not any(job.annotation(hook).written for hook in HOOKS):
        yield kept.finding(
            f"Job `{job.name}` and its pods stay for ever when it is done; set ttlSecondsAfterFinished",
            fix=kept.insert(3600, safe=False),
        )
