r"""A function that may work for as long as the platform lets it is paid for all that time when it hangs.

At 900 s, Lambda's maximum (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, as of 2026-11), nobody
has decided how long the work takes: a call that waits for an answer that never comes is billed for a quarter of an hour,
is tried again, and holds its concurrency meanwhile. Measure the slowest run and allow two or three times that.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 900, MemorySize: 1024}}  #~ 900
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 300}}
  Plain: {Type: AWS::Serverless::Function}
```
The provider of a custom resource, and what the CDK adds for its own:
```yaml good
Resources:
  Provider: {Type: AWS::Lambda::Function, Properties: {Timeout: 900}}
  Thing: {Type: "Custom::Thing", Properties: {ServiceToken: !GetAtt Provider.Arn}}
  BucketNotificationsHandler050a0587b7544547bf325f094a3db834:
    Type: AWS::Lambda::Function
    Properties: {Timeout: 900}
    Metadata: {"aws:cdk:path": Shop/BucketNotificationsHandler/Resource}
  OnEvent:
    Type: AWS::Lambda::Function
    Properties: {Timeout: 900}
    Metadata: {"aws:cdk:path": Shop/Provider/framework-onEvent/Resource}
```
"""

from functools import partial
from math import inf

from predeploy import Findings, Function, Measure, Stack, StackResource, pattern, rule

# A function that the CDK makes for itself has a fixed hash for a name, or says `framework-…`
OWN_OF_CDK = pattern(r"[0-9a-f]{32}\Z|framework-|CustomResourceProvider|/Provider/")


@rule("low", since="0.1", tier="strict", replaces={"sls-dev-tools": "no-max-timeout"})
def timeout_at_platform_maximum(function: Function) -> Findings:
    if function.timeout.value == function.limit("timeout").most and not _for_deployment(function):
        memory = f" with {function.memory}" if function.memory.known else ""
        yield function.timeout.finding(
            f"function `{function.name}` may work {_long(function.timeout)}, the longest that {function.host} allows: a call that"
            f" hangs is paid for all that time{memory}; allow two or three times the slowest run"
        )


def _long(timeout: Measure) -> str:
    return "without end" if timeout.value == inf else str(timeout)


def _for_deployment(function: Function) -> bool:
    """It is called while the stack is deployed only."""
    path = function.node["Metadata"].key("aws:cdk:path")
    if path.unknown or OWN_OF_CDK.search(function.name) or OWN_OF_CDK.search(path.text or ""):
        return True
    if not isinstance(function, StackResource):
        return False
    stack = function.stack
    called = stack.once(_called_at_deployment, partial(_called_at_deployment, stack))
    return called is None or function.name in called


def _called_at_deployment(stack: Stack) -> set[str] | None:
    """What custom resources name; None where it may be any function."""
    called = set[str]()
    for resource in stack.documents.values():
        token = resource.node["Properties.ServiceToken"]
        named = stack.mentioned(token)
        if token.unknown and named.isdisjoint(stack.documents):
            return None
        called |= named
    return called
