r"""A NetworkPolicy that opens the port of the Service leaves the port of the pods closed.

A policy sees packets after the Service has turned its own port into that of the pods: it has to name the `targetPort`.
With the Service's number every request times out, and the policy looks right.
https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors and
https://kubernetes.io/docs/reference/networking/virtual-ips/ (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1.4", ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart}
spec:
  podSelector: {matchLabels: {app: cart}}
  ingress: [{from: [{podSelector: {matchLabels: {app: shop}}}], ports: [{port: 80}]}]  #~ 80
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shop}
spec:
  podSelector: {matchLabels: {app: shop}}
  policyTypes: [Egress]
  egress: [{to: [{podSelector: {matchLabels: {app: cart}}}], ports: [{port: 80, protocol: TCP}]}]  #~ 80
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec: {containers: [{name: cart, image: "cart:1.4", ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart}
spec:
  podSelector: {matchLabels: {app: cart}}
  ingress: [{ports: [{port: 8080}, {port: http}]}, {ports: [{port: 9090}, {port: 79, endPort: 9000}]}]
```
```yaml good
# both numbers are open, one of them for those who call past the Service; or somebody listens on it
apiVersion: v1
kind: Pod
metadata: {name: cart, labels: {app: cart}}
spec: {containers: [{name: cart, image: "cart:1.4", ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: blog, labels: {app: blog}}
spec: {containers: [{name: blog, image: "blog:1.4", ports: [{containerPort: 8080}, {containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: blog}
spec: {selector: {app: blog}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: cart}
spec:
  podSelector: {matchLabels: {app: cart}}
  ingress: [{ports: [{port: 80}, {port: 8080}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: blog}
spec:
  podSelector: {matchLabels: {app: blog}}
  ingress: [{ports: [{port: 80}]}]
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Project, Service, Workload, rule, selects

MOST = 50  # workloads that one policy is looked at for


@rule("high", since="0.1", kinds=("NetworkPolicy",))
def network_policy_closes_port(policy: Document, project: Project) -> Findings:
    if policy.group != "networking.k8s.io":
        return
    for selector, ports in openings(policy):
        workloads = [
            one for one in project.chosen(selector, policy)[:MOST] if selects(selector, one.pod_labels) is True
        ]
        opened = [port["port"].text for port in ports]
        if not workloads or None in opened or any(port["endPort"].written for port in ports):
            continue
        for port in ports:
            services = [behind(one, port, opened, project) for one in workloads]
            if all(services):
                service, target = services[0] or (None, "")
                yield port["port"].finding(
                    f"NetworkPolicy `{policy.name}` opens port {port['port'].text} of {workloads[0].kind} `{workloads[0].name}`,"
                    f" which is the one of Service `{service.name if service else ''}`: packets arrive at port {target} of the pods,"
                    f" which stays closed; write {target}",
                    fix=port["port"].replace(int(target) if target.isdecimal() else target, safe=False),
                    related=((service["spec.ports"], "the ports of the Service"),) if service else (),
                )


def openings(policy: Document) -> Iterator[tuple[Node, list[Node]]]:
    """Whose ports are opened, and which."""
    for entry in policy["spec.ingress"]:
        yield policy["spec.podSelector"], list(entry["ports"])
    for entry in policy["spec.egress"]:
        peers = list(entry["to"])
        if len(peers) == 1 and peers[0].is_map and set(peers[0].value) == {"podSelector"}:
            yield peers[0]["podSelector"], list(entry["ports"])


def behind(workload: Workload, port: Node, opened: list[str | None], project: Project) -> tuple[Service, str] | None:
    """The Service that turns this port into another one of the pods, and that, where the policy opens the latter nowhere."""
    declared = [one for container in workload.containers for one in container["ports"]]
    said = {one[key].text for one in declared for key in ("containerPort", "name")}
    unknown = any(one["containerPort"].unknown for one in declared)
    if not declared or unknown or port["port"].text in said or port["protocol"].text not in (None, "TCP"):
        return None
    numbers = {one["name"].text: one["containerPort"].text for one in declared if one["name"].text}
    for service in project.services_of(workload):
        for one in service["spec.ports"]:
            target = one["targetPort"].text
            meant = {target, numbers.get(target)} if target else set()
            if (
                target
                and one["port"].text == port["port"].text != target
                and target in said
                and meant.isdisjoint(opened)
            ):
                return service, target
    return None
