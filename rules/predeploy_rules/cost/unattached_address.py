r"""An address that is attached to nothing is paid for all the same.

AWS bills every public IPv4 address by the hour, $3.65 a month (us-east-1, 2026-11), most of all those that nobody uses:
they are short. Associate the address, or delete it. https://aws.amazon.com/vpc/pricing/ (as of 2026-11). Silent where
an output hands the address to somebody else.

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Spare: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}  #~ Spare
  Used: {Type: AWS::EC2::EIP, Properties: {Domain: vpc}}
  Way: {Type: AWS::EC2::NatGateway, Properties: {AllocationId: !GetAtt Used.AllocationId}}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Own: {Type: AWS::EC2::EIP, Properties: {InstanceId: !Ref Server}}
  Server: {Type: AWS::EC2::Instance}
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Handed: {Type: AWS::EC2::EIP}
Outputs:
  Address: {Value: !GetAtt Handed.AllocationId}
```
"""

from functools import partial

from predeploy import Findings, Stack, StackResource, Target, rule


@rule("low", since="0.1", severities=("info",), kinds=("AWS::EC2::EIP",))
def unattached_address(address: StackResource, target: Target) -> Findings:
    if any(not address["Properties"][key].absent for key in ("InstanceId", "TransferAddress")):
        return
    stack = address.stack
    used = any(one.name != address.name for one in stack.mentioning(address.name))
    if (
        not used
        and address.name not in stack.mentioned(stack.root["Outputs"])
        and not stack.once(hidden, partial(hidden, stack))
    ):
        yield address.finding(
            f"address `{address.name}` is attached to nothing, and billed; associate it or delete it",
            money=target.prices.of((1, "public-ipv4-hour")),
        )


def hidden(stack: Stack) -> bool:
    """May any address be meant where nobody knows which?"""
    names = [one["Properties"][key] for one in stack.documents.values() for key in ("AllocationId", "EIP")]
    names += [output["Value"] for _, output in stack.root["Outputs"].items()]
    return any(one.unknown and not stack.mentioned(one) for one in names)
