r"""A trigger that reads a variable which its container does not have never scales anything.

`hostFromEnv`, `connectionFromEnv` and their like name a variable of the container that is scaled, the first one unless
`envSourceContainerName` says another. KEDA looks it up, finds nothing, and the trigger fails at every poll.
https://keda.sh/docs/latest/concepts/authentication/ (as of 2026-11).

```yaml bad
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: worker}
spec:
  scaleTargetRef: {name: worker}
  triggers: [{type: rabbitmq, metadata: {queueName: jobs, hostFromEnv: RABBITMQ_URL}}]  #~ RABBITMQ_URL
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: worker}
spec: {template: {spec: {containers: [{name: worker, image: "worker:1", env: [{name: RABBIT_URL, value: "amqp://rabbit"}]}]}}}
```
```yaml good
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: worker}
spec:
  scaleTargetRef: {name: worker}
  triggers: [{type: rabbitmq, metadata: {queueName: jobs, hostFromEnv: RABBIT_URL}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: worker}
spec: {template: {spec: {containers: [{name: worker, image: "worker:1", env: [{name: RABBIT_URL, value: "amqp://rabbit"}]}]}}}
```
```yaml good
# more variables come from elsewhere; and of another container
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: worker}
spec:
  scaleTargetRef: {name: worker}
  triggers: [{type: rabbitmq, metadata: {queueName: jobs, hostFromEnv: RABBITMQ_URL}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: worker}
spec: {template: {spec: {containers: [{name: worker, image: "worker:1", envFrom: [{secretRef: {name: rabbit}}]}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: second}
spec:
  scaleTargetRef: {name: second, envSourceContainerName: told}
  triggers: [{type: rabbitmq, metadata: {queueName: jobs, hostFromEnv: RABBITMQ_URL}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: second}
spec:
  template:
    spec: {containers: [{name: proxy, image: "proxy:1"}, {name: told, image: "worker:1", env: [{name: RABBITMQ_URL, value: "amqp://rabbit"}]}]}
```
"""

from predeploy import Autoscaler, Container, Findings, Project, Workload, rule, similar


@rule("high", since="0.1", kinds=("ScaledObject",))
def trigger_variable_missing(scaler: Autoscaler, project: Project) -> Findings:
    workload = project.target(scaler)
    if not isinstance(workload, Workload) or scaler.group != "keda.sh":
        return
    container = source(workload, scaler)
    entries = list(container["env"]) if container is not None else []
    if container is None or container["envFrom"].written or any(entry["name"].unknown for entry in entries):
        return
    names = [entry["name"].text or "" for entry in entries]
    for trigger in scaler["spec.triggers"]:
        for key, node in trigger["metadata"].items():
            if key.endswith("FromEnv") and node.text and node.text not in names and not container["env"].unknown:
                near = similar(node.text, names)
                yield node.finding(
                    f"trigger `{trigger['type'].text}` of ScaledObject `{scaler.name}` reads the variable `{node.text}`, which container"
                    f" `{container.name}` does not have: it never scales"
                    + (f"; did you mean `{near}`?" if near else "; set it there"),
                    related=((container.node, "the container"),),
                )


def source(workload: Workload, scaler: Autoscaler) -> Container | None:
    """The container whose variables KEDA reads."""
    named = scaler["spec.scaleTargetRef.envSourceContainerName"]
    running = [one for one in workload.containers if one.role == "app"]
    if named.absent:
        return running[0] if running else None
    return next((one for one in running if one["name"].text == named.text and named.text), None)
