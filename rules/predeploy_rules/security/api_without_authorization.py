r"""An endpoint without authorization lets everybody do what the function does.

Many endpoints are meant to be public (a shop window, a webhook whose signature the code checks). This opinion lists those
that the template leaves open, so that each is open on purpose: HTTP events of SAM and serverless.yml, methods and routes
of API Gateway. An authorizer, an IAM check, a required API key, a resource policy or a private API closes them, on the
event or on the API. APIs that a document describes (OpenAPI) or another stack owns are silent.
Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get:  #~ Get
          Type: HttpApi
          Properties: {Method: GET, Path: /orders}
        Open: {Type: Api, Properties: {Method: GET, Path: /, RestApiId: !Ref Api, Auth: {Authorizer: NONE}}}  #~ Open
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: prod, Auth: {DefaultAuthorizer: Users}}}
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  orders:
    handler: orders.handler
    events:
      - http: GET /orders  #~ GET
      - httpApi: {method: GET, path: /orders}  #~ httpApi
```
```yaml bad
Resources:
  Method: {Type: AWS::ApiGateway::Method, Properties: {HttpMethod: GET, AuthorizationType: NONE}}  #~ NONE
  Route: {Type: AWS::ApiGatewayV2::Route, Properties: {RouteKey: GET /orders}}  #~ Properties
```
```yaml bad file=ros.yaml
ROSTemplateFormatVersion: "2015-09-01"
Resources:
  Orders: {Type: ALIYUN::ApiGateway::Api, Properties: {ApiName: orders, AuthType: ANONYMOUS}}  #~ ANONYMOUS
  Users: {Type: ALIYUN::ApiGateway::Api, Properties: {ApiName: users, AuthType: APP}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Globals: {HttpApi: {Auth: {DefaultAuthorizer: Users}}}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Global: {Type: HttpApi, Properties: {Method: GET, Path: /orders}}
        OfTheApi: {Type: Api, Properties: {Method: GET, Path: /, RestApiId: !Ref Api}}
        Keyed: {Type: Api, Properties: {Method: GET, Path: /, Auth: {ApiKeyRequired: true}}}
        Preflight: {Type: Api, Properties: {Method: OPTIONS, Path: /}}
        Elsewhere: {Type: Api, Properties: {Method: GET, Path: /, RestApiId: !ImportValue Api}}
        Queue: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: prod, Auth: {DefaultAuthorizer: Users}}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  orders:
    handler: orders.handler
    events:
      - http: {method: GET, path: /orders, authorizer: aws_iam}
      - http: {method: POST, path: /orders, private: true}
      - httpApi: {method: GET, path: /orders, authorizer: {name: users}}
      - sqs: arn:aws:sqs:eu-west-1:123456789012:orders
```
```yaml good
Resources:
  Method: {Type: AWS::ApiGateway::Method, Properties: {HttpMethod: OPTIONS, AuthorizationType: NONE}}
  Keyed: {Type: AWS::ApiGateway::Method, Properties: {HttpMethod: GET, AuthorizationType: NONE, ApiKeyRequired: true}}
  Route: {Type: AWS::ApiGatewayV2::Route, Properties: {RouteKey: GET /orders, AuthorizationType: JWT}}
  Message: {Type: AWS::ApiGatewayV2::Route, Properties: {RouteKey: $disconnect}}
```
A function of Azure asks for a key unless its trigger says `anonymous`:
```json bad file=app/Pay/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req", "authLevel": "anonymous"}]}
#~ 1:86
```
```json good file=app/Pay/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req"}]}
```
"""

from predeploy import Findings, Function, StackResource, rule


@rule(
    "info",
    since="0.1",
    tier="strict",
    replaces={
        "checkov": ("CKV_AWS_59", "CKV_AWS_309"),
        "cdk-nag": "APIGWAuthorization",
        "cfn-guard": "API_GW_METHOD_AUTHORIZATION_TYPE_RULE",
        "cfn-nag": "W59",
    },
)
def api_without_authorization(subject: Function | StackResource) -> Findings:
    for place in subject.open_endpoints:
        yield place.finding(
            f"everybody may call this endpoint of `{subject.name}`; add an authorizer, or accept that it is public"
        )
