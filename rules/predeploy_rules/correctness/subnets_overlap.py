r"""Two subnets of one network that share addresses: the second is refused.

Within a VPC (`ovn-cluster`, when nothing is said) the blocks of Kube-OVN's Subnets may not overlap; the later one stays
without pods. Different VPCs may use the same addresses.
https://kubeovn.github.io/docs/stable/en/guide/subnet/ (as of 2026-11).

```yaml bad
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec: {cidrBlock: 10.66.0.0/16}
---
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: blog}
spec: {cidrBlock: 10.66.128.0/20}  #~ 10.66.128.0/20
```
```yaml good
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec: {cidrBlock: 10.66.0.0/16}
---
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: blog}
spec: {cidrBlock: 10.67.0.0/16}
---
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: tenant}
spec: {vpc: tenant, cidrBlock: 10.66.0.0/16}
```
```yaml good
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec: {cidrBlock: 10.66.0.0/16}
---
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: vlan}
spec: {cidrBlock: 10.66.0.0/24, vlan: office}
---
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: later}
spec: {cidrBlock: 10.66.0.0/24, vpc: "${VPC}"}
```
"""

import ipaddress

from predeploy import Document, Findings, Project, rule

VPC, NEAR = "ovn-cluster", 2  # folders; one that lies farther away may be of another cluster


@rule("high", since="0.1", kinds=("Subnet",))
def subnets_overlap(subnet: Document, project: Project) -> Findings:
    for other in project.of_kind("Subnet", subnet):
        if (
            not 0 <= project.distance(other, subnet) <= NEAR
            or _order(other) >= _order(subnet)
            or other.name == subnet.name
        ):
            continue
        same = all(_says(one, key, default) for one in (subnet, other) for key, default in (("vpc", VPC), ("vlan", "")))
        mine, theirs = subnet["spec.cidrBlock"], other["spec.cidrBlock"]
        if same and other.group == subnet.group == "kubeovn.io" and _meet(mine.text, theirs.text):
            yield mine.finding(
                f"Subnet `{subnet.name}` ({mine.text}) shares addresses with Subnet `{other.name}` ({theirs.text}): one of them is refused",
                related=((theirs, f"Subnet `{other.name}`"),),
            )
            return


def _order(document: Document) -> tuple[str, int]:
    return document.node.tree.source.path, document.node.tree.index


def _says(document: Document, key: str, default: str) -> bool:
    node = document[f"spec.{key}"]
    return node.absent or node.text == default


def _meet(one: str | None, other: str | None) -> bool:
    try:
        mine, theirs = (
            [ipaddress.ip_network(p.strip(), strict=False) for p in (text or "").split(",")] for text in (one, other)
        )
    except ValueError:
        return False
    return any(a.version == b.version and a.overlaps(b) for a in mine for b in theirs)
