"""Names: the connections that only a name tells: a host, a queue or a function that stands in a value.

A name in a text is no proof, so that these edges have the evidence `named`; within a stack, what is told and allowed is
`declared`. How long a caller waits its code knows.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...views import Connection, Function, View, Workload
from ...views.stack import Stack
from .. import System

if TYPE_CHECKING:
    from ...project import Project


# Kinds that may name a URL to send to
_SENDERS: Final = (
    "ApiServerSource", "CloudSchedulerJob", "ContainerSource", "GitHubSource", "KafkaSource", "Parallel", "PingSource",
    "PubSubSubscription", "RedisStreamSource", "Sequence", "SinkBinding", "Subscription", "Trigger",
)  # fmt: skip


class Names(System):
    name = "names"
    formats = frozenset(
        {
            "app-engine", "app-runner", "arm", "azure-functions", "cloudformation", "compose", "fn", "google-functions",
            "knative-functions", "kubernetes", "nuclio", "openfaas", "openshift-template", "openwhisk", "ros", "sam",
            "serverless", "serverless-aliyun", "serverless-devs", "serverless-google", "serverless-kubeless",
            "serverless-openwhisk", "serverless-tencent", "tcsam", "tencent",
        }
    )  # fmt: skip

    def connections(self, stack: Stack) -> Iterator[Connection]:
        from .granted import told_and_allowed  # what runs without a stack need not load

        return told_and_allowed(stack)

    def links(self, project: "Project") -> Iterator[View]:
        senders = bool(project.kinds(*_SENDERS))
        if senders or any(isinstance(one, (Workload, Function)) for one in project.views):
            from .edges import named  # what a run without callers need not load

            yield from named(project, senders=senders)


SYSTEM = Names()
