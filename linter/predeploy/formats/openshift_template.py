"""OpenShift templates: objects with `${PARAMETERS}`, which the template itself lists."""

from ..reading import Tree
from .kubernetes import Kubernetes

_APIS = ("v1", "template.openshift.io/v1")


class OpenShiftTemplate(Kubernetes):
    name = "openshift-template"
    order = 70
    keys = frozenset({"objects"})
    unknown = (
        '"{{ UNKNOWN }}"'  # what is filled in before OpenShift sees it; a `${NAME}` that is not listed is plain text
    )

    def claims(self, tree: Tree) -> bool:
        return tree.data.get("kind") == "Template" and tree.data.get("apiVersion") in _APIS

    def prepare(self, tree: Tree, *, fresh: bool) -> None:
        """Nothing is filled in here: which names are parameters the Template knows (systems/openshift.py)."""


FORMAT = OpenShiftTemplate()
