r"""A setting that only machines of one's own know makes ECS refuse the task on Fargate.

There is no host to share: no privileged containers, no folders or processes of the host, no network mode but `awsvpc` (with
it a port of the host is that of the container), and of the capabilities only SYS_PTRACE may be added.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html (as of 2026-11)

```yaml bad
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: bridge  #~ bridge
      Cpu: 256
      Memory: 512
      Volumes: [{Name: data, Host: {SourcePath: /srv/data}}]  #~ /srv/data
      ContainerDefinitions:
        - Name: web
          Image: shop/web:1.4
          Privileged: true  #~ true
          LinuxParameters: {Capabilities: {Add: [SYS_PTRACE, NET_ADMIN]}}  #~ NET_ADMIN
          PortMappings: [{ContainerPort: 8080, HostPort: 80}]  #~ 80}
  Api:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], Cpu: 256, Memory: 512}  #~ Properties
  Watch:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], NetworkMode: awsvpc, PidMode: host}  #~ host
```
```yaml good
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      PidMode: task
      Cpu: 256
      Memory: 512
      Volumes: [{Name: data}]
      ContainerDefinitions:
        - Name: web
          Image: shop/web:1.4
          Privileged: false
          LinuxParameters: {InitProcessEnabled: true, Capabilities: {Add: [SYS_PTRACE], Drop: [ALL]}}
          PortMappings: [{ContainerPort: 8080, HostPort: 8080}, {ContainerPort: 9090}]
  OnMachines:
    Type: AWS::ECS::TaskDefinition
    Properties:
      RequiresCompatibilities: [EC2]
      NetworkMode: bridge
      ContainerDefinitions: [{Name: web, Image: "shop/web:1.4", Memory: 128, Privileged: true}]
```
```yaml good
Parameters: {Mode: {Type: String}}
Resources:
  Web:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], NetworkMode: !Ref Mode, Cpu: 256, Memory: 512}
```
"""

from collections.abc import Iterator

from predeploy import Findings, Node, Workload, rule

# https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-task-parameters (as of 2026-11)
OF_TASK = ("IpcMode", "PlacementConstraints")
OF_CONTAINER = ("DisableNetworking", "DnsSearchDomains", "DnsServers", "DockerSecurityOptions", "ExtraHosts", "Links")


@rule("high", since="0.1", kinds=("AWS::ECS::TaskDefinition",))
def not_on_fargate(task: Workload) -> Findings:
    if [one.text for one in task["Properties.RequiresCompatibilities"]] != ["FARGATE"]:
        return
    mode = task["Properties.NetworkMode"]
    if mode.absent or mode.text not in (None, "awsvpc"):
        said = "says no NetworkMode" if mode.absent else f"says NetworkMode {mode.text}"
        place = task["Properties"] if mode.absent else mode
        yield place.finding(
            f"task `{task.name}` {said}, and Fargate has awsvpc only: ECS refuses it",
            fix=mode.insert("awsvpc", safe=False) if mode.absent else mode.replace("awsvpc", safe=False),
        )
    for node, what in foreign(task):
        yield node.finding(f"task `{task.name}` {what}, which Fargate does not have: ECS refuses it")


def foreign(task: Workload) -> Iterator[tuple[Node, str]]:
    properties = task["Properties"]
    for volume in properties["Volumes"]:
        for path in ("Host.SourcePath", "DockerVolumeConfiguration"):
            if volume[path].present:
                yield volume[path], "mounts a folder of the host" if path.startswith("Host") else "has a Docker volume"
    if properties["PidMode"].text == "host":
        yield properties["PidMode"], "shares the processes of the host"
    yield from ((properties[key], f"sets {key}") for key in OF_TASK if set_at_all(properties[key]))
    for one in properties["ContainerDefinitions"]:
        if one["Privileged"].is_true:
            yield one["Privileged"], "has a privileged container"
        yield from ((one[key], f"sets {key}") for key in OF_CONTAINER if set_at_all(one[key]))
        for added in one["LinuxParameters.Capabilities.Add"]:
            if added.text is not None and added.text.removeprefix("CAP_") != "SYS_PTRACE":
                yield added, f"adds the capability {added.text}"
        for port in one["PortMappings"]:
            outside, inside = port["HostPort"], port["ContainerPort"]
            if outside.number > 0 and inside.number > 0 and outside.number != inside.number:
                yield outside, f"maps port {outside.text} of the host to {inside.text}"


def set_at_all(node: Node) -> bool:
    return node.present and not node.is_false and node.value not in ([], {})
