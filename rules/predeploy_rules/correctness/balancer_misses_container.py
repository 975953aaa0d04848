r"""A load balancer that names a container or a port that its task does not have makes ECS refuse the service.

`LoadBalancers` of a service name a container of the task definition and a port that it opens; on Fargate, and wherever tasks
have addresses of their own, the target group must be of type `ip`. It is found out after minutes, half-way through the stack.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html (as of 2026-11)

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions: [{Name: web, Image: "shop/web:1.4", PortMappings: [{ContainerPort: 8080}]}]
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LoadBalancers:
        - {ContainerName: app, ContainerPort: 8080, TargetGroupArn: !Ref Group}  #~ app
        - {ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}  #~ 80
  Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, TargetType: instance}}  #~ instance
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Port: {Type: Number}}
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:
        - {Name: web, Image: "shop/web:1.4", PortMappings: [{ContainerPort: 8080}]}
        - {Name: api, Image: "shop/api:1.4", PortMappings: [{ContainerPort: !Ref Port}]}
        - {Name: all, Image: "shop/all:1.4", PortMappings: [{ContainerPortRange: 8000-8100}]}
  Service:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref Task
      LoadBalancers:
        - {ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}
        - {ContainerName: api, ContainerPort: 80, TargetGroupArn: !Ref Group}
        - {ContainerName: all, ContainerPort: 8080, TargetGroupArn: !Ref Group}
  Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80, TargetType: ip}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: web, Image: "shop/web:1.4", PortMappings: [{ContainerPort: 80}]}]}}
  Service: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task, LoadBalancers: [{ContainerName: web, ContainerPort: "80", TargetGroupArn: !Ref Group}]}}
  Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 80}}
```
"""

from predeploy import Document, Findings, Node, StackResource, rule

GROUP, TASK = "AWS::ElasticLoadBalancingV2::TargetGroup", "AWS::ECS::TaskDefinition"


@rule("high", since="0.1", kinds=("AWS::ECS::Service",))
def balancer_misses_container(service: Document) -> Findings:
    stack = StackResource(service.node).stack
    task = stack.pointed(service["Properties.TaskDefinition"])
    if task is None or task.kind != TASK:
        return
    for entry in service["Properties.LoadBalancers"]:
        yield from missed(entry, task)
        group = stack.pointed(entry["TargetGroupArn"])
        kind = group["Properties.TargetType"] if group is not None and group.kind == GROUP else None
        if (
            kind is not None
            and task["Properties.NetworkMode"].text == "awsvpc"
            and (kind.absent or kind.text == "instance")
        ):
            yield (group["Properties"] if group is not None and kind.absent else kind).finding(
                f"target group `{group.name if group else ''}` is of type instance, and tasks of `{service.name}` have addresses of "
                "their own (awsvpc): ECS refuses the service; set TargetType: ip"
            )


def missed(entry: Node, task: Document) -> Findings:
    containers = task["Properties.ContainerDefinitions"]
    names = [one["Name"] for one in containers]
    wanted, port = entry["ContainerName"], entry["ContainerPort"]
    if not wanted.text or not containers.is_list or any(one.text is None for one in names):
        return
    found = [one for one in containers if one["Name"].text == wanted.text]
    if not found:
        known = ", ".join(f"`{one.text}`" for one in names)
        yield wanted.finding(
            f"task `{task.name}` has no container `{wanted.text}`, only {known}: ECS refuses the service"
        )
        return
    ports = [one["ContainerPort"] for one in found[0]["PortMappings"]]
    if port.number > 0 and ports and all(one.number > 0 and one.number != port.number for one in ports):
        opened = ", ".join(one.text or "" for one in ports)
        yield port.finding(
            f"container `{wanted.text}` of task `{task.name}` opens {opened}, not {port.text}: ECS refuses the service"
        )
