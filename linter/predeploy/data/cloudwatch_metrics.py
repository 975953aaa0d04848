"""The metrics that services of AWS send of themselves.

Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html,
https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html,
https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html and
https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html, as of 2026-11. What is missing here is no fault
by itself.
"""

from typing import Final

_TABLE: Final = """
AWS/SQS: ApproximateAgeOfOldestMessage ApproximateNumberOfMessagesDelayed ApproximateNumberOfMessagesNotVisible
  ApproximateNumberOfMessagesVisible ApproximateNumberOfGroupsWithInflightMessages NumberOfDeduplicatedSentMessages
  NumberOfEmptyReceives NumberOfMessagesDeleted NumberOfMessagesReceived NumberOfMessagesSent SentMessageSize
  ApproximateNumberOfNoisyGroups
AWS/Lambda: Invocations Errors DeadLetterErrors DestinationDeliveryFailures Throttles Duration
  PostRuntimeExtensionsDuration IteratorAge OffsetLag ConcurrentExecutions ProvisionedConcurrentExecutions
  ProvisionedConcurrencyUtilization UnreservedConcurrentExecutions AsyncEventsReceived AsyncEventAge
  AsyncEventsDropped ClaimedAccountConcurrency ProvisionedConcurrencyInvocations
  ProvisionedConcurrencySpilloverInvocations RecursiveInvocationsDropped UrlRequestCount Url4xxCount Url5xxCount
  UrlRequestLatency SignatureValidationErrors PolledEventCount FilteredOutEventCount InvokedEventCount
  FailedInvokeEventCount DroppedEventCount DeletedEventCount OnFailureDestinationDeliveredEventCount
  ProvisionedPollers
AWS/States: ExecutionTime ExecutionThrottled ExecutionsAborted ExecutionsFailed ExecutionsStarted ExecutionsSucceeded
  ExecutionsTimedOut ExecutionsRedriven ExpressExecutionMemory ExpressExecutionBilledDuration LambdaFunctionsFailed
  LambdaFunctionsTimedOut ServiceIntegrationsFailed ActivitiesFailed ActivitiesTimedOut ActivitiesHeartbeatTimedOut
  ThrottledEvents ConsumedCapacity OpenExecutionCount OpenExecutionLimit ApproximateOpenMapRunCount OpenMapRunLimit
AWS/SNS: NumberOfMessagesPublished NumberOfNotificationsDelivered NumberOfNotificationsFailed
  NumberOfNotificationsFilteredOut NumberOfNotificationsFilteredOut-InvalidAttributes
  NumberOfNotificationsFilteredOut-InvalidMessageBody NumberOfNotificationsFilteredOut-MessageAttributes
  NumberOfNotificationsFilteredOut-MessageBody NumberOfNotificationsFilteredOut-NoMessageAttributes
  NumberOfNotificationsRedrivenToDlq NumberOfNotificationsFailedToRedriveToDlq PublishSize
"""

METRICS: Final[dict[str, frozenset[str]]] = {
    space: frozenset(names.split())
    for space, _, names in (line.partition(": ") for line in _TABLE.strip().replace("\n  ", " ").splitlines())
}
"""Namespace → its metrics; a line of the table goes on where the next is indented."""
