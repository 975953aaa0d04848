r"""A function that is called by what it logs itself calls itself without end.

A log trigger hands new lines of a Logstore (Alibaba Cloud) or a log topic (Tencent Cloud) to a function. When the function
writes its own logs there, each call makes the lines of the next one, and each is paid for. Read from one place, log to
another. https://www.alibabacloud.com/help/doc-detail/181819.htm (loops of functions) and
https://github.com/serverless-components/tencent-scf/blob/master/docs/configure.md (both as of 2026-11).

```yaml bad
edition: 3.0.0
name: shop
resources:
  count:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./
      logConfig: {project: shop, logstore: access}
      triggers:
        - triggerName: lines
          triggerType: log
          sourceArn: acs:log:cn-hangzhou:1234567890123456:project/shop
          triggerConfig: {sourceConfig: {logstore: access}, jobConfig: {triggerInterval: 60}}  #~ access
```
```yaml bad file=serverless.yml
component: scf
name: count
inputs:
  handler: index.main
  cls: {logsetId: ls-1, topicId: tp-1}
  events: [{cls: {parameters: {topicId: tp-1, enable: true}}}]  #~ tp-1
```
```yaml good
edition: 3.0.0
name: shop
resources:
  count:
    component: fc3
    props:
      runtime: nodejs20
      handler: index.handler
      code: ./
      logConfig: {project: shop, logstore: functions}
      triggers:
        - triggerName: lines
          triggerType: log
          sourceArn: acs:log:cn-hangzhou:1234567890123456:project/shop
          triggerConfig: {sourceConfig: {logstore: access}}
        - triggerName: others
          triggerType: log
          sourceArn: acs:log:cn-hangzhou:1234567890123456:project/other
          triggerConfig: {sourceConfig: {logstore: functions}}
```
```yaml good file=serverless.yml
component: scf
name: count
inputs:
  handler: index.main
  cls: {logsetId: ls-1, topicId: "${env:TOPIC}"}
  events: [{cls: {parameters: {topicId: "${env:TOPIC}", enable: true}}}]
```
"""

from predeploy import Findings, Function, Node, rule


@rule("critical", since="0.1", platforms=("alibaba-fc", "tencent-scf"))
def called_by_own_logs(function: Function) -> Findings:
    logs = function.measure("logs").node
    for event in function.events:
        if event.kind != "stream":
            continue
        read = source(event.node)
        own = logs["topicId"] if read.name == "topicId" else logs[read.name]
        if read.text and read.text == own.text and same_project(event.node, logs):
            yield read.finding(
                f"`{function.name}` is called by each line in `{read.text}`, and writes its own logs there: it calls itself"
                " without end; log elsewhere",
                related=((own, "its own logs"),),
            )


def source(trigger: Node) -> Node:
    """The Logstore or topic that a trigger reads."""
    places = ("parameters.topicId", "triggerConfig.sourceConfig.logstore", "config.sourceConfig.logstore")
    found = [trigger[place] for place in places]
    return next((one for one in found if one.written), found[0])


def same_project(trigger: Node, logs: Node) -> bool:
    """A Logstore is known by its project, which is the last part of the source's ARN, or is named beside it."""
    if trigger["parameters"].written:
        return True
    named = trigger["config.logConfig.project"].text or (trigger["sourceArn"].text or "").rpartition("project/")[2]
    return bool(named) and named == logs["project"].text
