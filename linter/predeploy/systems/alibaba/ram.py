"""RAM: roles and policies of Alibaba Cloud. A policy reads like one of AWS: Statement, Effect, Action, Resource.
https://www.alibabacloud.com/help/doc-detail/28663.htm (as of 2026-11)"""

from collections.abc import Iterator
from typing import ClassVar

from ...node import Node
from .. import System
from ..aws.iam import IamPolicy, SamPolicies


class RamRole(IamPolicy):
    """A role (inline policies and attached ones) or a policy of one's own."""

    __slots__ = ()
    platform: ClassVar[str] = "alibaba-ram"

    @property
    def attached(self) -> Iterator[tuple[str, Node]]:
        return _named(self["Properties.PolicyAttachments.System"])


class FunService(SamPolicies):
    """What all functions of a service may do: Fun takes names of policies and whole policies in one list."""

    __slots__ = ()
    platform: ClassVar[str] = "alibaba-ram"

    @property
    def attached(self) -> Iterator[tuple[str, Node]]:
        return _named(self["Properties.Policies"])


def _named(policies: Node) -> Iterator[tuple[str, Node]]:
    for node in policies.each():
        if node.text is not None:
            yield node.text, node


class Ram(System):
    name = "ram"
    types: ClassVar = {
        "ALIYUN::RAM::Role": RamRole,
        "ALIYUN::RAM::ManagedPolicy": RamRole,
        "Aliyun::Serverless::Service": FunService,
    }


SYSTEM = Ram()
