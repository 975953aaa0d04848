"""What edges of AWS end at: the resources that take part in calls, and how a value names one of them."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from ...measure import Measure
from ...node import Node
from ...patterns import pattern
from ...quantities import NaN
from ...reading.values import ABSENT, Tagged
from ...views import Document, Endpoint, Function, StateMachine
from ...views.stack import Stack, there
from .generated import WEBSOCKET, generated

# Resource type → what messages call it, and its role
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "AWS::SQS::Queue": ("queue", "queue"),
    "AWS::SNS::Topic": ("topic", "topic"),
    "AWS::Events::EventBus": ("event bus", "topic"),
    "AWS::Events::ApiDestination": ("API destination", "internet"),
    "AWS::Kinesis::Stream": ("stream", "stream"),
    "AWS::KinesisFirehose::DeliveryStream": ("delivery stream", "stream"),
    "AWS::MSK::Cluster": ("Kafka cluster", "stream"),
    "AWS::MSK::ServerlessCluster": ("Kafka cluster", "stream"),
    "AWS::AmazonMQ::Broker": ("broker", "stream"),
    "AWS::Logs::LogGroup": ("log group", "stream"),
    "AWS::DynamoDB::Table": ("table", "store"),
    "AWS::DynamoDB::GlobalTable": ("table", "store"),
    "AWS::Serverless::SimpleTable": ("table", "store"),
    "AWS::S3::Bucket": ("bucket", "store"),
    "AWS::RDS::DBCluster": ("cluster", "store"),
    "AWS::RDS::DBInstance": ("database", "store"),
    "AWS::RDS::DBProxyTargetGroup": ("proxy group", "store"),
    "AWS::DocDB::DBCluster": ("DocumentDB cluster", "store"),
    "AWS::ElastiCache::CacheCluster": ("cache", "store"),
    "AWS::ElastiCache::ReplicationGroup": ("cache", "store"),
    "AWS::ElastiCache::ServerlessCache": ("cache", "store"),
    "AWS::OpenSearchService::Domain": ("search domain", "store"),
    "AWS::OpenSearchServerless::Collection": ("collection", "store"),
    "AWS::RedshiftServerless::Workgroup": ("workgroup", "store"),
    "AWS::ApiGateway::RestApi": ("REST API", "gateway"),
    "AWS::Serverless::Api": ("REST API", "gateway"),
    "AWS::Serverless::HttpApi": ("HTTP API", "gateway"),
    "AWS::ApiGatewayV2::Api": ("HTTP API", "gateway"),
    "AWS::AppSync::GraphQLApi": ("AppSync API", "gateway"),
    "AWS::Serverless::GraphQLApi": ("AppSync API", "gateway"),
    "AWS::Lambda::Url": ("function URL", "gateway"),
    "AWS::CloudFront::Distribution": ("CloudFront distribution", "gateway"),
    "AWS::ElasticLoadBalancingV2::LoadBalancer": ("load balancer", "gateway"),
    "AWS::ElasticLoadBalancing::LoadBalancer": ("load balancer", "gateway"),
    "AWS::Cognito::UserPool": ("user pool", "gateway"),
    "AWS::AppRunner::Service": ("App Runner service", "workload"),
    "AWS::ECS::Service": ("service", "workload"),
    "AWS::ECS::TaskDefinition": ("task definition", "workload"),
    "AWS::Batch::JobQueue": ("job queue", "queue"),
    "AWS::Batch::JobDefinition": ("job definition", "workload"),
    "AWS::Glue::Job": ("Glue job", "workload"),
    "AWS::CodeBuild::Project": ("build project", "workload"),
    "AWS::CodePipeline::Pipeline": ("pipeline", "workflow"),
    "AWS::SageMaker::Endpoint": ("SageMaker endpoint", "workload"),
    "AWS::StepFunctions::Activity": ("activity", "workload"),
    "AWS::StepFunctions::StateMachine": ("state machine", "workflow"),
    "AWS::Lambda::Function": ("function", "function"),
}
# Service and kind of resource in an ARN → the resource type
_IN_ARNS: Final[Mapping[tuple[str, str], str]] = {
    ("sqs", ""): "AWS::SQS::Queue", ("sns", ""): "AWS::SNS::Topic", ("s3", ""): "AWS::S3::Bucket",
    ("codepipeline", ""): "AWS::CodePipeline::Pipeline", ("lambda", "function"): "AWS::Lambda::Function",
    ("states", "stateMachine"): "AWS::StepFunctions::StateMachine", ("states", "activity"): "AWS::StepFunctions::Activity",
    ("dynamodb", "table"): "AWS::DynamoDB::Table", ("kinesis", "stream"): "AWS::Kinesis::Stream",
    ("firehose", "deliverystream"): "AWS::KinesisFirehose::DeliveryStream", ("kafka", "cluster"): "AWS::MSK::Cluster",
    ("events", "event-bus"): "AWS::Events::EventBus", ("events", "api-destination"): "AWS::Events::ApiDestination",
    ("mq", "broker"): "AWS::AmazonMQ::Broker", ("logs", "log-group"): "AWS::Logs::LogGroup",
    ("batch", "job-queue"): "AWS::Batch::JobQueue", ("batch", "job-definition"): "AWS::Batch::JobDefinition",
    ("ecs", "task-definition"): "AWS::ECS::TaskDefinition", ("codebuild", "project"): "AWS::CodeBuild::Project",
    ("cognito-idp", "userpool"): "AWS::Cognito::UserPool", ("rds", "cluster"): "AWS::RDS::DBCluster",
    ("appsync", "apis"): "AWS::AppSync::GraphQLApi", ("execute-api", ""): "AWS::ApiGateway::RestApi",
}  # fmt: skip
# The property that gives a resource its name
_NAMES: Final[Mapping[str, str]] = {
    "queue": "QueueName", "topic": "TopicName", "event bus": "Name", "stream": "Name", "table": "TableName",
    "bucket": "BucketName", "delivery stream": "DeliveryStreamName", "function": "FunctionName",
    "state machine": "StateMachineName", "activity": "Name", "log group": "LogGroupName", "Glue job": "Name",
    "build project": "Name", "job queue": "JobQueueName", "job definition": "JobDefinitionName", "pipeline": "Name",
}  # fmt: skip
# What stands for something else: the property that names it
_FORWARDED: Final[Mapping[str, str]] = {
    "AWS::Lambda::Alias": "FunctionName",
    "AWS::Lambda::Version": "FunctionName",
    "AWS::ElasticLoadBalancingV2::Listener": "LoadBalancerArn",
    "AWS::DynamoDB::Stream": "TableName",
    "AWS::ApiGateway::Stage": "RestApiId",
    "AWS::ApiGatewayV2::Stage": "ApiId",
}
_ARN = pattern(r"arn:[^:]{0,40}:([a-z0-9-]{1,40}):[^:]{0,80}:[^:]{0,80}:(.{1,500})\Z")
_PSEUDO = pattern(r"\$\{AWS::[A-Za-z]{1,20}\}")
_QUEUE_URL = pattern(r"https://sqs\.[^/]{1,80}/[^/]{1,80}/([^/]{1,200})\Z")
_LAST = pattern(r"[^:/.,{}$\s'\"]+")


def unknown(node: Node) -> Measure:
    return Measure(NaN, node, "unknown")


def works(end: Endpoint) -> Measure:
    """How long the callee may work, where that is said."""
    view = end.view
    return view.timeout if isinstance(view, (Function, StateMachine)) else unknown(end.place)


def word_of(document: Document) -> tuple[str, str]:
    """What messages call an end, and its role; empty where it is none."""
    if isinstance(document, Function):
        return WORDS["AWS::Lambda::Function"]
    if isinstance(document, StateMachine):
        return WORDS["AWS::StepFunctions::StateMachine"]
    if document.kind == "AWS::ApiGatewayV2::Api":
        protocol = "WEBSOCKET" if document.name == WEBSOCKET else document["Properties.ProtocolType"].text
        return ("WebSocket API", "gateway") if protocol == "WEBSOCKET" else WORDS[document.kind]
    return WORDS.get(document.kind, ("", ""))


def account_bus(place: Node) -> Endpoint:
    """The event bus that every account has."""
    return Endpoint(None, "default event bus", place, "elsewhere", "topic")


def end(document: Document) -> Endpoint:
    what, role = word_of(document)
    return Endpoint.of(document, what, role)


def here(stack: Stack, raw: Any, word: str = "") -> Endpoint | None:
    """What a value, as it is written, names in the same stack: the resource that it points at or mentions, or one of
    that name, which may be a bare one where it is known what is named. A resource names itself."""
    if isinstance(raw, (Document, Endpoint)):
        return end(raw) if isinstance(raw, Document) else raw
    raw = filled(stack, raw)
    if raw is ABSENT or raw is None:
        return None
    found = stack.meant(raw)
    ends = {id(one): one for name in stack.mentions(raw) for one in _forwarded(stack, name)} if found is None else {}
    if found is not None:
        ends = {id(one): one for one in _forwarded(stack, found.name)}
        ends = ends or ({id(found): found} if word_of(found)[0] else {})
    if len(ends) == 1:
        return end(next(iter(ends.values())))
    named = None if ends else name_of(raw) or (word, text_of(stack, raw))
    by_name = stack.once("physical names", partial(_physical, stack)).get(named, []) if named else []
    return end(by_name[0]) if len(by_name) == 1 else None


def _forwarded(stack: Stack, name: str) -> list[Document]:
    """The end of that logical id, or the one that it stands for; none or one."""
    found = stack.documents.get(name) or generated(stack).get(name)
    for _ in range(2):
        path = _FORWARDED.get(found.kind) if found is not None else None
        if found is not None and path:
            found = stack.pointed(found["Properties"][path])
    return [found] if found is not None and word_of(found)[0] else []


def names_in(stack: Stack) -> Iterator[tuple[tuple[str, str], Document]]:
    """What the resources of a stack are called: word and name."""
    for document in stack.documents.values():
        what, _ = word_of(document)
        path = _NAMES.get(what)
        said = document[f"Properties.{path}"] if path else None
        if said is not None and there(said):
            text = text_of(stack, filled(stack, stack.raw(said)))
            if text:
                yield (what, text), document


def _physical(stack: Stack) -> dict[tuple[str, str], list[Document]]:
    found: dict[tuple[str, str], list[Document]] = {}
    for key, document in names_in(stack):
        found.setdefault(key, []).append(document)
    return found


def filled(stack: Stack, raw: Any) -> Any:
    """A value with the variables of the Serverless Framework replaced, the functions of CloudFormation left."""
    fill: Callable[[Any], Any] | None = getattr(stack.root.tree.resolve, "filled", None)
    return fill(raw) if fill is not None and raw is not ABSENT else raw


def text_of(stack: Stack, raw: Any) -> str:
    """What a value says, as far as that is known; placeholders stay."""
    resolve = stack.root.tree.resolve
    known = resolve(raw) if resolve is not None else raw
    return known if known.__class__ is str else _part(raw).removeprefix("${}")


def name_of(raw: Any) -> tuple[str, str] | None:
    """Word and name of what an ARN, or the URL of a queue, names."""
    text = _PSEUDO.sub("*", spelled(raw)[:1000])
    queue = _QUEUE_URL.match(text)
    if queue is not None:
        return "queue", queue[1]
    found = _ARN.match(text)
    if found is None:
        return None
    service, rest = found[1], found[2]
    head, _, tail = rest.replace("/", ":", 1).partition(":") if service not in ("s3", "execute-api") else ("", "", rest)
    kind = _IN_ARNS.get((service, head)) or _IN_ARNS.get((service, ""))
    if kind is None:
        return None
    name = tail if (service, head) in _IN_ARNS else rest
    stop = "/" if service in ("s3", "dynamodb", "kafka", "execute-api") else ":"
    return WORDS[kind][0], name.partition(stop)[0]


def elsewhere(raw: Any, place: Node, word: str, role: str) -> Endpoint:
    """What is not in this run, by the name it goes by here."""
    named = name_of(raw)
    if named is not None:
        word, role = next((one for one in WORDS.values() if one[0] == named[0]), (word, role))
    label = _label(named[1] if named is not None else raw)
    return Endpoint(None, f"{word} `{label}`" if label else word, place, "elsewhere", role)


def _label(raw: Any, depth: int = 0) -> str:
    """The last word of what a value says; that of a parameter, an export or an output, where it stands for one."""
    if raw.__class__ is dict and len(raw) == 1:
        raw = Tagged(*next(iter(raw.items())))
    if raw.__class__ is Tagged and depth < 5:
        value = raw.value
        return _label(value[-1] if value.__class__ is list and value else value, depth + 1)
    if raw.__class__ in (dict, list) and depth < 5:
        return next((_label(one, depth + 1) for one in (raw.values() if raw.__class__ is dict else raw)), "")
    words = _LAST.findall(raw[:500]) if raw.__class__ is str else []
    return words[-1] if words else ""


def spelled(raw: Any) -> str:
    """The text of a value, placeholders and all; of a Join the same with `${}` for what is no text."""
    if raw.__class__ is dict and len(raw) == 1:
        raw = Tagged(*next(iter(raw.items())))
    if raw.__class__ is Tagged and raw.tag.endswith(("Sub", "Join")):
        value = raw.value
        if value.__class__ is list and len(value) == 2 and raw.tag.endswith("Sub"):
            value = value[0]
        elif value.__class__ is list and len(value) == 2 and value[0].__class__ is str and value[1].__class__ is list:
            return str(value[0]).join(_part(part) for part in value[1])
        return value if value.__class__ is str else ""
    return raw if raw.__class__ is str else ""


def _part(raw: Any) -> str:
    """One part of a Join, or the whole of another text."""
    if raw.__class__ is dict and len(raw) == 1:
        raw = Tagged(*next(iter(raw.items())))
    if raw.__class__ is Tagged and raw.tag.endswith("Ref") and raw.value.__class__ is str:
        return f"${{{raw.value}}}"
    return spelled(raw) or "${}"
