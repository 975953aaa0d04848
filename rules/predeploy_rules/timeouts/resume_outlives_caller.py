r"""A function that stops before its database has woken fails on the first call after every pause.

An Aurora cluster with `MinCapacity: 0` pauses when nobody is connected, and takes about 15 s to wake (30 s after more than a
day). A function that may work less than that ends before it has a connection; its caller sees a timeout, not a slow answer.
Allow 20 s or more, and connect with a timeout of its own.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 10  #~ 10
      Environment: {Variables: {DATABASE: !GetAtt Orders.Endpoint.Address}}
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, ServerlessV2ScalingConfiguration: {MinCapacity: 0, MaxCapacity: 4}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 25
      Environment: {Variables: {DATABASE: !GetAtt Orders.Endpoint.Address}}
  Sum: {Type: AWS::Serverless::Function, Properties: {Timeout: 5}}
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, ServerlessV2ScalingConfiguration: {MinCapacity: 0, MaxCapacity: 4}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Book:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 10
      Environment: {Variables: {DATABASE: !GetAtt Orders.Endpoint.Address}}
  Orders:
    Type: AWS::RDS::DBCluster
    Properties: {Engine: aurora-postgresql, ServerlessV2ScalingConfiguration: {MinCapacity: 0.5, MaxCapacity: 4}}
```
"""

from math import inf

from predeploy import Findings, Function, Project, StackResource, rule

WAKES, ENOUGH = 15.0, 20.0  # s; source above


@rule("medium", since="0.1", kinds=("AWS::RDS::DBCluster",))
def resume_outlives_caller(cluster: StackResource, project: Project) -> Findings:
    least, stack = cluster["Properties.ServerlessV2ScalingConfiguration.MinCapacity"], cluster.stack
    for function, variable in stack.given(cluster.name) if least.number == 0 else ():
        if function.timeout.value < WAKES:
            patient = patience(function, project) > ENOUGH
            wanted = f"allow {ENOUGH:g} s or more" if patient else "its caller waits for less: keep MinCapacity above 0"
            yield function.timeout.finding(
                f"function `{function.name}` may work {function.timeout}, and cluster `{cluster.name}` takes about {WAKES:g} s to"
                f" wake from 0: the first call after a pause fails; {wanted}",
                related=((least, "pauses when nobody is connected"), (variable, "connects to it")),
            )


def patience(function: Function, project: Project) -> float:
    """Seconds that the least patient of those waits who wait for its answer."""
    calls = project.calls.to(function)
    return min((one.waits.value for one in calls if one.kind == "request" and one.mode == "sync"), default=inf)
