"""Label selectors, as Kubernetes reads them."""

from ..node import Node
from ..views import Workload
from ..views.workload import GIVEN_LABELS


def covers(selector: dict[str, str], workload: Workload) -> bool:
    """May the labels of its pods fulfil an equality selector? Unknown labels fulfil nothing."""
    return all(workload.may_have_label(key, value) for key, value in selector.items())


def selects(selector: Node, labels: dict[str, str] | None) -> bool | None:
    """A label selector (matchLabels and matchExpressions) against labels: None when it cannot be known.
    An empty selector selects everything."""
    if labels is None or selector.unknown:
        return None
    hidden = selector["matchLabels"].unknown or selector["matchExpressions"].unknown
    verdict: bool | None = None if hidden else True
    for key, value in selector["matchLabels"].items():
        if value.unknown or key in GIVEN_LABELS:
            verdict = None
        elif labels.get(key) != value.text:
            return False
    for expression in selector["matchExpressions"]:
        held = _expression(expression, labels)
        if held is False:
            return False
        if held is None:
            verdict = None
    return verdict


def _expression(node: Node, labels: dict[str, str]) -> bool | None:
    key, operator = node["key"].text, node["operator"].text
    values = [item.text for item in node["values"]]
    if key is None or operator is None or None in values or node["values"].unknown or key in GIVEN_LABELS:
        return None
    if operator == "In":
        return labels.get(key) in values
    if operator == "NotIn":
        return key not in labels or labels[key] not in values
    if operator == "Exists":
        return key in labels
    if operator == "DoesNotExist":
        return key not in labels
    return None


def by_label(workloads: list[Workload]) -> dict[tuple[str, str] | None, list[Workload]]:
    """Label and value → the workloads whose pods have it; None → those whose labels are not known."""
    found: dict[tuple[str, str] | None, list[Workload]] = {}
    for one in workloads:
        for pair in (None,) if one.pod_labels is None else one.pod_labels.items():
            found.setdefault(pair, []).append(one)
    return found
