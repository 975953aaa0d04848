r"""What a container on Fargate writes is lost when nobody says where it goes.

There is no host to look at: without a `LogConfiguration` the output of the container, its last words before a crash among
them, can be read nowhere. Use `awslogs`, or a FireLens router.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html (as of 2026-11)

```yaml bad
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions: [{Name: web, Image: "shop/web:1.4"}]  #~ web
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - {Name: web, Image: "shop/web:1.4", LogConfiguration: {LogDriver: awsfirelens}}
        - {Name: router, Image: "fluent-bit:3.2", FirelensConfiguration: {Type: fluentbit}}
        - {Name: prepare, Image: "shop/prepare:1.4", Essential: false}
  OnMachines:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [EC2], ContainerDefinitions: [{Name: web, Memory: 128, Image: "shop/web:1.4"}]}
```
```yaml good
Conditions: {Logs: !Equals [!Ref "AWS::Region", eu-west-1]}
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - {Name: web, Image: "shop/web:1.4", LogConfiguration: !If [Logs, {LogDriver: awslogs}, !Ref "AWS::NoValue"]}
```
"""

from predeploy import Findings, Workload, rule


@rule("low", since="0.1", kinds=("AWS::ECS::TaskDefinition",))
def container_without_logs(task: Workload) -> Findings:
    if [one.text for one in task["Properties.RequiresCompatibilities"]] != ["FARGATE"]:
        return
    for one in task["Properties.ContainerDefinitions"]:
        essential = one["Essential"]
        if not one.is_map or not (essential.absent or essential.is_true):
            continue
        if one["LogConfiguration"].absent and one["FirelensConfiguration"].absent:
            yield one.finding(
                f"container `{one['Name'].text}` of task `{task.name}` has no LogConfiguration: what it writes is lost;"
                " add the awslogs driver"
            )
