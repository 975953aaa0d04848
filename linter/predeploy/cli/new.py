"""predeploy new: a new rule in one file."""

import click

from .._version import __version__
from ..scaffold import write_rule


@click.command("new")
@click.argument("name", metavar="CATEGORY/NAME")
@click.option(
    "--into",
    "folder",
    metavar="DIR",
    default="rules/predeploy_rules",
    help="The package of rules. [rules/predeploy_rules]",
)
def command(name: str, folder: str) -> None:
    """Write a rule with its page and examples, ready to be changed. Its NAME states the flaw: reliability/few-replicas."""
    try:
        path = write_rule(name, folder, __version__.rpartition(".")[0])
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except FileExistsError as error:
        raise click.UsageError(f"{error.filename} is there already") from error
    click.echo(f"wrote {path}\nnow run: predeploy test {name.partition('/')[2]}")
