"""predeploy explain: the page of a rule."""

import re

import click

from ..rules.packs import UnknownRule, find, load_rules


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> None:
    """Say what a rule is about, why, and what to do. RULE is a name, category/name or another linter's id (checkov:CKV_K8S_16)."""
    rules = load_rules(pages=True)
    try:
        found = find(rule, rules)
    except UnknownRule as error:
        raise click.UsageError(f"{error.args[0]}\nList them all with: predeploy rules") from error
    click.echo(
        f"{found.id}   {found.severity}, tier {found.tier}, since {found.since}"
        + ("   has a fix" if found.fixable else "")
    )
    click.echo()
    click.echo(_page(found.doc))
    for option in found.options.values():
        click.echo(f"option {option.name} = {option.default!r}")
    for peer, ids in found.replaces.items():
        click.echo(f"replaces {peer}: {', '.join(ids)}")
    click.echo(f"\nSwitch it off for one place:  # predeploy: ignore[{found.name}] why")


# An example, with the line that introduces it
_FENCE = re.compile(r"^(?:([A-Z][^\n`]*:)\n+)?```\w+ (bad|good|fixed)([^\n]*)\n(.*?)^```[ ]*\n?", re.M | re.S)
_HEADS = {"bad": "Found", "fixed": "Fixed", "good": "Not found"}


def _page(doc: str) -> str:
    """The docstring with its examples as headed blocks; the look-alikes stay in the tests."""
    shown = {"bad": 0, "fixed": 0, "good": 0}

    def block(match: re.Match[str]) -> str:
        caption, verdict, words, body = match[1], match[2], match[3], match[4]
        shown[verdict] += 1
        file = re.search(r"file=(\S+)", words)
        if shown[verdict] > 1 and not file:
            return ""
        text = re.sub(r"\s*#~[^\n]*", "", body)
        head = _HEADS[verdict] + (f" ({file[1]})" if file else "")
        return (
            (f"{caption}\n\n" if caption else "")
            + f"{head}:\n"
            + "".join(f"    {line}\n" for line in text.splitlines())
            + "\n"
        )

    return re.sub(r"\n{3,}", "\n\n", _FENCE.sub(block, doc.strip() + "\n")).strip() + "\n"
