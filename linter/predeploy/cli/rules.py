"""predeploy rules: the list of all rules."""

import json
from typing import Any

import click

from ..rules import Rule
from ..rules.packs import load_rules
from ..severity import RANK


@click.command("rules")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="[text]")
@click.option("--tier", type=click.Choice(["default", "strict", "preview"]), help="Only rules of this tier.")
@click.argument("category", required=False)
def command(form: str, tier: str | None, category: str | None) -> None:
    """List the rules, or those of one CATEGORY."""
    rules = [
        r
        for r in load_rules(pages=True).values()
        if (not tier or r.tier == tier) and (not category or r.category == category)
    ]
    if category and not rules:
        raise click.UsageError(f"there is no category `{category}`")
    rules.sort(key=lambda r: (r.category, RANK[r.severity], r.name))
    if form == "json":
        click.echo(json.dumps([_described(r) for r in rules], indent=2, ensure_ascii=False))
        return
    shown = ""
    for one in rules:
        if one.category != shown:
            shown = one.category
            click.echo(f"\n{shown}" if shown != rules[0].category else shown)
        marks = "".join((" [fix]" if one.fixable else "", "" if one.tier == "default" else f" ({one.tier})"))
        click.echo(f"  {one.severity:<9}{one.name:<34}{one.title}{marks}")
    click.echo(f"\n{len(rules)} rules; read one with: predeploy explain {rules[0].name}")


def _described(one: Rule) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "category": one.category,
        "severity": one.severity,
        "tier": one.tier,
        "since": one.since,
        "fixable": one.fixable,
        "options": {option.name: option.default for option in one.options.values()},
        "replaces": {peer: list(ids) for peer, ids in one.replaces.items()},
    }
