r"""A Rollout whose strategy contradicts itself is not rolled out.

Argo Rollouts checks a Rollout when its controller reads it: what is wrong shows in its status as InvalidSpec, and no pod
changes. It wants exactly one of `canary` and `blueGreen`; a `blueGreen` with an `activeService` that is not its
`previewService`; a `canary` with `trafficRouting` that has two different Services, `stableService` and `canaryService`:
https://argo-rollouts.readthedocs.io/en/stable/features/specification/ (as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec:
  strategy:  #~ strategy
    canary: {steps: [{setWeight: 20}]}
    blueGreen: {activeService: shop}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: cart}
spec:
  strategy:
    blueGreen: {activeService: cart, previewService: cart}  #~ cart}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: search}
spec:
  strategy:
    canary:
      stableService: search
      trafficRouting: {nginx: {stableIngress: search}}  #~ trafficRouting
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {strategy: {canary: {stableService: shop, canaryService: shop-next, trafficRouting: {nginx: {stableIngress: shop}}}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: cart}
spec: {strategy: {blueGreen: {activeService: cart, previewService: cart-next}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: bare}
spec: {strategy: {canary: {}}}
```
Where Istio tells the pods apart by subsets, or two Services change places, none is missing:
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {strategy: {canary: {trafficRouting: {istio: {destinationRule: {name: shop}, virtualService: {name: shop}}}}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: cart}
spec: {strategy: {canary: {pingPong: {pingService: a, pongService: b}, trafficRouting: {alb: {ingress: cart}}}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule

SERVICES = ("stableService", "canaryService")


@rule("high", since="0.1", kinds=("Rollout",))
def invalid_canary(document: Document) -> Findings:
    strategy = document["spec.strategy"]
    for node, trouble in _troubles(strategy) if document.group == "argoproj.io" else ():
        yield node.finding(f"Rollout `{document.name}` {trouble}: it is an InvalidSpec, and nothing is rolled out")


def _troubles(strategy: Node) -> Iterator[tuple[Node, str]]:
    canary, other = strategy["canary"], strategy["blueGreen"]
    active, preview, routing = other["activeService"], other["previewService"], canary["trafficRouting"]
    if canary.present and other.present:
        yield strategy, "has both `canary` and `blueGreen`"
    elif other.is_map and active.absent:
        yield other, "does not name the `activeService` of its `blueGreen`"
    elif active.text is not None and active.text == preview.text:
        yield preview, f"uses Service `{preview.text}` for the old pods and for the new ones"
    if routing.is_map and canary["pingPong"].absent and routing["istio.destinationRule"].absent:
        missing = [key for key in SERVICES if canary[key].absent]
        stable, new = (canary[key] for key in SERVICES)
        if missing:
            yield routing, f"routes its traffic without `{'` and `'.join(missing)}`"
        elif stable.text is not None and stable.text == new.text:
            yield new, f"uses Service `{new.text}` for the old pods and for the new ones"
