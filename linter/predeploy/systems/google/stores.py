"""Cloud SQL: the databases that a service says it is joined to.

https://cloud.google.com/sql/docs/mysql/connect-run and …/connect-app-engine-flexible (as of 2026-11)
"""

from collections.abc import Iterator

from ...measure import Measure
from ...node import Node
from ...quantities import NaN
from ...views import Connection, Endpoint


def databases(service: Endpoint, place: Node) -> Iterator[Connection]:
    """Service → the instances of a text: `project:region:name`, perhaps behind a socket's `=tcp:5432`, by commas."""
    for one in (place.text or "").split(","):
        name = one.partition("=")[0].strip().rpartition(":")[2]
        if name and not any(mark in name for mark in "$<{"):
            store = Endpoint(None, f"Cloud SQL `{name}`", place, "elsewhere", "store")
            nobody = Measure(NaN, place, "unknown")
            yield Connection("store", service, store, via=place, waits=nobody, works=nobody)
