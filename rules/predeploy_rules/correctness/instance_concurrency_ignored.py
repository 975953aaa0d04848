r"""A Python function that is to answer several calls in one instance answers one.

`instanceConcurrency` counts for the runtimes that bring a server of their own (custom, custom-container) and, in Function
Compute 2.0, for Node.js and Java; one of Python takes one call at a time, and a number above 200 is refused. Who counted
on it gets an instance, and a cold start, for each call.
https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-fc-function and the schema of github devsapp/fc3
(both as of 2026-11).

```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack: {component: fc3, props: {runtime: python3.10, handler: index.handler, code: ./, instanceConcurrency: 20}}  #~ 20 @medium
  serve:
    component: fc3
    props: {runtime: custom-container, customContainerConfig: {image: "a:1"}, instanceConcurrency: 500}  #~ 500 @high
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack: {component: fc3, props: {runtime: python3.10, handler: index.handler, code: ./, instanceConcurrency: 1}}
  serve: {component: fc3, props: {runtime: custom.debian11, code: ./, instanceConcurrency: 200}}
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack: {component: fc3, props: {runtime: "${env('RUNTIME')}", handler: index.handler, code: ./, instanceConcurrency: 20}}
```
"""

from predeploy import Findings, Function, rule


@rule("medium", since="0.1", severities=("high",), platforms=("alibaba-fc",))
def instance_concurrency_ignored(function: Function) -> Findings:
    wanted, limit = function.measure("instance-concurrency"), function.limit("instance-concurrency")
    what = f"`{function.name}` wants {wanted.value:g} calls at once in one instance"
    if limit.refuses(wanted.value):
        yield wanted.finding(
            f"{what}: Function Compute takes {limit.least:g} to {limit.most:g} and refuses it", severity="high"
        )
    elif wanted.value > 1 and (function.runtime.text or "").startswith("python"):
        yield wanted.finding(f"{what}, but {function.runtime.text} answers one at a time; use a custom runtime, or 1")
