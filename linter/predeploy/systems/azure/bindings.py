"""Bindings of Azure Functions besides the trigger: what a function reads, and where it writes.

The pages of the bindings, https://learn.microsoft.com/azure/azure-functions/functions-triggers-bindings (as of 2026-11)
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...node import Node
from ...record import NamedTuple
from ...views import Connection, Endpoint
from ...views.connection import Kind, Mode
from ..ends import named, unknown

if TYPE_CHECKING:
    from ...project import Project
    from .functions import AzureFunction


class _Binding(NamedTuple):
    """What the edge is, what messages call the other end, its role, and what names it."""

    edge: Kind
    word: str
    role: str
    names: tuple[str, ...]


_BINDINGS: Final = {
    "queue": _Binding("push", "queue", "queue", ("queueName",)),
    "servicebus": _Binding("push", "queue", "queue", ("queueName", "topicName")),
    "eventhub": _Binding("push", "stream", "stream", ("eventHubName", "path")),
    "kafka": _Binding("push", "topic", "topic", ("topic",)),
    "rabbitmq": _Binding("push", "queue", "queue", ("queueName",)),
    "eventgrid": _Binding("push", "topic", "topic", ("topicEndpointUri",)),
    "blob": _Binding("store", "bucket", "store", ("path",)),
    "table": _Binding("store", "table", "store", ("tableName",)),
    "cosmosdb": _Binding("store", "container", "store", ("containerName", "collectionName")),
    "documentdb": _Binding("store", "container", "store", ("collectionName",)),
    "sql": _Binding("store", "table", "store", ("commandText",)),
    "mysql": _Binding("store", "table", "store", ("commandText",)),
    "sendgrid": _Binding("request", "SendGrid", "internet", ()),
    "twiliosms": _Binding("request", "Twilio", "internet", ()),
    "signalr": _Binding("push", "SignalR hub", "topic", ("hubName",)),
}


def outputs(project: "Project", function: "AzureFunction") -> Iterator[Connection]:
    """Function → what its bindings read and write."""
    for binding in function.body["bindings"]:
        said = _BINDINGS.get((binding["type"].text or "").lower())
        if said is None or (said.edge == "push" and binding["direction"].text == "in"):
            continue
        nobody, mode = unknown(binding), _mode(said.edge)
        caller = Endpoint.of(function, "function")
        for callee in _ends(project, function, binding, said):
            yield Connection(said.edge, caller, callee, via=binding, waits=nobody, works=nobody, mode=mode)


def _ends(project: "Project", function: "AzureFunction", binding: Node, said: _Binding) -> Iterator[Endpoint]:
    if not said.names:
        yield Endpoint(None, said.word, binding, "outside", said.role)
        return
    names = ((function.named(binding[key]), binding[key]) for key in said.names if binding[key].written)
    name, place = next(names, ("", binding))
    name = name.partition("/")[0] if said.word == "bucket" else name
    if name and " " not in name:
        yield named(project, function, said.word, name, place, said.role)
    else:
        yield Endpoint(None, f"a {said.word}", place, "elsewhere", said.role)


def _mode(edge: Kind) -> Mode:
    return "async" if edge == "push" else "sync"
