r"""An EKS cluster in extended support costs six times as much as one that is kept up.

AWS supports a Kubernetes version for 14 months at $0.10 an hour, and for 12 more at $0.60: $438 a month instead of $73
(us-east-1, 2026-11). It moves the cluster there by itself. Upgrade, one minor version at a time, or forbid extended
support (`UpgradePolicy.SupportType: STANDARD`), which upgrades by itself when the time has come.
https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html and https://endoflife.date/amazon-eks (as of 2026-11).

```yaml bad
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Shop: {Type: AWS::EKS::Cluster, Properties: {Version: "1.30"}}  #~ "1.30" @medium
```
```yaml bad
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-east-1, version: "1.31"}  #~ "1.31" @medium
```
```yaml good
AWSTemplateFormatVersion: "2010-09-09"
Parameters: {Version: {Type: String}}
Resources:
  Latest: {Type: AWS::EKS::Cluster, Properties: {}}
  New: {Type: AWS::EKS::Cluster, Properties: {Version: "1.99"}}
  Chosen: {Type: AWS::EKS::Cluster, Properties: {Version: !Ref Version}}
  Moved: {Type: AWS::EKS::Cluster, Properties: {Version: "1.30", UpgradePolicy: {SupportType: STANDARD}}}
```
```yaml good
apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: shop, region: us-east-1}
```
"""

from datetime import date

from predeploy import Document, Findings, Target, rule

# version → end of standard support, end of extended support (sources above)
SUPPORT = {
    "1.28": (date(2024, 11, 26), date(2025, 11, 26)),
    "1.29": (date(2025, 3, 23), date(2026, 3, 23)),
    "1.30": (date(2025, 7, 23), date(2026, 7, 23)),
    "1.31": (date(2025, 11, 26), date(2026, 11, 26)),
    "1.32": (date(2026, 3, 23), date(2027, 3, 23)),
    "1.33": (date(2026, 7, 29), date(2027, 7, 29)),
    "1.34": (date(2026, 12, 2), date(2027, 12, 2)),
    "1.35": (date(2027, 3, 27), date(2028, 3, 27)),
}


@rule("medium", since="0.1", severities=("info", "low", "high"), kinds=("AWS::EKS::Cluster", "ClusterConfig"))
def extended_support_cluster(cluster: Document, target: Target) -> Findings:
    eksctl = cluster.group == "eksctl.io"
    version = cluster["metadata.version" if eksctl else "Properties.Version"]
    policy = cluster["upgradePolicy.supportType" if eksctl else "Properties.UpgradePolicy.SupportType"]
    known = SUPPORT.get(version.text or "")
    if known is None or known[0] > date.today() or policy.unknown or policy.text == "STANDARD":
        return
    prices, today = target.prices, date.today()
    gone = f", and is upgraded without asking since {known[1]}" if known[1] <= today else ""
    yield version.finding(
        f"Kubernetes {version.text} of cluster `{cluster.name}` is in extended support since {known[0]}{gone}: the hour costs"
        f" $0.60 instead of $0.10; upgrade",
        money=prices.saved(prices.of((1, "eks-extended-hour")), prices.of((1, "eks-hour"))),
    )
