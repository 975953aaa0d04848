r"""A Secret whose data is not base64 is refused.

The values below `data` are base64; plain text belongs below `stringData`. The API server answers "illegal base64 data",
or, worse, a plain text that happens to be base64 reaches the program as garbage.
https://kubernetes.io/docs/concepts/configuration/secret/#restriction-names-data (as of 2026-11).

```yaml bad
apiVersion: v1
kind: Secret
metadata: {name: cart}
data:
  user: cart-admin  #~ cart-admin
  url: aHR0cHM6Ly9zaG9w
```
```yaml bad
apiVersion: v1
kind: Secret
metadata: {name: cart}
data: {user: YWRtaW4}  #~ YWRtaW4
```
```yaml good
apiVersion: v1
kind: Secret
metadata: {name: cart}
data:
  user: YWRtaW4=
  empty: ""
  folded: |
    YWRt
    aW4=
stringData: {host: "db-1.example.com"}
```
```yaml good
# encrypted, or filled in later
apiVersion: v1
kind: Secret
metadata: {name: cart}
data: {user: "${USER}", host: "<path:secrets/cart#host>", port: "{{ .Values.port }}", key: "ENC[AES256_GCM,data:AbC=]", url: URL_BASE64}
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart}
data: {user: admin}
```
"""

from predeploy import Document, Findings, pattern, rule

BASE64 = pattern(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\Z")
# SOPS, the plugins of Argo CD and Bank-Vaults, templates, placeholders: somebody puts the value in later
LATER = pattern(r"[{}<>$\[\]]|^(?:vault|ref\+|op:|\.\.\.)|^[A-Z][A-Z0-9_]*\Z|(?i:base64|encoded|your|xxx)")


@rule("high", since="0.1", kinds=("Secret",))
def secret_not_base64(secret: Document) -> Findings:
    if secret.group or secret["apiVersion"].unknown or not secret["sops"].absent:
        return
    for key, node in secret["data"].items():
        text = node.value if node.value.__class__ is str else ""
        if not BASE64.match(text.replace("\r", "").replace("\n", "")) and not LATER.search(text):
            yield node.finding(
                f"`{key}` of Secret `{secret.name}` is not base64: the API server refuses it; encode it, or move it below `stringData`"
            )
