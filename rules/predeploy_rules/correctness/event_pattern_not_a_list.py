r"""An event pattern whose value is no list is refused.

EventBridge compares each field with a list of values, also where it holds only one: `source: [shop]`. A bare text makes it
refuse the rule ("must be an object or an array"), half-way through the stack.
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html (as of 2026-11)

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Sold:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: shop  #~ shop
        detail: {state: [sold], store: {id: 5}}  #~ 5
```
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Sold: {Type: EventBridgeRule, Properties: {Pattern: {detail-type: sold}}}}}  #~ sold
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Sold: {Type: EventBridgeRule, Properties: {Pattern: {detail-type: [sold]}}}}}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions: {pack: {handler: pack.handler, events: [{eventBridge: {pattern: {source: shop}}}]}}  #~ shop}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Source: {Type: CommaDelimitedList}, Text: {Type: String}}
Resources:
  Sold:
    Type: AWS::Events::Rule
    Properties:
      EventPattern:
        source: [shop]
        account: !Ref Source
        detail: {state: [{prefix: so}], $or: [{a: [1]}, {b: [2]}]}
  Told: {Type: AWS::Events::Rule, Properties: {EventPattern: !Ref Text}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Sold: {Type: EventBridgeRule, Properties: {Pattern: {source: [shop]}, Input: "{}"}}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Function, Node, rule


@rule("high", since="0.1", kinds=("AWS::Events::Rule", "AWS::Serverless::Function", "function"))
def event_pattern_not_a_list(document: Document) -> Findings:
    if document.platform not in ("aws", "aws-lambda"):
        return
    events = document.events if isinstance(document, Function) else []
    places = [event.node[path] for event in events for path in ("Properties.Pattern", "pattern") if event.kind == "bus"]
    for pattern in (*places, document["Properties.EventPattern"]):
        for node in bare(pattern):
            yield node.finding(
                f"`{node.name}` of an event pattern of `{document.name}` is no list: EventBridge refuses the rule; write [{node.text}]",
                fix=node.replace([node.value], safe=True),
            )


def bare(pattern: Node) -> Iterator[Node]:
    """The values in a pattern that stand in no list."""
    ahead = [pattern]
    while ahead:
        for _, node in ahead.pop().items():
            if node.is_map:
                ahead.append(node)
            elif isinstance(node.value, (str, int, float)):
                yield node
