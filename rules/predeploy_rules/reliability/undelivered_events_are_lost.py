r"""What Event Grid cannot deliver within a day is dropped, unless the subscription names a place for it.

Event Grid tries up to 30 times in 24 hours, waits 30 s for each answer, and deletes the event afterwards; some answers (400,
413, …) end the tries at once. A dead-letter container keeps what was not delivered, and why:
https://learn.microsoft.com/azure/event-grid/delivery-and-retry#dead-letter-events (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.EventGrid/eventSubscriptions", "apiVersion": "2022-06-15", "name": "photos",
     "properties": {"destination": {"endpointType": "AzureFunction", "properties": {"maxEventsPerBatch": 1}}}}
  ]
}
#~ 5:92
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.EventGrid/systemTopics/eventSubscriptions", "apiVersion": "2022-06-15", "name": "store/photos", "properties": {
      "destination": {"endpointType": "AzureFunction", "properties": {"maxEventsPerBatch": 1}},
      "deadLetterDestination": {"endpointType": "StorageBlob", "properties": {"blobContainerName": "undelivered"}}}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"subscription": {"type": "object"}},
  "resources": [
    {"type": "Microsoft.EventGrid/eventSubscriptions", "apiVersion": "2022-06-15", "name": "photos", "properties": "[parameters('subscription')]"}
  ]
}
```
"""

from predeploy import ArmResource, Findings, rule

KINDS = tuple(
    f"Microsoft.EventGrid/{path}eventSubscriptions" for path in ("", "systemTopics/", "topics/", "domains/topics/")
)
PLACES = ("deadLetterDestination", "deadLetterWithResourceIdentity")


@rule("low", since="0.1", kinds=KINDS)
def undelivered_events_are_lost(subscription: ArmResource) -> Findings:
    body = subscription["properties"]
    if body.is_map and body["destination"].written and all(body[place].absent for place in PLACES):
        yield subscription["name"].finding(
            f"subscription `{subscription.name}` names no place for what cannot be delivered: after a day it is gone; set"
            " deadLetterDestination"
        )
