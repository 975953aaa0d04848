r"""Calls between services that are tried again for ever turn a small outage into a large one.

A retry policy of Dapr has no end unless `maxRetries` says so (-1 by default), and tries every 5 s: the caller hangs, and a
service that comes back is met by everything that was ever asked:
https://docs.dapr.io/operations/resiliency/policies/retries/retries-overview/ (as of 2026-11). Set `maxRetries`, and a timeout.

```yaml bad
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: shop}
spec:
  policies:
    retries:
      steady: {policy: constant, duration: 5s}  #~ steady
  targets: {apps: {cart: {retry: steady}}}
```
```yaml fixed
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: shop}
spec:
  policies:
    retries:
      steady: {policy: constant, duration: 5s, maxRetries: 3}
  targets: {apps: {cart: {retry: steady}}}
```
```yaml bad
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: shop}
spec:
  policies: {retries: {steady: {policy: constant, maxRetries: -1}}}  #~ -1
  targets: {actors: {cart: {retry: steady}}}
```
A limit; messages from a broker may well be tried until they are taken:
```yaml good
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: shop}
spec:
  policies: {retries: {steady: {policy: constant, maxRetries: 10}}}
  targets: {apps: {cart: {retry: steady}}}
```
```yaml good
apiVersion: dapr.io/v1alpha1
kind: Resiliency
metadata: {name: shop}
spec:
  policies: {retries: {patient: {policy: exponential, maxInterval: 60s}, unused: {policy: constant}}}
  targets: {components: {broker: {inbound: {retry: patient}}}}
```
"""

from predeploy import Document, Findings, rule

TRIES = 3


@rule("medium", since="0.1", kinds=("Resiliency",))
def endless_retries(document: Document) -> Findings:
    used = {
        entry["retry"].text: f"{one} `{name}`"
        for one, key in (("app", "apps"), ("actor", "actors"))
        for name, entry in document["spec.targets"][key].items()
    }
    for name, policy in document["spec.policies.retries"].items():
        most = policy["maxRetries"]
        if document.group == "dapr.io" and name in used and (most.absent or most.number < 0) and policy.is_map:
            yield (policy if most.absent else most).finding(
                f"calls to {used[name]} are tried for ever (retry `{name}`): set maxRetries, say to {TRIES}",
                fix=most.insert(TRIES, safe=False) if most.absent else most.replace(TRIES, safe=False),
            )
