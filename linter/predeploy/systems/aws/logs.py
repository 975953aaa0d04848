"""Amazon CloudWatch Logs: whose log groups stand in a template."""

from collections.abc import Iterator

from ...views import Function
from ...views.stack import Stack

GROUP = "AWS::Logs::LogGroup"


def without_log_group(stack: Stack) -> Iterator[Function]:
    """The functions whose log group Lambda makes itself, at the first call: no resource of the template can be it."""
    names = [one["Properties.LogGroupName"] for one in stack.of(GROUP)]
    mentioned = {name for one in names for name in stack.mentioned(one)}
    texts = {name.text for name in names}
    # a name that is known at deployment only, or a resource of unknown type, may be the log group of any function
    free = any(one.unknown and not stack.mentioned(one) & stack.documents.keys() for one in names)
    managed = free or any(True for kind in ("Custom::LogRetention", "") for _ in stack.of(kind))
    for one in () if managed else stack.functions:
        named = one.name in mentioned or f"/aws/lambda/{one['Properties.FunctionName'].text}" in texts
        if not named and one.setting("LoggingConfig").absent:
            yield one
