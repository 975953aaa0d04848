r"""A function without a log configuration writes its logs nowhere.

Function Compute keeps nothing of what a function prints unless `logConfig` names a project and a Logstore (`auto` makes
them). When a call fails there is only the status. Request metrics come with it.
https://www.alibabacloud.com/help/doc-detail/115424.htm (LogConfig, as of 2026-11).

```yaml bad file=s.yaml
edition: 3.0.0
name: shop
resources:
  pack: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./}}  #~ pack
```
```yaml good file=s.yaml
edition: 3.0.0
name: shop
template: {all: {logConfig: {project: shop, logstore: functions}}}
resources:
  pack: {component: fc3, props: {runtime: nodejs20, handler: index.handler, code: ./, logConfig: auto}}
  send: {component: fc3, extend: {name: all}, props: {runtime: nodejs20, handler: index.handler, code: ./}}
```
```yaml good
ROSTemplateFormatVersion: "2015-09-01"
Resources:
  Shop: {Type: ALIYUN::FC::Service, Properties: {ServiceName: shop, LogConfig: {Project: shop, Logstore: functions}}}
  Pack: {Type: ALIYUN::FC::Function, Properties: {ServiceName: {"Fn::GetAtt": [Shop, ServiceName]}, Runtime: nodejs20, Handler: index.handler}}
  Send: {Type: ALIYUN::FC::Function, Properties: {ServiceName: elsewhere, Runtime: nodejs20, Handler: index.handler}}
```
"""

from predeploy import Findings, Function, rule


@rule("low", since="0.1", tier="strict", platforms=("alibaba-fc",))
def function_without_logs(function: Function) -> Findings:
    if "logs" in function.SETTINGS and function.measure("logs").state == "absent":
        yield function.finding(
            f"`{function.name}` names no Logstore: what it prints is lost; set its log configuration"
        )
