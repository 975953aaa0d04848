r"""A deployment of broken tasks goes on for hours when nothing breaks it off.

ECS starts a task that cannot start again and again; CloudFormation waits up to three hours for the service to become stable,
and only then rolls back. With the deployment circuit breaker it gives up after some failed tasks and returns to the last
version that worked: `DeploymentCircuitBreaker: {Enable: true, Rollback: true}`.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html (as of 2026-11)

```yaml bad
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: web, DesiredCount: 2}  #~ Properties
  Api:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: api
      DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: false, Rollback: false}}  #~ false,
  Agent:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: agent
      DeploymentConfiguration: {MaximumPercent: 150}  #~ DeploymentConfiguration
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: true, Rollback: true}}
  Blue:
    Type: AWS::ECS::Service
    Properties: {TaskDefinition: web, DeploymentController: {Type: CODE_DEPLOY}}
  Watched:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      DeploymentConfiguration: {Alarms: {AlarmNames: [errors], Enable: true, Rollback: true}}
```
```yaml good
Parameters: {Breaker: {Type: String}}
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: web
      DeploymentConfiguration: {DeploymentCircuitBreaker: {Enable: !Ref Breaker, Rollback: true}}
```
"""

from predeploy import Findings, Workload, rule


@rule("low", since="0.1", kinds=("AWS::ECS::Service",))
def rollout_without_circuit_breaker(service: Workload) -> Findings:
    controller, how = service["Properties.DeploymentController.Type"], service["Properties.DeploymentConfiguration"]
    breaker = how["DeploymentCircuitBreaker.Enable"]
    off = breaker.absent or breaker.is_false
    if (
        off
        and how["Alarms"].absent
        and (controller.absent or controller.text == "ECS")
        and service["Properties"].is_map
    ):
        yield breaker.finding(
            f"a deployment of service `{service.name}` starts broken tasks again and again, for up to three hours; enable its"
            " DeploymentCircuitBreaker, with Rollback",
        )
