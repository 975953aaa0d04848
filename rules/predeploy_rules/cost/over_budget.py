r"""An application costs more while nobody calls than its owner wants to spend on it.

A budget (`budget: 50 USD/month` in predeploy.yaml, or the annotation `predeploy/budget`) is what the whole application may
cost; what stands there all month, whoever calls, is taken from it before the first request: pods, kept instances, load
balancers, gateways, shards. What cannot be priced (pods without requests, machines) comes on top. `predeploy readiness`
shows each part with its price, and what could be at zero. Prices are list prices of us-east-1 without free tiers
(`prices:` in predeploy.yaml gives your own).

```yaml bad file=shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}  #~ cart @high
spec:
  replicas: 3
  template: {spec: {containers: [{name: cart, image: "cart:1", resources: {requests: {cpu: 500m, memory: 1Gi}}}]}}
---
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {type: LoadBalancer, ports: [{port: 443}]}
```
```yaml bad file=predeploy.yaml
defaults: {intent: {budget: 50 USD/month}}
```
```yaml bad
Resources:
  Gateway:
    Type: AWS::EC2::NatGateway
    Metadata: {predeploy: {budget: 30}}
    Properties: {SubnetId: subnet-1}
#~ 2:3 @high
```
It fits; nobody stated a budget; what nobody can price may fit, too:
```yaml good file=shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 1
  template: {spec: {containers: [{name: cart, image: "cart:1", resources: {requests: {cpu: 500m, memory: 1Gi}}}]}}
```
```yaml good file=predeploy.yaml
defaults: {intent: {budget: 50 USD/month}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 30
  template: {spec: {containers: [{name: cart, image: "cart:1", resources: {requests: {cpu: 500m, memory: 1Gi}}}]}}
```
```yaml good
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, annotations: {predeploy/budget: 50 USD/month}}
spec: {replicas: 30, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Metadata: {predeploy: {budget: 5}}
    Properties: {MemorySize: 1024, Timeout: 10}
```
"""

from predeploy import Application, Findings, Intent, Project, Target, rule

NAMED = 3


@rule("high", since="0.1")
def over_budget(application: Application, intent: Intent, project: Project, target: Target) -> Findings:
    budget, place = intent.budget.value, intent.budget.place
    if budget is None or not intent.budget.stated:
        return
    found = project.costs(application.members, target.prices)
    priced = sorted(((money.usd_month, one) for one, money in found if money is not None), key=lambda pair: -pair[0])
    total, unknown = sum(usd for usd, _ in priced), len(found) - len(priced)
    if total <= budget:
        return
    parts = ", ".join(f"`{one.name}` ${usd:,.2f}" for usd, one in priced[:NAMED])
    more = f" and {len(priced) - NAMED} more" if len(priced) > NAMED else ""
    also = f"; {unknown} of its parts have no price" if unknown else ""
    line = f":{place.span.line}" if place is not None and place.span is not None else ""
    said = f" ({place.path}{line})" if place is not None else ""
    dearest = priced[0][1]
    yield (dearest["metadata.name"] if dearest["metadata.name"].present else dearest.node).finding(
        f"application `{application.name}` costs ${total:,.2f} a month while nobody calls, its budget is ${budget:,.2f}{said}:"
        f" {parts}{more}{also}",
        related=tuple((one.node, f"${usd:,.2f} a month") for usd, one in priced[1:NAMED]),
    )
