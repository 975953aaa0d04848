r"""Each change of a ScaledJob kills the Jobs that are at work.

KEDA deletes the running Jobs of a ScaledJob whenever its definition changes, also for a new image: what they had begun is
begun again, or lost. With `rollout.strategy: gradual` they come to their end:
https://keda.sh/docs/latest/reference/scaledjob-spec/#rollout (as of 2026-11). `rolloutStrategy` is its deprecated spelling.

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: {name: packer}
spec:  #~ spec
  jobTargetRef: {template: {spec: {containers: [{name: packer}]}}}
  triggers: [{type: rabbitmq, metadata: {queueName: orders}}]
```
```yaml fixed
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: {name: packer}
spec:
  jobTargetRef: {template: {spec: {containers: [{name: packer}]}}}
  triggers: [{type: rabbitmq, metadata: {queueName: orders}}]
  rollout:
    strategy: gradual
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: {name: packer}
spec: {rollout: {strategy: gradual}, jobTargetRef: {template: {spec: {containers: [{name: packer}]}}}}
```
Somebody decided it, in the old spelling too:
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: {name: packer}
spec: {rolloutStrategy: default, jobTargetRef: {template: {spec: {containers: [{name: packer}]}}}}
```
"""

from predeploy import Findings, Workload, rule


@rule("low", since="0.1", tier="strict", kinds=("ScaledJob",))
def update_kills_running_jobs(workload: Workload) -> Findings:
    strategy = workload["spec.rollout.strategy"]
    if strategy.absent and workload["spec.rolloutStrategy"].absent and not workload.pod.absent:
        yield strategy.finding(
            f"each change of ScaledJob `{workload.name}` kills its running Jobs; set rollout.strategy to gradual",
            fix=strategy.insert("gradual", safe=False),
        )
