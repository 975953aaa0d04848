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
(https://cloud.google.com/run/docs/configuring/request-timeout).

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
"""

from collections.abc import Iterator
from math import inf

from predeploy import Document, Findings, Function, Node, Project, rule

FUNCTIONS = ("function", "AWS::Lambda::Function", "AWS::Serverless::Function")
# Kind → where its timeouts stand ("*": every item of a list), the least and the most as written, and who says so
LIMITS = {
    "AWS::SQS::Queue": ("Properties.VisibilityTimeout", 0.0, 43_200.0, "SQS"),
    "AWS::ApiGatewayV2::Integration": ("Properties.TimeoutInMillis", 50.0, 30_000.0, "API Gateway"),
    "AWS::ApiGateway::Method": ("Properties.Integration.TimeoutInMillis", 50.0, inf, "API Gateway"),
    "AWS::RDS::DBProxyTargetGroup": (
        "Properties.ConnectionPoolConfigurationInfo.ConnectionBorrowTimeout",
        0.0,
        300.0,
        "RDS Proxy",
    ),
    "AWS::ECS::TaskDefinition": ("Properties.ContainerDefinitions.*.StopTimeout", 0.0, 120.0, "Fargate"),
    "ValidatingWebhookConfiguration": ("webhooks.*.timeoutSeconds", 1.0, 30.0, "Kubernetes"),
    "MutatingWebhookConfiguration": ("webhooks.*.timeoutSeconds", 1.0, 30.0, "Kubernetes"),
}
KNATIVE, KNATIVE_MOST = "spec.template.spec.timeoutSeconds", 600.0


@rule("high", since="0.1", kinds=(*FUNCTIONS, *LIMITS, "Service", "Configuration"))
def timeout_above_platform_limit(document: Document, project: Project) -> Findings:
    for node, low, high, platform in _limited(document, project):
        if node.number < low or node.number > high:
            limit, said = (low, "at least") if node.number < low else (high, "at most")
            yield node.finding(
                f"{document.kind} `{document.name}` has a timeout of {node.text}; {platform} allows {said} {limit:g}: the deploy is refused",
                fix=node.replace(int(limit), safe=False),
            )


def _limited(document: Document, project: Project) -> Iterator[tuple[Node, float, float, str]]:
    if isinstance(document, Function):
        most = 5400.0 if document.setting("CapacityProviderConfig").written else 900.0
        yield document.timeout.node, 1.0, most, "Lambda"
    elif document.kind in LIMITS:
        path, low, high, platform = LIMITS[document.kind]
        launched = [one.text for one in document["Properties.RequiresCompatibilities"]]
        head, _, rest = path.partition(".*.")
        if platform != "Fargate" or "FARGATE" in launched:
            for node in document[head] if rest else (document[path],):
                yield (node[rest] if rest else node), low, high, platform
    elif document.group == "serving.knative.dev" and document[KNATIVE].number > KNATIVE_MOST:
        yield document[KNATIVE], 0.0, *_knative(document, project)


def _knative(document: Document, project: Project) -> tuple[float, str]:
    """The cluster's own limit where its settings are in this run."""
    if any("googleapis.com/" in key for key in (*document.labels, *(key for key, _ in document.annotations.items()))):
        return 3600.0, "Cloud Run"
    for settings in project.all(Document):
        said = settings["data"].key("max-revision-timeout-seconds")
        if said.written:
            return said.number, "Knative"
    return KNATIVE_MOST, "Knative"
