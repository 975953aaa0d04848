r"""An authorizer that its API does not define makes SAM refuse the template.

`Auth.Authorizer` of an event and `DefaultAuthorizer` of an API name an entry of `Auth.Authorizers` of that API, or of
`Globals`. SAM's own are NONE, AWS_IAM and, for a HTTP API, AWS_IAM with EnableIamAuthorizer.
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html (as of 2026-11)

```yaml bad
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Auth: {DefaultAuthorizer: Customer, Authorizers: {Customers: {UserPoolArn: arn}}}  #~ Customer
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api, Auth: {Authorizer: Custommers}}}  #~ Custommers
        Put: {Type: HttpApi, Properties: {Path: /, Method: put, Auth: {Authorizer: Customers}}}  #~ Customers
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Parameters: {Which: {Type: String}}
Globals: {HttpApi: {Auth: {Authorizers: {Customers: {IdentitySource: "$request.header.Authorization"}}}}}
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: {StageName: prod, Auth: {DefaultAuthorizer: AWS_IAM, Authorizers: {Customers: {UserPoolArn: arn}}}}
  Pack:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api, Auth: {Authorizer: Customers}}}
        Head: {Type: Api, Properties: {Path: /, Method: head, RestApiId: !Ref Api, Auth: {Authorizer: NONE}}}
        Put: {Type: HttpApi, Properties: {Path: /, Method: put, Auth: {Authorizer: Customers}}}
        Any: {Type: HttpApi, Properties: {Path: /, Method: any, ApiId: !Ref Which, Auth: {Authorizer: Others}}}
        Own: {Type: Api, Properties: {Path: /own, Method: get, RestApiId: !Ref Api, Auth: {Authorizer: !Ref Which}}}
```
```yaml good
Transform: AWS::Serverless-2016-10-31
Resources:
  Api: {Type: AWS::Serverless::HttpApi, Properties: {Auth: "{{resolve:ssm:/auth}}"}}
  Pack:
    Type: AWS::Serverless::Function
    Properties: {Events: {Get: {Type: HttpApi, Properties: {Path: /, Method: get, ApiId: !Ref Api, Auth: {Authorizer: Customers}}}}}
```
"""

from collections.abc import Iterator

from predeploy import Document, Findings, Node, StackResource, rule, similar

APIS = {"AWS::Serverless::Api": "Api", "AWS::Serverless::HttpApi": "HttpApi"}
OWN = frozenset({"NONE", "AWS_IAM", "AWS_LAMBDA"})


@rule("high", since="0.1", kinds=(*APIS, "AWS::Serverless::Function"))
def undefined_authorizer(document: Document) -> Findings:
    for named, kind, api in uses(document):
        shared = StackResource(document.node).root[f"Globals.{kind}.Auth"]
        levels = [shared] if api is None else [shared, api]
        blocks = [one["Authorizers"] for one in levels]
        if any(one.unknown for one in (*levels, *blocks)):
            continue
        known = {name for one in blocks for name, _ in one.items()}
        if named.text and named.text not in known | OWN:
            near = similar(named.text, known)
            hint = f"did you mean `{near}`?" if near else "define it in Auth.Authorizers"
            yield named.finding(
                f"the API of `{document.name}` has no authorizer `{named.text}`: SAM refuses it; {hint}"
            )


def uses(document: Document) -> Iterator[tuple[Node, str, Node | None]]:
    """What names an authorizer, the kind of API, and the `Auth` of an API of one's own."""
    if document.kind in APIS:
        auth = document["Properties.Auth"]
        yield auth["DefaultAuthorizer"], APIS[document.kind], auth
        return
    stack = StackResource(document.node).stack
    for _, event in document["Properties.Events"].items():
        kind = event["Type"].text or ""
        said = event["Properties.RestApiId" if kind == "Api" else "Properties.ApiId"]
        api = stack.pointed(said)
        if kind in APIS.values() and (said.absent or (api is not None and APIS.get(api.kind) == kind)):
            yield event["Properties.Auth.Authorizer"], kind, api["Properties.Auth"] if api is not None else None
