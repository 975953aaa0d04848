"""Queues, topics, tables, buckets and functions that are named by ARN, by URL or as they are called."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from ...node import Node
from ...patterns import pattern
from ...record import NamedTuple
from ...views import Document, Endpoint
from ...views.connection import Kind
from ..kubernetes import NEAR

if TYPE_CHECKING:
    from ...project import Project

# What messages call a resource → how it is used, and its role
USES: Final[dict[str, tuple[Kind, str]]] = {
    "queue": ("push", "queue"),
    "topic": ("push", "topic"),
    "event bus": ("push", "topic"),
    "stream": ("push", "stream"),
    "delivery stream": ("push", "stream"),
    "table": ("store", "store"),
    "bucket": ("store", "store"),
    "function": ("request", "function"),
    "state machine": ("request", "workflow"),
}
# Resources that are objects of a cluster or of Azure: their word, and where their own name stands
_KINDS: Final = {
    "PubSubTopic": ("topic", "spec.resourceID"),
    "PubSubSubscription": ("subscription", "spec.resourceID"),
    "StorageBucket": ("bucket", "spec.resourceID"),
    "CloudTasksQueue": ("queue", "spec.resourceID"),
    "KafkaTopic": ("topic", "spec.topicName"),
    "Microsoft.ServiceBus/namespaces/queues": ("queue", ""),
    "Microsoft.ServiceBus/namespaces/topics": ("topic", ""),
    "Microsoft.Storage/storageAccounts/queueServices/queues": ("queue", ""),
    "Microsoft.EventHub/namespaces/eventhubs": ("stream", ""),
}
_OF_AWS = pattern(
    r"(?:arn:aws[a-z-]{0,8}:[a-z0-9-]{1,20}:[a-z0-9-]{0,20}:[0-9]{0,12}:|https://sqs\.)[^\s\"',;{}$<>]{1,300}"
)
_BY_SCHEME = pattern(r"(?:s3a?|gs)://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?=[/\"',\s]|\Z)")
# What a variable that holds no more than a name is called
_WORDS: Final = {
    "QUEUE": "queue", "TOPIC": "topic", "TABLE": "table", "BUCKET": "bucket", "STREAM": "stream", "EVENTHUB": "stream",
    "STATEMACHINE": "state machine", "FUNCTION": "function",
}  # fmt: skip
_ENDS: Final = tuple(_WORDS)
_PLAIN = pattern(r"[A-Za-z0-9][\w.-]{1,255}\Z")
# Who takes from a queue more likely than he fills it
_TAKES: Final = ("worker", "consumer", "subscriber", "processor", "listener", "receiver", "poller")


class Named(NamedTuple):
    """A resource that a text names; `document` where it is in this run."""

    word: str
    name: str
    document: Document | None

    @property
    def kind(self) -> Kind:
        return USES[self.word][0]

    def end(self, place: Node) -> Endpoint:
        if self.document is None:
            return Endpoint(None, f"{self.word} `{self.name}`", place, "elsewhere", _role(self.word))
        return end_of(self.document, self.word)


def _role(word: str) -> str:
    return USES[word][1] if word in USES else "queue"


def takes(document: Document) -> bool:
    name = document.name.lower()
    return any(word in name for word in _TAKES)


def end_of(document: Document, word: str) -> Endpoint:
    from ..aws.ends import end  # what runs without a cloud need not load

    found = end(document)
    return found if found.role else Endpoint.of(document, word, _role(word))


def resources(project: "Project", caller: Document, key: str, text: str) -> Iterator[Named]:
    """`key` is the variable that holds the text."""
    if "arn:aws" in text or "https://sqs." in text:
        from ..aws.ends import name_of

        for one in _OF_AWS.findall(text):
            word, name = name_of(one) or ("", "")
            if word in USES and name and "*" not in name:
                yield Named(word, name, find(project, caller, word, name))
    if "s3://" in text or "s3a://" in text or "gs://" in text:
        for name in _BY_SCHEME.findall(text):
            yield from _known(project, caller, "bucket", name)
    word = _asked(key)
    if word and _PLAIN.match(text):
        yield from _known(project, caller, word, text)


def _asked(key: str) -> str:
    """What a variable is for that holds no more than a name: a `queue` for `ORDER_QUEUE_NAME`."""
    called = key.upper().replace("_", "").removesuffix("S").removesuffix("NAME").removesuffix("S")
    return next(word for end, word in _WORDS.items() if called.endswith(end)) if called.endswith(_ENDS) else ""


def _known(project: "Project", caller: Document, word: str, name: str) -> Iterator[Named]:
    """A mere name says something only where it is somebody's."""
    found = find(project, caller, word, name)
    if found is not None:
        yield Named(word, name, found)


def find(project: "Project", caller: Document, word: str, name: str) -> Document | None:
    """The resource of that name, where one alone can be meant."""
    index = project.once(_index, partial(_index, project))
    near = [one for one in index.get((word, name), ()) if 0 <= project.distance(one, caller) <= NEAR]
    return near[0] if len(near) == 1 else None


def _index(project: "Project") -> dict[tuple[str, str], list[Document]]:
    """By word, and by the name that it has once it is deployed."""
    from ..aws.stacks import stacks  # what runs without a cloud need not load

    found: dict[tuple[str, str], list[Document]] = {}
    told = stacks(project)
    if told:
        from ..aws.ends import names_in

        for key, document in (one for stack in told for one in names_in(stack)):
            found.setdefault(key, []).append(document)
    for kind, (word, path) in _KINDS.items():
        for one in project.kinds(kind):
            own = one[path].text if path and one[path].written else one.name
            if own:
                found.setdefault((word, own.rpartition("/")[2]), []).append(one)
    return found
