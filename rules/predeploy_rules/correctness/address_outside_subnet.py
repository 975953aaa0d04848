r"""A gateway or a reserved address outside its own subnet: the subnet is refused, or its pods reach nothing.

`gateway` and every entry of `excludeIps` (`10.16.0.1..10.16.0.10` is a range) lie within `cidrBlock`; with two stacks each
address belongs to the block of its own. A block is written with its mask.
https://kubeovn.github.io/docs/stable/en/guide/subnet/ (as of 2026-11).

```yaml bad
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec:
  cidrBlock: 10.66.0.0/16
  gateway: 10.65.0.1  #~ 10.65.0.1
  excludeIps: [10.66.0.1..10.66.0.20, 10.67.0.5]  #~ 10.67.0.5
```
```yaml bad
apiVersion: kubeovn.io/v1
kind: Subnet
metadata: {name: shop}
spec: {cidrBlock: 10.66.0.0/33}  #~ 10.66.0.0/33
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
from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule

Block = ipaddress.IPv4Network | ipaddress.IPv6Network


@rule("high", since="0.1", kinds=("Subnet",))
def address_outside_subnet(subnet: Document) -> Findings:
    cidr = subnet["spec.cidrBlock"]
    if subnet.group != "kubeovn.io" or not cidr.text:
        return
    blocks = [_block(part) for part in cidr.text.split(",")]
    if None in blocks:
        yield cidr.finding(
            f"`{cidr.text}` is no block of addresses: Subnet `{subnet.name}` is refused; write 10.66.0.0/16, say"
        )
        return
    for node in _addresses(subnet):
        for text in (node.text or "").replace("..", ",").split(","):
            address = _block(text)
            if address and not any(block and _within(address, block) for block in blocks):
                yield node.finding(
                    f"`{text}` lies outside `{cidr.text}`: Subnet `{subnet.name}` cannot use it; name an address within",
                    related=((cidr, "the subnet"),),
                )
                break


def _within(address: Block, block: Block) -> bool:
    return address.version == block.version and address.overlaps(block)


def _addresses(subnet: Document) -> Iterator[Node]:
    yield subnet["spec.gateway"]
    yield from subnet["spec.excludeIps"]


def _block(text: str) -> Block | None:
    try:
        return ipaddress.ip_network(text.strip(), strict=False)
    except ValueError:
        return None
