r"""Containers that ask for more than their task has make ECS refuse the task.

Where the task as a whole states CPU or memory, no container may have more of it, and what all of them reserve must fit in.
Nor may a container reserve more memory than its own limit. On Windows ECS ignores what the task as a whole states.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_memory
(as of 2026-11)

```yaml bad
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Memory: 1024
      Cpu: 512
      ContainerDefinitions:
        - {Name: web, Image: "shop/web:1.4", Memory: 2048}  #~ 2048
        - {Name: agent, Image: "shop/agent:1.4", Cpu: 1024}  #~ 1024
  Api:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: api, Image: "shop/api:1.4", Memory: 256, MemoryReservation: 512}]  #~ 512
```
```yaml bad
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Memory: 1024  #~ 1024
      ContainerDefinitions:
        - {Name: web, Image: "shop/web:1.4", MemoryReservation: 768}
        - {Name: agent, Image: "shop/agent:1.4", Memory: 512}
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Memory: 1 GB
      Cpu: 512
      ContainerDefinitions:
        - {Name: web, Image: "shop/web:1.4", Memory: 1024, MemoryReservation: 512, Cpu: 256}
        - {Name: agent, Image: "shop/agent:1.4", MemoryReservation: 512, Cpu: 256}
```
```yaml good
Resources:
  OnWindows:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RuntimePlatform: {OperatingSystemFamily: WINDOWS_SERVER_2022_CORE}
      Memory: 1024
      ContainerDefinitions: [{Name: web, Image: "shop/web:1.4", Memory: 2048}]
```
```yaml good
Parameters: {Memory: {Type: Number}}
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Memory: !Ref Memory
      ContainerDefinitions: [{Name: web, Image: "shop/web:1.4", Memory: 2048}]
```
"""

from predeploy import Findings, Node, Workload, rule

REFUSED = "ECS refuses the task"
UNITS = {"Memory": "MiB of memory", "Cpu": "CPU units"}


@rule("high", since="0.1", kinds=("AWS::ECS::TaskDefinition",))
def container_above_task(task: Workload) -> Findings:
    whole = {"Memory": task.requested("memory") / 2**20, "Cpu": task.requested("cpu") * 1024}
    for key, most in whole.items() if task.on_linux_nodes else ():
        containers = list(task["Properties.ContainerDefinitions"])
        above = [one[key] for one in containers if one[key].number > most]
        for node in above:
            yield node.finding(
                f"a container of task `{task.name}` asks for {node.text} {UNITS[key]}, the whole task has {most:g}: {REFUSED}"
            )
        reserved = sum((needed(one, key) for one in containers), 0.0)
        if reserved > most and not above:
            yield task["Properties"][key].finding(
                f"the containers of task `{task.name}` reserve {reserved:g} {UNITS[key]} together, the whole task has {most:g}: {REFUSED}"
            )
    for one in task["Properties.ContainerDefinitions"]:
        soft, hard = one["MemoryReservation"], one["Memory"]
        if soft.number > hard.number:
            yield soft.finding(
                f"a container of task `{task.name}` reserves {soft.text} MiB, above its limit of {hard.text}: {REFUSED}",
                related=((hard, "its limit"),),
            )


def needed(container: Node, key: str) -> float:
    """What a container reserves; nothing where it says nothing."""
    soft = container["MemoryReservation"] if key == "Memory" else container[key]
    node = container[key] if soft.absent else soft
    return 0.0 if node.absent else node.number
