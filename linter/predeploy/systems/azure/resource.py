"""ArmResource: one resource of an ARM template, wherever in it the resource stands."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar

from ...node import Node
from ...reading.tree import Path
from ...views import Document
from ...views.base import Disclosed, OfFile, tags
from ...views.stack import Stack, stack_of
from .disclosed import disclosed


class ArmResource(OfFile):
    """`kind` is the type in full as Azure spells it (`Microsoft.Web/sites/config`), `name` what the template calls it."""

    __slots__ = ()
    platform: ClassVar[str] = "azure"

    @property
    def disclosed(self) -> Disclosed:
        return disclosed(self)

    authority: ClassVar[str] = "Azure"

    @property
    def kind(self) -> str:
        return self._label[0]

    @property
    def name(self) -> str:
        return self._label[1]

    @property
    def _label(self) -> tuple[str, str]:
        found: tuple[str, str] = self.node.tree.dialect.label(self.node)
        return found

    @property
    def api(self) -> str:
        return f"{self.kind.partition('/')[0]}/{self.node['apiVersion'].text or ''}"

    @property
    def properties(self) -> Node:
        return self.node["properties"]

    @property
    def labels(self) -> dict[str, Any]:
        return tags(self.node["tags"])

    @property
    def annotations(self) -> Node:
        return self.node["metadata.predeploy"]

    def within(self, kind: str) -> Document | None:
        """The resource of that type of which it is a part, where that stands in the same template."""
        names = self.stack.identity(self).removeprefix(f"{self.kind}/".lower()).split("/")
        return self.stack.documents.get("/".join([kind.lower(), *names[: kind.count("/")]]))

    @property
    def stack(self) -> "ArmStack":
        found = stack_of(self.node.tree)
        assert isinstance(found, ArmStack)
        return found


_SITE, _CONFIG = "Microsoft.Web/sites", "Microsoft.Web/sites/config"


class ArmStack(Stack):
    """The resources of a template by their identities: what resourceId(…) would say of them."""

    @cached_property
    def _identities(self) -> dict[Path, str]:
        return {document.node.path: identity for identity, document in self.documents.items()}

    @cached_property
    def whole(self) -> bool:
        """Are the types of all resources known, so that what is not among them is not there?"""
        return not any("[" in document.kind for document in self.documents.values())

    @cached_property
    def configs(self) -> dict[str, list[Node]]:
        """`site/name` of each Microsoft.Web/sites/config → its properties; what has no known name is under an empty text."""
        found: dict[str, list[Node]] = {}
        for one in self.of(_CONFIG):
            name = self.identity(one).removeprefix(f"{_CONFIG}/".lower())
            found.setdefault("" if name.endswith("}") else name, []).append(one["properties"])
        return found

    @cached_property
    def on_plans(self) -> dict[str, list[Document]]:
        """Identity of a plan → the sites that run on it; those of which it is not known are under an empty text."""
        found: dict[str, list[Document]] = {}
        for one in self.of(_SITE):
            named = one["properties.serverFarmId"]
            plan, target = self.pointed(named), self._dialect.target(self.raw(named)) or "{"
            unsure = plan is None and named.unknown and "{" in target
            if plan is not None or unsure:
                found.setdefault(self.identity(plan) if plan is not None else "", []).append(one)
        return found

    def identity(self, resource: Document) -> str:
        return self._identities.get(resource.node.path, "")


class Whole(ArmResource):
    """A file as a whole."""

    __slots__ = ()
    KIND: ClassVar[str]

    @property
    def kind(self) -> str:
        return self.KIND

    @property
    def name(self) -> str:
        return self.application


class ArmTemplate(Whole):
    """The template as a whole."""

    __slots__ = ()
    KIND = "arm template"

    def faults(self) -> Iterator[tuple[Node, str, str, tuple[str, ...]]]:
        """The texts whose expression is wrong by itself: where, `malformed`, `parameter` or `variable`, what is wrong or
        missing, and which names there are."""
        found: Iterator[tuple[Node, str, str, tuple[str, ...]]] = self.node.tree.dialect.faults(self.node)
        return found
