"""Amazon S3: the functions that a bucket tells of its objects, and how other settings name a bucket."""

from collections.abc import Iterator
from typing import Any, Literal

from ...node import Node
from ...patterns import pattern
from ...reading.values import Tagged
from ...views import Document
from ...views.stack import Stack, stack_of

BUCKET = "AWS::S3::Bucket"
_ARN = pattern(r"arn:(?:aws[a-z-]{0,20}|\$\{[^{}]*\}):s3:::")
_REFERENCE = pattern(r"\$\{[^{}]*\}\Z")
_HOLE = pattern(r"\$\{([^{}]*)\}")
_PLAIN = frozenset({"AWS::Partition", "AWS::AccountId", "AWS::Region"})  # without a slash or a star


def notifications(stack: Stack) -> Iterator[tuple[Node, Node, Node]]:
    """What buckets tell functions, as (entry, function, bucket). The CDK leaves it to a resource of its own:
    github aws/aws-cdk, packages/aws-cdk-lib/aws-s3/lib/notifications-resource (as of 2026-11)."""
    for bucket in stack.of(BUCKET):
        for told in bucket["Properties.NotificationConfiguration.LambdaConfigurations"]:
            yield told, told["Function"], bucket.node
    for maker in stack.of("Custom::S3BucketNotifications"):
        for told in maker["Properties.NotificationConfiguration.LambdaFunctionConfigurations"]:
            yield told, told["LambdaFunctionArn"], maker["Properties.BucketName"]


def refuses_public(bucket: Document, what: Literal["acl", "policy"]) -> bool | None:
    """Does a bucket refuse to be public by its ACL, or by a policy? It does unless the template says otherwise; None when
    unknown. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html (as of 2026-11)"""
    block = bucket["Properties.PublicAccessBlockConfiguration"]
    flags = [block[switch] for switch in _BLOCKS[what]]
    if block.absent or any(flag.is_true for flag in flags):
        return True
    return None if any(flag.unknown for flag in flags) else False


_BLOCKS = {"acl": ("BlockPublicAcls", "IgnorePublicAcls"), "policy": ("BlockPublicPolicy", "RestrictPublicBuckets")}


def bucket_names(node: Node) -> set[str]:
    """The bucket that a node stands for, by its name, else its logical id. The node is a name, an ARN of the bucket or of
    all its objects, a reference to it, or the bucket itself."""
    stack = stack_of(node.tree)
    target = stack.documents.get(node.name) if node["Type"].written else stack.pointed(node)
    said = (node.text or _spelled(stack.raw(node)))[:1000]
    arn = _ARN.match(said)
    bucket, _, path = said[arn.end() if arn else 0 :].partition("/")
    found = set[str]()
    if target is None and path in ("", "*") and _REFERENCE.match(bucket):
        target = next((stack.documents[name] for name in stack.mentioned(node)), None)
    elif bucket and path in ("", "*") and not {"*", "$"} & set(bucket):
        found.add(bucket)
    if target is not None and target.kind == BUCKET:
        own = target["Properties.BucketName"].text
        found |= {own} if own else {target.name}
    return found


def address(node: Node) -> str:
    """The ARN of S3 that a node spells, with the logical id for a bucket of its stack and `${}` for what only the
    deployment knows; empty when it spells none."""
    stack = stack_of(node.tree)
    target = stack.pointed(node)
    if target is not None:
        return f"arn:aws:s3:::{target.name}" if target.kind == BUCKET and ".Arn" in _dotted(stack.raw(node)) else ""
    said = (node.text or _spelled(stack.raw(node)))[:1000]
    return _HOLE.sub(lambda hole: _filled(stack, hole[1]), said)


def _filled(stack: Stack, name: str) -> str:
    if name in _PLAIN:
        return "x"
    bucket, _, attribute = name.partition(".")
    target = stack.documents.get(bucket)
    if target is None or target.kind != BUCKET or attribute not in ("", "Arn"):
        return "${}"
    return f"arn:aws:s3:::{bucket}" if attribute else bucket


def _dotted(raw: Any) -> str:
    """What a GetAtt or Sub names, dots and all."""
    if isinstance(raw, dict) and len(raw) == 1:
        raw = next(iter(raw.values()))
    value = raw.value if isinstance(raw, Tagged) else raw
    return ".".join(map(str, value)) if isinstance(value, list) else str(value)


def _spelled(raw: Any) -> str:
    """The text of a Sub, placeholders and all; of a Join the same with `${}` for what is no text."""
    if isinstance(raw, dict) and len(raw) == 1:
        raw = Tagged(*next(iter(raw.items())))
    if not isinstance(raw, Tagged) or not raw.tag.endswith(("Sub", "Join")):
        return ""
    value = raw.value
    if isinstance(value, list) and len(value) == 2 and value[0] == "" and isinstance(value[1], list):
        return "".join(part if isinstance(part, str) else "${}" for part in value[1])
    return value if isinstance(value, str) else ""
