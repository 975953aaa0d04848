r"""A Rollout whose strategy contradicts itself is not rolled out.

Argo Rollouts checks a Rollout when its controller reads it: what is wrong shows in its status as InvalidSpec, and no pod
changes. It wants exactly one of `canary` and `blueGreen`; a `blueGreen` with an `activeService` that is not its
`previewService`; a `canary` with two different Services, `stableService` and `canaryService`, where it routes traffic by
most proxies; and no `scaleDownDelaySeconds` where a `canary` routes none:
https://argo-rollouts.readthedocs.io/en/stable/features/specification/ (as of 2026-11),
pkg/apis/rollouts/validation/validation.go of argoproj/argo-rollouts.

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
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: mail}
spec: {strategy: {canary: {scaleDownDelaySeconds: 60, steps: [{setWeight: 20}]}}}  #~ 60
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: desk}
spec: {strategy: {canary: {stableService: desk, canaryService: desk}}}  #~ desk}}
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
A plugin names its Services in its own settings, or none:
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {strategy: {canary: {scaleDownDelaySeconds: 60, trafficRouting: {plugins: {example/routes: {route: shop}}}}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule

SERVICES = ("stableService", "canaryService")
# requireCanaryStableServices, in the second source above
NEED_BOTH = ("alb", "ambassador", "apisix", "appMesh", "istio", "nginx", "smi", "traefik")


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
    stable, new = (canary[key] for key in SERVICES)
    missing = [key for key in SERVICES if canary[key].absent]
    bound = any(routing[key].written for key in NEED_BOTH) and routing["istio.destinationRule"].absent
    if bound and canary["pingPong"].absent and missing:
        yield routing, f"routes its traffic without `{'` and `'.join(missing)}`"
    elif stable.text and stable.text == new.text:
        yield new, f"uses Service `{new.text}` for the old pods and for the new ones"
    if canary.is_map and routing.absent and canary["scaleDownDelaySeconds"].present:
        yield (
            canary["scaleDownDelaySeconds"],
            "keeps its old pods for a while, as only a `canary` with trafficRouting can",
        )
