r"""A deployment that may neither stop a task nor start another never ends.

ECS replaces tasks between two bounds: `MinimumHealthyPercent` of the desired ones must stay (rounded up), at most
`MaximumPercent` may run (rounded down). Where the two meet, it can do nothing: one task with at most 150 % is one task.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html (as of 2026-11)

```yaml bad
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      DesiredCount: 1
      DeploymentConfiguration: {MinimumHealthyPercent: 100, MaximumPercent: 150}  #~ 150
  Api:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: api
      DeploymentConfiguration: {MaximumPercent: 100}  #~ 100
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      DesiredCount: 2
      DeploymentConfiguration: {MinimumHealthyPercent: 100, MaximumPercent: 150}
  Api:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: api
      DesiredCount: 2
      DeploymentConfiguration: {MinimumHealthyPercent: 50, MaximumPercent: 100}
  Agent:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: agent
      SchedulingStrategy: DAEMON
      DeploymentConfiguration: {MinimumHealthyPercent: 0, MaximumPercent: 100}
  Blue:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: blue, DeploymentConfiguration: {Strategy: BLUE_GREEN, MaximumPercent: 100}}
  None:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: none, DesiredCount: 0, DeploymentConfiguration: {MaximumPercent: 150}}
```
```yaml good
Parameters: {Count: {Type: Number}}
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      DesiredCount: !Ref Count
      DeploymentConfiguration: {MinimumHealthyPercent: 100, MaximumPercent: 150}
```
"""

from math import ceil, floor

from predeploy import Findings, Measure, Scaling, Workload, effective, rule

LEAST, MOST = 100.0, 200.0  # %, where a service says nothing; source above


@rule("high", since="0.1", kinds=("AWS::ECS::Service",))
def rollout_cannot_move(service: Workload, scaling: Scaling) -> Findings:
    bounds, kind = service["Properties.DeploymentConfiguration"], service["Properties.SchedulingStrategy"]
    controller, strategy = service["Properties.DeploymentController.Type"], bounds["Strategy"]
    rolling = (controller.absent or controller.text == "ECS") and (strategy.absent or strategy.text == "ROLLING")
    if kind.text == "DAEMON" or kind.unknown or not rolling:
        return
    low = effective(bounds["MinimumHealthyPercent"], default=LEAST)
    high = effective(bounds["MaximumPercent"], default=MOST)
    count = scaling.floor.value
    if low.value >= high.value or (count >= 1 and stuck(low, high, count)):
        of = f" of {count:g} task{'s' * (count > 1)}" if low.value < high.value else ""
        place = high if high.state == "own" else low
        yield place.finding(
            f"service `{service.name}` must keep {low.value:g} % and may run {high.value:g} %{of}: a deployment can neither stop"
            " nor start one; raise MaximumPercent, or lower MinimumHealthyPercent"
        )


def stuck(low: Measure, high: Measure, count: float) -> bool:
    if not (low.known and high.known):
        return False
    return ceil(count * low.value / 100) >= count and floor(count * high.value / 100) <= count
