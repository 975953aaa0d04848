"""Limits of Google Cloud's serverless services, and what holds where a file says nothing.

Sources, all as of 2026-11 unless a line says otherwise:
- Run: the named page below https://cloud.google.com/run/docs/
- Functions: https://cloud.google.com/functions/quotas and gcloud's reference of `functions deploy`
- API: the comments of the named message in github googleapis/googleapis @f8291d2 (2026-08-22)
- App Engine: https://cloud.google.com/appengine/docs/standard/reference/app-yaml and …/flexible/reference/app-yaml
"""

from typing import Final

from ...views import MIB

GIB: Final = 1024 * MIB

# Cloud Run: services

RUN_TIMEOUT: Final = 300.0  # s; Run configuring/request-timeout
RUN_MOST: Final = 3600.0  # s; same page
RUN_CONCURRENCY: Final = 80.0  # requests, with one CPU and more; API run/v2 RevisionTemplate
RUN_CONCURRENCY_OF_LESS: Final = 1.0  # requests, with less than one CPU; same source
RUN_MOST_CONCURRENCY: Final = 1000.0  # requests; Run configuring/concurrency
RUN_MEMORY: Final = 512 * MIB  # bytes; Run configuring/memory-limits
RUN_CPU: Final = 1.0  # cores; Run configuring/cpu
RUN_CEILING: Final = 100.0  # instances; API run/v2 RevisionScaling

# Cloud Run: jobs and worker pools

TASK_TIMEOUT: Final = 600.0  # s, of each try; API run/v2 TaskTemplate
TASK_MOST: Final = 604_800.0  # s, seven days; Run configuring/task-timeout
TASK_GPU_MOST: Final = 3600.0  # s, with a GPU; same page
TASK_RETRIES: Final = 3.0  # API run/v2 TaskTemplate
POOL_INSTANCES: Final = 1.0  # Run configuring/workerpools/cpu-autoscaling

# Cloud Functions

FUNCTION_TIMEOUT: Final = 60.0  # s; API functions/v1 CloudFunction, functions/v2 ServiceConfig
FUNCTION_MOST: Final = 540.0  # s, first generation, and events of the second; Functions
FUNCTION_HTTP_MOST: Final = 3600.0  # s, HTTP of the second generation; Functions
FUNCTION_MEMORY: Final = 256 * MIB  # bytes; API functions/v1 CloudFunction, functions/v2 ServiceConfig
FUNCTION_SIZES: Final = (128, 256, 512, 1024, 2048, 4096, 8192)  # MB, first generation; Functions
FUNCTION_MOST_MEMORY: Final = 32 * GIB  # bytes, second generation; Functions
FUNCTION_ENVIRONMENT: Final = 32_768.0  # bytes; Run configuring/services/overview-environment-variables
FUNCTION_CONCURRENCY: Final = 1.0  # requests of one instance; API functions/v2 ServiceConfig

# What calls them

PUSH_DEADLINE: Final = 10.0  # s; API pubsub Subscription.ack_deadline_seconds, which is the timeout of a push too
PUSH_LEAST, PUSH_MOST = 10.0, 600.0  # s; same source
SCHEDULER_DEADLINE: Final = 180.0  # s, HTTP targets; API scheduler/v1 Job.attempt_deadline
SCHEDULER_LEAST, SCHEDULER_MOST = 15.0, 1800.0  # s; same source
WORKFLOW_REQUEST: Final = 300.0  # s; https://cloud.google.com/workflows/docs/reference/stdlib/http/get
WORKFLOW_MOST: Final = 1800.0  # s; https://cloud.google.com/workflows/docs/http-requests

# App Engine

APP_ENGINE_TIMEOUT: Final = 600.0  # s, automatic scaling; App Engine standard how-instances-are-managed
APP_ENGINE_LONG: Final = 86_400.0  # s, basic and manual scaling; same page
FLEXIBLE_TIMEOUT: Final = 3600.0  # s; App Engine flexible how-requests-are-handled
FLEXIBLE_FLOOR: Final = 2.0  # instances, automatic scaling; App Engine flexible
APP_ENGINE_IDLE: Final = (
    900.0  # s for which an instance is billed behind its last request; App Engine standard how-instances-are-managed
)
APP_ENGINE_FREE: Final = "F1"  # 28 hours a day of it are free; https://cloud.google.com/appengine/docs/standard/quotas
JOB_MOST: Final = 86_415.0  # s that Cloud Scheduler waits for App Engine; API scheduler/v1 Job.attempt_deadline
