"""predeploy schema: the JSON Schema of our config file and of what we print as JSON."""

import json
import os

import click


@click.command("schema")
@click.argument("what", type=click.Choice(["config", "report", "graph", "readiness"]))
def command(what: str) -> None:
    """Print the JSON Schema of predeploy.yaml (config), or of what `scan` (report), `graph` or `readiness` print as JSON."""
    if what == "config":
        from ..config.schema import schema_with
        from ..rules.packs import load_rules

        click.echo(json.dumps(schema_with(load_rules(pages=True)), indent=2, ensure_ascii=False))
        return
    file = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data", f"{what}.schema.json")
    with open(file, encoding="utf-8") as stream:
        click.echo(stream.read(), nl=False)
