"""What somebody in a stack is permitted to use: by his role, by the policies on it, by SAM's templates and connectors."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from ...node import Node
from ...patterns import pattern
from ...record import NamedTuple
from ...views import Document, Function, Grant, Role
from ...views.stack import Stack
from ..aws.iam import grant

_POLICIES: Final = frozenset({"AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"})
_STATEMENTS: Final = ("provider.iam.role.statements", "provider.iamRoleStatements")
# What one has to be allowed: the service, the beginnings of its actions, and the ready-made policies that allow it.
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html and
# https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html (as of 2026-11)
_NEEDED: Final = {
    "queue": ("sqs", ("sendmessage",), pattern(r"SQSSendMessagePolicy|AmazonSQSFullAccess")),
    "topic": ("sns", ("publish",), pattern(r"SNS(?:PublishMessage|Crud)Policy|AmazonSNSFullAccess")),
    "event bus": ("events", ("putevents",), pattern(r"EventBridgePutEventsPolicy|AmazonEventBridgeFullAccess")),
    "stream": ("kinesis", ("putrecord",), pattern(r"KinesisCrudPolicy|AmazonKinesisFullAccess")),
    "delivery stream": (
        "firehose",
        ("putrecord",),
        pattern(r"Firehose(?:Crud|Write)Policy|AmazonKinesisFirehoseFullAccess"),
    ),
    "table": (
        "dynamodb",
        ("getitem", "putitem", "updateitem", "deleteitem", "query", "scan", "batch", "transact", "partiql"),
        pattern(r"DynamoDB(?:Crud|Read|Write)Policy|AmazonDynamoDB(?:Full|ReadOnly)Access"),
    ),
    "bucket": (
        "s3",
        ("getobject", "putobject", "deleteobject", "listbucket"),
        pattern(r"S3(?:Crud|Read|Write|FullAccess)Policy|AmazonS3(?:Full|ReadOnly)Access"),
    ),
    "function": ("lambda", ("invokefunction",), pattern(r"LambdaInvokePolicy|AWSLambda(?:Role|_FullAccess)\Z")),
    "state machine": (
        "states",
        ("startexecution", "startsyncexecution"),
        pattern(r"StepFunctionsExecutionPolicy|AWSStepFunctionsFullAccess"),
    ),
}


class _Permissions(NamedTuple):
    policies: list[str]  # those of the cloud's own making
    grants: list[Grant]


def allowed(stack: Stack, user: Document, target: Document, word: str, name: str | None) -> bool:
    """May it use the target, which messages call `word` and which has that name when it is deployed?"""
    service, actions, ready = _NEEDED[word]
    may = stack.once(("permissions", user.name), partial(_permissions, stack, user))
    if any(ready.search(policy) for policy in may.policies):
        return True
    if any(one.allows and _acts(one, service, actions) and _covers(stack, one, target, name) for one in may.grants):
        return True
    for policy in user.node["Properties.Policies"]:
        for template, told in policy.items():
            if ready.match(template) and (target.name in stack.mentioned(told) or name in _texts(told)):
                return True
    return target.name in stack.once(_connected, partial(_connected, stack)).get(user.name, ())


def _permissions(stack: Stack, user: Document) -> _Permissions:
    roles = list(_roles(stack, user))
    shared = [one for path in _STATEMENTS for one in stack.root[path] if one.is_map]  # of a serverless.yml
    grants = [one for role in roles for one in _granted(stack, role)] + [grant(one) for one in shared]
    return _Permissions([policy for role in roles for policy, _ in role.attached], grants)


def _granted(stack: Stack, role: Role) -> list[Grant]:
    """A hundred functions may share a role of a hundred statements."""
    return stack.once(("granted", role.name), lambda: list(role.grants))


def _roles(stack: Stack, user: Document) -> Iterator[Role]:
    """Whatever says what it may do: itself in SAM, its role, the policies that name that role."""
    if isinstance(user, Role):
        yield user
    places = [user.setting("Role")] if isinstance(user, Function) else []
    for place in (*places, user.node["Properties.TaskRoleArn"], user.node["role"]):
        role = stack.pointed(place)
        if isinstance(role, Role) and role is not user:
            yield role
            managed = stack.mentioned(role.node["Properties.ManagedPolicyArns"])
            others = [*stack.mentioning(role.name), *map(stack.documents.get, managed)]
            yield from (one for one in others if isinstance(one, Role) and one.kind in _POLICIES)


def _acts(one: Grant, wanted: str, actions: tuple[str, ...]) -> bool:
    for text, _ in one.actions:
        service, _, action = text.lower().partition(":")
        if service == "*":
            return True
        said = action.partition("*")[0]
        if service == wanted and any(one.startswith(said) or said.startswith(one) for one in actions):
            return True
    return False


def _covers(stack: Stack, one: Grant, target: Document, name: str | None) -> bool:
    resources = one.node["Resource"]
    mentioned = stack.mentioned(resources)
    if target.name in mentioned:
        return True
    if not mentioned and (resources.unknown or any(each.unknown for each in resources)):
        return True  # what cannot be known may be for any
    return any(text.endswith("*") or (name and name in text) for text, _ in one.resources)


def _texts(told: Node) -> list[str | None]:
    """What a policy template of SAM is told; a name that nobody says is not among it."""
    return [value.text for _, value in told.items() if value.text is not None]


def _connected(stack: Stack) -> dict[str, set[str]]:
    """What SAM's connectors join: source → destinations."""
    found: dict[str, set[str]] = {}
    for one in stack.of("AWS::Serverless::Connector"):
        source, target = (one[f"Properties.{end}.Id"].text for end in ("Source", "Destination"))
        if source and target:
            found.setdefault(source, set()).add(target)
    for document in stack.documents.values():
        for _, connector in document["Connectors"].items():
            target = connector["Properties.Destination.Id"].text
            if target:
                found.setdefault(document.name, set()).add(target)
    return found
