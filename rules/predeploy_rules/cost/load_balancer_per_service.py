r"""A load balancer for each service is rent paid several times over.

Every Service of type LoadBalancer makes the cloud start a balancer of its own, about $16.43 a month before the first
request (ALB/NLB, us-east-1, 2026-11; Azure and Google ask alike). Services that speak HTTP can share one behind an
Ingress or a Gateway, with one certificate and one address. Not said of clusters that bring their own balancer (MetalLB,
Cilium, kube-vip), nor of services of which one is internal and the other is not.
https://kubernetes.io/docs/concepts/services-networking/ingress/ (as of 2026-11).

```yaml bad file=all.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {type: LoadBalancer, selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 443}]}  #~ LoadBalancer @low
```
```yaml good file=all.yaml
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: queue, namespace: shop}
spec: {type: LoadBalancer, selector: {app: queue}, ports: [{port: 5672}]}
---
apiVersion: v1
kind: Service
metadata: {name: inside, namespace: shop, annotations: {service.beta.kubernetes.io/aws-load-balancer-internal: "true"}}
spec: {type: LoadBalancer, selector: {app: inside}, ports: [{port: 80}]}
```
```yaml good file=all.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop, annotations: {metallb.universe.tf/address-pool: lan}}
spec: {type: LoadBalancer, selector: {app: cart}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, annotations: {metallb.universe.tf/address-pool: lan}}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
```
```yaml good
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
```
```yaml good file=v1/web.yaml
# two variants of one thing
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
```
```yaml good file=v2/web.yaml
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
```
"""

from collections import defaultdict

from predeploy import Document, Findings, Project, Service, Target, rule

WEB = ("80", "443", "8080", "8443")


@rule("low", since="0.1", severities=("medium",), replaces={"kics": "26763a1c", "popeye": "1103"})
def load_balancer_per_service(service: Service, project: Project, target: Target) -> Findings:
    if not shareable(service):
        return
    beside = project.beside("Service", service)
    groups = project.once((shareable, id(beside)), lambda: grouped(beside))
    alike = groups[service.namespace, service.internal]
    names = list(alike)
    if len(names) >= 2 and names[1] == service.name:  # said once, of the second
        yield service["spec.type"].finding(
            f"{len(names)} Services of type LoadBalancer serve HTTP here, each with a load balancer of its own;"
            f" one Ingress or Gateway serves all",
            money=target.prices.of((len(names) - 1, "load-balancer-hour")),
            related=tuple(
                (one["spec.type"], f"Service `{name}`") for name in names if name != service.name for one in alike[name]
            ),
        )


def grouped(services: list[Document]) -> dict[tuple[str, bool | None], dict[str, list[Service]]]:
    """Those that could share a balancer: by namespace and side, by name."""
    found = defaultdict[tuple[str, bool | None], dict[str, list[Service]]](dict)
    for one in services:
        if isinstance(one, Service) and shareable(one):
            found[one.namespace, one.internal].setdefault(one.name, []).append(one)
    return found


def shareable(service: Service) -> bool:
    """Does a cloud start a balancer for it, which only speaks HTTP?"""
    if not service.bills_idle or service["spec.loadBalancerClass"].unknown:
        return False
    web = [one["port"].text in WEB and one["protocol"].text in (None, "TCP") for one in service["spec.ports"]]
    return any(web) and all(web)
