"""How many tasks an ECS service keeps: what it says itself, or what Application Auto Scaling is told of it."""

import math
from typing import TYPE_CHECKING, Any, Final

from ...measure import Measure, effective
from ...quantities import NaN
from ...views import Document, Endpoint, Scaling

if TYPE_CHECKING:
    from .ecs import EcsService

_TARGET: Final = "AWS::ApplicationAutoScaling::ScalableTarget"


def scaling(service: "EcsService") -> Scaling:
    """What scales it says the bounds; where several targets could, nobody knows them."""
    stack, desired = service.stack, service.desired
    targets = stack.once(_of_ecs, lambda: [one for one in stack.of(_TARGET) if _of_ecs(one)])
    near = (one for one in stack.mentioning(service.name) if one.kind == _TARGET and _of_ecs(one))
    own = [one for one in near if service.name in stack.mentioned(one["Properties.ResourceId"])]
    if len(own) == 1:
        low, high = (
            effective(own[0][f"Properties.{key}Capacity"], default=default, unit="tasks")
            for key, default in (("Min", NaN), ("Max", math.inf))
        )
        end = Endpoint(own[0], f"ScalableTarget `{own[0].name}`", own[0].node, "here", "scaler")
        return Scaling(service, low, high, (end,))
    if targets or list(stack.of("")):
        nothing = Measure(NaN, service.node, "unknown", "tasks")
        return Scaling(service, nothing, nothing)
    return Scaling(service, desired, desired)


def _of_ecs(target: Document) -> bool:
    dimension: Any = target["Properties.ScalableDimension"]
    return dimension.unknown or (dimension.text or "").startswith("ecs:")
