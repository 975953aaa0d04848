r"""What is kept warm outside production waits for nobody.

Several replicas, provisioned concurrency and standby databases buy availability that a test environment does not need;
at night and at the weekend they cost what they cost at noon. One replica, none provisioned, one zone are enough there.
Said only where the environment is stated to be dev, test or staging; of replicas not in staging, which may rehearse
production. `idle: warm`, `latency` or `availability` say that it is meant.

```yaml bad target={environment: staging}
Transform: AWS::Serverless-2016-10-31
Resources:
  Score:
    Type: AWS::Serverless::Function
    Properties:
      MemorySize: 1024
      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}  #~ 5} @low
```
```yaml bad target={environment: dev}
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec:
  replicas: 3  #~ 3 @low
  template: {spec: {containers: [{name: cart, image: "cart:1", resources: {requests: {cpu: 500m, memory: 1Gi}}}]}}
```
```yaml bad target={environment: dev}
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart, annotations: {run.googleapis.com/ingress: all}}
spec: {template: {metadata: {annotations: {autoscaling.knative.dev/minScale: "2"}}, spec: {containers: [{image: "cart:1"}]}}}  #~ "2" @low
```
```yaml bad target={environment: dev}
AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Web: {Type: AWS::ECS::Service, Properties: {TaskDefinition: !Ref Task, DesiredCount: 3}}  #~ 3}} @low
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {RequiresCompatibilities: [FARGATE], Cpu: 512, Memory: 1024}}
```
```yaml good
# no environment is stated
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 3, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good target={environment: prod}
Transform: AWS::Serverless-2016-10-31
Resources:
  Score: {Type: AWS::Serverless::Function, Properties: {ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}}}
```
```yaml good target={environment: staging}
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 3, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good file=all.yaml target={environment: test}
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart}
spec: {replicas: 3, template: {spec: {containers: [{name: cart, image: "cart:1"}]}}}
```
```yaml good file=predeploy.yaml
applications: [{match: {name: cart}, intent: {availability: 99.9}}]
```
```yaml good target={environment: dev}
# members of a cluster, which need each other
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {replicas: 3, template: {spec: {containers: [{name: db, image: "db:1"}]}}}
```
"""

from predeploy import Findings, Function, Intent, Money, Scaling, Target, Workload, rule

GIB = 2.0**30
STAY_AWAKE = ("nuclio", "openfaas", "azure-functions")  # where a function says nothing about sleep
REPLICATED = ("Deployment", "DeploymentConfig", "AWS::ECS::Service")  # whose replicas are alike


@rule(
    "low",
    since="0.1",
    severities=("info", "medium", "high"),
    swallows=("provisioned-concurrency-always-on", "floor-above-zero"),
)
def warm_outside_prod(subject: Function | Workload, scaling: Scaling, intent: Intent, target: Target) -> Findings:
    said = intent.environment.value if intent.environment.stated else None
    stage, kept, prices = said or target.environment, scaling.floor, target.prices
    if stage in (None, "prod") or intent.wants_copies:
        return
    if isinstance(subject, Workload) and not scaling.can_sleep:
        if subject.kind not in REPLICATED or stage == "staging" or not kept.value >= 2:
            return
        what, wanted = f"{kept.value:g} replicas of {subject.kind} `{subject.name}`", 1
        priced = prices.tasks if subject.platform == "aws-ecs" else prices.pods
        money = priced(subject.requested("cpu"), subject.requested("memory"), kept.value - 1)
    else:
        awake = subject.platform in STAY_AWAKE and not scaling.can_sleep
        if not kept.value >= 1 or awake or kept.state == "default":
            return
        what, wanted = f"{kept.value:g} provisioned instances of `{subject.name}`", 0
        money = instances(subject, kept.value, target)
    yield kept.finding(
        f"{what} are kept in {stage} while nobody works; {wanted} is enough there",
        money=money,
        severity=None if money else "info",
        fix=kept.replace(wanted, safe=False) if wanted else kept.node.remove(safe=False),
    )


def instances(subject: Function | Workload, count: float, target: Target) -> Money | None:
    """What that many cost a month; None where nobody knows."""
    from predeploy import CloudRunService  # what most runs need not load

    prices, found = target.prices, None
    if isinstance(subject, CloudRunService):
        cores, memory, always = subject.amount("cpu").value, subject.amount("memory").value, subject.throttled is False
        found = prices.instances(cores, memory, count, always=always)
    elif subject.platform == "azure-container-apps" and isinstance(subject, Workload):
        cores, memory = subject.requested("cpu"), subject.requested("memory") / GIB
        found = prices.of((count * cores, "container-app-vcpu-hour"), (count * memory, "container-app-gib-hour"))
    elif isinstance(subject, Workload):
        found = prices.pods(subject.requested("cpu"), subject.requested("memory"), count)
    elif subject.platform == "aws-lambda":
        found = prices.provisioned(subject.memory.value, count, arm=subject.architecture.text == "arm64")
    return found if isinstance(found, Money) else None
