r"""A snippet writes into the configuration of the proxy that everybody shares.

Whoever may write an Ingress can with it read the controller's service account, and so every Secret of the cluster. For
that reason ingress-nginx refuses snippets since 1.9 unless its ConfigMap says `allow-snippet-annotations: "true"`: with
it the hole is open, without it the snippet does nothing. Use the annotation made for the purpose (headers, redirects,
rewrites, CORS, limits), or a controller of your own.
https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#allow-snippet-annotations (as of 2026-11).

```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/configuration-snippet: |  #~ |
      more_set_headers "X-Frame-Options: DENY";
```
```yaml bad
apiVersion: v1
kind: ConfigMap
metadata: {name: ingress-nginx-controller}
data: {allow-snippet-annotations: "true"}  #~ "true"
```
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/custom-headers: shop/headers
    nginx.org/server-snippets: "return 302 /coffee;"
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: ingress-nginx-controller}
data: {allow-snippet-annotations: "false"}
```
```yaml good
# somebody else's kind of that name
apiVersion: networking.example.org/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/server-snippet: "return 302 /coffee;"}}
---
apiVersion: example.org/v1
kind: ConfigMap
metadata: {name: ingress-nginx-controller}
data: {allow-snippet-annotations: "true"}
```
"""

from predeploy import Document, Findings, rule
from predeploy.data.kubernetes_apis import is_native

PREFIX = "nginx.ingress.kubernetes.io/"
SNIPPETS = ("configuration-snippet", "server-snippet", "auth-snippet", "stream-snippet", "modsecurity-snippet")


@rule(
    "medium",
    since="0.1",
    kinds=("Ingress", "ConfigMap"),
    replaces={"checkov": ("CKV_K8S_152", "CKV_K8S_153", "CKV_K8S_154"), "kubescape": "C-0059"},
)
def nginx_snippet(document: Document) -> Findings:
    if not is_native(document.api):
        return
    if document.kind == "ConfigMap":
        allowed = document["data"].key("allow-snippet-annotations")
        if allowed.text == "true":
            yield allowed.finding(
                'ingress-nginx takes snippets from every Ingress: whoever may write one can read all Secrets; say "false"',
                fix=allowed.replace("false", safe=False),
            )
        return
    for name in SNIPPETS:
        snippet = document.annotation(PREFIX + name)
        if snippet.text:
            yield snippet.finding(
                f"{name} writes into the shared proxy's configuration: refused by default, and where it is allowed whoever may"
                " write an Ingress can read all Secrets; use the annotation for the purpose"
            )
