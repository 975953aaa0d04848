r"""A function that mounts a file system outside its network cannot start.

NAS of Alibaba Cloud and CFS of Tencent Cloud live in a VPC. A function that mounts one must be in the same VPC; without
`vpcConfig` the deployment is refused, or the mount fails at the first start. (`nasConfig: auto` makes a VPC as well.)
https://help.aliyun.com/document_detail/2513529.html and
https://github.com/serverless-components/tencent-scf/blob/master/docs/configure.md (both as of 2026-11).

```yaml bad
edition: 3.0.0
name: shop
resources:
  pack:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./
      nasConfig: {mountPoints: [{serverAddr: "x.cn-hangzhou.nas.aliyuncs.com:/", mountDir: /mnt}]}  #~ nasConfig
```
```yaml bad file=serverless.yml
component: scf
name: pack
inputs: {handler: index.main, cfs: [{cfsId: cfs-1, mountInsId: cfs-1, localMountDir: /mnt/, remoteMountDir: /}]}  #~ cfs:
```
```yaml good
edition: 3.0.0
name: shop
resources:
  auto: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, nasConfig: auto}}
  none: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, nasConfig: {mountPoints: []}}}
  here:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./
      vpcConfig: {vpcId: vpc-1, vSwitchIds: [vsw-1], securityGroupId: sg-1}
      nasConfig: {mountPoints: [{serverAddr: "x.cn-hangzhou.nas.aliyuncs.com:/", mountDir: /mnt}]}
```
```yaml good file=serverless.yml
component: scf
name: pack
inputs: {handler: index.main, vpcConfig: "${output:dev:shop:vpc}", cfs: [{cfsId: cfs-1}]}
```
"""

from predeploy import Findings, Function, Node, rule


@rule("high", since="0.1", platforms=("alibaba-fc", "tencent-scf"))
def files_without_network(function: Function) -> Findings:
    files, network = function.measure("files"), function.measure("network")
    if files.state in ("own", "inherited") and network.state == "absent" and mounts(files.node):
        yield files.finding(
            f"function `{function.name}` mounts a file system and is in no VPC: it does not start; give it the VPC of the"
            " file system"
        )


def mounts(files: Node) -> bool:
    """Is anything mounted for certain?"""
    points = next((node for node in (files["mountPoints"], files["MountPoints"]) if node.written), files)
    return points.is_list and any(one.is_map for one in points)
