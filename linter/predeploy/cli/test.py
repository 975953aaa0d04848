"""predeploy test: run the examples of rules."""

import click

from ..rules.packs import UnknownRule, find, load_rules
from ..testing import BadExample, examples, failures, poison
from .main import FINDINGS, OK


@click.command("test")
@click.argument("names", nargs=-1, metavar="[RULE]...")
@click.option("--pack", multiple=True, metavar="PACKAGE", help="Also load this package of rules.")
def command(names: tuple[str, ...], pack: tuple[str, ...]) -> int:
    """Run the examples in the pages of rules, apply their fixes, and make every value unknown in turn."""
    rules = load_rules(pack, pages=True)
    try:
        chosen = [find(name, rules) for name in names] or list(rules.values())
    except UnknownRule as error:
        raise click.UsageError(error.args[0]) from error
    passed = failed = 0
    for rule in chosen:
        try:
            previous = None
            for example in examples(rule):
                wrong = [*failures(rule, example, previous), *poison(rule, example)]
                previous = example
                passed, failed = passed + (not wrong), failed + bool(wrong)
                for line in wrong:
                    click.echo(f"{rule.id}, example {example.number + 1} ({example.verdict}): {line}", err=True)
        except BadExample as error:
            failed += 1
            click.echo(str(error), err=True)
    click.echo(f"{passed} passed, {failed} failed")
    return FINDINGS if failed else OK
