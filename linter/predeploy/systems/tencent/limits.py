"""Limits of SCF, and what holds where a file says nothing.

Sources, all as of 2026-11 unless a line says otherwise:
- Quotas: https://www.tencentcloud.com/document/product/583/11637 (2025-10-16)
- Overview: https://cloud.tencent.com/document/product/583/19805
- Async: https://www.tencentcloud.com/document/product/583/39466 (asynchronous execution)
- scf, multi-scf, express: docs/configure.md of github serverless-components/tencent-scf, …-multi-scf and …-express
- toolkit: github serverless-tencent/tencent-component-toolkit, src/modules/triggers
"""

from typing import Final

from ...views import MIB, Range

TIMEOUT: Final = 3.0  # s; scf, multi-scf, express
MEMORY: Final = 128 * MIB  # bytes; same sources
STORAGE: Final = 512 * MIB  # bytes of /tmp; Quotas
SERVICE_TIMEOUT: Final = 15.0  # s that API Gateway waits; scf, express
ASYNC_TIMEOUT: Final = 86_400.0  # s, the most of a function that runs asynchronously; Async

LIMITS: Final = {
    "timeout": Range(1, 900),  # s; Quotas
    "initialization": Range(3, 300),  # s; Overview (scf says 30, and is older)
    "memory": Range(64 * MIB, 3072 * MIB, 128 * MIB),  # Quotas
    "environment": Range(0, 4096),  # bytes; Quotas
}
