"""Limits of Azure services, and what holds where a template or host.json says nothing.

Sources (learn.microsoft.com, as of 2026-11 unless a line says otherwise):
- Timeouts: azure-docs includes/functions-timeout-duration.md @03e5750 (2026-01-20)
- Plans: azure-functions/functions-scale (2026-09-16); microsoft/azure-skills hosting-plans.md
- Host: azure-functions/functions-host-json; the binding pages beside it
- Apps: container-apps/scale-app (2026-05-19), container-apps/containers
"""

from typing import Final

from ...quantities import NaN
from ...views import MIB
from ..aws.limits import Limit

# Azure Functions, s: how long a function may work. Timeouts
CONSUMPTION_TIMEOUT: Final = Limit(300, 1, 600)
OTHER_TIMEOUT: Final = Limit(1800, 1, float("inf"))  # Flex Consumption, Premium, Dedicated, Container Apps
HTTP_ANSWER: Final = 230.0  # s that the load balancer in front of every plan waits; same source
UNLIMITED: Final = "-1"

# Flex Consumption: the sizes of an instance, MB. Plans
FLEX_MEMORY: Final = (512, 2048, 4096)
FLEX_MEMORY_DEFAULT: Final = 2048 * MIB
FLEX_INSTANCES: Final = Limit(100, 1, 1000)

# Premium: instances that are kept. Plans
PREMIUM_FLOOR: Final = Limit(1, 1, 20)
PREMIUM_SIZES: Final = {"EP1": (1.0, 3.5), "EP2": (2.0, 7.0), "EP3": (4.0, 14.0)}  # vCPU, GB

# host.json, extensions. Host
QUEUE_BATCH: Final = Limit(16, 1, 32)  # messages at once
QUEUE_RECEIVES: Final = Limit(5, 1, NaN)  # then the message goes to the poison queue
LOCK_RENEWAL: Final = Limit(300, 0, NaN)  # s; serviceBus.maxAutoLockRenewalDuration

# Service Bus. service-bus-messaging/message-transfers-locks-settlement
LOCK: Final = Limit(60, 5, 300)  # s; lockDuration
DELIVERIES: Final = Limit(10, 1, 2000)  # maxDeliveryCount

# Container Apps. Apps
APP_FLOOR: Final = 0.0
APP_CEILING: Final = 10.0
APP_MOST: Final = 1000.0

# Event Grid. event-grid/delivery-and-retry
EVENT_GRID_ANSWER: Final = 30.0  # s that it waits for an answer
EVENT_GRID_TRIES: Final = 30.0  # attempts, within a day
