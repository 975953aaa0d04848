r"""A worker is killed long before the time that its queue gives for a message is over.

When KEDA takes pods away it does not look whether they are at work: Kubernetes sends SIGTERM, and kills after
`terminationGracePeriodSeconds` (30 unless said otherwise). The queue's visibility says how long work on a message may take; what
takes longer than the grace period is cut, and delivered again. Give the pods as long as the queue gives them, or let a
ScaledJob run each message to its end.
https://keda.sh/docs/latest/concepts/scaling-deployments/#long-running-executions (as of 2026-11)

```yaml bad file=packer.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec:
  template:
    spec:
      terminationGracePeriodSeconds: 60  #~ 60
      containers: [{name: main, image: "registry.example.com/packer:1.4"}]
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec:
  scaleTargetRef: {name: packer}
  triggers: [{type: aws-sqs-queue, metadata: {queueURL: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders"}}]
```
```yaml bad file=queue.yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: {QueueName: orders, VisibilityTimeout: 900}
```
The pods get as long as the queue gives them; the queue says nothing of its own:
```yaml good file=packer.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {terminationGracePeriodSeconds: 900, containers: [{name: main, image: "registry.example.com/packer:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: aws-sqs-queue, metadata: {queueURL: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders"}}]}
```
```yaml good file=queue.yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties: {QueueName: orders, VisibilityTimeout: 900}
```
```yaml good file=packer.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: packer}
spec: {template: {spec: {terminationGracePeriodSeconds: 5, containers: [{name: main, image: "registry.example.com/packer:1.4"}]}}}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: packer}
spec: {scaleTargetRef: {name: packer}, triggers: [{type: aws-sqs-queue, metadata: {queueURL: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders"}}]}
```
```yaml good file=queue.yaml
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}
```
A ScaledJob is not taken away:
```yaml good file=packer.yaml
apiVersion: keda.sh/v1alpha1
kind: ScaledJob
metadata: {name: packer}
spec:
  jobTargetRef: {template: {spec: {containers: [{name: main, image: "registry.example.com/packer:1.4"}]}}}
  triggers: [{type: aws-sqs-queue, metadata: {queueURL: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders"}}]
```
```yaml good file=queue.yaml
Resources:
  Orders: {Type: AWS::SQS::Queue, Properties: {QueueName: orders, VisibilityTimeout: 900}}
```
"""

from predeploy import Findings, Project, Queue, Scaling, Workload, effective, rule

# s; https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination (as of 2026-11)
GRACE = 30.0


@rule("medium", since="0.1", severities=("low",), platforms=("kubernetes",))
def message_cut_on_scale_in(workload: Workload, scaling: Scaling, project: Project) -> Findings:
    if not any(end.view is not None and end.view.kind == "ScaledObject" for end in scaling.scalers):
        return
    grace = effective(workload.pod["terminationGracePeriodSeconds"], default=GRACE)
    for call in project.calls.to(workload):
        queue = call.caller.view
        hidden = queue.visibility if isinstance(queue, Queue) and call.edge == "poll" else None
        if queue is not None and hidden is not None and hidden.state == "own" and grace.value < hidden.value:
            yield grace.finding(
                f"queue `{queue.name}` gives {hidden} for a message, the pods of {workload.kind} `{workload.name}` get {grace}"
                " when they are scaled in: what takes longer is cut and delivered again; give them as long, or use a ScaledJob",
                severity=call.weighed("medium"),
                related=((hidden.node, f"hides a message {hidden}"),),
            )
