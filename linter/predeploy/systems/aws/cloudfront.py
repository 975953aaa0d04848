"""Amazon CloudFront: what a distribution takes its answers from, and functions at the edge.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html (as of 2026-11)
"""

import math
from collections.abc import Iterator
from functools import partial

from ...measure import Measure, effective
from ...node import Node
from ...views import Connection, Document, Endpoint, Function
from ...views.connection import Kind
from ...views.stack import Stack, StackResource
from .ends import end, works
from .eventbridge import called
from .generated import Generated, made
from .limits import CLOUDFRONT_ATTEMPTS, CLOUDFRONT_READ
from .wiring import Wire, Wired, wire

DISTRIBUTION = "AWS::CloudFront::Distribution"


def _origins(stack: Stack, distribution: Document) -> Iterator[Wire]:
    config = distribution["Properties.DistributionConfig"]
    for origin in config["Origins"]:
        made_for = partial(_fetched, distribution, origin)
        yield from wire(stack, origin["DomainName"], "origin", "internet", made_for)
    for behaviour in (config["DefaultCacheBehavior"], *config["CacheBehaviors"]):
        for one in behaviour["LambdaFunctionAssociations"]:
            place = one["LambdaFunctionARN"]
            yield from wire(stack, place, "function", "function", partial(_at_edge, end(distribution), one))


def _fetched(distribution: Document, origin: Node, callee: Endpoint) -> Connection:
    """An address that nobody knows is one of the internet. An API may take as long as its routes."""
    if callee.view is None:
        callee = callee._replace(presence="outside")
    tries = effective(origin["ConnectionAttempts"], default=CLOUDFRONT_ATTEMPTS.default, unit="attempts")
    read = effective(origin["CustomOriginConfig.OriginReadTimeout"], default=CLOUDFRONT_READ.default)
    kind: Kind = "store" if callee.role == "store" else "request"
    return Connection(kind, end(distribution), callee, via=origin, waits=read, works=_answer(callee), attempts=tries)


def _answer(callee: Endpoint) -> Measure:
    """A function URL answers when its function does."""
    url = callee.view
    if isinstance(url, StackResource) and url.kind == "AWS::Lambda::Url":
        function = url.maker if isinstance(url, Generated) else url.stack.pointed(url["Properties.TargetFunctionArn"])
        mode = url["Properties.InvokeMode"]
        if isinstance(url, Generated) and isinstance(function, Function):
            mode = function.setting("FunctionUrlConfig.InvokeMode")
        if isinstance(function, Function) and (mode.absent or mode.text == "BUFFERED"):
            return function.timeout
    return works(callee)


def _at_edge(distribution: Endpoint, via: Node, callee: Endpoint) -> Connection:
    """CloudFront waits as long as the function may work; it refuses one that may work too long."""
    endless = Measure(math.inf, via, "none")
    return Connection("request", distribution, callee, via=via, waits=endless, works=works(callee))


def _of_service(stack: Stack) -> Iterator[Connection]:
    """The event `cloudFront` of serverless.yml; all of a service share a distribution."""
    for callee, event, word, _ in called(stack):
        if word == "cloudFront" and callee.view is not None:
            distribution = made(stack, callee.view, event, "CloudFrontDistribution", DISTRIBUTION)
            yield _at_edge(end(distribution), event, callee)


class CloudFront(Wired):
    name = "cloudfront"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for distribution in stack.of(DISTRIBUTION):
            yield from _origins(stack, distribution)

    def certain(self, stack: Stack) -> Iterator[Connection]:
        return _of_service(stack)


SYSTEM = CloudFront()
