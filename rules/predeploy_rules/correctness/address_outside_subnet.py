r"""A gateway or a reserved address outside its own subnet: the subnet is refused, or the address is not kept free.

`gateway` and every entry of `excludeIps` (`10.16.0.1..10.16.0.10` is a range) lie within `cidrBlock`; with two stacks each
address belongs to the block of its own. A subnet whose gateway lies elsewhere, or whose block has no mask, is refused;
an entry of `excludeIps` that lies elsewhere keeps nothing free.
https://kubeovn.github.io/docs/stable/en/guide/subnet/ and ValidateSubnet of kubeovn/kube-ovn, pkg/util/validator.go
(as of 2026-11).

```yaml bad
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec:
  cidrBlock: 10.66.0.0/16
  gateway: 10.65.0.1  #~ 10.65.0.1 @high
  excludeIps: [10.66.0.1..10.66.0.20, 10.67.0.5]  #~ 10.67.0.5 @low
```
```yaml bad
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec: {cidrBlock: 10.66.0.0/33}  #~ 10.66.0.0/33
---
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: blog}
spec: {cidrBlock: 10.67.0.0}  #~ 10.67.0.0
```
```yaml good
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec: {cidrBlock: "10.66.0.0/16,fd00:66::/64", gateway: "10.66.0.1,fd00:66::1", excludeIps: [10.66.0.1..10.66.0.20, "fd00:66::1"]}
```
```yaml good
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec: {cidrBlock: "${CIDR}", gateway: 10.65.0.1, excludeIps: ["${FIRST}"]}
```
"""

import ipaddress

from predeploy import Document, Findings, rule

Block = ipaddress.IPv4Network | ipaddress.IPv6Network


@rule("high", since="0.1", severities=("low",), kinds=("Subnet",))
def address_outside_subnet(subnet: Document) -> Findings:
    cidr = subnet["spec.cidrBlock"]
    if subnet.group != "kubeovn.io" or not cidr.text:
        return
    blocks = [_block(part) if "/" in part else None for part in cidr.text.split(",")]
    if None in blocks:
        yield cidr.finding(
            f"`{cidr.text}` is no block of addresses: Subnet `{subnet.name}` is refused; write 10.66.0.0/16, say"
        )
        return
    gateway = subnet["spec.gateway"]
    for node in (gateway, *subnet["spec.excludeIps"]):
        for text in (node.text or "").replace("..", ",").split(","):
            address = _block(text)
            if address and not any(block and _within(address, block) for block in blocks):
                harm = "is refused" if node is gateway else "keeps no address free with it"
                yield node.finding(
                    f"`{text}` lies outside `{cidr.text}`: Subnet `{subnet.name}` {harm}; name an address within",
                    related=((cidr, "the subnet"),),
                    severity="high" if node is gateway else "low",
                )
                break


def _within(address: Block, block: Block) -> bool:
    return address.version == block.version and address.overlaps(block)


def _block(text: str) -> Block | None:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return None
