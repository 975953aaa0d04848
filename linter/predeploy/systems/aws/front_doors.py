"""Where the internet comes in: the gateways of AWS that can be reached from outside, and function URLs."""

import math
from collections.abc import Callable, Iterator

from ...measure import Measure
from ...node import Node
from ...views import Connection, Document, Endpoint, Function
from ...views.stack import Stack, StackResource, there
from .ends import end, unknown
from .generated import generated, url_of
from .limits import APP_RUNNER_REQUEST
from .wiring import Wired


def _private_api(api: Document) -> bool:
    said = api["Properties.EndpointConfiguration"]
    kinds = [said, said["Type"], *said["Types"]]
    return said.unknown or any(one.unknown or one.text == "PRIVATE" for one in kinds)


def _is(path: str, *words: str) -> Callable[[Document], bool]:
    """Is a setting one of these words, or not to be known?"""

    def test(document: Document) -> bool:
        node = document[f"Properties.{path}"]
        return node.unknown or (node.text or "").lower() in words

    return test


# Type → what keeps the internet out
_CLOSED: dict[str, Callable[[Document], bool]] = {
    "AWS::ApiGateway::RestApi": _private_api,
    "AWS::Serverless::Api": _private_api,
    "AWS::Serverless::HttpApi": lambda _: False,
    "AWS::ApiGatewayV2::Api": lambda _: False,
    "AWS::ElasticLoadBalancingV2::LoadBalancer": _is("Scheme", "internal"),
    "AWS::ElasticLoadBalancing::LoadBalancer": _is("Scheme", "internal"),
    "AWS::CloudFront::Distribution": _is("DistributionConfig.Enabled", "false"),
    "AWS::AppSync::GraphQLApi": _is("Visibility", "private"),
    "AWS::Serverless::GraphQLApi": _is("Visibility", "private"),
    "AWS::AppRunner::Service": _is("NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible", "false"),
    "AWS::Lambda::Url": lambda _: False,
}


def _doors(stack: Stack) -> Iterator[Document]:
    for kind, closed in _CLOSED.items():
        yield from (one for one in stack.of(kind) if not closed(one))
    inside = stack.root["provider.endpointType"]  # of the API that the Serverless Framework makes
    for one in generated(stack).values():
        if one.name != "ApiGatewayRestApi" or not (inside.unknown or (inside.text or "").upper() == "PRIVATE"):
            yield one


def _come_in(door: Document) -> Connection:
    internet = Endpoint(None, "internet", door.node, "outside", "internet")
    works = unknown(door.node)
    if door.kind == "AWS::AppRunner::Service":
        works = Measure(APP_RUNNER_REQUEST, door.node, "fixed")
    return Connection("request", internet, end(door), via=door.node, waits=unknown(door.node), works=works)


def _urls(stack: Stack) -> Iterator[Connection]:
    """Function URL → function: it waits as long as the function works."""
    made = generated(stack)
    for url in stack.of("AWS::Lambda::Url"):
        function = stack.pointed(url["Properties.TargetFunctionArn"])
        if isinstance(function, Function):
            yield _through(url, function, url.node, url["Properties.InvokeMode"])
    for function in stack.functions:
        own = made.get(url_of(function))
        if own is not None:
            place = function.setting("FunctionUrlConfig" if isinstance(function, StackResource) else "url")
            mode = place["InvokeMode"] if there(place["InvokeMode"]) else place["invokeMode"]
            yield _through(own, function, place, mode)


def _through(url: Document, function: Function, via: Node, mode: Node) -> Connection:
    return Connection(
        "request",
        end(url),
        Endpoint.of(function, "function"),
        via=via,
        waits=Measure(math.inf, via, "none"),
        works=function.timeout,
        mode="stream" if mode.unknown or (mode.text or "").upper() == "RESPONSE_STREAM" else "sync",
    )


class FrontDoors(Wired):
    name = "aws-front-doors"

    def certain(self, stack: Stack) -> Iterator[Connection]:
        for door in _doors(stack):
            yield _come_in(door)
        yield from _urls(stack)


SYSTEM = FrontDoors()
