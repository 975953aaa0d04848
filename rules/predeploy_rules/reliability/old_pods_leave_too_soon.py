r"""Old pods that go at once take the requests with them that are still sent to them.

After a Rollout has switched, proxies and nodes go on sending to the old pods until they have heard of it. Argo Rollouts keeps
these for `scaleDownDelaySeconds` (30 s), and advises not to go below that:
https://argo-rollouts.readthedocs.io/en/stable/features/specification/ (as of 2026-11).

```yaml bad
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec:
  strategy:
    blueGreen: {activeService: shop, scaleDownDelaySeconds: 5}  #~ 5
```
```yaml fixed
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec:
  strategy:
    blueGreen: {activeService: shop, scaleDownDelaySeconds: 30}
```
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {strategy: {blueGreen: {activeService: shop}}}
```
A canary by numbers of pods is refused for it (invalid-canary):
```yaml good
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop}
spec: {strategy: {canary: {scaleDownDelaySeconds: 5}}}
```
"""

from predeploy import Document, Findings, rule

LEAST = 30  # s; source above


@rule("low", since="0.1", kinds=("Rollout",))
def old_pods_leave_too_soon(document: Document) -> Findings:
    canary = document["spec.strategy.canary"]
    routed = canary if canary["trafficRouting"].is_map else document["spec.strategy.blueGreen"]
    delay = routed["scaleDownDelaySeconds"]
    if delay.number < LEAST:
        yield delay.finding(
            f"Rollout `{document.name}` takes its old pods away {delay.text} s after the switch, while requests are still sent to them;"
            f" leave them {LEAST} s",
            fix=delay.replace(LEAST, safe=False),
        )
