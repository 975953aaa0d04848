"""AWS IAM: roles and policies, whatever resource carries them."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from ...node import Node
from ...patterns import pattern
from ...reading.values import Tagged
from ...views import Document, Grant, Role
from ...views.role import texts
from ...views.stack import StackResource
from .. import System


class IamPolicy(StackResource, Role):
    """A role (inline policies), a policy or a managed policy. What it trusts (AssumeRolePolicyDocument) is no grant."""

    __slots__ = ()
    platform: ClassVar[str] = "aws-iam"

    @property
    def grants(self) -> Iterator[Grant]:
        yield from statements(self["Properties.PolicyDocument"])
        for policy in self["Properties.Policies"]:
            yield from statements(policy["PolicyDocument"])

    @property
    def attached(self) -> Iterator[tuple[str, Node]]:
        return managed(self["Properties.ManagedPolicyArns"])


class SamPolicies(StackResource, Role):
    """What has `Policies` in SAM: names, ARNs, SAM's own templates (which are narrow) and statements.
    https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html (as of 2026-11)"""

    __slots__ = ()
    platform: ClassVar[str] = "aws-iam"

    @property
    def grants(self) -> Iterator[Grant]:
        for policy in self["Properties.Policies"].each():
            yield from statements(policy)

    @property
    def attached(self) -> Iterator[tuple[str, Node]]:
        return managed(self["Properties.Policies"])


def allowed_to(role: Document | None) -> Iterator[Grant]:
    """What a role of a template may do, with the policies of the same template that are attached to it."""
    if not isinstance(role, IamPolicy):
        return
    yield from role.grants
    for policy in role.stack.mentioning(role.name):
        if isinstance(policy, IamPolicy) and role.name in policy.stack.mentioned(policy["Properties.Roles"]):
            yield from policy.grants


_MANAGED = pattern(r"(?:.*:iam::aws:policy/(?:[\w-]+/)*)?([\w+=,.@-]{1,128})\Z", re.S)


def managed(policies: Node) -> Iterator[tuple[str, Node]]:
    """The managed policies of AWS in a list of names and ARNs. The partition of an ARN may be left to the deployment."""
    for node in policies.each():
        found = _MANAGED.match(node.text or _last(node.raw))
        if found is not None:
            yield found[1], node


def _last(raw: Any) -> str:
    """The text, or the last part of it, of a Sub or Join; empty for everything else."""
    if raw.__class__ is dict and len(raw) == 1:
        raw = Tagged(*next(iter(raw.items())))
    if raw.__class__ is not Tagged or raw.tag.removeprefix("!").removeprefix("Fn::") not in ("Sub", "Join"):
        return ""
    value = raw.value
    if value.__class__ is list and len(value) == 2:  # [text, names] or [delimiter, parts]
        parts = value[1] if value[1].__class__ is list else [value[0]]
        value = parts[-1] if parts else ""
    return value if value.__class__ is str and "}" not in value[value.rfind(":") :] else ""


def statements(document: Node) -> Iterator[Grant]:
    """The statements of a policy document; a lone statement may stand without a list."""
    block = document["Statement"]
    for statement in block if block.is_list else [block] if block.is_map else []:
        yield grant(statement)


def grant(statement: Node) -> Grant:
    actions, all_actions = texts(statement["Action"])
    resources, all_resources = texts(statement["Resource"])
    complete = all_actions and all_resources and not statement["Effect"].unknown
    conditional = statement["Condition"].written
    return Grant(statement, statement["Effect"].text == "Allow", actions, resources, complete, conditional)


class Iam(System):
    name = "iam"
    types = dict.fromkeys(
        (
            "AWS::IAM::Role",
            "AWS::IAM::Policy",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::RolePolicy",
            "AWS::IAM::UserPolicy",
            "AWS::IAM::GroupPolicy",
        ),
        IamPolicy,
    )


SYSTEM = Iam()
