"""Between which bounds AWS scales by itself: services of App Runner, Aurora, Redshift and OpenSearch Serverless.

Sources stand in limits.py; https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html
and https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-capacity.html (as of 2026-11)
"""

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar, Final

from ...measure import Measure, effective
from ...quantities import NaN
from ...views import Document, Scaling, View
from ...views.stack import stack_of
from .. import System
from .limits import APP_RUNNER_SIZE, AURORA_AUTO_PAUSE, OPENSEARCH_UNITS
from .stacks import FORMATS

if TYPE_CHECKING:
    from ...project import Project


def _app_runner(service: Document) -> Scaling:
    """It keeps at least one instance: no request ever wakes it."""
    named = service["Properties.AutoScalingConfigurationArn"]
    config = stack_of(service.node.tree).pointed(named)
    if config is None and not named.absent:
        nothing = Measure(NaN, named, "unknown", "instances")
        return Scaling(service, nothing, nothing)
    held = service if config is None else config
    least, most = (
        effective(held[f"Properties.{key}"], default=usual, unit="instances")
        for key, usual in zip(("MinSize", "MaxSize"), APP_RUNNER_SIZE, strict=True)
    )
    return Scaling(service, least, most)


def _aurora(cluster: Document) -> Scaling | None:
    """With a least capacity of 0 it pauses when nobody is connected."""
    bounds = cluster["Properties.ServerlessV2ScalingConfiguration"]
    if not bounds.written:
        return None
    least, most = (effective(bounds[f"{key}Capacity"], unit="ACU") for key in ("Min", "Max"))
    pause = effective(bounds["SecondsUntilAutoPause"], default=AURORA_AUTO_PAUSE.default)
    return Scaling(cluster, least, most, can_sleep=least.value == 0, idle_after=pause if least.value == 0 else None)


def _redshift(workgroup: Document) -> Scaling:
    """It is paid for while queries run."""
    floor = Measure(0.0, workgroup.node, "fixed", "RPU")
    most = effective(workgroup["Properties.MaxCapacity"], default=math.inf, unit="RPU")
    return Scaling(workgroup, floor, most, can_sleep=True)


def _opensearch(collection: Document) -> Scaling:
    """A group of collections says itself what it keeps; how far it may grow the account says."""
    grouped, doubled = collection["Properties.CollectionGroupName"], collection["Properties.StandbyReplicas"]
    known = grouped.absent and not doubled.unknown
    units = OPENSEARCH_UNITS[doubled.text != "DISABLED"] if known else NaN
    floor = Measure(units, doubled, "default" if known else "unknown", "OCU")
    return Scaling(collection, floor, Measure(NaN, collection.node, "unknown", "OCU"))


_SCALED: Final[dict[str, Callable[[Document], Scaling | None]]] = {
    "AWS::AppRunner::Service": _app_runner,
    "AWS::RDS::DBCluster": _aurora,
    "AWS::RedshiftServerless::Workgroup": _redshift,
    "AWS::OpenSearchServerless::Collection": _opensearch,
}


class Capacity(System):
    name = "aws-capacity"
    formats: ClassVar = FORMATS

    def links(self, project: "Project") -> Iterator[View]:
        for kind, scaled in _SCALED.items():
            for document in project.kinds(kind):
                found = scaled(document)
                if found is not None:
                    yield found


SYSTEM = Capacity()
