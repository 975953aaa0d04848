"""fleet.yaml of Rancher's Fleet: the chart of a folder, and how each target has it.

https://fleet.rancher.io/ref-fleet-yaml and internal/bundlereader/resources.go of https://github.com/rancher/fleet (as of
2026-11): the path of the chart and the `valuesFiles` are named from the folder of the file, the files win over the `values`
beside them, and what a target says over what is said for all.
"""

from collections.abc import Iterator

from ...tree import Path as TreePath
from ...tree import Tree
from ..layers import Inline, at
from ..leaves import ValuesFile
from ..repository import Repository, Unsure, checked
from . import Claim, Deployer, Deployment, listed, word

_TARGETS = "targetCustomizations"
_CLUSTER = ("valuesFrom", "templateValues")  # what stands in the cluster


class Fleet(Deployer):
    files = frozenset({"fleet.yaml", "fleet.yml"})

    def concerns(self, tree: Tree) -> bool:
        return isinstance(tree.data, dict) and "kind" not in tree.data

    def claims(self, tree: Tree) -> Iterator[Claim]:
        data, folder = tree.data, _folder(tree)
        chart = word(data, "helm", "chart")
        if word(data, "helm", "repo") or "://" in chart or (not chart and listed(data, "helm", "valuesFiles")):
            return  # without a name of the chart Fleet does not read them
        path = "/".join(filter(None, (folder, chart)))
        yield Claim(path, ())
        for number, target in enumerate(listed(data, _TARGETS)):
            own = at(target, ("helm",))
            elsewhere = isinstance(own, dict) and (own.get("chart") or own.get("repo"))
            if not elsewhere and at(target, ("doNotDeploy",)) is not True:
                yield Claim(path, (_TARGETS, number))

    def deployment(self, tree: Tree, claim: Claim, repository: Repository) -> Deployment:
        target = at(tree.data, claim.path) if claim.path else {}
        layers: list[ValuesFile] = []
        for where in dict.fromkeys([(), claim.path]):
            layers += _layers(tree, (*where, "helm"), repository)
        folder = _folder(tree)
        name = word(target, "helm", "releaseName") or word(tree.data, "helm", "releaseName")
        name = name or word(tree.data, "name") or folder.rpartition("/")[2]
        namespace = next((found for one in (target, tree.data) for key in ("namespace", "defaultNamespace")
                          if (found := word(one, key))), "")  # fmt: skip
        called = f", {word(target, 'name') or claim.path[-1]}" if claim.path else ""
        return Deployment(f"Fleet bundle {folder or '.'}{called}", name, namespace, tuple(layers))


def _layers(tree: Tree, path: TreePath, repository: Repository) -> Iterator[ValuesFile]:
    helm = at(tree.data, path)
    if at(tree.data, (*path[:-1], "kustomize")):
        raise Unsure("`kustomize` changes what the chart gives", (*path[:-1], "kustomize"))
    for key in _CLUSTER:
        if at(helm, (key,)):
            raise Unsure(f"`{key}` depends on the cluster", (*path, key))
    if at(helm, ("values",)):
        layer = checked(Inline(tree, (*path, "values")), (*path, "values"))
        if "${" in layer.text:
            raise Unsure("its values hold `${…}`, which Fleet fills in for each cluster", (*path, "values"))
        yield layer
    for number, said in enumerate(listed(helm, "valuesFiles")):
        where = (*path, "valuesFiles", number)
        file = repository.values(f"{_folder(tree)}/{said}", where) if isinstance(said, str) else None
        if file is None or "${" in file.text:
            raise Unsure(f"there is no file `{said}`" if file is None else f"`{said}` holds `${{…}}`", where)
        yield file


def _folder(tree: Tree) -> str:
    return tree.source.path.rpartition("/")[0]


DEPLOYER = Fleet()
