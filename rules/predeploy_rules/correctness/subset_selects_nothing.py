r"""A subset whose labels no pod has answers 503.

A subset is the pods of its host that carry its labels as well; a version that was renamed or taken out leaves it empty, and
the requests that are routed to it fail. This speaks where the host's Service and all of its pods are there.
https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset (as of 2026-11).

```yaml bad
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec: {host: cart, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}  #~ v2, labels
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart, version: v1}}, spec: {containers: [{name: cart}]}}}
```
```yaml good
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec: {host: cart, subsets: [{name: v1, labels: {version: v1}}, {name: all}, {name: west, labels: {topology.kubernetes.io/region: us-west-1}}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart, version: v1}}, spec: {containers: [{name: cart}]}}}
```
```yaml good
# a Rollout gives its pods labels of its own; and a host of which no pod is here
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: cart}
spec: {host: cart, subsets: [{name: canary, labels: {track: canary}}]}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: mail}
spec: {host: mail, subsets: [{name: v9, labels: {version: v9}}]}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: cart}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart}]}}}
```
"""

from predeploy import Document, Findings, Project, Service, Workload, rule

# Labels that Istio itself gives to endpoints, after the node they run on:
# https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/ (as of 2026-11)
GIVEN = ("topology.", "kubernetes.io/", "istio.io/", "service.istio.io/")
OF_THEIR_OWN = ("Rollout", "Canary")  # their controllers label the pods


@rule("medium", since="0.1", kinds=("DestinationRule",))
def subset_selects_nothing(destination: Document, project: Project) -> Findings:
    name, _, rest = (destination["spec.host"].text or "").partition(".")
    full = rest in ("", f"{destination.namespace}.svc.cluster.local")
    service = project.named(Service, "Service", name, destination) if full else None
    if not isinstance(service, Service) or not project.complete_for(destination, Workload):
        return
    pods = project.selected(service)
    near = all(project.distance(one, destination) in (0, 1) for one in pods)
    if not pods or not near or any(one.kind in OF_THEIR_OWN or one.pod_labels is None for one in pods):
        return
    for subset in destination["spec.subsets"]:
        labels = {key: node.text for key, node in subset["labels"].items()}
        if any(key.startswith(GIVEN) for key in labels):
            continue
        if (
            labels
            and None not in labels.values()
            and not any(all(one.may_have_label(key, value or "") for key, value in labels.items()) for one in pods)
        ):
            said = ", ".join(f"{key}: {value}" for key, value in labels.items())
            yield subset.finding(
                f"no pod of host `{name}` has the labels of subset `{subset['name'].text}` ({said}): requests there get 503",
                related=((pods[0].template["metadata.labels"], f"the labels of {pods[0].kind} `{pods[0].name}`"),),
            )
