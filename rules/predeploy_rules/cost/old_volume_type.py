r"""A gp2 volume costs a quarter more than the gp3 volume that replaces it.

gp3 has 3,000 IOPS and 125 MB/s at any size for $0.08 per GB and month, gp2 a speed that hangs on the size for $0.10
(us-east-1, 2026-11). The type of a living volume is changed without downtime. Above 1,000 GB gp2 is faster than gp3 is by
default: there it is left alone. https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html (as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Data:
    Type: AWS::EC2::Volume
    Properties: {VolumeType: gp2, Size: 500, AvailabilityZone: us-east-1a}  #~ gp2 @low
  Worker:
    Type: AWS::EC2::Instance
    Properties:
      BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeType: gp2}}]  #~ gp2 @low
```
```yaml fixed
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Data:
    Type: AWS::EC2::Volume
    Properties: {VolumeType: gp3, Size: 500, AvailabilityZone: us-east-1a}
  Worker:
    Type: AWS::EC2::Instance
    Properties:
      BlockDeviceMappings: [{DeviceName: /dev/xvda, Ebs: {VolumeType: gp3}}]
```
```yaml bad
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters: {type: gp2}  #~ gp2 @low
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Type: {Type: String}}
Resources:
  Data: {Type: AWS::EC2::Volume, Properties: {VolumeType: gp3, Size: 100}}
  Large: {Type: AWS::EC2::Volume, Properties: {VolumeType: gp2, Size: 2000}}
  Chosen: {Type: AWS::EC2::Volume, Properties: {VolumeType: !Ref Type, Size: 100}}
  Database: {Type: AWS::RDS::DBInstance, Properties: {StorageType: gp2, AllocatedStorage: 100}}
```
```yaml good
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
provisioner: pd.csi.storage.gke.io
parameters: {type: pd-ssd}
```
```yaml good
# somebody else's kind of that name
apiVersion: example.org/v1
kind: StorageClass
metadata: {name: fast}
provisioner: ebs.csi.aws.com
parameters: {type: gp2}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Target, rule
from predeploy.data.kubernetes_apis import is_native

LARGE = 1000  # GB, from which gp2 has more than 3,000 IOPS (3 a GB)
MAPPINGS = ("Properties.BlockDeviceMappings", "Properties.LaunchTemplateData.BlockDeviceMappings")


@rule(
    "low",
    since="0.1",
    severities=("info", "medium"),
    kinds=(
        "AWS::EC2::Volume",
        "AWS::EC2::Instance",
        "AWS::EC2::LaunchTemplate",
        "AWS::AutoScaling::LaunchConfiguration",
        "StorageClass",
    ),
)
def old_volume_type(document: Document, target: Target) -> Findings:
    for kind, size in volumes(document):
        if kind.text == "gp2" and not size.number > LARGE and not size.unknown:
            prices = target.prices
            money = prices.saved(prices.of((size.number, "gp2-gb")), prices.of((size.number, "gp3-gb")))
            yield kind.finding(
                f"{document.kind} `{document.name}` takes gp2; gp3 costs 20 % less and is as fast or faster",
                money=money,
                severity=None if money else "low",
                fix=kind.replace("gp3", safe=False),
            )


def volumes(document: Document) -> Iterator[tuple[Node, Node]]:
    """(type, size in GB)."""
    if document.kind == "StorageClass":
        if is_native(document.api) and document["provisioner"].text in ("ebs.csi.aws.com", "kubernetes.io/aws-ebs"):
            yield document["parameters.type"], document["parameters.size"]
    elif document.kind == "AWS::EC2::Volume":
        yield document["Properties.VolumeType"], document["Properties.Size"]
    for path in MAPPINGS:
        for mapping in document[path]:
            yield mapping["Ebs.VolumeType"], mapping["Ebs.VolumeSize"]
