r"""A Secret of a type that wants certain keys is refused without them.

`kubernetes.io/tls` wants `tls.crt` and `tls.key`, `kubernetes.io/dockerconfigjson` wants `.dockerconfigjson`, and so on: the
API server compares.
https://kubernetes.io/docs/concepts/configuration/secret/#secret-types (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Secret
metadata: {name: shop}
type: kubernetes.io/tls
data: {tls.crt: aGk=, key: aGk=}  #~ data
---
apiVersion: v1
kind: Secret
metadata: {name: registry}
type: kubernetes.io/dockerconfigjson
stringData: {config.json: "{}"}  #~ stringData
```
```yaml good
apiVersion: v1
kind: Secret
metadata: {name: shop}
type: kubernetes.io/tls
data: {tls.crt: aGk=, ca.crt: aGk=}
stringData: {tls.key: "${KEY}"}
---
apiVersion: v1
kind: Secret
metadata: {name: plain}
type: Opaque
data: {key: aGk=}
```
```yaml good
# filled in by somebody else
apiVersion: v1
kind: Secret
metadata: {name: shop}
type: kubernetes.io/tls
---
apiVersion: v1
kind: Secret
metadata: {name: login}
type: kubernetes.io/basic-auth
stringData: {username: shop}
```
"""

from predeploy import Document, Findings, rule

# Alternatives after `|`
KEYS = {
    "kubernetes.io/tls": ("tls.crt", "tls.key"),
    "kubernetes.io/dockerconfigjson": (".dockerconfigjson",),
    "kubernetes.io/dockercfg": (".dockercfg",),
    "kubernetes.io/basic-auth": ("username|password",),
    "kubernetes.io/ssh-auth": ("ssh-privatekey",),
}


@rule("high", since="0.1", kinds=("Secret",))
def secret_lacks_its_key(secret: Document) -> Findings:
    holds = [secret["data"], secret["stringData"]]
    keys = {key for part in holds if part.is_map for key in part.value}
    if secret.group or secret["apiVersion"].unknown or not keys or any(part.unknown for part in holds):
        return
    wanted = KEYS.get(secret["type"].text or "", ())
    missing = " and ".join(f"`{one.replace('|', '` or `')}`" for one in wanted if keys.isdisjoint(one.split("|")))
    if missing:
        place = next(part for part in holds if part.is_map and part.value)
        yield place.finding(
            f"Secret `{secret.name}` is of type {secret['type'].text} and has no {missing}: the API server refuses it"
        )
