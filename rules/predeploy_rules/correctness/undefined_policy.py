r"""A target that names a policy nobody wrote has none.

The targets of a Resiliency name timeouts, retries and circuit breakers of its own `policies`. A name that is not there is
passed over: calls have neither limit nor retry (https://docs.dapr.io/operations/resiliency/targets/, as of 2026-11).

```yaml bad
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: shop}
spec:
  policies:
    timeouts: {short: 5s}
    retries: {steady: {policy: constant, maxRetries: 3}}
  targets:
    apps:
      cart: {timeout: shrt, retry: steady}  #~ shrt
    components:
      store: {outbound: {retry: patient}}  #~ patient
```
```yaml good
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: shop}
spec:
  policies: {timeouts: {short: 5s}, circuitBreakers: {simple: {timeout: 30s}}}
  targets: {apps: {cart: {timeout: short, circuitBreaker: simple}}}
```
Those that Dapr brings along; what is not known:
```yaml good
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: shop}
spec:
  policies: {retries: {DaprBuiltInServiceRetries: {policy: constant, maxRetries: 5}}}
  targets: {apps: {cart: {retry: DaprBuiltInActorRetries, timeout: "${TIMEOUT}"}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule, similar

LISTS = {"timeout": "timeouts", "retry": "retries", "circuitBreaker": "circuitBreakers"}


@rule("medium", since="0.1", kinds=("Resiliency",))
def undefined_policy(document: Document) -> Findings:
    policies = document["spec.policies"]
    for target in _targets(document["spec.targets"]) if document.group == "dapr.io" else ():
        for key, place in LISTS.items():
            named, known = target[key], policies[place]
            if (
                named.text
                and not named.text.startswith("DaprBuiltIn")
                and not known.unknown
                and known.key(named.text).absent
            ):
                near = similar(named.text, [name for name, _ in known.items()])
                hint = f"; did you mean `{near}`?" if near else ""
                yield named.finding(
                    f"Resiliency `{document.name}` has no {key} `{named.text}`: this target gets none{hint}"
                )


def _targets(targets: Node) -> Iterator[Node]:
    for key in ("apps", "actors"):
        yield from (one for _, one in targets[key].items())
    for _, component in targets["components"].items():
        yield from (component["inbound"], component["outbound"])
