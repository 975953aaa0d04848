"""predeploy's public API: all that a rule or a pack of rules may import.

Names are loaded when they are used, so that `predeploy --version` stays quick.
"""

import importlib
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .cycles import circles as circles
    from .draft import renamed as renamed
    from .draft import together as together
    from .finding import Money as Money
    from .formats.cloudformation.whole import is_whole as is_whole
    from .formats.compose.service import ComposeFile as ComposeFile
    from .formats.compose.service import ComposeService as ComposeService
    from .intent import Intent as Intent
    from .measure import Measure as Measure
    from .measure import effective as effective
    from .node import Node as Node
    from .options import Duration as Duration
    from .options import Quantity as Quantity
    from .options import Usd as Usd
    from .patterns import pattern as pattern
    from .project import AMBIGUOUS as AMBIGUOUS
    from .project import Project as Project
    from .project.idle import sleeps as sleeps
    from .project.selectors import selects as selects
    from .project.unfit import leads as leads
    from .rules import Findings as Findings
    from .rules import rule as rule
    from .secrets import secret_in as secret_in
    from .secrets import tells as tells
    from .severity import Severity as Severity
    from .spelling import similar as similar
    from .spelling import slip as slip
    from .systems.aws.doors import door_of as door_of
    from .systems.aws.doors import lets_in as lets_in
    from .systems.aws.logs import without_log_group as without_log_group
    from .systems.aws.s3 import address as address
    from .systems.aws.s3 import bucket_names as bucket_names
    from .systems.aws.s3 import refuses_public as refuses_public
    from .systems.azure.container_apps import ContainerApp as ContainerApp
    from .systems.azure.functions import AzureFunction as AzureFunction
    from .systems.azure.host import FunctionHost as FunctionHost
    from .systems.azure.resource import ArmResource as ArmResource
    from .systems.azure.resource import ArmTemplate as ArmTemplate
    from .systems.azure.web import AppServicePlan as AppServicePlan
    from .systems.azure.web import AppServiceSite as AppServiceSite
    from .systems.azure.web import FunctionApp as FunctionApp
    from .systems.google.app_engine import AppEngineService as AppEngineService
    from .systems.google.cloud_run import CloudRun as CloudRun
    from .systems.google.cloud_run import CloudRunService as CloudRunService
    from .systems.google.functions import GoogleFunction as GoogleFunction
    from .systems.google.workflows import GoogleWorkflow as GoogleWorkflow
    from .systems.knative import KnativeService as KnativeService
    from .systems.kserve import ModelComponent as ModelComponent
    from .systems.names.doors import Knock as Knock
    from .systems.names.doors import knocks as knocks
    from .systems.virtual_nodes import virtual_node as virtual_node
    from .target import Target as Target
    from .views import Application as Application
    from .views import Autoscaler as Autoscaler
    from .views import Connection as Connection
    from .views import Container as Container
    from .views import DisruptionBudget as DisruptionBudget
    from .views import Document as Document
    from .views import Endpoint as Endpoint
    from .views import Flow as Flow
    from .views import Function as Function
    from .views import Grant as Grant
    from .views import Problem as Problem
    from .views import Queue as Queue
    from .views import Release as Release
    from .views import Role as Role
    from .views import Route as Route
    from .views import Scaling as Scaling
    from .views import Service as Service
    from .views import Stack as Stack
    from .views import StackResource as StackResource
    from .views import State as State
    from .views import StateMachine as StateMachine
    from .views import View as View
    from .views import Workload as Workload

_HOMES = {
    "cycles": ("circles",),
    "finding": ("Money",),
    "formats.cloudformation.whole": ("is_whole",),
    "formats.compose.service": ("ComposeFile", "ComposeService"),
    "project.idle": ("sleeps",),
    "intent": ("Intent",),
    "draft": ("renamed", "together"),
    "measure": ("Measure", "effective"),
    "node": ("Node",),
    "options": ("Duration", "Quantity", "Usd"),
    "patterns": ("pattern",),
    "project": ("AMBIGUOUS", "Project"),
    "rules": ("Findings", "rule"),
    "secrets": ("secret_in", "tells"),
    "project.selectors": ("selects",),
    "severity": ("Severity",),
    "spelling": ("similar", "slip"),
    "systems.virtual_nodes": ("virtual_node",),
    "systems.aws.doors": ("door_of", "lets_in"),
    "systems.aws.logs": ("without_log_group",),
    "systems.aws.s3": ("address", "bucket_names", "refuses_public"),
    "systems.azure.container_apps": ("ContainerApp",),
    "systems.azure.functions": ("AzureFunction",),
    "systems.azure.host": ("FunctionHost",),
    "systems.azure.resource": ("ArmResource", "ArmTemplate"),
    "systems.azure.web": ("AppServicePlan", "AppServiceSite", "FunctionApp"),
    "systems.google.app_engine": ("AppEngineService",),
    "systems.google.cloud_run": ("CloudRun", "CloudRunService"),
    "systems.google.functions": ("GoogleFunction",),
    "systems.google.workflows": ("GoogleWorkflow",),
    "systems.knative": ("KnativeService",),
    "systems.kserve": ("ModelComponent",),
    "systems.names.doors": ("Knock", "knocks"),
    "target": ("Target",),
    "project.unfit": ("leads",),
    "views": (
        "Application", "Autoscaler", "Connection", "Container", "DisruptionBudget", "Document", "Endpoint", "Flow", "Function", "Grant",
        "Problem", "Queue", "Release", "Role", "Route", "Scaling", "Service", "Stack", "StackResource", "State", "StateMachine",
        "View", "Workload",
    ),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [*_HOME, "__version__"]  # noqa: PLE0604 (they are texts)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    return value
