r"""A function on the container runtime without an image is refused.

`custom-container` runs the image that `customContainerConfig.image` names, and nothing else; code that stands beside it is
not looked at.
https://www.alibabacloud.com/help/en/functioncompute/api-fc-2023-03-30-struct-createfunctioninput (2026-06-26).

```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack: {component: fc3, props: {runtime: custom-container, handler: index.handler, code: ./}}  #~ custom
  send: {component: fc3, props: {runtime: custom-container, customContainerConfig: {port: 9000}}}  #~ customContainerConfig
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack: {component: fc3, props: {runtime: custom-container, customContainerConfig: {image: "registry.cn-hangzhou.aliyuncs.com/shop/pack:1"}}}
  send: {component: fc3, props: {runtime: custom.debian11, code: ./, customRuntimeConfig: {command: [./run]}}}
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
vars: {container: "${env('CONTAINER')}"}
resources:
  pack: {component: fc3, props: {runtime: custom-container, handler: index.handler, customContainerConfig: "${vars.container}"}}
```
"""

from predeploy import Findings, Function, rule


@rule("high", since="0.1", platforms=("alibaba-fc",))
def container_without_image(function: Function) -> Findings:
    container = function.measure("container")
    if function.runtime.text != "custom-container" or "container" not in function.SETTINGS:
        return
    if all(container.node[key].absent for key in ("image", "Image")):
        place = function.runtime if container.state == "absent" else container.node
        yield place.finding(
            f"`{function.name}` is to run as a container and names no image: Function Compute refuses it; set customContainerConfig.image"
        )
