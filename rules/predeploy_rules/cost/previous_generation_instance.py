r"""An instance of a previous generation does less for more.

AWS keeps the old families for those who cannot move, at the old price: `m4.large` costs $0.100 an hour, `m6i.large` on
newer processors $0.096 and the Graviton `m7g.large` $0.082 (us-east-1, 2026-11). Change the type with the next
replacement; Graviton needs images for arm64. https://aws.amazon.com/ec2/previous-generation/ and
https://aws.amazon.com/ec2/pricing/on-demand/ (as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Worker: {Type: AWS::EC2::Instance, Properties: {InstanceType: m4.large}}  #~ m4.large
```
```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Size: {Type: String, Default: t2.micro}}
Resources:
  Template: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {InstanceType: !Ref Size}}}  #~ !Ref Size
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Size: {Type: String}}
Resources:
  Worker: {Type: AWS::EC2::Instance, Properties: {InstanceType: m7g.large}}
  Chosen: {Type: AWS::EC2::Instance, Properties: {InstanceType: !Ref Size}}
  Picked: {Type: AWS::EC2::Instance}
```
```yaml good
# what may be chosen is not what is
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Size: {Type: String, Default: t4g.micro, AllowedValues: [t2.micro, t4g.micro]}}
Resources:
  Worker: {Type: AWS::EC2::Instance, Properties: {InstanceType: !Ref Size}}
```
"""

from predeploy import Findings, StackResource, rule

# old family → the newer one with the same CPU and memory on x86, and how many per cent less its `large` costs. Per hour on
# demand, us-east-1, 2026-11 (for t2.large and r6i: the tables of many public tools, not AWS's own): t1.micro 0.020, t3.micro 0.0104, t2.large 0.0928, t3.large 0.0832,
# m3 0.133, m4 0.100, m6i 0.096, c3 0.105, c4 0.100, c6i 0.085, r3 0.166, r4 0.133, r6i 0.126
NEWER = {
    "t1": ("t3", 48), "t2": ("t3", 10), "m3": ("m6i", 28), "m4": ("m6i", 4), "c3": ("c6i", 19), "c4": ("c6i", 15),
    "r3": ("r6i", 24), "r4": ("r6i", 5),
}  # fmt: skip
PATHS = ("Properties.InstanceType", "Properties.LaunchTemplateData.InstanceType")


@rule(
    "low",
    since="0.1",
    kinds=("AWS::EC2::Instance", "AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration"),
)
def previous_generation_instance(resource: StackResource) -> Findings:
    for kind in (resource[path] for path in PATHS):
        family, _, size = (kind.text or "").partition(".")
        if family in NEWER and size:
            newer, less = NEWER[family]
            yield kind.finding(
                f"`{resource.name}` takes `{kind.text}`, of an older generation; {newer} is faster and costs about {less} % less"
            )
