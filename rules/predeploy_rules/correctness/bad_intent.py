r"""A statement of intent that cannot be understood counts for nothing.

`predeploy/idle` is `zero`, `warm` or `any`; `predeploy/latency` a duration such as `200ms`; `predeploy/availability` a
percentage such as `99.9`; `predeploy/budget` an amount such as `50 USD/month`. Where two objects of one application say
different things, neither counts.

```yaml bad
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  annotations: {predeploy/idle: sometimes}  #~ sometimes
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, annotations: {predeploy/idle: zero, predeploy/latency: 200ms}}
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: cart, image: "cart:1.4"}]}}}
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: cart, annotations: {example.com/idle: sometimes}}
```
"""

from predeploy import Findings, Problem, rule


@rule("medium", since="0.1", kinds=("bad-intent", "contradicting-intent"))
def bad_intent(problem: Problem) -> Findings:
    yield problem.finding(f"this counts for nothing: {problem.message}")
