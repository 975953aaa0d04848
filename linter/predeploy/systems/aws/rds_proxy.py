"""Amazon RDS Proxy: functions wait in it for a free connection to the database."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from ...measure import effective
from ...node import Node
from ...reading.values import Tagged
from ...views import Connection, Document, Endpoint, Function, View
from ...views.base import Bounded, bounded
from ...views.connection import Evidence
from ...views.stack import Stack, StackResource
from .ends import unknown
from .limits import RDS_PROXY_BORROW
from .wiring import Wire, Wired, wire

if TYPE_CHECKING:
    from ...project import Project

_GROUP = "AWS::RDS::DBProxyTargetGroup"
_BORROW = "Properties.ConnectionPoolConfigurationInfo.ConnectionBorrowTimeout"


def store_edges(stack: Stack) -> Iterator[Connection]:
    """Function → proxy, where an environment variable of the function names the proxy of the same stack."""
    for group in stack.of(_GROUP):
        proxy = stack.pointed(group["Properties.DBProxyName"])
        for function, variable in stack.given(proxy.name) if proxy is not None else ():
            yield edge(function, group, variable, "declared")


def joined_edges(project: "Project") -> Iterator[Connection]:
    """The same across stacks: the variable is a parameter that is called like an output of the proxy's stack."""
    outputs = _outputs(project)
    for function in project.all(Function) if outputs else ():
        for _, variable in function.environment:
            groups = outputs.get((_parameter(variable.raw) or "").casefold(), ())
            near = [(project.distance(group, function), group) for group in groups]
            near = [one for one in near if one[0] > 0]  # within a stack, a name alone says nothing
            if len(near) == 1:
                yield edge(function, near[0][1], variable, "named")


def _outputs(project: "Project") -> dict[str, list[StackResource]]:
    """Target groups by the names of the outputs that mention their proxy."""
    found: dict[str, list[StackResource]] = {}
    for group in project.all(StackResource):
        proxy = group.stack.pointed(group["Properties.DBProxyName"]) if group.kind == _GROUP else None
        if proxy is not None:
            stack = group.stack
            for name, output in stack.root["Outputs"].items():
                if proxy.name in stack.mentioned(output["Value"]):
                    found.setdefault(name.casefold(), []).append(group)
    return found


def _parameter(raw: Any) -> str | None:
    """What a plain Ref names."""
    name = (
        raw.value
        if isinstance(raw, Tagged) and raw.tag == "!Ref"
        else raw.get("Ref")
        if isinstance(raw, Mapping)
        else None
    )
    return name if isinstance(name, str) else None


def edge(function: Function, group: Document, via: Node, evidence: Evidence) -> Connection:
    borrow = effective(group[_BORROW], default=RDS_PROXY_BORROW.default)
    return Connection(
        "store",
        Endpoint.of(function, "function"),
        Endpoint.of(group, "proxy group", "store"),
        via=via,
        waits=function.timeout,
        works=borrow,
        evidence=evidence,
    )


class TargetGroup(StackResource):
    """AWS::RDS::DBProxyTargetGroup."""

    __slots__ = ()

    def bounded(self, project: "Project") -> Iterator[Bounded]:
        yield bounded(self[_BORROW], RDS_PROXY_BORROW.low, RDS_PROXY_BORROW.high, "RDS Proxy")


def _behind(group: Document, via: Node, callee: Endpoint) -> Connection:
    """Proxy → database."""
    end = Endpoint.of(group, "proxy group", "store")
    return Connection("store", end, callee, via=via, waits=unknown(via), works=unknown(via))


class RdsProxy(Wired):
    name = "rds-proxy"
    types: ClassVar = {_GROUP: TargetGroup}

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for group in stack.of(_GROUP):
            for key, word in (("DBClusterIdentifiers", "cluster"), ("DBInstanceIdentifiers", "database")):
                for one in group["Properties"][key]:
                    yield from wire(stack, one, word, "store", partial(_behind, group, one))

    def certain(self, stack: Stack) -> Iterator[Connection]:
        return store_edges(stack)

    def links(self, project: "Project") -> Iterator[View]:
        yield from super().links(project)
        yield from joined_edges(project)


SYSTEM = RdsProxy()
