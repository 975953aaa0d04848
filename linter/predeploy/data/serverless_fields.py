"""The keys of a serverless.yml for AWS at the levels people write most.

Source: https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml and github serverless/serverless,
packages/serverless/lib/plugins/aws/provider.js (v4), as of 2026-08; a few keys are those of widespread plug-ins.
"""

from typing import Final

_TABLE: Final = """
events: activemq alb alexaSkill alexaSmartHome cloudFront cloudwatchEvent cloudwatchLog cognitoUserPool eventBridge
  http httpApi iot iotFleetProvisioning kafka msk rabbitmq s3 schedule sns sqs stream websocket
a service: app build configValidationMode console custom dashboards deprecationNotificationMode disabledDeprecations
  extensions frameworkVersion functions layers org outputs package params plugins provider resources service stages
  stepFunctions tenant unresolvedVariablesNotificationMode useDotenv variablesResolutionMode appSync
provider: alb alexaSkill apiGateway apiKeys apiName architecture build cfLogs cfnRole cloudFront deploymentBucket
  deploymentMethod deploymentPrefix deploymentWithEndpoint disableRollback domain domains ecr endpointType environment
  eventBridge httpApi iam iamManagedPolicies iamRoleStatements kmsKeyArn lambdaHashingVersion layers
  logDataProtectionPolicy logRetentionInDays logs memorySize minimumCompressionSize name notificationArns
  profile region reservedConcurrency resolver resourcePolicy resources role rolePermissionsBoundary rollbackConfiguration
  runtime runtimeManagement s3 snapStart stackName stackParameters stackPolicy stackTags stage storage tags
  timeout tracing usagePlan versionFunctions vpc vpcEndpointIds websocket websocketsApiName
  websocketsApiRouteSelectionExpression websocketsDescription
provider.iam: deploymentRole role
provider.iam.role: managedPolicies mode name path permissionBoundary permissionsBoundary statements tags
provider.vpc: ipv6AllowedForDualStack securityGroupIds subnetIds
provider.tracing: apiGateway lambda
a function: architecture awsKmsKeyArn build capacityProvider condition dependsOn description destinations disableLogs
  durableConfig environment ephemeralStorageSize events fileSystemConfig handler image kmsKeyArn layers loggingConfig
  logDataProtectionPolicy logRetentionInDays logs maximumEventAge maximumRetryAttempts memorySize name onError package
  provisionedConcurrency recursiveLoop reservedConcurrency role runtime runtimeManagement snapStart tags tenancy timeout
  tracing url versionFunction versionFunctions vpc iamRoleStatements iamRoleStatementsInherit iamRoleStatementsName
  alarms dashboards deploymentSettings warmup module
an event: authorizer batchSize bucket cors cron filterPatterns filterPolicy method path private rate schedule
a function's vpc: ipv6AllowedForDualStack securityGroupIds subnetIds
"""

FIELDS: Final[dict[str, frozenset[str]]] = {
    level: frozenset(fields.split())
    for level, _, fields in (line.partition(": ") for line in _TABLE.strip().replace("\n  ", " ").splitlines())
}
"""Level → its keys; a line of the table goes on where the next is indented."""

EVENTS: Final = FIELDS.pop("events")
"""What may call a function."""
