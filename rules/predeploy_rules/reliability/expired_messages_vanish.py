r"""Messages that expire in a queue are gone without a trace, unless they go to its dead letters.

With a time to live, what nobody took in time is deleted; `deadLetteringOnMessageExpiration` keeps it where it can be seen.
https://learn.microsoft.com/azure/service-bus-messaging/message-expiration (as of 2026-11)

```json bad
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01-preview", "name": "shop/orders",
     "properties": {
       "defaultMessageTimeToLive": "PT1H"
     }}
  ]
}
#~ 7:36
```
```json fixed
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01-preview", "name": "shop/orders",
     "properties": {
       "defaultMessageTimeToLive": "PT1H",
       "deadLetteringOnMessageExpiration": true
     }}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01-preview", "name": "shop/orders",
     "properties": {"defaultMessageTimeToLive": "PT1H", "deadLetteringOnMessageExpiration": true}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01-preview", "name": "shop/orders",
     "properties": {"defaultMessageTimeToLive": "P10675199DT2H48M5.4775807S", "maxDeliveryCount": 5}}
  ]
}
```
```json good
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {"ttl": {"type": "string"}},
  "resources": [
    {"type": "Microsoft.ServiceBus/namespaces/queues", "apiVersion": "2022-10-01-preview", "name": "shop/orders",
     "properties": {"defaultMessageTimeToLive": "[parameters('ttl')]"}}
  ]
}
```
"""

from math import inf

from predeploy import Findings, Queue, rule


@rule(
    "low",
    since="0.1",
    tier="strict",
    kinds=("Microsoft.ServiceBus/namespaces/queues", "Microsoft.ServiceBus/namespaces/topics/subscriptions"),
)
def expired_messages_vanish(queue: Queue) -> Findings:
    kept, flag = queue.retention, queue["properties.deadLetteringOnMessageExpiration"]
    if kept.state == "own" and kept.value < inf and (flag.absent or flag.is_false):
        yield kept.finding(
            f"`{queue.name}` deletes messages after {kept}, and nobody learns of it; set deadLetteringOnMessageExpiration",
            fix=flag.insert(True, safe=False) if flag.absent else flag.replace(True, safe=False),
        )
