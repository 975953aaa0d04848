"""Elastic Load Balancing: load balancers in front of functions and of services of ECS."""

from collections.abc import Iterator
from functools import partial

from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import Connection, Document, Endpoint, Function
from ...views.stack import Stack
from .ends import end, unknown, works
from .limits import ALB_IDLE, NLB_IDLE
from .wiring import Wire, Wired, wire

BALANCER = "AWS::ElasticLoadBalancingV2::LoadBalancer"
GROUP = "AWS::ElasticLoadBalancingV2::TargetGroup"
_LISTENER = "AWS::ElasticLoadBalancingV2::Listener"


def balancers(stack: Stack) -> dict[str, Document]:
    """Target group → the load balancer that sends to it, by logical id; the only one of the stack where none says so."""
    return stack.once(BALANCER, lambda: _balancers(stack))


def _balancers(stack: Stack) -> dict[str, Document]:
    every, found = list(stack.of(BALANCER)), dict[str, Document]()
    if len(every) == 1:
        found = dict.fromkeys((group.name for group in stack.of(GROUP)), every[0])
    for listener in stack.of(_LISTENER):
        balancer = stack.pointed(listener["Properties.LoadBalancerArn"])
        if balancer is not None:
            found |= dict.fromkeys(stack.mentioned(listener["Properties.DefaultActions"]), balancer)
    for rule in stack.of("AWS::ElasticLoadBalancingV2::ListenerRule"):
        listened = stack.pointed(rule["Properties.ListenerArn"])
        balancer = stack.pointed(listened["Properties.LoadBalancerArn"]) if listened is not None else None
        if balancer is not None:
            found |= dict.fromkeys(stack.mentioned(rule["Properties.Actions"]), balancer)
    return found


def _functions(stack: Stack) -> Iterator[Wire]:
    for group in stack.of(GROUP):
        if group["Properties.TargetType"].text == "lambda":
            for target in group["Properties.Targets"]:
                balancer = balancers(stack).get(group.name)
                yield from wire(stack, target["Id"], "function", "function", partial(_sent, stack, balancer, target))


def _services(stack: Stack) -> Iterator[Connection]:
    for service in stack.of("AWS::ECS::Service"):
        for one in service["Properties.LoadBalancers"]:
            group, classic = stack.pointed(one["TargetGroupArn"]), stack.pointed(one["LoadBalancerName"])
            balancer = balancers(stack).get(group.name) if group is not None else classic
            if balancer is not None:
                yield _sent(stack, balancer, one, end(service))


def _listened(stack: Stack) -> Iterator[Wire]:
    """A rule of a listener that stands in another template sends to a service of this one."""
    listeners: dict[str, Node] = {}
    for rule in stack.of("AWS::ElasticLoadBalancingV2::ListenerRule"):
        if stack.pointed(rule["Properties.ListenerArn"]) is None:
            listeners |= dict.fromkeys(stack.mentioned(rule["Properties.Actions"]), rule["Properties.ListenerArn"])
    for service in stack.of("AWS::ECS::Service") if listeners else ():
        for one in service["Properties.LoadBalancers"]:
            group = stack.pointed(one["TargetGroupArn"])
            if group is not None and group.name in listeners and group.name not in balancers(stack):
                made = partial(_far, stack, one, end(service))
                yield from wire(stack, listeners[group.name], "load balancer", "gateway", made)


def _far(stack: Stack, via: Node, callee: Endpoint, balancer: Endpoint) -> Connection:
    edge = _sent(stack, balancer.view, via, callee)
    edge.caller = balancer
    return edge


def _sent(stack: Stack, balancer: Document | None, via: Node, callee: Endpoint) -> Connection:
    what = end(balancer).name if balancer is not None and not isinstance(callee.view, Function) else "load balancer"
    return Connection(
        "request",
        Endpoint(balancer, what, via, "here", "gateway"),
        callee,
        via=via,
        waits=_idle(balancer) if balancer is not None else Measure(NaN, stack.root, "unknown"),
        works=works(callee),
    )


def _idle(balancer: Document) -> Measure:
    kind, attributes = balancer["Properties.Type"], balancer["Properties.LoadBalancerAttributes"]
    if kind.text == "network":  # a listener may say otherwise
        return Measure(NLB_IDLE.default, balancer.node, "default")
    for attribute in attributes:
        if attribute["Key"].text == "idle_timeout.timeout_seconds":
            return effective(attribute["Value"], default=ALB_IDLE.default)
    hidden = attributes.unknown or kind.unknown or any(attribute["Key"].text is None for attribute in attributes)
    return Measure(NaN if hidden else ALB_IDLE.default, attributes, "unknown" if hidden else "default")


def _of_service(function: Function, via: Node, found: Endpoint) -> Connection:
    """The event `alb` of serverless.yml names a listener."""
    balancer = found.view
    waits = _idle(balancer) if balancer is not None else unknown(via)
    caller = Endpoint(balancer, "load balancer", via, "here", "gateway") if balancer is not None else found
    return Connection(
        "request", caller, Endpoint.of(function, "function"), via=via, waits=waits, works=function.timeout
    )


class LoadBalancer(Wired):
    name = "load-balancer"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        yield from _functions(stack)
        yield from _listened(stack)
        for function, event in stack.calls:
            if event.kind == "alb" and event.node.path[0] == "functions":
                listener = partial(_of_service, function, event.node)
                yield from wire(stack, event.source, "load balancer", "gateway", listener)

    def certain(self, stack: Stack) -> Iterator[Connection]:
        return _services(stack)


SYSTEM = LoadBalancer()
