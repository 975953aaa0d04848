r"""A Fargate task without an execution role cannot pull from ECR, write logs or read secrets.

The agent that starts the containers does all three with the role that `ExecutionRoleArn` names (`TaskRoleArn` is for the
code itself). ECS refuses such a task. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
(as of 2026-11)

```yaml bad
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:  #~ Properties
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      TaskRoleArn: arn:aws:iam::123456789012:role/web
      ContainerDefinitions:
        - Name: web
          Image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4
          LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: /web}}
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ExecutionRoleArn: arn:aws:iam::123456789012:role/start
      ContainerDefinitions: [{Name: web, Image: "shop/web:1.4", LogConfiguration: {LogDriver: awslogs}}]
  Public:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions: [{Name: web, Image: "nginx:1.29", LogConfiguration: {LogDriver: splunk}}]
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      ContainerDefinitions: [{Name: web, Memory: 128, Image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4"}]
```
"""

from predeploy import Findings, Node, Workload, rule


@rule("high", since="0.1", kinds=("AWS::ECS::TaskDefinition",))
def execution_role_missing(task: Workload) -> Findings:
    role = task["Properties.ExecutionRoleArn"]
    if not role.absent or [one.text for one in task["Properties.RequiresCompatibilities"]] != ["FARGATE"]:
        return
    needs = {reason: node for one in task["Properties.ContainerDefinitions"] for reason, node in reasons(one).items()}
    if needs:
        yield task["Properties"].finding(
            f"task `{task.name}` has no ExecutionRoleArn, and needs one to {' and '.join(sorted(needs))}: ECS refuses it",
            related=tuple((node, reason) for reason, node in sorted(needs.items())),
        )


def reasons(container: Node) -> dict[str, Node]:
    image, driver, secrets = (container[path] for path in ("Image", "LogConfiguration.LogDriver", "Secrets"))
    found = {
        "pull from ECR": (image, ".dkr.ecr." in (image.text or "")),
        "write to CloudWatch Logs": (driver, driver.text == "awslogs"),
        "read secrets": (secrets, secrets.is_list and bool(secrets.value)),
    }
    return {reason: node for reason, (node, holds) in found.items() if holds}
