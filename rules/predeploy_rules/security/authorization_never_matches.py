r"""An AuthorizationPolicy that no request can match lets everybody in, or nobody.

Istio compares texts: methods are upper-case (`GET`), principals begin with the trust domain and not with `spiffe://`, and
`*` stands for something at the beginning or the end of a path only, in between it is a star. A DENY that never matches
denies nothing; an ALLOW that never matches shuts everybody out.
https://istio.io/latest/docs/reference/config/security/authorization-policy/ (as of 2026-11).

```yaml bad
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart}
spec:
  action: DENY
  rules:
    - to:
        - operation:
            methods: [delete]  #~ delete @high
            paths: ["/api/*/admin"]  #~ "/api/*/admin" @high
```
```yaml bad
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart}
spec:
  rules:
    - from: [{source: {principals: ["spiffe://cluster.local/ns/shop/sa/web"]}}]  #~ "spiffe @medium
```
```yaml good
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart}
spec:
  action: DENY
  rules:
    - from: [{source: {principals: ["cluster.local/ns/shop/sa/*"], notPrincipals: ["*"]}}]
      to: [{operation: {methods: [GET, "*"], paths: ["/api/*", "*/admin", "/api/{*}/admin", "*"]}}]
```
```yaml good
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart}
spec:
  rules: [{to: [{operation: {methods: ["${METHOD}"], ports: ["8080"]}}]}]
---
apiVersion: policy.linkerd.io/v1alpha1
kind: AuthorizationPolicy
metadata: {name: cart}
spec: {rules: [{to: [{operation: {methods: [get]}}]}]}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, rule


@rule("medium", since="0.1", severities=("high",), kinds=("AuthorizationPolicy",))
def authorization_never_matches(policy: Document) -> Findings:
    action = policy["spec.action"]
    if policy.group != "security.istio.io" or action.unknown:
        return
    denies = action.text == "DENY"
    harm = "it denies nothing" if denies else "no request matches that"
    for node, why in faults(policy):
        yield node.finding(
            f"AuthorizationPolicy `{policy.name}` says `{node.text}`, {why}: {harm}",
            severity="high" if denies else "medium",
        )


def faults(policy: Document) -> Iterator[tuple[Node, str]]:
    for entry in policy["spec.rules"]:
        for one in entry["to"]:
            for key in ("methods", "notMethods"):
                for node in one["operation"][key]:
                    if (node.text or "").islower():
                        yield node, f"but methods are upper-case (`{(node.text or '').upper()}`)"
            for key in ("paths", "notPaths"):
                for node in one["operation"][key]:
                    text = node.text or ""
                    if "*" in text[1:-1] and "{" not in text:
                        yield node, "but a star within a path is a star; write `{*}` for one part of it"
        for one in entry["from"]:
            for key in ("principals", "notPrincipals"):
                for node in one["source"][key]:
                    if (node.text or "").startswith("spiffe://"):
                        yield node, "but principals are written without `spiffe://`"
