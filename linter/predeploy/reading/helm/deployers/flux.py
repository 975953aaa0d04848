"""HelmRelease of Flux.

https://fluxcd.io/flux/components/helm/helmreleases/ and https://fluxcd.io/flux/components/source/helmcharts/#values-files
(as of 2026-11): a chart from a GitRepository or Bucket is named by its path from the root of that, and so are its
`valuesFiles`, which stand in the place of the chart's values.yaml; then come `valuesFrom` in their order, then `values`,
then what has a `targetPath`. That the GitRepository is this one cannot be seen: a chart that lies here is taken for it.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from ...tree import Tree
from ..layers import Inline, at
from ..leaves import ValuesFile
from ..parameters import Parameter, parameters
from ..repository import Repository, Unsure, checked
from . import Claim, Deployer, Deployment, listed, word

_CHART = ("spec", "chart", "spec")
_LONGEST = 53  # signs of the name of a release
_SOURCES = ("GitRepository", "Bucket")


class Flux(Deployer):
    group, kinds = "helm.toolkit.fluxcd.io", ("HelmRelease",)

    def claims(self, tree: Tree) -> Iterator[Claim]:
        chart, source = word(tree.data, *_CHART, "chart"), word(tree.data, *_CHART, "sourceRef", "kind")
        if chart and source in _SOURCES:
            yield Claim(chart, ("spec",))

    def deployment(self, tree: Tree, claim: Claim, repository: Repository) -> Deployment:
        spec = at(tree.data, claim.path)
        if spec.get("postRenderers"):
            raise Unsure("`postRenderers` change what the chart gives", ("spec", "postRenderers"))
        if "${" in tree.source.text and _holds_late(spec):
            raise Unsure("it holds `${…}`, which is filled in at deployment", ("spec",))
        name, own = word(tree.data, "metadata", "name"), word(tree.data, "metadata", "namespace")
        target = word(spec, "targetNamespace")
        files, bare = _files(tree, claim.chart, repository)
        below, above = _references(tree, own, repository)
        layers: list[ValuesFile] = [*files, *below]
        if spec.get("values") is not None:
            layers.append(checked(Inline(tree, ("spec", "values")), ("spec", "values")))
        if above:
            layers.append(parameters(tree, ("spec", "valuesFrom"), above, layers))
        release = word(spec, "releaseName") or _shortened(f"{target}-{name}" if target else name)
        label = f"Flux HelmRelease {own}/{name}" if own else f"Flux HelmRelease {name}"
        return Deployment(label, release, target or own, tuple(layers), bare)


def _files(tree: Tree, chart: str, repository: Repository) -> tuple[list[ValuesFile], bool]:
    """The `valuesFiles`, and whether they leave out the values.yaml of the chart."""
    said = listed(tree.data, *_CHART, "valuesFiles")
    said = [*filter(None, [word(tree.data, *_CHART, "valuesFile")]), *said]  # of v2beta1
    if not said:
        return [], False
    found: list[ValuesFile] = []
    for number, path in enumerate(said):
        where = (*_CHART, "valuesFiles", number)  # or what stands nearest
        file = repository.values(path, where) if isinstance(path, str) else None
        if file:
            found.append(file)
        elif at(tree.data, (*_CHART, "ignoreMissingValuesFiles")) is not True:
            raise Unsure(f"there is no file `{path}`", where)
    own = repository.values(f"{chart.rstrip('/')}/values.yaml", _CHART)
    first = found[0].path if found else ""
    if own and own.path == first:  # it comes first in every chart
        return found[1:], False
    return found, bool(found)


def _references(tree: Tree, namespace: str, repository: Repository) -> tuple[list[ValuesFile], list[Parameter]]:
    """The `valuesFrom`: those that are merged below the values, and those that win over them."""
    below: list[ValuesFile] = []
    above: list[Parameter] = []
    for number, one in enumerate(listed(tree.data, "spec", "valuesFrom")):
        where = ("spec", "valuesFrom", number)
        kind, name, key = word(one, "kind"), word(one, "name"), word(one, "valuesKey") or "values.yaml"
        held = repository.config_map(name, namespace, tree) if kind == "ConfigMap" and name else None
        if held is None:
            if at(one, ("optional",)) is True:
                continue
            raise Unsure(f"its values come from the {kind} `{name}`, which is not in these files", where)
        text = at(held.data, ("data", key))
        if not isinstance(text, str):
            raise Unsure(f"the ConfigMap `{name}` has no `{key}`", where)
        if "${" in text:
            raise Unsure(f"the ConfigMap `{name}` holds `${{…}}`, which is filled in at deployment", where)
        target = word(one, "targetPath")
        if target:
            above.append(Parameter(target, text, where, typed=at(one, ("literal",)) is not True))
        else:
            below.append(checked(Inline(held, ("data", key)), where))
    return below, above


def _holds_late(data: Any) -> bool:
    """Does a text hold what postBuild of a Kustomization puts in?"""
    left = [data]
    while left:
        one = left.pop()
        if isinstance(one, str) and "${" in one:
            return True
        left += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return False


def _shortened(name: str) -> str:
    if len(name) <= _LONGEST:
        return name
    return f"{name[:40]}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


DEPLOYER = Flux()
