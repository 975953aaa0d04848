"""What some properties of CloudFormation and SAM take, and where an ARN is wanted.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html and the
references of the services' APIs (CloudWatch Logs PutRetentionPolicy, SQS SetQueueAttributes, Lambda CreateFunction, DynamoDB
CreateTable), as of 2026-11.
"""

from typing import Final

Taken = tuple[int, int] | tuple[str, ...]

_VALUES: Final = """
Logs::LogGroup RetentionInDays: 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653
Logs::LogGroup LogGroupClass: STANDARD INFREQUENT_ACCESS DELIVERY
SQS::Queue MessageRetentionPeriod: 60-1209600
SQS::Queue DelaySeconds: 0-900
SQS::Queue ReceiveMessageWaitTimeSeconds: 0-20
SQS::Queue MaximumMessageSize: 1024-1048576
DynamoDB::Table BillingMode: PAY_PER_REQUEST PROVISIONED
DynamoDB::Table AttributeDefinitions.*.AttributeType: S N B
DynamoDB::Table KeySchema.*.KeyType: HASH RANGE
DynamoDB::Table StreamSpecification.StreamViewType: KEYS_ONLY NEW_IMAGE OLD_IMAGE NEW_AND_OLD_IMAGES
DynamoDB::Table TableClass: STANDARD STANDARD_INFREQUENT_ACCESS
Lambda::Function Architectures.*: x86_64 arm64
Lambda::Function TracingConfig.Mode: Active PassThrough
Lambda::Function PackageType: Zip Image
Serverless::Function Architectures.*: x86_64 arm64
Serverless::Function Tracing: Active PassThrough Disabled
Serverless::Function PackageType: Zip Image
Lambda::Url AuthType: NONE AWS_IAM
Lambda::Url InvokeMode: BUFFERED RESPONSE_STREAM
Lambda::EventSourceMapping StartingPosition: TRIM_HORIZON LATEST AT_TIMESTAMP
Lambda::EventSourceMapping FunctionResponseTypes.*: ReportBatchItemFailures
Kinesis::Stream RetentionPeriodHours: 24-8760
StepFunctions::StateMachine StateMachineType: STANDARD EXPRESS
Serverless::StateMachine Type: STANDARD EXPRESS
Events::Rule State: ENABLED DISABLED ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
S3::Bucket VersioningConfiguration.Status: Enabled Suspended
CloudWatch::Alarm TreatMissingData: breaching notBreaching ignore missing
"""

_ARNS: Final = """
SQS::Queue: RedrivePolicy.deadLetterTargetArn
SNS::Subscription: Endpoint RedrivePolicy.deadLetterTargetArn
Events::Rule: Targets.*.Arn Targets.*.RoleArn Targets.*.DeadLetterConfig.Arn
Scheduler::Schedule: Target.Arn Target.RoleArn Target.DeadLetterConfig.Arn
Lambda::EventSourceMapping: EventSourceArn DestinationConfig.OnFailure.Destination
Lambda::Permission: SourceArn
Lambda::Function: Role DeadLetterConfig.TargetArn
Serverless::Function: Role DeadLetterQueue.TargetArn Events.*.Properties.Queue Events.*.Properties.Stream Policies.*.Statement.*.Resource.*
StepFunctions::StateMachine: RoleArn
Serverless::StateMachine: Role
Pipes::Pipe: Source Target RoleArn Enrichment
S3::Bucket: NotificationConfiguration.LambdaConfigurations.*.Function NotificationConfiguration.QueueConfigurations.*.Queue
IAM::Role: Policies.*.PolicyDocument.Statement.*.Resource.*
IAM::Policy: PolicyDocument.Statement.*.Resource.*
IAM::ManagedPolicy: PolicyDocument.Statement.*.Resource.*
Logs::SubscriptionFilter: DestinationArn RoleArn
"""


def _taken(text: str) -> Taken:
    least, dash, most = text.partition("-")
    return (int(least), int(most)) if dash else tuple(text.split())


VALUES: Final[dict[str, dict[str, Taken]]] = {}
"""Resource type → property → its words, or the least and the most; `*` is each item of a list."""
for _line in _VALUES.strip().splitlines():
    _place, _, _text = _line.partition(": ")
    _kind, _, _path = _place.partition(" ")
    VALUES.setdefault(f"AWS::{_kind}", {})[_path] = _taken(_text)

ARNS: Final[dict[str, tuple[str, ...]]] = {
    f"AWS::{kind}": tuple(paths.split())
    for kind, _, paths in (line.partition(": ") for line in _ARNS.strip().splitlines())
}
"""Resource type → where it wants an ARN; `*` is each item of a list, or entry of a map."""
