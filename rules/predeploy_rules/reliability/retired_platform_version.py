r"""A retired version of the Fargate platform starts no new tasks.

Version 1.3.0 was the last to go: since June 2026 nothing new starts on it, and running tasks were stopped. Leave
`PlatformVersion` out, or say `LATEST` or 1.4.0. Windows tasks count their versions anew, and are not meant.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-versions-retired.html (as of 2026-11)

```yaml bad
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {LaunchType: FARGATE, TaskDefinition: web, PlatformVersion: 1.3.0}  #~ 1.3.0
```
```yaml fixed
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {LaunchType: FARGATE, TaskDefinition: web, PlatformVersion: LATEST}
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {LaunchType: FARGATE, TaskDefinition: web, PlatformVersion: 1.4.0}
  OnWindows:
    Type: AWS::ECS::Service
    Properties: {LaunchType: FARGATE, TaskDefinition: web, PlatformVersion: 1.0.0}
```
```yaml good
Parameters: {Version: {Type: String}}
Resources:
  Web:
    Type: AWS::ECS::Service
    Properties: {LaunchType: FARGATE, TaskDefinition: web, PlatformVersion: !Ref Version}
```
"""

from predeploy import Findings, Workload, rule

RETIRED = ("1.1.0", "1.2.0", "1.3.0")  # source above; 1.0.0 may be the current one of Windows


@rule("high", since="0.1", kinds=("AWS::ECS::Service",))
def retired_platform_version(service: Workload) -> Findings:
    version = service["Properties.PlatformVersion"]
    if version.text in RETIRED:
        yield version.finding(
            f"service `{service.name}` wants version {version.text} of the Fargate platform, on which nothing starts any more;"
            " say LATEST",
            fix=version.replace("LATEST", safe=False),
        )
