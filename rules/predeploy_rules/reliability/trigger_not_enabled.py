r"""A trigger that does not say `enable: true` never calls its function.

For timers and topics of SCF the component sends CLOSE unless the file says that the trigger is on: it is there, looks
right in the console, and nothing ever happens. A written `enable: false` is left alone: somebody meant it.
https://github.com/serverless-components/tencent-scf/blob/master/docs/configure.md and src/modules/triggers/timer.ts of
github serverless-tencent/tencent-component-toolkit (both as of 2026-11).

```yaml bad file=serverless.yml
component: scf
name: report
inputs:
  handler: index.main
  events:
    - timer: {parameters: {cronExpression: "0 0 8 * * * *"}}  #~ parameters
```
```yaml fixed file=serverless.yml
component: scf
name: report
inputs:
  handler: index.main
  events:
    - timer: {parameters: {cronExpression: "0 0 8 * * * *", enable: true}}
```
```yaml bad file=serverless.yml
component: multi-scf
name: report
inputs:
  functions: {report: {handler: index.main}}
  triggers:
    - type: timer
      function: report
      parameters: {cronExpression: "0 0 8 * * * *"}  #~ parameters
```
```yaml good file=serverless.yml
component: scf
name: report
inputs:
  handler: index.main
  events:
    - timer: {parameters: {cronExpression: "0 0 8 * * * *", enable: true}}
    - timer: {parameters: {cronExpression: "0 0 9 * * * *", enable: false}}
    - timer: {parameters: {cronExpression: "0 0 9 * * * *", enable: "${env:ON}"}}
```
Other tools switch triggers on by themselves:
```yaml good file=serverless.yml
service: report
provider: {name: tencent, runtime: Nodejs12.16}
functions: {report: {handler: index.main, events: [{timer: {parameters: {cronExpression: "0 0 8 * * * *"}}}]}}
```
"""

from predeploy import Findings, Function, rule


@rule("high", since="0.1", platforms=("tencent-scf",))
def trigger_not_enabled(function: Function) -> Findings:
    if "inputs" not in function.node.path:
        return
    for event in function.events:
        parameters = event.node["parameters"]
        switch = parameters["enable"]
        if event.kind == "schedule" and switch.absent and parameters.is_map:
            yield switch.finding(
                f"the timer of `{function.name}` is not switched on: it never calls; set `enable: true`",
                fix=switch.insert(True, safe=False),
            )
