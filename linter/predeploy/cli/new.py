"""predeploy new: a new rule in one file."""

import os

import click

from .._version import __version__
from ..rules.packs import BUILT_IN, folders
from ..scaffold import write_rule

_OURS = f"rules/{BUILT_IN}"


@click.command("new")
@click.argument("name", metavar="CATEGORY/NAME")
@click.option("--into", "folder", metavar="DIR", default=_OURS, help=f"The package of rules. [{_OURS}]")
def command(name: str, folder: str) -> None:
    """Write a rule with its page and examples, ready to be changed. Its NAME states the flaw: reliability/few-replicas."""
    if folder == _OURS and not os.path.isdir(folder):
        raise click.UsageError(f"there is no {_OURS} here: run this in a checkout of predeploy, or say --into DIR")
    try:
        path = write_rule(name, folder, __version__.rpartition(".")[0])
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except FileExistsError as error:
        raise click.UsageError(f"{error.filename} is there already") from error
    click.echo(f"wrote {path}\nnow run: {_next(folder, name.partition('/')[2])}")


def _next(folder: str, rule: str) -> str:
    """How to run its examples."""
    package = os.path.basename(os.path.abspath(folder))
    if package != BUILT_IN:
        return f"predeploy test {rule} --pack {package}   (where Python finds {package}: installed, or on PYTHONPATH)"
    if any(os.path.samefile(folder, one) for one in folders(BUILT_IN)):
        return f"predeploy test {rule}"
    return f"pip install -e . && predeploy test {rule}   (the predeploy that runs now is not this checkout's)"
