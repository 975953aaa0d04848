r"""Mutual TLS that is switched off lets everybody in the cluster read along and call in anybody's name.

With mode `DISABLE` the proxies neither encrypt nor know who calls: AuthorizationPolicies that name principals or
namespaces match nobody. Say `STRICT`; for a single port that must stay open, use `portLevelMtls`.
https://istio.io/latest/docs/reference/config/security/peer_authentication/ (as of 2026-11).

```yaml bad
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: DISABLE}}  #~ DISABLE
```
```yaml good
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: STRICT}, portLevelMtls: {9090: {mode: DISABLE}}}
```
```yaml good
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: "${MODE}"}}
```
"""

from predeploy import Document, Findings, rule


@rule("medium", since="0.1", kinds=("PeerAuthentication",))
def mesh_encryption_off(policy: Document) -> Findings:
    mode = policy["spec.mtls.mode"]
    if mode.text == "DISABLE":
        yield mode.finding(
            f"PeerAuthentication `{policy.name}` switches mutual TLS off: traffic is readable and callers are unknown; say STRICT",
            fix=mode.replace("STRICT", safe=False),
        )
