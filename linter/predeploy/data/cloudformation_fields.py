"""The properties of the resource types that people write most, and the keys beside them.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html and
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html
(as of 2026-11). AWS adds properties all the time: what is missing here is no fault by itself.
"""

from typing import Final

_TABLE: Final = """
beside: Type Properties DependsOn Condition Metadata DeletionPolicy UpdateReplacePolicy UpdatePolicy CreationPolicy
  Connectors IgnoreGlobals
Serverless::Function: Architectures AssumeRolePolicyDocument AutoPublishAlias AutoPublishAliasAllProperties
  AutoPublishCodeSha256 CapacityProviderConfig CodeSigningConfigArn CodeUri DeadLetterQueue DeploymentPreference
  Description DurableConfig Environment EphemeralStorage EventInvokeConfig Events FileSystemConfigs FunctionName
  FunctionScalingConfig FunctionUrlConfig Handler ImageConfig ImageUri InlineCode KmsKeyArn Layers LoggingConfig
  MemorySize PackageType PermissionsBoundary Policies PropagateTags ProvisionedConcurrencyConfig
  PublishToLatestPublished RecursiveLoop ReservedConcurrentExecutions Role RolePath Runtime RuntimeManagementConfig
  SnapStart SourceKMSKeyArn Tags TenancyConfig Timeout Tracing VersionDeletionPolicy VersionDescription VpcConfig
Serverless::Api: AccessLogSetting AlwaysDeploy ApiKeySourceType Auth BinaryMediaTypes CacheClusterEnabled
  CacheClusterSize CanarySetting Cors DefinitionBody DefinitionUri Description DisableExecuteApiEndpoint Domain
  EndpointAccessMode EndpointConfiguration FailOnWarnings GatewayResponses MergeDefinitions MethodSettings
  MinimumCompressionSize Mode Models Name OpenApiVersion Policy PropagateTags SecurityPolicy StageName Tags
  TracingEnabled Variables
Serverless::HttpApi: AccessLogSettings Auth CorsConfiguration DefaultRouteSettings DefinitionBody DefinitionUri
  Description DisableExecuteApiEndpoint Domain FailOnWarnings Name PropagateTags RouteSettings StageName
  StageVariables Tags
Serverless::SimpleTable: PointInTimeRecoverySpecification PrimaryKey ProvisionedThroughput SSESpecification TableName
  Tags
Serverless::StateMachine: AutoPublishAlias Definition DefinitionSubstitutions DefinitionUri DeploymentPreference
  Events Logging Name PermissionsBoundary Policies PropagateTags Role RolePath Tags Tracing Type UseAliasAsEventTarget
Serverless::LayerVersion: CompatibleArchitectures CompatibleRuntimes ContentUri Description LayerName LicenseInfo
  PublishLambdaVersion RetentionPolicy
Lambda::Function: Architectures CapacityProviderConfig Code CodeSigningConfigArn DeadLetterConfig Description
  DurableConfig Environment EphemeralStorage FileSystemConfigs FunctionName FunctionScalingConfig Handler ImageConfig
  KmsKeyArn Layers LoggingConfig MemorySize PackageType PublishToLatestPublished RecursiveLoop
  ReservedConcurrentExecutions Role Runtime RuntimeManagementConfig SnapStart SnapStartResponse Tags TenancyConfig
  Timeout TracingConfig VpcConfig
Lambda::EventSourceMapping: AmazonManagedKafkaEventSourceConfig BatchSize BisectBatchOnFunctionError DestinationConfig
  DocumentDBEventSourceConfig Enabled EventSourceArn FilterCriteria FunctionName FunctionResponseTypes KmsKeyArn
  LoggingConfig MaximumBatchingWindowInSeconds MaximumRecordAgeInSeconds MaximumRetryAttempts MetricsConfig
  ParallelizationFactor ProvisionedPollerConfig Queues ScalingConfig SelfManagedEventSource
  SelfManagedKafkaEventSourceConfig SourceAccessConfigurations StartingPosition StartingPositionTimestamp Tags Topics
  TumblingWindowInSeconds
Lambda::Permission: Action EventSourceToken FunctionName FunctionUrlAuthType InvokedViaFunctionUrl Principal
  PrincipalOrgID SourceAccount SourceArn
Lambda::Url: AuthType Cors InvokeMode Qualifier TargetFunctionArn
Lambda::Alias: Description FunctionName FunctionVersion Name ProvisionedConcurrencyConfig RoutingConfig
Lambda::EventInvokeConfig: DestinationConfig FunctionName MaximumEventAgeInSeconds MaximumRetryAttempts Qualifier
SQS::Queue: ContentBasedDeduplication DeduplicationScope DelaySeconds FifoQueue FifoThroughputLimit
  KmsDataKeyReusePeriodSeconds KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod QueueName
  ReceiveMessageWaitTimeSeconds RedriveAllowPolicy RedrivePolicy SqsManagedSseEnabled Tags VisibilityTimeout
SQS::QueuePolicy: PolicyDocument Queues
SNS::Topic: ArchivePolicy ContentBasedDeduplication DataProtectionPolicy DeliveryStatusLogging DisplayName
  FifoThroughputScope FifoTopic KmsMasterKeyId MaximumMessageSize SignatureVersion Subscription Tags TopicName
  TracingConfig
SNS::Subscription: DeliveryPolicy Endpoint FilterPolicy FilterPolicyScope Protocol RawMessageDelivery RedrivePolicy
  Region ReplayPolicy SubscriptionRoleArn TopicArn
SNS::TopicPolicy: PolicyDocument Topics
DynamoDB::Table: AttributeDefinitions BillingMode ContributorInsightsSpecification DeletionProtectionEnabled
  GlobalSecondaryIndexes ImportSourceSpecification KeySchema KinesisStreamSpecification LocalSecondaryIndexes
  OnDemandThroughput PointInTimeRecoverySpecification ProvisionedThroughput ResourcePolicy SSESpecification
  StreamSpecification TableClass TableName Tags TimeToLiveSpecification VectorIndexes WarmThroughput
S3::Bucket: AbacStatus AccelerateConfiguration AccessControl AnalyticsConfigurations BucketEncryption BucketName
  BucketNamePrefix BucketNamespace CorsConfiguration IntelligentTieringConfigurations InventoryConfigurations
  LifecycleConfiguration LoggingConfiguration MetadataConfiguration MetadataTableConfiguration MetricsConfigurations
  NotificationConfiguration ObjectLockConfiguration ObjectLockEnabled OwnershipControls PublicAccessBlockConfiguration
  ReplicationConfiguration Tags VersioningConfiguration WebsiteConfiguration
S3::BucketPolicy: Bucket PolicyDocument
Events::Rule: Description EventBusName EventPattern Name RoleArn ScheduleExpression State Tags Targets
Scheduler::Schedule: Description EndDate FlexibleTimeWindow GroupName KmsKeyArn Name ScheduleExpression
  ScheduleExpressionTimezone StartDate State Target
Kinesis::Stream: DesiredShardLevelMetrics MaxRecordSizeInKiB Name RecordDistributionStrategy RetentionPeriodHours
  ShardCount StreamEncryption StreamModeDetails Tags WarmThroughputMiBps
StepFunctions::StateMachine: Definition DefinitionS3Location DefinitionString DefinitionSubstitutions
  EncryptionConfiguration LoggingConfiguration RoleArn StateMachineName StateMachineType Tags TracingConfiguration
IAM::Role: AssumeRolePolicyDocument Description ManagedPolicyArns MaxSessionDuration Path PermissionsBoundary Policies
  RoleName Tags
IAM::Policy: Groups PolicyDocument PolicyName Roles Users
IAM::ManagedPolicy: Description Groups ManagedPolicyName Path PolicyDocument Roles Users
Logs::LogGroup: BearerTokenAuthenticationEnabled DataProtectionPolicy DeletionProtectionEnabled FieldIndexPolicies
  KmsKeyId LogGroupClass LogGroupName ResourcePolicyDocument RetentionInDays Tags
CloudWatch::Alarm: ActionConfiguration ActionsEnabled AlarmActions AlarmDescription AlarmName ComparisonOperator
  DatapointsToAlarm Dimensions EvaluateLowSampleCountPercentile EvaluationCriteria EvaluationInterval
  EvaluationPeriods EvaluationWindow ExtendedStatistic InsufficientDataActions MetricName Metrics Namespace OKActions
  Period Statistic Tags Threshold ThresholdMetricId TreatMissingData Unit WarmUpConfiguration
ApiGateway::RestApi: ApiKeySourceType BinaryMediaTypes Body BodyS3Location CloneFrom Description
  DisableExecuteApiEndpoint EndpointAccessMode EndpointConfiguration FailOnWarnings MinimumCompressionSize Mode Name
  Parameters Policy SecurityPolicy Tags Version
ApiGateway::Method: ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId HttpMethod Integration
  MethodResponses OperationName RequestModels RequestParameters RequestValidatorId ResourceId RestApiId
ApiGateway::Stage: AccessLogSetting CacheClusterEnabled CacheClusterSize CanarySetting ClientCertificateId
  DeploymentId Description DocumentationVersion MethodSettings RestApiId StageName Tags TracingEnabled Variables
ApiGatewayV2::Api: ApiKeySelectionExpression BasePath Body BodyS3Location CorsConfiguration CredentialsArn Description
  DisableExecuteApiEndpoint DisableSchemaValidation FailOnWarnings IpAddressType Name ProtocolType RouteKey
  RouteSelectionExpression Tags Target Version
ApiGatewayV2::Integration: ApiId ConnectionId ConnectionType ContentHandlingStrategy CredentialsArn Description
  IntegrationMethod IntegrationSubtype IntegrationType IntegrationUri PassthroughBehavior PayloadFormatVersion
  RequestParameters RequestTemplates ResponseParameters TemplateSelectionExpression TimeoutInMillis TlsConfig
ApiGatewayV2::Route: ApiId ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId ModelSelectionExpression
  OperationName RequestModels RequestParameters RouteKey RouteResponseSelectionExpression Target
ECS::Service: AvailabilityZoneRebalancing CapacityProviderStrategy Cluster DeploymentConfiguration
  DeploymentController DesiredCount EnableECSManagedTags EnableExecuteCommand ForceNewDeployment GatewayConnectors
  HealthCheckGracePeriodSeconds LaunchType LoadBalancers Monitoring NetworkConfiguration PlacementConstraints
  PlacementStrategies PlatformVersion PropagateTags Role SchedulingStrategy ServiceConnectConfiguration ServiceName
  ServiceRegistries Tags TaskDefinition VolumeConfigurations VpcLatticeConfigurations
ECS::TaskDefinition: ContainerDefinitions Cpu EnableFaultInjection EphemeralStorage ExecutionRoleArn Family
  InferenceAccelerators IpcMode Memory NetworkMode PidMode PlacementConstraints ProxyConfiguration
  RequiresCompatibilities RuntimePlatform Tags TaskRoleArn Volumes
ElasticLoadBalancingV2::TargetGroup: HealthCheckEnabled HealthCheckIntervalSeconds HealthCheckPath HealthCheckPort
  HealthCheckProtocol HealthCheckTimeoutSeconds HealthyThresholdCount IpAddressType Matcher Name Port Protocol
  ProtocolVersion Tags TargetControlPort TargetGroupAttributes TargetType Targets UnhealthyThresholdCount VpcId
ElasticLoadBalancingV2::Listener: AlpnPolicy Certificates DefaultActions ListenerAttributes LoadBalancerArn
  MutualAuthentication Port Protocol SslPolicy Tags
EC2::SecurityGroup: GroupDescription GroupName SecurityGroupEgress SecurityGroupIngress Tags VpcId
"""

_LISTS: Final[dict[str, frozenset[str]]] = {
    kind: frozenset(names.split())
    for kind, _, names in (line.partition(": ") for line in _TABLE.strip().replace("\n  ", " ").splitlines())
}

BESIDE: Final = _LISTS.pop("beside")
"""What may stand beside `Properties`; `Connectors` and `IgnoreGlobals` are SAM's."""

PROPERTIES: Final = {f"AWS::{kind}": names for kind, names in _LISTS.items()}
"""Resource type → its properties; a line of the table goes on where the next is indented."""
