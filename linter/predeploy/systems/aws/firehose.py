"""Amazon Data Firehose: from a stream, by way of a function, to a store."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ...measure import Measure
from ...node import Node
from ...views import Connection, Endpoint
from ...views.stack import Stack
from .ends import end, unknown, works
from .limits import FIREHOSE_TRANSFORM
from .wiring import Wire, Wired, wire

DELIVERY: Final = "AWS::KinesisFirehose::DeliveryStream"
# Kind of destination → what names the store
_STORES: Final = {
    "S3DestinationConfiguration": ("BucketARN", "bucket"),
    "ExtendedS3DestinationConfiguration": ("BucketARN", "bucket"),
    "RedshiftDestinationConfiguration": ("ClusterJDBCURL", "cluster"),
    "ElasticsearchDestinationConfiguration": ("DomainARN", "search domain"),
    "AmazonopensearchserviceDestinationConfiguration": ("DomainARN", "search domain"),
    "AmazonOpenSearchServerlessDestinationConfiguration": ("CollectionEndpoint", "collection"),
    "HttpEndpointDestinationConfiguration": ("EndpointConfiguration.Url", "HTTP endpoint"),
}


class Firehose(Wired):
    name = "firehose"

    def wires(self, stack: Stack) -> Iterator[Wire]:
        for delivery in stack.of(DELIVERY):
            own = end(delivery)
            source = delivery["Properties.KinesisStreamSourceConfiguration.KinesisStreamARN"]
            yield from wire(stack, source, "stream", "stream", partial(_read, own, source))
            for kind, (path, word) in _STORES.items():
                said = delivery["Properties"][kind]
                yield from wire(stack, said[path], word, "store", partial(_written, own, said[path]))
                for processor in said["ProcessingConfiguration.Processors"]:
                    for one in processor["Parameters"]:
                        if one["ParameterName"].text == "LambdaArn":
                            place = one["ParameterValue"]
                            yield from wire(stack, place, "function", "function", partial(_transformed, own, place))


def _read(delivery: Endpoint, via: Node, stream: Endpoint) -> Connection:
    return Connection("stream", stream, delivery, via=via, waits=unknown(via), works=unknown(via), mode="stream")


def _written(delivery: Endpoint, via: Node, store: Endpoint) -> Connection:
    return Connection("store", delivery, store, via=via, waits=unknown(via), works=unknown(via), mode="async")


def _transformed(delivery: Endpoint, via: Node, function: Endpoint) -> Connection:
    waits = Measure(float(FIREHOSE_TRANSFORM), via, "fixed")
    return Connection("request", delivery, function, via=via, waits=waits, works=works(function))


SYSTEM = Firehose()
