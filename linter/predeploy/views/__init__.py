"""Typed lenses over nodes: what rules are about."""

from .application import Application
from .base import Document, View
from .bundle import Bundle, Layered, Part
from .connection import Connection, Endpoint
from .function import MIB, Function, FunctionEvent, Range, Runtime, Setting
from .network import Backend, Parent, Route, Service
from .problem import Problem
from .queue import Queue
from .release import Chart, Release
from .role import Grant, Role
from .scaling import Autoscaler, DisruptionBudget, Hold, Scaling
from .stack import Stack, StackResource
from .state_machine import Flow, State, StateMachine
from .workload import Container, Workload

__all__ = [
    "MIB",
    "Application",
    "Autoscaler",
    "Backend",
    "Bundle",
    "Chart",
    "Connection",
    "Container",
    "DisruptionBudget",
    "Document",
    "Endpoint",
    "Flow",
    "Function",
    "FunctionEvent",
    "Grant",
    "Hold",
    "Layered",
    "Parent",
    "Part",
    "Problem",
    "Queue",
    "Range",
    "Release",
    "Role",
    "Route",
    "Runtime",
    "Scaling",
    "Service",
    "Setting",
    "Stack",
    "StackResource",
    "State",
    "StateMachine",
    "View",
    "Workload",
]
