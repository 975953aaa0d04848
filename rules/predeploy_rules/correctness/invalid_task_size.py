r"""CPU and memory that do not go together on Fargate make ECS refuse the task.

Fargate has fixed sizes: 0.25 vCPU with 0.5, 1 or 2 GB; 0.5 with 1 to 4 GB; 1 with 2 to 8; 2 with 4 to 16; 4 with 8 to 30
(each by the GB); 8 with 16 to 60 (by 4); 16 with 32 to 120 (by 8); 32 with 60, 120 or 244.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size (as of 2026-11)

```yaml bad
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: 256, Memory: 4096}  #~ 4096
  Api:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: 300, Memory: 1 GB}  #~ 300
  Sweep:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: 512}  #~ Properties
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: .5 vCPU, Memory: 4 GB}
  Big:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: "8192", Memory: "20480"}
  OnMachines:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [EC2], Cpu: 300, Memory: 700}
```
```yaml good
Parameters: {Cpu: {Type: String}}
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: !Ref Cpu, Memory: 700}
```
"""

from predeploy import Findings, Workload, rule
from predeploy.data.fargate import SIZES


@rule("high", since="0.1", kinds=("AWS::ECS::TaskDefinition",), replaces={"cfn-lint": "E3047"})
def invalid_task_size(task: Workload) -> Findings:
    cpu, memory = task["Properties.Cpu"], task["Properties.Memory"]
    launched = task["Properties.RequiresCompatibilities"]
    if [one.text for one in launched] != ["FARGATE"]:
        return
    said = f"task `{task.name}`"
    if cpu.absent or memory.absent:
        missing = " and ".join(name for name, node in (("Cpu", cpu), ("Memory", memory)) if node.absent)
        yield task["Properties"].finding(f"{said} says no {missing}: ECS refuses a task for Fargate without")
        return
    cores, amount = task.requested("cpu"), task.requested("memory") / 2**30
    if cores == cores and cores not in SIZES:  # noqa: PLR0124 (NaN)
        known = ", ".join(f"{size * 1024:g}" for size in SIZES)
        yield cpu.finding(f"{said} asks for {cores * 1024:g} CPU units, and Fargate has {known}: ECS refuses it")
    elif cores in SIZES and amount == amount and amount not in SIZES[cores]:  # noqa: PLR0124
        sizes = SIZES[cores]
        step = f"in steps of {sizes.step}" if isinstance(sizes, range) else "in three sizes"
        yield memory.finding(
            f"{said} asks for {amount:g} GB with {cores:g} vCPU, and Fargate gives {sizes[0]:g} to {sizes[-1]:g} GB there,"
            f" {step}: ECS refuses it"
        )
