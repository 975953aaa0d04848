r"""A callee that may use its caller's whole wait answers too late.

When both stop at the same second, the answer that comes then is still on its way when the caller gives up; starting a new
instance takes its share, too. HTTP APIs wait 30 s, REST APIs 29 s
(https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html, as of 2026-11). Leave a second.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 30  #~ 30
      Events: {Get: {Type: HttpApi, Properties: {Path: /report, Method: get}}}
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 29
      Events: {Get: {Type: HttpApi, Properties: {Path: /report, Method: get}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 29, Events: {Get: {Type: HttpApi, Properties: {Path: /report, Method: get}}}}
  Long:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 31, Events: {Get: {Type: HttpApi, Properties: {Path: /long, Method: get}}}}
```
Nobody waits, or what comes is streamed:
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, timeout: 29, events: [http: {path: pack, method: post, async: true}]}
  tell: {handler: tell.handler, timeout: 29, events: [http: {path: tell, method: get, response: {transferMode: STREAM}}]}
```
"""

from predeploy import Connection, Findings, rule

MARGIN = 1.0  # s


@rule("low", since="0.1", tier="strict", kinds=("request",), severities=("info",))
def answer_uses_the_whole_wait(connection: Connection) -> Findings:
    waits, works = connection.waits, connection.works
    if connection.mode == "sync" and 0 <= connection.slack < MARGIN:
        yield works.finding(
            f"{connection.caller.name} waits {waits}, {connection.callee.name} may work {works}: an answer at the last moment"
            f" comes too late; let it stop at {waits.value - MARGIN:g} s",
            fix=works.replace(int(waits.value - MARGIN), safe=False)
            if works.state == "own" and waits.value >= 2
            else None,
            related=((waits.node, f"waits {waits}"),),
            severity=connection.weighed("low"),
        )
