"""Limits of AWS services, and what holds where a template says nothing.

Sources, all as of 2026-11 unless a line says otherwise:
- API: range and documentation of the named member in the service models of botocore 1.44.5
- Lambda, SNS, …: the named page of that service's developer guide (docs.aws.amazon.com)
- Toolkit: github aws/agent-toolkit-for-aws @d6ad2e4, aws-serverless references (2026-08-20)
"""

from typing import Final

from ...quantities import NaN
from ...record import NamedTuple


class Limit(NamedTuple):
    """A setting in the unit beside it: what holds when it is not written (NaN: nothing), and the range that is accepted."""

    default: float
    low: float
    high: float


# Lambda functions (CloudFormation, SAM and the API have the same defaults)

LAMBDA_TIMEOUT: Final = Limit(3, 1, 900)  # s; API lambda CreateFunction.Timeout
LAMBDA_MANAGED_TIMEOUT: Final = 5400  # s, the most with CapacityProviderConfig, not for synchronous calls; same source
LAMBDA_MEMORY: Final = Limit(128, 128, 10_240)  # MB; API CreateFunction.MemorySize, Lambda "quotas"
LAMBDA_MANAGED_MEMORY: Final = 32_768  # MB, the most with CapacityProviderConfig; API CreateFunction.MemorySize
LAMBDA_STORAGE: Final = Limit(512, 512, 10_240)  # MB of /tmp; API EphemeralStorage.Size
LAMBDA_ACCELERATED_STORAGE: Final = 32_768  # MB, the most with AcceleratorConfig; same source
LAMBDA_ENVIRONMENT: Final = 4096  # bytes of all variables together; Toolkit lambda.md
LAMBDA_INIT: Final = 10  # s; who takes longer is started anew within the first call; Toolkit lambda.md
LAMBDA_CONCURRENCY: Final = Limit(NaN, 0, NaN)  # reserved; 0 switches off; API PutFunctionConcurrency
LAMBDA_PROVISIONED: Final = Limit(NaN, 1, NaN)  # instances; API PutProvisionedConcurrencyConfig

# The Serverless Framework writes its own defaults into the template.
# github oss-serverless/serverless @913ce1b, lib/plugins/aws/package/compile/functions.js (2026-04-18)
SERVERLESS_TIMEOUT: Final = 6  # s
SERVERLESS_MEMORY: Final = 1024  # MB

# Asynchronous calls (S3, SNS, EventBridge, Event invocation type)

LAMBDA_ASYNC_RETRIES: Final = Limit(2, 0, 2)  # API PutFunctionEventInvokeConfig.MaximumRetryAttempts
LAMBDA_ASYNC_AGE: Final = Limit(21_600, 60, 21_600)  # s; API PutFunctionEventInvokeConfig.MaximumEventAgeInSeconds
LAMBDA_ASYNC_WAITS: Final = (60, 120)  # s before each retry; Lambda "invocation-async-error-handling"

# Event source mappings: API lambda CreateEventSourceMapping

ENDLESS: Final = -1  # as it is written: retried until the record expires, of any age
ESM_QUEUE_BATCH: Final = Limit(10, 1, 10_000)  # messages; BatchSize
ESM_FIFO_BATCH: Final = Limit(10, 1, 10)  # messages; BatchSize
ESM_STREAM_BATCH: Final = Limit(100, 1, 10_000)  # records, brokers too; BatchSize
ESM_WINDOW: Final = Limit(0, 0, 300)  # s, queues and streams; MaximumBatchingWindowInSeconds
ESM_BROKER_WINDOW: Final = 0.5  # s, the default of MSK, Kafka, MQ and DocumentDB; same member
ESM_WINDOWLESS_BATCH: Final = 10  # a larger BatchSize needs a window of 1 s or more; same member
ESM_CONCURRENCY: Final = Limit(NaN, 2, 1000)  # ScalingConfig.MaximumConcurrency, SQS only
ESM_RETRIES: Final = Limit(ENDLESS, ENDLESS, 10_000)  # streams; MaximumRetryAttempts
ESM_RECORD_AGE: Final = Limit(ENDLESS, 60, 604_800)  # s, streams, or ENDLESS; MaximumRecordAgeInSeconds
ESM_PARALLEL: Final = Limit(1, 1, 10)  # batches of one shard at once; ParallelizationFactor
ESM_TUMBLING: Final = Limit(0, 0, 900)  # s; TumblingWindowInSeconds
ESM_QUEUE_POLLERS: Final = Limit(2, 2, 200)  # kept running and paid for; ProvisionedPollerConfig.MinimumPollers

DYNAMODB_STREAM_RETENTION: Final = 86_400  # s, fixed; Toolkit event-sources.md
KINESIS_RETENTION: Final = Limit(24, 24, 8760)  # h; CloudFormation AWS::Kinesis::Stream.RetentionPeriodHours

# API Gateway: how long it waits for its integration (written in milliseconds)

REST_TIMEOUT: Final = Limit(29, 0.05, 29)  # s; API apigateway PutIntegration.timeoutInMillis
"""Regional and private APIs may have more by a quota request since 2024-06-04, edge-optimized ones never (same source)."""
HTTP_API_TIMEOUT: Final = Limit(30, 0.05, 30)  # s; API apigatewayv2 CreateIntegration.TimeoutInMillis
WEBSOCKET_TIMEOUT: Final = Limit(29, 0.05, 29)  # s; same source
WEBSOCKET_IDLE: Final = 600  # s without a message; Toolkit api-gateway.md
WEBSOCKET_LIFE: Final = 7200  # s; Toolkit api-gateway.md
AUTHORIZER_TTL: Final = Limit(300, 0, 3600)  # s, REST; API apigateway CreateAuthorizer.authorizerResultTtlInSeconds

# Other front doors

ALB_IDLE: Final = Limit(60, 1, 4000)  # s; API elbv2 LoadBalancerAttribute idle_timeout.timeout_seconds
ALB_KEEP_ALIVE: Final = Limit(3600, 60, 604_800)  # s; API elbv2 LoadBalancerAttribute client_keep_alive.seconds
TARGET_DEREGISTRATION: Final = Limit(300, 0, 3600)  # s; API elbv2 TargetGroupAttribute deregistration_delay
CLOUDFRONT_READ: Final = Limit(30, 1, 120)  # s; API cloudfront CustomOriginConfig.OriginReadTimeout
CLOUDFRONT_KEEP_ALIVE: Final = Limit(5, 1, 120)  # s; API cloudfront CustomOriginConfig.OriginKeepaliveTimeout
CLOUDFRONT_CONNECT: Final = Limit(10, 1, 10)  # s; API cloudfront Origin.ConnectionTimeout
CLOUDFRONT_ATTEMPTS: Final = Limit(3, 1, 3)  # late answers count too; API cloudfront Origin.ConnectionAttempts
NLB_IDLE: Final = Limit(350, 60, 6000)  # s; API elbv2 ListenerAttribute tcp.idle_timeout.seconds
APPSYNC_REQUEST: Final = 30  # s, fixed; re:Post "Execution timeout AWS AppSync API", answered by AWS (secondary)
APP_RUNNER_REQUEST: Final = 120  # s, fixed; App Runner "develop"
COGNITO_TRIGGER: Final = 5  # s, fixed, custom senders excepted; Cognito "working with Lambda triggers"
COGNITO_ATTEMPTS: Final = 3  # same source

# Queues, topics and buses

SQS_VISIBILITY: Final = Limit(30, 0, 43_200)  # s; API sqs CreateQueue.VisibilityTimeout
SQS_RETENTION: Final = Limit(345_600, 60, 1_209_600)  # s; API sqs CreateQueue.MessageRetentionPeriod
SQS_WAIT: Final = Limit(0, 0, 20)  # s; API sqs CreateQueue.ReceiveMessageWaitTimeSeconds
SQS_DELAY: Final = Limit(0, 0, 900)  # s; API sqs CreateQueue.DelaySeconds
SQS_MESSAGE: Final = Limit(1_048_576, 1024, 1_048_576)  # bytes; API sqs CreateQueue.MaximumMessageSize
SNS_HTTP_RESPONSE: Final = 15  # s, fixed; SNS "SendMessageToHttp.prepare"
SNS_ATTEMPTS: Final = 100_015.0  # at queues, functions and Firehose, over 23 days; SNS "sns-message-delivery-retries"
SNS_HTTP_ATTEMPTS: Final = 4.0  # unless a delivery policy says otherwise; SNS "SendMessageToHttp.retry"
EVENTBRIDGE_RETRIES: Final = Limit(185, 0, 185)  # API events RetryPolicy; default: EventBridge "eb-rule-retry-policy"
EVENTBRIDGE_AGE: Final = Limit(86_400, 60, 86_400)  # s; same sources
EVENTBRIDGE_HTTP_RESPONSE: Final = 5  # s, fixed; EventBridge "eb-api-destinations", "eb-targets-apigateway"
SCHEDULER_RETRIES: Final = Limit(NaN, 0, 185)  # API scheduler RetryPolicy, which names no default
SCHEDULER_AGE: Final = Limit(NaN, 60, 86_400)  # s; same source
SCHEDULER_WINDOW: Final = Limit(NaN, 1, 1440)  # min; API scheduler FlexibleTimeWindow.MaximumWindowInMinutes
FIREHOSE_TRANSFORM: Final = 300  # s that a transforming function may take; Firehose "data-transformation"

# Step Functions: Toolkit orchestration.md; a Task without TimeoutSeconds waits without limit ("sfn-stuck-execution")

EXPRESS_EXECUTION: Final = 300  # s, fixed
TASK_ATTEMPTS: Final = 3.0  # retries of a retrier that says nothing; states-language.net, "MaxAttempts"
STANDARD_EXECUTION: Final = 31_536_000  # s, one year

# Containers and databases

APP_RUNNER_SIZE: Final = (1.0, 25.0)  # instances; API apprunner CreateAutoScalingConfiguration.MinSize, MaxSize
OPENSEARCH_UNITS: Final = {True: 2.0, False: 1.0}
"""OCU of the first collection that is not of a group, by whether it has stand-by replicas; OpenSearch Service "serverless-scaling"."""

ECS_DESIRED: Final = 1.0  # tasks of a service that says nothing; CloudFormation AWS::ECS::Service.DesiredCount
FARGATE_STOP: Final = Limit(30, 2, 120)  # s; API ecs ContainerDefinition.stopTimeout
RDS_PROXY_BORROW: Final = Limit(120, 0, 300)  # s; API rds ConnectionPoolConfiguration.ConnectionBorrowTimeout
AURORA_AUTO_PAUSE: Final = Limit(300, 300, 86_400)  # s; API rds ServerlessV2ScalingConfiguration.SecondsUntilAutoPause

# Logs are kept for ever unless one of these is said: API logs PutRetentionPolicy.retentionInDays
LOG_RETENTION_DAYS: Final = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
)  # fmt: skip
