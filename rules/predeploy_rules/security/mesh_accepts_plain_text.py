r"""A mesh that also takes plain text protects only those who ask for it.

`PERMISSIVE`, which is what holds when nothing is said, is meant for the time of moving in: whoever has no proxy still gets
through, unencrypted and unknown. Say `STRICT` once every caller has one.
https://istio.io/latest/docs/concepts/security/#permissive-mode (as of 2026-11).

```yaml bad
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: PERMISSIVE}}  #~ PERMISSIVE
```
```yaml good
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: STRICT}}
```
```yaml good
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: "${MODE}"}}
```
"""

from predeploy import Document, Findings, rule


@rule("low", since="0.1", tier="strict", kinds=("PeerAuthentication",))
def mesh_accepts_plain_text(policy: Document) -> Findings:
    mode = policy["spec.mtls.mode"]
    if mode.text == "PERMISSIVE":
        yield mode.finding(
            f"PeerAuthentication `{policy.name}` also takes plain text from callers without a proxy; say STRICT once there are none",
            fix=mode.replace("STRICT", safe=False),
        )
