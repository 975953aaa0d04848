"""AWS Lambda: functions in CloudFormation and SAM, their settings and what calls them."""

import math
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from ...measure import Measure, effective
from ...node import Node
from ...quantities import NaN
from ...views import MIB, Document, Endpoint, Function, FunctionEvent, Grant, Hold, Range, Scaling, Setting, View
from ...views.base import Schedule
from ...views.stack import Stack, StackResource, stack_of
from .. import System
from . import limits
from .failed_events import SENDERS, forgotten
from .iam import SamPolicies, allowed_to
from .runtimes import LAMBDA_RUNTIMES
from .s3 import notifications
from .schedules import fault

if TYPE_CHECKING:
    from ...finding import Money
    from ...prices import Prices
    from ...project import Project

# Defaults: Lambda API reference, CreateFunction (as of 2026-11): Timeout 3 s, MemorySize 128 MB, EphemeralStorage 512 MB
LAMBDA_SETTINGS: dict[str, Setting] = {
    "timeout": Setting("Timeout", 3.0, "s"),
    "memory": Setting("MemorySize", 128 * MIB, "bytes", MIB),
    "storage": Setting("EphemeralStorage.Size", 512 * MIB, "bytes", MIB),
    "concurrency": Setting("ReservedConcurrentExecutions", NaN, "executions"),
    "runtime": Setting("Runtime"),
    "handler": Setting("Handler"),
    "architecture": Setting("Architectures.0"),
    "environment": Setting("Environment.Variables"),
}
_SAM_ONLY = {"provisioned": Setting("ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions", NaN, "instances")}

# SAM event type → canonical kind, and the property that names the source
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html (2026-11)
_SAM_EVENTS: dict[str, tuple[str, str]] = {
    "Api": ("http", "RestApiId"),
    "HttpApi": ("httpApi", "ApiId"),
    "SQS": ("queue", "Queue"),
    "Kinesis": ("stream", "Stream"),
    "DynamoDB": ("stream", "Stream"),
    "MSK": ("stream", "Stream"),
    "MQ": ("stream", "Broker"),
    "SelfManagedKafka": ("stream", "Topics"),
    "DocumentDB": ("stream", "Cluster"),
    "SNS": ("topic", "Topic"),
    "S3": ("bucket", "Bucket"),
    "Schedule": ("schedule", "Schedule"),
    "ScheduleV2": ("schedule", "ScheduleExpression"),
    "EventBridgeRule": ("bus", "EventBusName"),
    "CloudWatchEvent": ("bus", "EventBusName"),
    "CloudWatchLogs": ("bus", "LogGroupName"),
    "IoTRule": ("bus", "Sql"),
    "Cognito": ("other", "UserPool"),
    "AlexaSkill": ("other", "SkillId"),
}
# Which ESM sources are queues; everything else that is polled is a stream
_POLLED = {"AWS::SQS::Queue": "queue"}


class OnLambda(Function):
    """A function of AWS Lambda, in any dialect."""

    __slots__ = ()
    platform: ClassVar[str] = "aws-lambda"
    host: ClassVar[str] = "Lambda"
    LIMITS: ClassVar = {
        "timeout": Range(limits.LAMBDA_TIMEOUT.low, limits.LAMBDA_TIMEOUT.high),
        "memory": Range(limits.LAMBDA_MEMORY.low * MIB, limits.LAMBDA_MEMORY.high * MIB),
        "storage": Range(limits.LAMBDA_STORAGE.low * MIB, limits.LAMBDA_STORAGE.high * MIB),
        "environment": Range(0, limits.LAMBDA_ENVIRONMENT),
    }
    MANAGED: ClassVar = {  # on instances of a capacity provider
        "timeout": limits.LAMBDA_MANAGED_TIMEOUT,
        "memory": limits.LAMBDA_MANAGED_MEMORY * MIB,
        "storage": limits.LAMBDA_ACCELERATED_STORAGE * MIB,
    }
    RUNTIMES: ClassVar = LAMBDA_RUNTIMES
    SENDERS: ClassVar = SENDERS
    TRIES: ClassVar[str] = "three"
    KEEPING: ClassVar[str] = "add a dead-letter queue or an OnFailure destination"

    def held(self, prices: "Prices", copies: float) -> "Money | None":
        """Provisioned concurrency, before anything runs on it."""
        known = self.architecture.absent or self.architecture.text is not None or self.architecture.is_list
        arm = "arm64" in (self.architecture.text, *(one.text for one in self.architecture))
        return prices.provisioned(self.memory.value, copies, arm=arm) if known else None

    def forgotten(self) -> list[FunctionEvent]:
        return forgotten(self)

    def limit(self, word: str) -> Range:
        usual = super().limit(word)
        managed = word in self.MANAGED and not self.setting("CapacityProviderConfig").absent
        return usual._replace(most=self.MANAGED[word]) if managed else usual

    @property
    def schedules(self) -> Iterator[Schedule]:
        """A permission names the rule that calls, not when; what SAM calls ScheduleV2 is of the Scheduler."""
        for node, _ in super().schedules:
            if node.name != "SourceArn":
                yield Schedule(node, partial(fault, loose=node.name == "ScheduleExpression"))


class LambdaFunction(StackResource, OnLambda):
    """AWS::Lambda::Function."""

    __slots__ = ()
    platform: ClassVar[str] = OnLambda.platform
    SETTINGS: ClassVar[dict[str, Setting]] = LAMBDA_SETTINGS

    def __init__(self, node: Node) -> None:
        Function.__init__(self, node, node["Properties"])

    def find_events(self) -> list[FunctionEvent]:
        """What the template declares to call it: event source mappings, function URLs, buckets and permissions."""
        declared = self.stack.once(_declared, partial(_by_function, self.stack))
        return list(declared.get(self.name, ()))

    @property
    def permissions(self) -> Iterator[Grant]:
        return allowed_to(self.stack.pointed(self.setting("Role")))


def _by_function(stack: Stack) -> dict[str, list[FunctionEvent]]:
    found: dict[str, list[FunctionEvent]] = {}
    for callee, event in _declared(stack):
        function = stack.pointed(callee)
        if isinstance(function, Function):
            found.setdefault(function.name, []).append(event)
    return found


def _declared(stack: Stack) -> Iterator[tuple[Node, FunctionEvent]]:
    """What names a function, and how that is called."""
    for mapping in stack.of("AWS::Lambda::EventSourceMapping"):
        source = mapping["Properties.EventSourceArn"]
        queue = stack.pointed(source)
        kind = _POLLED.get(queue.kind, "stream") if queue else _kind_of_arn(source.text)
        yield mapping["Properties.FunctionName"], FunctionEvent(kind, mapping.node, source)
    for url in stack.of("AWS::Lambda::Url"):
        yield url["Properties.TargetFunctionArn"], FunctionEvent("url", url.node, url["Properties.AuthType"])
    for told, callee, bucket in notifications(stack):
        yield callee, FunctionEvent("bucket", told, bucket)
    for permission in stack.of("AWS::Lambda::Permission"):
        kind = _PRINCIPALS.get(permission["Properties.Principal"].text or "", "other")
        event = FunctionEvent(kind, permission.node, permission["Properties.SourceArn"])
        yield permission["Properties.FunctionName"], event


# Service principals that invoke functions: https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html (2026-11)
_PRINCIPALS = {
    "apigateway.amazonaws.com": "http",
    "elasticloadbalancing.amazonaws.com": "alb",
    "events.amazonaws.com": "bus",
    "scheduler.amazonaws.com": "schedule",
    "s3.amazonaws.com": "bucket",
    "sns.amazonaws.com": "topic",
    "cognito-idp.amazonaws.com": "other",
}


def of_event(event: Node, name: str) -> Node:
    """A setting of an event source by its name in CloudFormation; serverless.yml begins it with a small letter."""
    properties = event["Properties"]
    return properties[name] if properties.written else event[name[0].lower() + name[1:]]


def _kind_of_arn(arn: str | None) -> str:
    if arn is None:
        return "other"  # a queue or a stream: nobody knows
    return "queue" if ":sqs:" in arn else "stream"


# Where an API may say by itself who may call; what of `Auth` closes it
_DOCUMENTED = ("Properties.DefinitionBody", "Properties.DefinitionUri", "Properties.EndpointConfiguration")
_CLOSING = ("DefaultAuthorizer", "ApiKeyRequired", "ResourcePolicy", "EnableIamAuthorizer")


class SamFunction(LambdaFunction, SamPolicies):
    """AWS::Serverless::Function, with the template's Globals behind it. It is the role that SAM makes of its Policies, too."""

    __slots__ = ()
    platform: ClassVar[str] = OnLambda.platform
    SETTINGS: ClassVar[dict[str, Setting]] = {**LAMBDA_SETTINGS, **_SAM_ONLY}

    def __init__(self, node: Node) -> None:
        shared = Node(node.tree, (), node.tree.data)["Globals.Function"]
        Function.__init__(self, node, node["Properties"], (shared,))

    def find_events(self) -> list[FunctionEvent]:
        found = []
        for _, event in self.body["Events"].items():
            kind, source = _SAM_EVENTS.get(event["Type"].text or "", ("other", "Type"))
            found.append(FunctionEvent(kind, event, event["Properties"][source]))
        if self.setting("FunctionUrlConfig").written:
            found.append(
                FunctionEvent("url", self.setting("FunctionUrlConfig"), self.setting("FunctionUrlConfig.AuthType"))
            )
        return found + super().find_events()

    @property
    def permissions(self) -> Iterator[Grant]:
        yield from self.grants
        yield from super().permissions

    def opened_by(self, event: FunctionEvent) -> Node | None:
        node = event.node
        own, method = node["Properties.Auth"], node["Properties.Method"]
        if "Events" not in node.path or method.text is None or method.text.lower() == "options" or node["Type"].unknown:
            return None
        if own.written:
            closed = own["Authorizer"].text != "NONE" or any(own[key].written for key in _CLOSING)
            return None if closed else node
        api = self.stack.pointed(event.source)
        if (event.source.written and api is None) or (
            api is not None and any(api[path].written for path in _DOCUMENTED)
        ):
            return None
        section = "Api" if event.kind == "http" else "HttpApi"
        shared = [self.stack.root["Globals"][section]["Auth"], *([api["Properties.Auth"]] if api is not None else [])]
        return None if any(auth.unknown or auth[key].written for auth in shared for key in _CLOSING) else node


class Lambda(System):
    name = "lambda"
    formats = frozenset({"cloudformation", "sam", "serverless"})
    types: ClassVar = {"AWS::Lambda::Function": LambdaFunction, "AWS::Serverless::Function": SamFunction}

    def links(self, project: "Project") -> Iterator[View]:
        held = _held(project)
        for function in project.all(Function):
            if function.platform == "aws-lambda":
                key = (function.node.tree.source.path, function.node.tree.index, function.name)
                yield _scaling(function, held.get(key), _scalers(function))


def _scaling(function: Function, held: Measure | None, scalers: list[Document]) -> Scaling:
    """From nothing, or what is provisioned, to what is reserved. What scales the provisioned says how low that goes."""
    floor, ceiling = held or function.provisioned, function.concurrency
    if len(scalers) == 1:
        floor = effective(scalers[0]["Properties.MinCapacity"], unit="instances")
    if floor.state == "absent":
        # instances of a capacity provider are the customer's own: how many there are at least is set elsewhere
        unknown = function.setting("CapacityProviderConfig").written
        floor = floor._replace(
            value=NaN if unknown else 0.0, state="unknown" if unknown else "default", unit="instances"
        )
    if ceiling.state == "absent":
        ceiling = ceiling._replace(value=math.inf, state="none", unit="instances")
    holds = (Hold(f"{floor} are provisioned", floor.node, _ALWAYS_ON),) if floor.value > 0 else ()
    ends = tuple(Endpoint.of(one, "ScalableTarget", "scaler") for one in scalers)
    return Scaling(function, floor, ceiling, ends, can_sleep=True, holds=holds)


_ALWAYS_ON = "cost/provisioned-concurrency-always-on"
_TARGET = "AWS::ApplicationAutoScaling::ScalableTarget"


def _scalers(function: Function) -> list[Document]:
    """What scales the provisioned concurrency of a function, by its name or its alias."""
    stack = stack_of(function.node.tree)
    return stack.once((_TARGET, "lambda"), partial(_by_scaled, stack)).get(function.name, [])


def _by_scaled(stack: Stack) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for target in stack.of(_TARGET):
        dimension = target["Properties.ScalableDimension"].text or ""
        for name in stack.mentioned(target["Properties.ResourceId"]) if dimension.startswith("lambda:") else ():
            scaled = stack.documents.get(name)
            if scaled is not None and scaled.kind == "AWS::Lambda::Alias":
                scaled = stack.pointed(scaled["Properties.FunctionName"])
            if isinstance(scaled, Function):
                found.setdefault(scaled.name, []).append(target)
    return found


def _held(project: "Project") -> dict[tuple[str, int, str], Measure]:
    """What the aliases and versions of CloudFormation provision, by the function that they are of."""
    found: dict[tuple[str, int, str], Measure] = {}
    for resource in project.all(StackResource):
        if resource.kind in ("AWS::Lambda::Alias", "AWS::Lambda::Version"):
            count = resource["Properties.ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"]
            function = resource.stack.pointed(resource["Properties.FunctionName"]) if not count.absent else None
            if function is not None:
                tree = resource.node.tree
                found[tree.source.path, tree.index, function.name] = effective(count, unit="instances")
    return found


SYSTEM = Lambda()
