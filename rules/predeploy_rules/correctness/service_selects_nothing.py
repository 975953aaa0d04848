r"""A Service that selects no pod answers nobody.

Requests to it are refused at once, for it has no endpoints. Mostly one of two labels was renamed. This speaks only where
all that belongs together is known, a rendered chart, a built overlay or a folder with workloads, and where one of these
is called like the Service or has a label that it asks for: what else it may mean can come from anywhere.
https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes (as of 2026-11).

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart, tier: web}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec:
  selector: {app: basket, tier: web}  #~ basket
  ports: [{port: 80}]
```
```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart-blue}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {selector: {app: cart, track: stable}, ports: [{port: 80}]}  #~ stable
```
```yaml bad
# in another namespace than its pods
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: default}
spec: {selector: {app: cart}, ports: [{port: 80}]}  #~ selector
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart, tier: web}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {selector: {app: cart}, ports: [{port: 80}]}
```
```yaml good
# the StatefulSet gives each pod its name as a label
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: redis}
spec: {template: {metadata: {labels: {app: redis}}, spec: {containers: [{name: redis, image: "redis:8.2"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: redis-0}
spec: {selector: {app: redis, statefulset.kubernetes.io/pod-name: redis-0}, ports: [{port: 6379}]}
```
```yaml good
# its pods come from elsewhere
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart, release: shop}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: dashboard}
spec: {selector: {app: dashboard, release: shop}, ports: [{port: 80}]}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {type: ExternalName, externalName: store.example.com, selector: {app: store}}
---
apiVersion: v1
kind: Service
metadata: {name: by-hand}
spec: {ports: [{port: 80}]}
```
"""

from predeploy import Findings, Project, Service, Workload, rule

# Labels that everything of one application has:
# https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ (as of 2026-11)
COMMON = (
    "app.kubernetes.io/instance", "app.kubernetes.io/part-of", "app.kubernetes.io/managed-by", "app.kubernetes.io/version",
    "helm.sh/chart", "chart", "heritage", "release", "tier", "version",
)  # fmt: skip
MOST = 200  # workloads among which the one that is meant is looked for


@rule(
    "medium",
    since="0.1",
    replaces={
        "kube-linter": "dangling-service",
        "kube-score": "service-targets-pod",
        "kubescape": "C-0293",
        "popeye": "1100",
    },
)
def service_selects_nothing(service: Service, project: Project) -> Findings:
    selector = service.selector
    if selector is None or service.external or service["spec.type"].unknown or project.selected(service):
        return
    away = next((one for one in beside(service, project) if lives_elsewhere(one, service, selector)), None)
    if away is not None:
        yield service["spec.selector"].finding(
            f"Service `{service.name}` finds pods of its own namespace `{service.namespace}` only, and {away.kind} `{away.name}`, which has"
            f" the labels that it selects, is in `{away.namespace}`: it answers nobody; put both into one",
            related=((away["metadata.namespace"], "the namespace of the pods"),),
        )
        return
    if not project.complete_for(service):
        return
    near = max(project.near_workloads(service)[:MOST], key=lambda workload: likeness(service, workload), default=None)
    if near is None or not likeness(service, near):
        return
    wanted = ", ".join(f"{key}: {value}" for key, value in selector.items())
    missed = next(key for key, value in selector.items() if not near.may_have_label(key, value))
    has = (near.pod_labels or {}).get(missed)
    yield (
        service["spec.selector"]
        .key(missed)
        .finding(
            f"Service `{service.name}` selects `{wanted}`, and no pod here has these labels; {near.kind} `{near.name}` "
            + (f"has `{missed}: {has}`" if has else f"lacks `{missed}`"),
            related=((near.template["metadata.labels"], "the nearest pods"),),
        )
    )


def beside(service: Service, project: Project) -> list[Workload]:
    """The workloads of its file, whatever their namespace."""
    return project.once("workloads by file", lambda: by_file(project)).get(service.node.tree.source.path, [])


def by_file(project: Project) -> dict[str, list[Workload]]:
    found: dict[str, list[Workload]] = {}
    for workload in project.all(Workload):
        found.setdefault(workload.node.tree.source.path, []).append(workload)
    return found


def lives_elsewhere(workload: Workload, service: Service, selector: dict[str, str]) -> bool:
    labels, both = workload.pod_labels or {}, (workload.namespace, service.namespace)
    return all(both) and both[0] != both[1] and all(labels.get(key) == value for key, value in selector.items())


def likeness(service: Service, workload: Workload) -> int:
    """How much speaks for it that a Service means these pods."""
    labels, selector = workload.pod_labels or {}, service.selector or {}
    shared = sum(labels.get(key) == value for key, value in selector.items() if key not in COMMON)
    short, long = sorted((service.name, workload.name), key=len)
    return shared + 2 * (long == short or long.startswith(short + "-"))
