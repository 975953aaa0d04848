"""Typed lenses over nodes: what rules are about."""

from .application import Application
from .base import Document, View
from .connection import Connection, Endpoint
from .function import MIB, Function, FunctionEvent, Setting
from .network import Backend, Route, Service
from .problem import Problem
from .queue import Queue
from .role import Grant, Role
from .scaling import Autoscaler, DisruptionBudget, Scaling
from .stack import Stack, StackResource
from .workload import Container, Workload

__all__ = [
    "MIB",
    "Application",
    "Autoscaler",
    "Backend",
    "Connection",
    "Container",
    "DisruptionBudget",
    "Document",
    "Endpoint",
    "Function",
    "FunctionEvent",
    "Grant",
    "Problem",
    "Queue",
    "Role",
    "Route",
    "Scaling",
    "Service",
    "Setting",
    "Stack",
    "StackResource",
    "View",
    "Workload",
]
