"""The four traits of serverless, counted: nothing to operate, pay per use, highly available, scales by itself.

They are shares, not grades: what is not known does not count.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from ..systems.aws.ecs import EcsService
from ..systems.virtual_nodes import virtual_node
from ..views import Document, Function, Workload
from . import Trait, Unit

# Where somebody else runs the machines, and keeps what runs on them available
_MANAGED: Final = frozenset(
    {
        *("alibaba-fc", "app-engine", "aws-app-runner", "aws-lambda", "azure-container-apps", "azure-functions"),
        *("cloud-run", "google-functions", "tencent-scf"),
    }
)
_MACHINES: Final = frozenset({"AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup"})
_COPIES: Final = 2  # from which the loss of one is not the loss of all

_Part = tuple[Document, Unit]


def traits(documents: list[Document], units: list[Unit]) -> tuple[Trait, ...]:
    """`units` are those of the documents, in their order."""
    parts = list(zip(documents, units, strict=True))
    running = [one for one in parts if isinstance(one[0], (Workload, Function))]
    lasting = [one for one in running if not (isinstance(one[0], Workload) and one[0].completes)]
    machines = [one for one in parts if one[1].kind in _MACHINES]
    billed = [one for one in parts if one in running or one[0].bills_idle]
    replaced = [one for one in lasting if one[1].kind != "DaemonSet"]
    return (
        _count("nothing to operate", [*running, *machines], _managed),
        _count("pay per use", billed, _free_when_idle),
        _count("highly available", [one for one in replaced if _stands(one)], _available),
        _count("scales by itself", replaced, _scales),
    )


def total(all_traits: Iterable[tuple[Trait, ...]]) -> Iterator[Trait]:
    """Those of several applications together."""
    for same in zip(*filter(None, all_traits), strict=True):
        yield Trait(same[0].name, *(sum(column) for column in zip(*(one[1:] for one in same), strict=True)))


def _count(name: str, parts: list[_Part], has: Callable[[_Part], bool | None]) -> Trait:
    said = [has(part) for part in parts]
    return Trait(name, said.count(True), len(said) - said.count(None), len(said))


def _managed(part: _Part) -> bool | None:
    document = part[0]
    if isinstance(document, EcsService):
        said = document["Properties.LaunchType"], document["Properties.CapacityProviderStrategy"]
        return True if document.fargate else None if any(one.written and one.text != "EC2" for one in said) else False
    if document.platform in _MANAGED:
        return True
    return isinstance(document, Workload) and document.platform == "kubernetes" and virtual_node(document) is not None


def _free_when_idle(part: _Part) -> bool | None:
    """What is billed for its machine or plan elsewhere says nothing here."""
    document, unit = part
    running = isinstance(document, (Workload, Function))
    if running and unit.verdict != "zero" and (unit.floor is None or not document.bills_idle):
        return None
    return unit.priced and unit.idle is None


def _stands(part: _Part) -> bool:
    """Is it there all the time, or kept available by its platform?"""
    return part[0].platform in _MANAGED or part[1].floor != 0


def _available(part: _Part) -> bool | None:
    document, unit = part
    if document.platform in _MANAGED:
        return True
    return None if unit.floor is None else unit.floor >= _COPIES


def _scales(part: _Part) -> bool | None:
    _, unit = part
    if unit.floor is None or unit.ceiling is None:
        return None
    return unit.ceiling > unit.floor
