"""Application of Argo CD, and what an ApplicationSet makes without filling anything in.

https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ (as of 2026-11): parameters win over `valuesObject`, in the
place of which `values` can stand, and that over `valueFiles`, which are named from the folder of the chart, with a leading
`/` from the root of the repository, and with `$name/` from that of a source with this `ref`.
"""

import re
from collections.abc import Iterator
from typing import Any

from ....patterns import pattern
from ...tree import Path as TreePath
from ...tree import Tree
from ..layers import Inline, at
from ..leaves import ValuesFile
from ..parameters import Parameter, parameters
from ..repository import Repository, Unsure, checked
from . import Claim, Deployer, Deployment, listed, word

_REF = pattern(r"\$([\w-]+)/(.+)", re.ASCII)
_VERSION = pattern(r"v?(\d+\.\d+)(?:\.\d+)?")


class ArgoCd(Deployer):
    group, kinds = "argoproj.io", ("Application", "ApplicationSet")

    def claims(self, tree: Tree) -> Iterator[Claim]:
        for path in _sources(tree):
            source = at(tree.data, path)
            if (
                isinstance(source, dict)
                and word(source, "path")
                and not source.get("chart")
                and not source.get("plugin")
            ):
                yield Claim(source["path"], path)

    def deployment(self, tree: Tree, claim: Claim, repository: Repository) -> Deployment:
        source, where = at(tree.data, claim.path), (*claim.path, "helm")
        helm = source.get("helm") if isinstance(source.get("helm"), dict) else {}
        owner: TreePath = ("spec", "template") if at(tree.data, ("kind",)) == "ApplicationSet" else ()
        name = word(tree.data, *owner, "metadata", "name")
        namespace = word(helm, "namespace") or word(tree.data, *owner, "spec", "destination", "namespace")
        if owner and ("{{" in str([helm, name, namespace]) or at(tree.data, ("spec", "templatePatch"))):
            raise Unsure("the ApplicationSet fills in what it is deployed with", claim.path)
        for file in (".argocd-source.yaml", f".argocd-source-{name}.yaml"):
            if repository.exists(f"{repository.chart(claim.chart)}/{file}"):
                raise Unsure(f"`{file}` beside the chart changes it", claim.path)
        layers = [*_files(tree, claim, helm, repository)]
        inline = next((key for key in ("valuesObject", "values") if helm.get(key)), None)
        if inline:
            layers.append(checked(Inline(tree, (*where, inline)), (*where, inline)))
        given = [*_parameters(claim, helm, where, repository)]
        if given:
            layers.append(parameters(tree, (*where, _key(helm)), given, layers))
        version = _VERSION.fullmatch(word(helm, "kubeVersion"))
        return Deployment(f"Argo CD Application {name}", word(helm, "releaseName") or name, namespace, tuple(layers),
                          kubernetes=version[1] if version else "")  # fmt: skip


def _sources(tree: Tree) -> Iterator[TreePath]:
    owner: TreePath = ("spec", "template", "spec") if tree.data["kind"] == "ApplicationSet" else ("spec",)
    many = listed(tree.data, *owner, "sources")
    yield from ((*owner, "sources", number) for number in range(len(many))) if many else ((*owner, "source"),)


def _files(tree: Tree, claim: Claim, helm: Any, repository: Repository) -> Iterator[ValuesFile]:
    for number, path in enumerate(listed(helm, "valueFiles")):
        where = (*claim.path, "helm", "valueFiles", number)
        file = repository.values(_from_root(tree, claim, path, where), where)
        if file:
            yield file
        elif helm.get("ignoreMissingValueFiles") is not True:
            raise Unsure(f"there is no file `{path}`", where)


def _from_root(tree: Tree, claim: Claim, path: Any, where: TreePath) -> str:
    """Where a file that a source names lies below the root. Raises Unsure."""
    if not isinstance(path, str) or "://" in path:
        raise Unsure(f"`{path}` lies elsewhere", where)
    named = _REF.fullmatch(path)
    if named and _is_here(tree, claim, named[1]):
        path = f"/{named[2]}"
    if "$" in path:
        raise Unsure(f"`{path}` is known to Argo CD only", where)
    if any(sign in path for sign in "*?["):
        raise Unsure(f"`{path}` is a pattern", where)
    return path if path.startswith("/") else f"{claim.chart.rstrip('/')}/{path}"


def _is_here(tree: Tree, claim: Claim, ref: str) -> bool:
    """Is the source of this name from the repository that the chart is from?"""
    many, own = at(tree.data, claim.path[:-1]), at(tree.data, claim.path)
    return isinstance(many, list) and any(
        word(one, "ref") == ref and word(one, "repoURL") == word(own, "repoURL") for one in many
    )


def _parameters(claim: Claim, helm: Any, where: TreePath, repository: Repository) -> Iterator[Parameter]:
    """In the order in which Helm takes `--set`, `--set-string` and `--set-file`."""
    found = []
    for number, one in enumerate(listed(helm, "parameters")):
        place = (*where, "parameters", number, "value")
        if "$" in word(one, "value"):
            raise Unsure(f"`{word(one, 'value')}` is filled in by Argo CD", place)
        found.append(
            Parameter(word(one, "name"), word(one, "value"), place, typed=at(one, ("forceString",)) is not True)
        )
    yield from sorted(found, key=lambda one: not one.typed)
    for number, one in enumerate(listed(helm, "fileParameters")):
        place = (*where, "fileParameters", number, "path")
        path = word(one, "path")
        file = None if "$" in path or "://" in path else repository.values(
            path if path.startswith("/") else f"{claim.chart.rstrip('/')}/{path}", place
        )  # fmt: skip
        if file is None:
            raise Unsure(f"there is no file `{path}`", place)
        yield Parameter(word(one, "name"), file.text, place, typed=False)


def _key(helm: Any) -> str:
    return "parameters" if helm.get("parameters") else "fileParameters"


DEPLOYER = ArgoCd()
