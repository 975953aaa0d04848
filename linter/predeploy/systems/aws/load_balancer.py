"""Elastic Load Balancing: an Application Load Balancer in front of a function."""

from collections.abc import Iterator

from ...node import Measure, effective
from ...quantities import NaN
from ...views import Connection, Endpoint, Function
from ...views.stack import Stack
from .. import System
from .limits import ALB_IDLE


def target_edges(stack: Stack) -> Iterator[Connection]:
    """Load balancer → function, where the stack has one load balancer that can be meant."""
    for group in stack.of("AWS::ElasticLoadBalancingV2::TargetGroup"):
        if group["Properties.TargetType"].text == "lambda":
            for target in group["Properties.Targets"]:
                function = stack.pointed(target["Id"])
                if isinstance(function, Function):
                    yield Connection(
                        "request",
                        Endpoint(None, "load balancer", target, "here", "gateway"),
                        Endpoint(function, f"function `{function.name}`", function.node, "here", "function"),
                        via=target,
                        waits=_idle(stack),
                        works=function.timeout,
                    )


def _idle(stack: Stack) -> Measure:
    balancers = list(stack.of("AWS::ElasticLoadBalancingV2::LoadBalancer"))
    if len(balancers) != 1:
        return Measure(NaN, stack.root, "unknown")
    attributes = balancers[0]["Properties.LoadBalancerAttributes"]
    for attribute in attributes:
        if attribute["Key"].text == "idle_timeout.timeout_seconds":
            return effective(attribute["Value"], default=ALB_IDLE.default)
    hidden = attributes.unknown or any(attribute["Key"].text is None for attribute in attributes)
    return Measure(NaN if hidden else ALB_IDLE.default, attributes, "unknown" if hidden else "default")


class LoadBalancer(System):
    name = "load-balancer"

    def connections(self, stack: Stack) -> Iterator[Connection]:
        return target_edges(stack)


SYSTEM = LoadBalancer()
