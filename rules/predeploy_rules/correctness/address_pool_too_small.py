r"""Pods beyond the last address of their pool are never created.

`ovn.kubernetes.io/ip_pool` lists the addresses that a workload's pods may take, `ip_address` a single one. With more
replicas than addresses the rest waits for ever, and a rolling update needs one for each pod that comes before another
goes. List as many as the most replicas.
https://kubeovn.github.io/docs/stable/en/guide/static-ip-mac/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 3
  template:
    metadata: {annotations: {ovn.kubernetes.io/ip_pool: "10.66.0.15,10.66.0.16"}}  #~ "10.66
    spec: {containers: [{name: cart, image: "cart:1.4"}]}
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 2, template: {metadata: {annotations: {ovn.kubernetes.io/ip_address: 10.66.0.15}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}  #~ 10.66.0.15
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 2, template: {metadata: {annotations: {ovn.kubernetes.io/ip_pool: "10.66.0.15,fd00::15;10.66.0.16,fd00::16;10.66.0.17,fd00::17"}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
```
```yaml good
# the name of an IPPool, and a number that is not known
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 9, template: {metadata: {annotations: {ovn.kubernetes.io/ip_pool: face}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: later}
spec: {replicas: "${REPLICAS}", template: {metadata: {annotations: {ovn.kubernetes.io/ip_address: 10.66.0.15}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
```
"""

from predeploy import Findings, Scaling, Workload, rule

PREFIX = "ovn.kubernetes.io/"


@rule("high", since="0.1", platforms=("kubernetes",))
def address_pool_too_small(workload: Workload, scaling: Scaling) -> Findings:
    pool, single = workload.pod_annotation(f"{PREFIX}ip_pool"), workload.pod_annotation(f"{PREFIX}ip_address")
    node = single if pool.absent else pool
    text = node.text or ""
    if not text:
        return
    entries = [entry.strip() for entry in text.split(";" if ";" in text else ",") if entry.strip()]
    if not entries or not all(_is_address(part) for entry in entries for part in entry.split(",")):
        return
    both = node is single or (len(entries) == 2 and (":" in entries[0]) != (":" in entries[1]))  # one pod's two stacks
    there, wanted = 1 if both else len(entries), scaling.ceiling
    if wanted.value > there and wanted.value != float("inf"):
        yield node.finding(
            f"{workload.kind} `{workload.name}` may have {wanted.value:g} pods and {there} address{'es' * (there > 1)}: the rest is never"
            f" created; list {wanted.value:g}",
            related=((wanted.node, f"{wanted.value:g} pods"),),
        )


def _is_address(text: str) -> bool:
    import ipaddress  # few runs have a pool

    try:
        ipaddress.ip_address(text.strip())
    except ValueError:
        return False
    return True
