"""AWS IAM: roles and policies, whatever resource carries them."""

from collections.abc import Iterator

from ...node import Node
from ...views import Grant, Role
from ...views.role import texts
from ...views.stack import StackResource
from .. import System


class IamPolicy(StackResource, Role):
    """A role (inline policies), a policy or a managed policy. What it trusts (AssumeRolePolicyDocument) is no grant."""

    __slots__ = ()
    platform = "aws-iam"

    @property
    def grants(self) -> Iterator[Grant]:
        yield from statements(self["Properties.PolicyDocument"])
        for policy in self["Properties.Policies"]:
            yield from statements(policy["PolicyDocument"])


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
