r"""A NAT gateway in every zone buys an availability that a test environment does not need.

Each costs $32.85 a month before the first byte (us-east-1, 2026-11). Outside production one gateway for all zones is
enough: when its zone fails the others lose the way out, and somebody waits. Said only where the environment is stated
to be dev, test or staging, and not of gateways that a condition already leaves out.
https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html (as of 2026-11).

```yaml bad target={environment: dev}
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  WayA: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref A}}
  WayB: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref B}}  #~ WayB @low
  WayC: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref C}}
  A: {Type: AWS::EC2::Subnet}
  B: {Type: AWS::EC2::Subnet}
  C: {Type: AWS::EC2::Subnet}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  WayA: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref A}}
  WayB: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref B}}
  A: {Type: AWS::EC2::Subnet}
  B: {Type: AWS::EC2::Subnet}
```
```yaml good target={environment: dev}
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Stage: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  WayA: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref A}}
  WayB: {Type: AWS::EC2::NatGateway, Condition: IsProd, Properties: {SubnetId: !Ref B}}
  A: {Type: AWS::EC2::Subnet}
  B: {Type: AWS::EC2::Subnet}
```
"""

from predeploy import Findings, StackResource, Target, rule

GATEWAY = "AWS::EC2::NatGateway"


@rule("low", since="0.1", severities=("info", "medium", "high"), kinds=(GATEWAY,))
def nat_per_zone_outside_prod(gateway: StackResource, target: Target) -> Findings:
    if target.environment in (None, "prod"):
        return
    stack = gateway.stack
    # said once, of the second; a resource of unknown type may be one and keeps its place
    documents = stack.documents.values()
    maybe = stack.once(
        GATEWAY, lambda: [one for one in documents if one.kind in (GATEWAY, "") and not one["Condition"].written]
    )
    always = [one for one in maybe if one.kind == GATEWAY]
    if len(always) < 2 or maybe[1].name != gateway.name:
        return
    yield gateway.finding(
        f"{len(always)} NAT gateways in {target.environment}: one for all zones is enough there",
        money=target.prices.of((len(always) - 1, "nat-gateway-hour")),
        related=tuple(
            (one.node, "needed in production only") for one in always if one.name not in (maybe[0].name, gateway.name)
        ),
    )
