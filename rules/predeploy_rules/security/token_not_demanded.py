r"""A RequestAuthentication alone lets everybody in who brings no token.

It only refuses tokens that are wrong; a request without any passes. An AuthorizationPolicy must demand one:
`from: [{source: {requestPrincipals: ["*"]}}]`. This speaks where AuthorizationPolicies lie beside it and none asks for
what a token says, nor one of the root namespace, which holds for the whole mesh.
https://istio.io/latest/docs/tasks/security/authentication/authn-policy/#require-a-valid-token (as of 2026-11).

```yaml bad
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: login, namespace: shop}  #~ login
spec: {jwtRules: [{issuer: https://login.example.com}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: web, namespace: shop}
spec: {rules: [{to: [{operation: {methods: [GET]}}]}]}
```
```yaml good
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: login, namespace: shop}
spec: {jwtRules: [{issuer: https://login.example.com}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: web, namespace: shop}
spec: {rules: [{from: [{source: {requestPrincipals: ["*"]}}]}]}
```
```yaml good
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: login, namespace: shop}
spec: {jwtRules: [{issuer: https://login.example.com}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: web, namespace: shop}
spec: {action: DENY, rules: [{from: [{source: {notRequestPrincipals: ["*"]}}]}]}
```
```yaml good
# one of the root namespace demands it for all
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: login, namespace: shop}
spec: {jwtRules: [{issuer: https://login.example.com}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: web, namespace: shop}
spec: {rules: [{to: [{operation: {methods: [GET]}}]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: all, namespace: istio-system}
spec: {action: DENY, rules: [{from: [{source: {notRequestPrincipals: ["*"]}}]}]}
```
```yaml good
# the policies lie elsewhere
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: login, namespace: shop}
spec: {jwtRules: [{issuer: https://login.example.com}]}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, Project, rule

ASKS = ("requestPrincipals", "notRequestPrincipals", "jwt_authn")
ROOT = "istio-system"  # rootNamespace of the mesh, unless it says otherwise


@rule("medium", since="0.1", kinds=("RequestAuthentication",))
def token_not_demanded(authentication: Document, project: Project) -> Findings:
    policies = project.beside("AuthorizationPolicy", authentication)
    asked = project.once((asks, id(policies)), lambda: any(asks(one) for one in (*policies, *wide(project))))
    if policies and authentication["spec.jwtRules"].is_list and not asked:
        yield authentication.node.finding(
            f"no AuthorizationPolicy demands the token of RequestAuthentication `{authentication.name}`: requests without one pass;"
            ' demand requestPrincipals: ["*"]',
            related=((policies[0].node, "asks for no token"),),
        )


def wide(project: Project) -> Iterator[Document]:
    """What holds in every namespace may lie farther away."""
    for one in project.kinds("AuthorizationPolicy", ""):
        if one.namespace == ROOT or one["metadata.namespace"].unknown:
            yield one


def asks(policy: Document) -> bool:
    """Does it ask for a token, or may it, for not all of it is known?"""
    rules = policy["spec.rules"]
    if policy.kind != "AuthorizationPolicy" or policy["spec"].unknown or rules.unknown:
        return True
    if policy["spec.action"].unknown or policy["spec.action"].text == "CUSTOM":
        return True
    sources: list[Node] = [source["source"] for one in rules for source in one["from"]]
    keys = [condition["key"] for one in rules for condition in one["when"]]
    hidden = any(one.unknown or one["from"].unknown or one["when"].unknown for one in rules)
    claims = any(key.unknown or (key.text or "").startswith("request.auth.") for key in keys)
    return hidden or claims or any(s.unknown or any(s[key].written for key in ASKS) for s in sources)
