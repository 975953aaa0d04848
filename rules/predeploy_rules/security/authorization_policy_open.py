r"""An AuthorizationPolicy with an empty rule lets everybody in; one that denies without a rule denies nobody.

`rules: [{}]` matches every request, so that `ALLOW` with it allows all, whatever other rules say. `DENY` without `rules`
never matches. To allow nobody write a policy with an empty `spec`; to deny all write `DENY` with `rules: [{}]`.
https://istio.io/latest/docs/reference/config/security/authorization-policy/ (as of 2026-11).

```yaml bad
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart}
spec: {action: ALLOW, rules: [{}]}  #~ rules
```
```yaml bad
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart}
spec: {selector: {matchLabels: {app: cart}}, action: DENY}  #~ DENY
```
```yaml good
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: nobody}
spec: {}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart}
spec: {rules: [{from: [{source: {principals: [cluster.local/ns/shop/sa/web]}}]}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: closed}
spec: {action: DENY, rules: [{}]}
```
```yaml good
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: cart}
spec: {action: "${ACTION}", rules: [{}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: outside}
spec: {action: CUSTOM, provider: {name: oauth}, rules: [{}]}
```
"""

from predeploy import Document, Findings, rule


@rule("medium", since="0.1", kinds=("AuthorizationPolicy",))
def authorization_policy_open(policy: Document) -> Findings:
    if policy.group != "security.istio.io":
        return
    action, rules = policy["spec.action"], policy["spec.rules"]
    if (action.absent or action.text == "ALLOW") and any(one.value == {} for one in rules):
        yield rules.finding(
            f"AuthorizationPolicy `{policy.name}` has an empty rule, which allows every request; say who may do what"
        )
    elif action.text == "DENY" and rules.absent:
        yield action.finding(
            f"AuthorizationPolicy `{policy.name}` denies nothing without rules; say what to deny, or `rules: [{{}}]` for all"
        )
