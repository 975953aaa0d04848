"""Functions that an API asks who may call: authorizers of API Gateway and AppSync.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html (as of 2026-11)
"""

from collections.abc import Iterator
from functools import partial

from ...node import Node
from ...views import Connection, Document, Endpoint
from ...views.stack import Stack, there
from .api_gateway import api_of
from .ends import end, unknown, works
from .generated import generated
from .wiring import Wire, Wired, wire

# Type of an authorizer → what names its API
_OWN = {"AWS::ApiGateway::Authorizer": "RestApiId", "AWS::ApiGatewayV2::Authorizer": "ApiId"}
_DECLARING = ("AWS::Serverless::Api", "AWS::Serverless::HttpApi")


def _asked(api: Document | None, via: Node, function: Endpoint) -> Connection | None:
    if function.role != "function":
        return None
    caller = end(api) if api is not None else Endpoint(None, "API Gateway", via, "here", "gateway")
    return Connection("request", caller, function, via=via, waits=unknown(via), works=works(function))


def _of_template(stack: Stack) -> Iterator[tuple[Document | None, Node]]:
    for kind, key in _OWN.items():
        for one in stack.of(kind):
            yield api_of(stack, one["Properties"][key]), one["Properties.AuthorizerUri"]
    for kind in _DECLARING:
        for api in stack.of(kind):
            for _, said in api["Properties.Auth.Authorizers"].items():
                yield api, said["FunctionArn"]
    for api in stack.of("AWS::AppSync::GraphQLApi"):
        yield api, api["Properties.LambdaAuthorizerConfig.AuthorizerUri"]


def _of_service(stack: Stack) -> Iterator[tuple[Document | None, Node]]:
    """The events of serverless.yml, and its provider, name a function of the service or an ARN."""
    made = generated(stack)
    for _, event in stack.calls:
        named = event.node["authorizer"]
        if event.kind == "http" and event.node.path[0] == "functions" and there(named):
            keys = (named[key] for key in ("name", "arn"))
            yield made.get("ApiGatewayRestApi"), next((one for one in keys if there(one)), named)
    for _, one in stack.root["provider.httpApi.authorizers"].items():
        yield made.get("HttpApi"), one["functionName" if there(one["functionName"]) else "functionArn"]


class Authorizers(Wired):
    name = "api-authorizers"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for api, place in _of_template(stack):
            yield from wire(stack, place, "function", "function", partial(_asked, api, place))
        functions = {one.name: one for one in stack.functions} if there(stack.root["functions"]) else {}
        for api, place in _of_service(stack):
            own = functions.get(place.text or "")
            if own is not None:
                yield Wire(own, place, "function", "function", partial(_asked, api, place))
            elif place.text is None or ":" in place.text:  # `aws_iam` is no function
                yield from wire(stack, place, "function", "function", partial(_asked, api, place))


SYSTEM = Authorizers()
