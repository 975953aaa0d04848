"""Dapr: a sidecar that calls, subscribes and stores for its app; what it talks to, and how patiently.

https://docs.dapr.io/reference/resource-specs/ (as of 2026-11). The sidecar itself is asked for by annotations of the pods.
"""

from typing import ClassVar

from ..views import Document
from . import System

KINDS = ("Component", "Configuration", "Resiliency", "Subscription", "HTTPEndpoint")


class Dapr(System):
    name = "dapr"
    kinds: ClassVar = {f"dapr.io/{kind}": Document for kind in KINDS}


SYSTEM = Dapr()
