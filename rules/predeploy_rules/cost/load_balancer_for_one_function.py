r"""A load balancer in front of functions alone costs when nobody calls.

An Application Load Balancer is $16.43 a month before the first request (us-east-1, 2026-11); an HTTP API ($1.00 per
million) or a function URL (nothing) in front of the same functions costs nothing when nobody calls. Said where all its
target groups hold functions, no firewall (WAF) is attached and no rule signs people in, for which it may well be there.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html (as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}  #~ Front @low
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {LoadBalancerArn: !Ref Front, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]}
  Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: lambda, Targets: [{Id: !GetAtt Pack.Arn}]}}
  Pack: {Type: AWS::Lambda::Function}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, events: [{alb: {listenerArn: {Ref: Listener}, priority: 1, conditions: {path: /pack}}}]}
resources:
  Resources:
    Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}  #~ Front @low
    Listener:
      Type: AWS::ElasticLoadBalancingV2::Listener
      Properties: {LoadBalancerArn: {Ref: Front}, DefaultActions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: "404"}}]}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {LoadBalancerArn: !Ref Front, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]}
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties: {ListenerArn: !Ref Listener, Actions: [{Type: forward, TargetGroupArn: !Ref Servers}]}
  Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: lambda}}
  Servers: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: ip}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
  Wall: {Type: AWS::WAFv2::WebACLAssociation, Properties: {ResourceArn: !Ref Front}}
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: {LoadBalancerArn: !Ref Front, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]}
  Targets: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {TargetType: lambda}}
```
"""

from functools import partial

from predeploy import Document, Findings, Node, Stack, StackResource, Target, rule

PREFIX = "AWS::ElasticLoadBalancingV2::"
# what leads on from a balancer: where it names what stands before it, and what it does
DOORS = (
    (PREFIX + "Listener", "LoadBalancerArn", "DefaultActions"),
    (PREFIX + "ListenerRule", "ListenerArn", "Actions"),
)
PLAIN = ("forward", "redirect", "fixed-response")


@rule("low", since="0.1", severities=("info",), kinds=(PREFIX + "LoadBalancer",))
def load_balancer_for_one_function(balancer: StackResource, target: Target) -> Findings:
    stack = balancer.stack
    below = stack.once(behind, partial(behind, stack))
    if below is None:
        return
    ways, actions = [balancer.name], list[Node]()
    for way in ways:
        for one, key in below.get(way, ()):
            if one.name not in ways:
                ways.append(one.name)
                actions += one["Properties"][key]
    types = [action["Type"].text for action in actions]
    groups = [stack.documents.get(name) for action in actions for name in stack.mentioned(action)]
    held = [
        one["Properties.TargetType"].text for one in groups if one is not None and one.kind == PREFIX + "TargetGroup"
    ]
    # serverless.yml makes the rule and the target group of a function's alb event itself
    direct = not stack.once("alb", partial(called, stack)).isdisjoint(ways)
    only = len(held) == len(groups) == types.count("forward") and all(kind == "lambda" for kind in held)
    # a firewall in front, or what may be one or a further rule
    hidden = stack.once("WAF", partial(guarded, stack))
    if (held or direct) and only and not hidden and all(kind in PLAIN for kind in types):
        yield balancer.finding(
            f"load balancer `{balancer.name}` stands in front of functions only, and costs when nobody calls; an HTTP API"
            f" or a function URL does not",
            money=target.prices.of((1, "load-balancer-hour")),
        )


def behind(stack: Stack) -> dict[str, list[tuple[Document, str]]] | None:
    """What leads on from each balancer and listener, and where it says how; None where it may hang on any of them."""
    found: dict[str, list[tuple[Document, str]]] = {}
    for kind, above, key in DOORS:
        for one in stack.of(kind):
            place = one["Properties"][above]
            named = stack.mentioned(place)
            if not named and place.unknown:
                return None
            for name in named:
                found.setdefault(name, []).append((one, key))
    return found


def called(stack: Stack) -> set[str]:
    return set[str]().union(*(stack.mentioned(event.source) for _, event in stack.calls if event.kind == "alb"))


def guarded(stack: Stack) -> bool:
    return any(one.kind.startswith("AWS::WAF") or not one.kind for one in stack.documents.values())
