r"""Two functions on one route: one of them is never called.

Method and path belong to one function. SAM refuses a template that gives them to two ("API method defined multiple times
for path"); the Serverless Framework makes both into one resource, in which the later function silently replaces the
earlier one.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html (as of 2026-11).

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Post: {Type: Api, Properties: {Path: /carts, Method: post}}
        Any: {Type: HttpApi}
  Send:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Post: {Type: Api, Properties: {Path: /carts, Method: POST}}  #~ /carts
```
```yaml bad file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, events: [{http: POST /carts}]}
  send:
    handler: send.handler
    events:
      - http: {path: carts, method: post}  #~ carts
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Post: {Type: Api, Properties: {Path: /carts, Method: post}}, Get: {Type: Api, Properties: {Path: /carts, Method: get}}}}
  Send:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Own: {Type: Api, Properties: {Path: /carts, Method: post, RestApiId: !Ref Other}}
        Http: {Type: HttpApi, Properties: {Path: /carts, Method: post}}
        Later: {Type: Api, Properties: {Path: !Ref "AWS::StackName", Method: post}}
  Other: {Type: AWS::Serverless::Api, Properties: {StageName: live}}
```
```yaml good file=serverless.yml
service: shop
provider: {name: aws}
functions:
  pack: {handler: pack.handler, events: [{http: POST /carts}, {httpApi: POST /carts}]}
  send: {handler: send.handler, events: [{http: POST /carts/send}, {httpApi: "*"}]}
```
Functions of Azure share the routes of their app; whoever names none has that of its name:
```json bad file=app/host.json
{"version": "2.0"}
```
```json bad file=app/Pay/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req", "methods": ["post"]}]}
```
```json bad file=app/Charge/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req", "methods": ["get", "post"], "route": "charge"}]}
```
```json bad file=app/Refund/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req", "route": "charge"}]}
#~ 1:82
```
```json good file=app/host.json
{"version": "2.0"}
```
```json good file=app/Pay/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req", "methods": ["post"], "route": "payments"}]}
```
```json good file=app/List/function.json
{"bindings": [{"type": "httpTrigger", "direction": "in", "name": "req", "methods": ["get"], "route": "payments"}]}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, FunctionHost, Node, Project, StackResource, rule

# Event type → where it names an API of its own
KINDS = {"Api": "RestApiId", "HttpApi": "ApiId"}
METHODS = ["get", "post", "put", "delete", "patch", "head", "options"]
Route = tuple[str, str, str, str]


@rule("high", since="0.1", kinds=("template", "serverless", "function app"))
def duplicate_http_route(document: Document, project: Project) -> Findings:
    seen: dict[Route, Node] = {}
    if isinstance(document, FunctionHost):
        routes = of_app(document)
    else:
        routes = of_template(document) if isinstance(document, StackResource) else of_service(document)
    said: set[tuple[int, object]] = set()  # a route with several methods is said once
    for route, node in routes:
        first, place = seen.setdefault(route, node), (id(node.tree), node.path)
        if first is not node and place not in said:
            said.add(place)
            yield node.finding(
                f"{route[2].upper()} /{route[3]} is a route already: one of the two is never called, or the deployment is refused",
                related=((first, "the other"),),
            )


def of_template(template: StackResource) -> Iterator[tuple[Route, Node]]:
    stack = template.stack
    for _, resource in template["Resources"].items():
        if resource["Type"].text != "AWS::Serverless::Function" or resource["Condition"].written:
            continue
        for _, event in resource["Properties.Events"].items():
            kind, path, method = event["Type"].text or "", event["Properties.Path"], event["Properties.Method"].text
            api = event["Properties"][KINDS.get(kind, "ApiId")]
            target = stack.pointed(api)
            if kind in KINDS and path.text and method and (api.absent or target is not None):
                yield (kind, target.name if target else "", method.lower(), path.text.strip("/")), path


def of_app(app: FunctionHost) -> Iterator[tuple[Route, Node]]:
    """Of Azure Functions; the route is the function's name unless the trigger says another."""
    for function in app.functions:
        for event in function.events:
            route, methods = event.source, event.node["methods"]
            path = (function.name if route.absent else route.text or "").strip("/").lower()
            listed = [one.text for one in methods] if methods.is_list and methods.value else METHODS
            for method in listed if event.kind == "http" and path and not methods.unknown else ():
                if method:
                    yield (
                        ("", "", method.lower(), path),
                        route if route.written else event.node["type"],
                    )


def of_service(service: Document) -> Iterator[tuple[Route, Node]]:
    for group in service["functions"].each():
        for _, function in group.items():
            for event in function["events"]:
                for kind, node in event.items():
                    text = (node.text or "").split()
                    method, path = text if len(text) == 2 else (node["method"].text, node["path"].text)
                    if kind in ("http", "httpApi") and method and path:
                        yield (kind, "", method.lower(), path.strip("/")), node if node.text else node["path"]
