"""Fixes: from the record of a change to text, and from many texts to the files."""

from .planning import Plan, apply, plan, write
from .rendering import render

__all__ = ["Plan", "apply", "plan", "render", "write"]
