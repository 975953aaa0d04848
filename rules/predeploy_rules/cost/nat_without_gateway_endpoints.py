r"""Traffic to S3 and DynamoDB through a NAT gateway is paid for by the gigabyte; through a gateway endpoint it is free.

NAT takes $0.045 for each GB (us-east-1, 2026-11), also on the way to S3 and DynamoDB of the same region. A gateway
endpoint in the VPC costs nothing at all, is one resource, and keeps that traffic inside AWS. Said where the stack makes
the VPC, its NAT gateway, something that works in it, and a bucket or table that it may use.
https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html and https://aws.amazon.com/vpc/pricing/ (as of
2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Net: {Type: AWS::EC2::VPC}
  Inner: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
  Way: {Type: AWS::EC2::NatGateway}  #~ Way
  Pack: {Type: AWS::Serverless::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Inner]}, Environment: {Variables: {TABLE: !Ref Orders}}}}
  Orders: {Type: AWS::DynamoDB::Table}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Net: {Type: AWS::EC2::VPC}
  Inner: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
  Way: {Type: AWS::EC2::NatGateway}
  Free: {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: !Ref Net, ServiceName: !Sub "com.amazonaws.${AWS::Region}.dynamodb"}}
  Pack: {Type: AWS::Serverless::Function, Properties: {VpcConfig: {SubnetIds: [!Ref Inner]}, Environment: {Variables: {TABLE: !Ref Orders}}}}
  Orders: {Type: AWS::DynamoDB::Table}
```
```yaml good
# the function stands outside; nothing in the VPC uses the table
Transform: AWS::Serverless-2016-10-31
Resources:
  Net: {Type: AWS::EC2::VPC}
  Way: {Type: AWS::EC2::NatGateway}
  Pack: {Type: AWS::Serverless::Function, Properties: {Environment: {Variables: {TABLE: !Ref Orders}}}}
  Orders: {Type: AWS::DynamoDB::Table}
```
"""

from predeploy import Findings, StackResource, rule

GATEWAY = "AWS::EC2::NatGateway"
STORES = ("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", "AWS::Serverless::SimpleTable")
# where what works in a VPC names its subnets
SUBNETS = ("VpcConfig.SubnetIds", "NetworkConfiguration.AwsvpcConfiguration.Subnets")


@rule("low", since="0.1", kinds=(GATEWAY,))
def nat_without_gateway_endpoints(gateway: StackResource) -> Findings:
    stack = gateway.stack
    first = next((one.name for one in stack.documents.values() if one.kind in (GATEWAY, "")), "")
    if first != gateway.name or not any(True for _ in stack.of("AWS::EC2::VPC")):
        return
    if any(True for kind in ("AWS::EC2::VPCEndpoint", "") for _ in stack.of(kind)):
        return  # of a service whose name is known at deployment only, perhaps
    stores = {one.name for kind in STORES for one in stack.of(kind)}
    subnets = {one.name for one in stack.of("AWS::EC2::Subnet")}
    for one in stack.documents.values():
        inside = any(stack.mentioned(one["Properties"][path]) & subnets for path in SUBNETS)
        used = sorted(stack.mentioned(one["Properties"]) & stores) if inside else []
        if used:
            yield gateway.finding(
                f"`{one.name}` reaches `{used[0]}` through NAT, at $0.045 per GB; a gateway endpoint (AWS::EC2::VPCEndpoint) is free",
                related=((one.node, "works in the VPC"),),
            )
            return
