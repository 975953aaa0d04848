r"""Two triggers with one name: the later one replaces the earlier.

The name of a trigger is its identity within its function. The tool deploys one after the other under the same name, so
only the last is left, and nobody is told.
docs/zh/yaml/triggers.md of github devsapp/fc3 and
https://www.tencentcloud.com/document/product/583/9708 (both as of 2026-11).

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
      triggers:
        - {triggerName: tick, triggerType: timer, triggerConfig: {cronExpression: "@every 5m", enable: true}}
        - {triggerName: tick, triggerType: timer, triggerConfig: {cronExpression: "0 0 8 * * *", enable: true}}  #~ tick
```
```yaml bad file=serverless.yml
component: scf
name: report
inputs:
  handler: index.main
  events:
    - timer: {parameters: {name: tick, cronExpression: "0 0 8 * * * *", enable: true}}
    - timer: {parameters: {name: tick, cronExpression: "0 0 9 * * * *", enable: true}}  #~ tick
```
```yaml good
edition: 3.0.0
name: shop
resources:
  pack:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./
      triggers:
        - {triggerName: one, triggerType: http, triggerConfig: {authType: function}}
        - {triggerName: "${env('NAME')}", triggerType: timer, triggerConfig: {cronExpression: "@every 5m", enable: true}}
        - {triggerName: "${env('NAME')}", triggerType: timer, triggerConfig: {cronExpression: "@every 9m", enable: true}}
  send:
    component: fc3
    props: {runtime: nodejs20, handler: index.handler, code: ./, triggers: [{triggerName: one, triggerType: http, triggerConfig: {authType: function}}]}
```
Of another kind, another name in SCF:
```yaml good file=serverless.yml
component: scf
name: report
inputs:
  handler: index.main
  events:
    - timer: {parameters: {name: tick, cronExpression: "0 0 8 * * * *", enable: true}}
    - cls: {parameters: {name: tick, topicId: "1", enable: true}}
```
"""

from predeploy import Findings, Function, Node, rule

NAMES = ("triggerName", "name", "parameters.name")


@rule("high", since="0.1", platforms=("alibaba-fc", "tencent-scf"))
def duplicate_trigger(function: Function) -> Findings:
    seen: dict[tuple[str, str], tuple[Node, Node]] = {}
    for event in function.events:
        name = next((one for one in (event.node[path] for path in NAMES) if one.text), None)
        if name is None or not name.text:
            continue
        kind = event.kind if function.platform == "tencent-scf" else ""
        first, trigger = seen.setdefault((kind, name.text), (name, event.node))
        if trigger.path != event.node.path:
            yield name.finding(
                f"`{function.name}` has a trigger `{name.text}` already: this one replaces it; give each its own name",
                related=((first, "the first"),),
            )
