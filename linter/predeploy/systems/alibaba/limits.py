"""Limits of Function Compute, and what holds where a file says nothing.

Sources, all as of 2026-11 unless a line says otherwise:
- API: CreateFunctionInput and PutAsyncInvokeConfigInput of the API 2023-03-30,
  https://www.alibabacloud.com/help/en/functioncompute/api-fc-2023-03-30-struct-createfunctioninput (2026-06-26)
- fc3: github devsapp/fc3 @4ca1c1b, src/schema.json (2026-05-28)
- fc: github devsapp/fc, default values of the component's functions
- ROS: https://www.alibabacloud.com/help/en/ros/developer-reference/aliyun-serverless-function and …/aliyun-fc-function
- Variables: https://www.alibabacloud.com/help/en/functioncompute/fc/environment-variables (2026-04-15)
"""

from datetime import date
from typing import Final

from ...views import MIB, Range, Runtime

TIMEOUT: Final = 3.0  # s; fc3, fc, ROS
MEMORY: Final = 512 * MIB  # bytes, Function Compute 3.0; fc3
OLD_MEMORY: Final = 128 * MIB  # bytes, Function Compute 2.0 and Fun; fc, ROS
DISK: Final = 512 * MIB  # bytes; fc3
ASYNC_AGE: Final = 86_400.0  # s; API
ASYNC_RETRIES: Final = 3.0  # API, fc

LIMITS: Final = {
    "timeout": Range(1, 86_400),  # s; fc3
    "initialization": Range(1, 300),  # s; ROS
    "memory": Range(128 * MIB, 32_768 * MIB, 64 * MIB),  # API, fc3; the step: ROS
    "environment": Range(0, 4096),  # bytes; Variables
    "cpu": Range(0.05, 16),  # cores; API
    "instance-concurrency": Range(1, 200),  # calls at once in one instance; fc3
}

# Alibaba Cloud tells which runtimes are deprecated, not since when: those that its own check counts, with the day on which
# their language got its last patch.
# https://www.alibabacloud.com/help/en/cloud-config/latest/fc-not-using-obsolete-runtime (2025-10-20); the newest:
# https://www.alibabacloud.com/help/en/functioncompute/fc/runtime-overview-3; the days: https://github.com/nodejs/release,
# https://devguide.python.org/versions/, https://dotnet.microsoft.com/platform/support/policy (all as of 2026-11)
RUNTIMES: Final = {
    "nodejs12": Runtime(date(2022, 4, 30), None, None, "nodejs20"),
    "nodejs10": Runtime(date(2021, 4, 30), None, None, "nodejs20"),
    "nodejs8": Runtime(date(2019, 12, 31), None, None, "nodejs20"),
    "nodejs6": Runtime(date(2019, 4, 30), None, None, "nodejs20"),
    "nodejs4.4": Runtime(date(2018, 4, 30), None, None, "nodejs20"),
    "python2.7": Runtime(date(2020, 1, 1), None, None, "python3.12"),
    "dotnetcore2.1": Runtime(date(2021, 8, 21), None, None, "dotnetcore3.1"),
}
