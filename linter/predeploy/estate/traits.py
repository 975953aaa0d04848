"""The four traits of serverless as shares."""

from typing import Any


def traits(documents: Any, units: Any, project: Any) -> tuple[Any, ...]:
    return ()
