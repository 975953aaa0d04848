r"""A timeout beyond what the platform allows is refused at deploy.

The limits (as of 2026-11): Lambda 900 s, 5,400 s on a capacity provider
(https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html); HTTP APIs 30 s, WebSocket APIs 29 s, REST APIs
50 ms at the least and as much as the account's quota
(https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html); SQS visibility 12 h
(https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html); RDS Proxy 300 s for a
connection (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ConnectionPoolConfiguration.html); Fargate 120 s
to stop (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html); admission webhooks 30 s
(https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#timeouts); Knative 600 s unless
its config-defaults say otherwise (https://knative.dev/docs/serving/configuration/config-defaults/), Cloud Run 3,600 s
(https://cloud.google.com/run/docs/configuring/request-timeout), its jobs seven days, an hour with a GPU
(https://cloud.google.com/run/docs/configuring/task-timeout); Cloud Functions 540 s, 3,600 s for HTTP of the second
generation (https://cloud.google.com/functions/quotas); Pub/Sub 600 s to acknowledge, Cloud Scheduler and a request of Workflows 30 minutes.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 1200}}  #~ 1200
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 86400}}  #~ 86400
  Route: {Type: AWS::ApiGatewayV2::Integration, Properties: {TimeoutInMillis: 60000}}  #~ 60000
  Method: {Type: AWS::ApiGateway::Method, Properties: {Integration: {TimeoutInMillis: 29}}}  #~ 29
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], ContainerDefinitions: [{Name: web, StopTimeout: 180}]}  #~ 180
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 900}}
  Orders: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 43200}}
  Route: {Type: AWS::ApiGatewayV2::Integration, Properties: {TimeoutInMillis: 30000}}
  Method: {Type: AWS::ApiGateway::Method, Properties: {Integration: {TimeoutInMillis: 50}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties: {RequiresCompatibilities: [FARGATE], ContainerDefinitions: [{Name: web, StopTimeout: 120}]}
```
```yaml bad
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {timeoutSeconds: 900, containers: [{image: "report:1"}]}}}  #~ 900
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: check}
webhooks: [{name: check.example.com, timeoutSeconds: 60}]  #~ 60
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, timeout: 901}  #~ 901
functions: {pack: {handler: pack.handler}}
```
```yaml bad
apiVersion: run.googleapis.com/v1
kind: Job
metadata: {name: nightly}
spec: {template: {spec: {template: {spec: {timeoutSeconds: 700000, containers: [{image: "nightly:1"}]}}}}}  #~ 700000
---
apiVersion: pubsub.cnrm.cloud.google.com/v1beta1
kind: PubSubSubscription
metadata: {name: orders}
spec: {ackDeadlineSeconds: 900}  #~ 900
```
```yaml bad file=workflow.yaml
main:
  steps:
    - pack: {call: http.post, args: {url: "https://orders.example.com/pack", timeout: 3600}}  #~ 3600
```
```yaml bad file=workflow.yaml
- pack: {call: http.post, args: {url: "https://orders.example.com/pack", timeout: 3600}}  #~ 3600
- done: {return: true}
```
```yaml bad file=flags.yaml
- --trigger-event-filters: type=google.cloud.storage.object.v1.finalized
- --trigger-event-filters: bucket=orders
- --runtime: python313
  --timeout: 900s  #~ 900s
```
```yaml bad file=flags.yaml
--runtime: python313
--trigger-topic: orders
--timeout: 900s  #~ 900s
```
```yaml fixed file=flags.yaml
--runtime: python313
--trigger-topic: orders
--timeout: 540s
```
```yaml good file=flags.yaml
--runtime: python313
--trigger-http: true
--gen2: true
--timeout: 900s
```
At the limit, on a capacity provider, a raised quota, on machines of one's own:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack: {Type: AWS::Serverless::Function, Properties: {Timeout: 900}}
  Long: {Type: AWS::Serverless::Function, Properties: {Timeout: 5400, CapacityProviderConfig: {Arn: "arn:aws:lambda:eu-west-1:1:capacity-provider:x"}}}
  Method: {Type: AWS::ApiGateway::Method, Properties: {Integration: {TimeoutInMillis: 60000}}}
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {ContainerDefinitions: [{Name: web, StopTimeout: 180}]}}
```
Cloud Run, and a cluster that allows more:
```yaml good
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report, annotations: {run.googleapis.com/ingress: all}}
spec: {template: {spec: {timeoutSeconds: 3600, containers: [{image: "report:1"}]}}}
```
```yaml good
apiVersion: v1
kind: ConfigMap
metadata: {name: config-defaults, namespace: knative-serving}
data: {max-revision-timeout-seconds: "1200"}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {timeoutSeconds: 900, containers: [{image: "report:1"}]}}}
```
On the Consumption plan of Azure Functions ten minutes are the most, or the host does not start; Service Bus locks a message for five:
```json bad file=app/host.json
{"version": "2.0",
 "functionTimeout": "00:15:00"}
#~ 2:21
```
```json bad file=infra/main.json
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "Y1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}},
    {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01-preview", "name": "shop/orders",
     "properties": {"lockDuration": "PT10M"}}
  ]
}
#~ 9:37
```
```json good file=app/host.json
{"version": "2.0", "functionTimeout": "00:15:00"}
```
```json good file=infra/main.json
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.Web/serverfarms", "apiVersion": "2023-12-01", "name": "plan", "sku": {"name": "FC1"}},
    {"type": "Microsoft.Web/sites", "apiVersion": "2023-12-01", "name": "orders", "kind": "functionapp",
     "properties": {"serverFarmId": "[resourceId('Microsoft.Web/serverfarms', 'plan')]"}},
    {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01-preview", "name": "shop/orders",
     "properties": {"lockDuration": "PT5M"}}
  ]
}
```
Without a template nobody knows the plan:
```json good file=app/host.json
{"version": "2.0", "functionTimeout": "01:00:00"}
```
"""

from predeploy import Document, Findings, Project, rule


@rule("high", since="0.1")
def timeout_above_platform_limit(document: Document, project: Project) -> Findings:
    for node, amount, least, most, platform, otherwise in document.bounded(project):
        if amount < least or amount > most:
            limit, said = (least, "at least") if amount < least else (most, "at most")
            yield node.finding(
                f"{document.kind} `{document.name}` has a timeout of {node.text}; {platform} allows {said} {limit:g}: {otherwise}",
                fix=node.replace(written(node.text or "", limit), safe=False),
            )


def written(text: str, limit: float) -> str | int:
    """The limit, in the way that the timeout is written."""
    if ":" in text or text == "-1":
        return f"{int(limit) // 3600:02}:{int(limit) // 60 % 60:02}:{int(limit) % 60:02}"
    return f"PT{limit:g}S" if text.startswith("P") else f"{limit:g}s" if text.endswith("s") else int(limit)
