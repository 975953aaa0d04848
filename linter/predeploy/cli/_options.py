"""Options that several commands share."""

from collections.abc import Callable, Sequence
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def together(options: Sequence[Decorator]) -> Decorator:
    """Several options as one decorator; help lists them in this order."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def rule_option(name: str, help: str) -> Decorator:
    """An option that takes names of rules, each on its own or several with commas between them."""

    def parted(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word.strip() for one in given for word in one.split(",") if word.strip())

    return click.option(name, multiple=True, metavar="RULES", callback=parted, help=help)
