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
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, StackResource, rule

# Event type → where it names an API of its own
KINDS = {"Api": "RestApiId", "HttpApi": "ApiId"}
Route = tuple[str, str, str, str]


@rule("high", since="0.1", kinds=("template", "serverless"))
def duplicate_http_route(document: Document) -> Findings:
    seen: dict[Route, Node] = {}
    for route, node in of_template(document) if isinstance(document, StackResource) else of_service(document):
        first = seen.setdefault(route, node)
        if first is not node:
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


def of_service(service: Document) -> Iterator[tuple[Route, Node]]:
    functions = service["functions"]
    for group in functions if functions.is_list else [functions]:
        for _, function in group.items():
            for event in function["events"]:
                for kind, node in event.items():
                    text = (node.text or "").split()
                    method, path = text if len(text) == 2 else (node["method"].text, node["path"].text)
                    if kind in ("http", "httpApi") and method and path:
                        yield (kind, "", method.lower(), path.strip("/")), node if node.text else node["path"]
