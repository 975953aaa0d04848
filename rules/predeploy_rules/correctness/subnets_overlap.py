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
MOST = 1000  # subnets with which one is compared
_Range = tuple[int, int, int]


@rule("high", since="0.1", kinds=("Subnet",))
def subnets_overlap(subnet: Document, project: Project) -> Findings:
    beside = project.of_kind("Subnet", subnet)
    ranges = project.once((_ranges, id(beside)), lambda: {id(one): _ranges(one) for one in beside})
    own = ranges.get(id(subnet), [])
    for other in beside[:MOST] if own else ():
        theirs = other["spec.cidrBlock"]
        if (
            _meet(own, ranges[id(other)])
            and 0 <= project.distance(other, subnet) <= NEAR
            and _order(other) < _order(subnet)
            and other.name != subnet.name
        ):
            mine = subnet["spec.cidrBlock"]
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


def _ranges(subnet: Document) -> list[_Range]:
    """Version, first and last address of each of its blocks; none where it is not one of the default network."""
    if subnet.group != "kubeovn.io" or not _says(subnet, "vpc", VPC) or not _says(subnet, "vlan", ""):
        return []
    try:
        blocks = [
            ipaddress.ip_network(p.strip(), strict=False) for p in (subnet["spec.cidrBlock"].text or "").split(",")
        ]
    except ValueError:
        return []
    return [(one.version, int(one[0]), int(one[-1])) for one in blocks]


def _meet(one: list[_Range], other: list[_Range]) -> bool:
    return any(a[0] == b[0] and a[1] <= b[2] and b[1] <= a[2] for a in one for b in other)
