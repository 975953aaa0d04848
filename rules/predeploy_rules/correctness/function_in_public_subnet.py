r"""A function in a public subnet has no way to the internet.

Lambda gives the network interfaces of a function no public address, so that a route to an internet gateway is of no use to
it: each call to an API outside hangs until the function times out, while the VPC itself is reached. Put it into a subnet
whose default route leads to a NAT gateway; or out of the VPC, when it needs nothing there. The CDK refuses this, too. Silent
where the subnet has a way to another network, or the VPC an endpoint, for that may be what the function is there for.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Open], SecurityGroupIds: [sg-1]}}}  #~ SubnetIds
  Open: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Routes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  Bound: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Open, RouteTableId: !Ref Routes}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Given: {Type: String}}
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Closed], SecurityGroupIds: [sg-1]}}}
  Both: {Type: AWS::Serverless::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Open, !Ref Given], SecurityGroupIds: [sg-1]}}}
  Open: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24}}
  Closed: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.2.0/24}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Nat: {Type: AWS::EC2::NatGateway, Properties: {SubnetId: !Ref Open}}
  Routes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
  Inner: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  Via: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Inner, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
  Bound: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Open, RouteTableId: !Ref Routes}}
  Tied: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Closed, RouteTableId: !Ref Inner}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}}}
  Gateway: {Type: AWS::EC2::InternetGateway}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Open], SecurityGroupIds: [sg-1]}}}
  Open: {Type: AWS::EC2::Subnet, Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Peers: {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: vpc-1, PeerVpcId: vpc-2}}
  Routes: {Type: AWS::EC2::RouteTable, Properties: {VpcId: vpc-1}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway}}
  Over: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 10.1.0.0/16, VpcPeeringConnectionId: !Ref Peers}}
  Bound: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref Open, RouteTableId: !Ref Routes}}
```
"""

from predeploy import Document, Findings, Function, Stack, StackResource, rule

PATHS = ("VpcConfig.SubnetIds", "vpc.subnetIds")
ALL = "0.0.0.0/0"


@rule("medium", since="0.1", platforms=("aws-lambda",))
def function_in_public_subnet(function: Function) -> Findings:
    stack = StackResource(function.node).stack
    if stack.once("ways out of a VPC", lambda: has_ways(stack)):
        return
    for said in map(function.setting, PATHS):
        subnets = [stack.pointed(one) for one in said]
        if subnets and all(one is not None and is_public(stack, one) for one in subnets):
            names = ", ".join(f"`{one.name}`" for one in subnets if one is not None)
            yield said.finding(
                f"`{function.name}` stands in public subnets only ({names}), and Lambda gives it no public address: it does not "
                "reach the internet; use subnets behind a NAT gateway",
                related=tuple(one.node for one in subnets if one is not None),
            )


def has_ways(stack: Stack) -> bool:
    return any(one.kind == "AWS::EC2::VPCEndpoint" or one.node["Type"].unknown for one in stack.documents.values())


def is_public(stack: Stack, subnet: Document) -> bool:
    """Does its route table lead out by an internet gateway, and nowhere else, as far as the template tells?"""
    ties = stack.of("AWS::EC2::SubnetRouteTableAssociation")
    tables = [
        stack.pointed(one["Properties.RouteTableId"])
        for one in ties
        if stack.pointed(one["Properties.SubnetId"]) is subnet
    ]
    if len(tables) != 1 or tables[0] is None:
        return False
    found = False
    for route in stack.of("AWS::EC2::Route"):
        said = route["Properties"]
        gateway, table = stack.pointed(said["GatewayId"]), stack.pointed(said["RouteTableId"])
        if table is not None and table is not tables[0]:
            continue
        if table is None or gateway is None or gateway.kind != "AWS::EC2::InternetGateway":
            return False
        found = found or said["DestinationCidrBlock"].text == ALL
    return found
