r"""A function of SCF that runs asynchronously must say where its logs go.

Asynchronous execution (`asyncRunEnable`) needs a log topic of one's own (`cls`), for nobody waits for the answer, and
event tracking (`traceEnable`) needs asynchronous execution. The component checks neither: the deployment fails at the API,
and the mode cannot be changed later, only chosen when the function is made.
https://github.com/serverless-components/tencent-scf/blob/master/docs/configure.md and …/tencent-multi-scf (as of 2026-11).

```yaml bad file=serverless.yml
component: scf
name: encode
inputs: {handler: index.main, timeout: 7200, asyncRunEnable: true}  #~ true
```
```yaml bad file=serverless.yml
component: multi-scf
name: encode
inputs:
  functions:
    one: {handler: one.main, traceEnable: true}  #~ true
```
```yaml good file=serverless.yml
component: scf
name: encode
inputs: {handler: index.main, asyncRunEnable: true, traceEnable: true, cls: {logsetId: "${env:LOGSET}", topicId: "${env:TOPIC}"}}
```
```yaml good file=serverless.yml
component: scf
name: encode
inputs: {handler: index.main, asyncRunEnable: "${env:ASYNC}"}
```
"""

from predeploy import Findings, Function, rule


@rule("medium", since="0.1", platforms=("tencent-scf",))
def asynchronous_without_logs(function: Function) -> Findings:
    runs, traced = function.measure("asynchronous"), function.measure("traced")
    if runs.node.is_true and function.measure("logs").state == "absent":
        yield runs.finding(f"`{function.name}` runs asynchronously and names no log topic: SCF refuses it; set `cls`")
    if traced.node.is_true and (runs.state == "absent" or runs.node.is_false):
        yield traced.finding(
            f"`{function.name}` tracks events of runs that are not asynchronous; set `asyncRunEnable: true`"
        )
