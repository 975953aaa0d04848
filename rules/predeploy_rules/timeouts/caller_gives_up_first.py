r"""A caller that stops waiting before the callee stops working gets an error for work that is done and billed.

API Gateway answers 504 when its integration timeout is over: 29 s for REST and WebSocket APIs, 30 s for HTTP APIs
(https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html, as of 2026-11); AppSync gives up after 30 s,
Cognito after 5 s, a load balancer after 60 s of silence. The function behind it goes on to its own timeout, with nobody
left to hear the answer; clients that try again start the work a second time. Let the callee stop first, by a second or
more, or hand long work to a queue and answer at once. An API that streams its response may wait longer.

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 60  #~ 60 @high
      Events: {Get: {Type: Api, Properties: {Path: /report, Method: get}}}
```
```yaml fixed
Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 28
      Events: {Get: {Type: Api, Properties: {Path: /report, Method: get}}}
```
One finding for a setting that all functions inherit; by a second is low.
```yaml bad file=serverless.yml
service: shop
provider: {name: aws, timeout: 30}  #~ 30 @low
functions:
  list: {handler: list.handler, events: [http: GET /list, http: GET /all]}
```
The API's own definition, and a Method of plain CloudFormation:
```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      DefinitionBody:
        paths:
          /send:
            post:
              x-amazon-apigateway-integration:
                type: aws_proxy
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Send.Arn}/invocations
  Send:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 45  #~ 45 @medium
      Events: {Post: {Type: Api, Properties: {Path: /send, Method: post, RestApiId: !Ref Api}}}
```
```yaml bad
Resources:
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      Integration:
        Type: AWS_PROXY
        TimeoutInMillis: 5000  #~ 5000 @medium
        Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Send.Arn}/invocations
  Send: {Type: AWS::Lambda::Function, Properties: {Timeout: 10}}
```
ingress-nginx in front of Knative, and of gunicorn:
```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "20"}  #~ "20" @high
spec: {rules: [{http: {paths: [{path: /, backend: {service: {name: report, port: {number: 80}}}}]}}]}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: report}
spec: {template: {spec: {timeoutSeconds: 120, containers: [{image: "report:1"}]}}}
```
```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {ingressClassName: nginx, rules: [{http: {paths: [{path: /, backend: {service: {name: web, port: {number: 80}}}}]}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, command: [gunicorn, --timeout, "80", "shop:app"]}]}  #~ "80"
```
The response is streamed:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      DefinitionBody:
        paths:
          /story:
            post:
              x-amazon-apigateway-integration:
                responseTransferMode: STREAM
                uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2021-11-15/functions/${Tell.Arn}/response-streaming-invocations
  Tell:
    Type: AWS::Serverless::Function
    Properties: {Timeout: 60, Events: {Api: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /story, Method: post}}}}
```
A custom sender of Cognito is called without waiting, a custom resource is no call, nor is an ARN in the environment:
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Sender: {Type: AWS::Serverless::Function, Properties: {Timeout: 10, Environment: {Variables: {PROVIDER: !GetAtt Provider.Arn}}}}
  Pool: {Type: AWS::Cognito::UserPool, Properties: {LambdaConfig: {CustomSMSSender: {LambdaArn: !GetAtt Sender.Arn}}}}
  Provider: {Type: AWS::Serverless::Function, Properties: {Timeout: 900}}
  Thing: {Type: Custom::Thing, Properties: {ServiceToken: !GetAtt Provider.Arn}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, timeout: 300, events: [http: {path: pack, method: post, async: true}]}
  list: {handler: list.handler, timeout: 28, events: [httpApi: GET /list]}
  authorize: {handler: authorize.handler, timeout: 60}
```
```yaml good
Resources:
  Method:
    Type: AWS::ApiGateway::Method
    Properties:
      Integration:
        Type: AWS
        RequestParameters: {integration.request.header.X-Amz-Invocation-Type: "'Event'"}
        Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Pack.Arn}/invocations
  Pack: {Type: AWS::Lambda::Function, Properties: {Timeout: 300}}
```
Whoever has the watchdog of OpenFaaS answer for so long has a gateway that does, or does not wait for the answer:
```yaml good
provider: {name: openfaas}
functions:
  report: {lang: go, handler: ./r, image: "r:1", environment: {exec_timeout: 5m, read_timeout: 5m5s, write_timeout: 5m5s}}
```
A timeout that gunicorn applies to silent workers, not to requests:
```yaml good
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, annotations: {nginx.ingress.kubernetes.io/proxy-read-timeout: "20"}}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, args: ["gunicorn -k gevent --timeout 80 shop:app"]}]}
```
In front of Azure Functions the load balancer waits 230 s:
```json bad file=app/host.json
{
  "version": "2.0",
  "functionTimeout": "00:05:00"
}
#~ 3:22
```
```json bad file=app/Pay/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req"}, {"type": "http", "direction": "out", "name": "$return"}]}
```
```json good file=app/host.json
{"version": "2.0", "functionTimeout": "00:03:00"}
```
```json good file=app/Pay/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req"}]}
```
```yaml bad
# CloudFront gives its origin 30 s
Transform: AWS::Serverless-2016-10-31
Resources:
  Render:
    Type: AWS::Serverless::Function
    Properties:
      Timeout: 90  #~ 90 @high
      FunctionUrlConfig: {AuthType: AWS_IAM}
  Site:
    Type: AWS::CloudFront::Distribution
    Properties: {DistributionConfig: {Origins: [{DomainName: !Select [2, !Split ["/", !GetAtt RenderUrl.FunctionUrl]]}]}}
```
A caller that somebody made impatient says nothing of a callee whose time nobody chose:
```yaml good
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: cart}
spec: {hosts: [cart], http: [{timeout: 10s, route: [{destination: {host: cart}}]}]}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec: {template: {spec: {containers: [{image: "cart:1"}]}}}
```
Two platforms whose defaults do not fit:
```yaml bad
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: cart, port: {number: 80}}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: cart}
spec:
  template:
    spec: {containers: [{image: "cart:1"}]}  #~ spec @medium
```
A function is stopped while it still waits for another one:
```yaml bad
provider: {name: openfaas}
functions:
  shop:
    lang: go
    handler: ./shop
    image: shop:1
    environment: {exec_timeout: 10s, CART_URL: "http://gateway.openfaas:8080/function/cart"}  #~ 10s @medium
  cart: {lang: go, handler: ./cart, image: "cart:1", environment: {exec_timeout: 60s}}
```
It does not wait for what it leaves at the gateway:
```yaml good
provider: {name: openfaas}
functions:
  shop:
    lang: go
    handler: ./shop
    image: shop:1
    environment: {exec_timeout: 10s, CART_URL: "http://gateway.openfaas:8080/async-function/cart"}
  cart: {lang: go, handler: ./cart, image: "cart:1", environment: {exec_timeout: 60s}}
```
```yaml good
# how long the other machine takes, nobody said
Transform: AWS::Serverless-2016-10-31
Resources:
  Outer:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Run
        States:
          Run: {Type: Task, End: true, TimeoutSeconds: 60, Resource: "arn:aws:states:::states:startExecution.sync:2", Parameters: {StateMachineArn: !Ref Inner}}
  Inner:
    Type: AWS::Serverless::StateMachine
    Properties: {Definition: {StartAt: Done, States: {Done: {Type: Succeed}}}}
```
"""

from predeploy import Connection, Findings, Severity, rule

ASKED = ("own", "inherited")  # somebody wants the callee to work for so long
UNCHOSEN = ("default", "fixed")


@rule("medium", since="0.1", kinds=("request", "task"), severities=("high", "low", "info"))
def caller_gives_up_first(connection: Connection) -> Findings:
    waits, works = connection.waits, connection.works
    meant = works.state in ASKED or (works.state in UNCHOSEN and waits.state in UNCHOSEN)
    if connection.mode == "sync" and meant and connection.slack < 0:
        place, other = (waits, works) if waits.state == "own" else (works, waits)
        yield place.finding(
            f"{connection.caller.name} waits {waits}, {connection.callee.name} may work {works}: the caller gets an error"
            f" while it works on; let it stop before {waits.value:g} s, or answer at once and work later",
            fix=works.replace(int(waits.value) - 1, safe=False)
            if works.state == "own" and works.node.number == works.value and waits.value >= 2
            else None,
            related=((other.node, f"waits {waits}" if other is waits else f"may work {works}"),),
            severity=connection.weighed(_severity(waits.value, works.value)),
        )


def _severity(waits: float, works: float) -> Severity:
    """By how much longer the callee may work; `29 < 30` is what people type without meaning it."""
    if works - waits >= 30 and works >= 2 * waits:
        return "high"
    return "low" if works - waits <= 1 else "medium"
