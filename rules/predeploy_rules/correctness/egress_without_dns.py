r"""A pod that may call its neighbours, but not the DNS, finds none of them.

As soon as one NetworkPolicy of type Egress selects a pod, all that is not allowed is cut off, the cluster's DNS too:
names of Services do not resolve, and every call fails after seconds. Allow port 53, UDP and TCP, to the namespace of the
DNS, in this policy or in one for the whole namespace.
https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop, namespace: shop}
spec:
  podSelector: {matchLabels: {app: shop}}
  policyTypes: [Ingress, Egress]
  egress:  #~ egress
    - to: [{podSelector: {matchLabels: {app: cart}}}]
      ports: [{port: 8080}]
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop, namespace: shop}
spec:
  podSelector: {matchLabels: {app: shop}}
  policyTypes: [Ingress, Egress]
  egress:
    - to: [{podSelector: {matchLabels: {app: cart}}}]
      ports: [{port: 8080}]
    - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]
      ports: [{port: 53, protocol: UDP}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: nothing, namespace: shop}
spec: {podSelector: {matchLabels: {app: closed}}, policyTypes: [Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: by-address, namespace: shop}
spec:
  podSelector: {matchLabels: {app: relay}}
  policyTypes: [Egress]
  egress: [{to: [{ipBlock: {cidr: 10.1.0.0/16}}], ports: [{port: 443}]}]
```
```yaml good
# another policy of the namespace allows it
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop, namespace: shop}
spec:
  podSelector: {matchLabels: {app: shop}}
  egress: [{to: [{podSelector: {matchLabels: {app: cart}}}], ports: [{port: 8080}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: dns, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{ports: [{port: 53, protocol: UDP}]}]
```
```yaml good
# Istio's control plane listens where it likes, and this one may go everywhere
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop, namespace: shop}
spec:
  podSelector: {matchLabels: {app: shop}}
  policyTypes: [Egress]
  egress: [{to: [{podSelector: {matchLabels: {app: cart}}}]}, {}]
```
"""

from predeploy import Document, Findings, Node, Project, rule

DNS = ("53", "5353", "1053", "dns", "dns-tcp", "dns-udp")  # 5353: the pods of OpenShift's DNS; 1053: Gardener's


@rule("medium", since="0.1", kinds=("NetworkPolicy",))
def egress_without_dns(policy: Document, project: Project) -> Findings:
    egress = policy["spec.egress"]
    types = policy["spec.policyTypes"]
    if policy.group != "networking.k8s.io" or policy["metadata.namespace"].unknown or types.unknown:
        return
    if types.present and "Egress" not in [one.text for one in types]:
        return
    if any(calls_neighbours(entry) for entry in egress) and not any(
        allows_dns(entry) for one in (policy, *project.of_kind("NetworkPolicy", policy)) for entry in rules_of(one)
    ):
        yield egress.finding(
            f"NetworkPolicy `{policy.name}` lets its pods call other pods, but not the DNS (port 53): they find none of them by name;"
            " allow port 53, UDP and TCP, to the namespace kube-system"
        )


def rules_of(policy: Document) -> list[Node]:
    """What a policy allows outwards; where that is not known, the place itself, which may allow anything."""
    egress = policy["spec.egress"]
    return list(egress) if egress.is_list and policy["kind"].present else [egress] if egress.written else []


def calls_neighbours(entry: Node) -> bool:
    return any(peer["podSelector"].is_map for peer in entry["to"])


def allows_dns(entry: Node) -> bool:
    """May a packet to the DNS pass? To pods of the policy's own namespace alone it does not."""
    peers, ports = list(entry["to"]), list(entry["ports"])
    hidden = any(one.unknown for one in (entry, entry["to"], entry["ports"]))
    far = not peers or any(peer.unknown or not peer.is_map or set(peer.value) != {"podSelector"} for peer in peers)
    fits = not ports or any(
        p["port"].absent or p["port"].unknown or p["endPort"].written or p["port"].text in DNS for p in ports
    )
    return hidden or (far and fits)
