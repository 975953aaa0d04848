"""The map as Mermaid text, for a README or a pull request: https://mermaid.js.org/syntax/flowchart.html (as of 2026-11)."""

from collections.abc import Iterator
from typing import Any, Final

from ..patterns import pattern
from ..report._escape import visible
from ..report._words import clip
from . import Document

# Mermaid draws no more than 500 edges unless its page says so: https://mermaid.js.org/config/schema-docs/config.html
# (maxEdges, as of 2026-11)
MOST: Final = 500
_SHAPES: Final = {
    "gateway": ("{{", "}}"),
    "queue": ("[[", "]]"),
    "stream": ("[[", "]]"),
    "topic": ("[[", "]]"),
    "store": ("[(", ")]"),
    "schedule": ("([", "])"),
    "workflow": ("[/", "/]"),
    "function": ("(", ")"),
    "internet": ("((", "))"),
}
_CLASSES: Final = {
    "zero": "fill:#e6f4ea,stroke:#1e8e3e,color:#0b3d1c",
    "ready": "fill:#e8f0fe,stroke:#1a73e8,color:#0b2a5b",
    "blocked": "fill:#fef7e0,stroke:#b06000,color:#4a2a00",
    "unsuited": "fill:#eceff1,stroke:#607d8b,color:#22313a",
    "absent": "stroke-dasharray:4 3,fill:#ffffff,color:#444444",
}
_FAULTY: Final = "stroke:#d93025,stroke-width:3px,color:#d93025"
_LONGEST: Final = 100  # code points of one text: the whole may have 50,000 (maxTextSize, same page)
_PLAIN: Final = pattern(r'["#<>&\[\]{}()|`\\;]')


def render(document: Document) -> str:
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield "flowchart LR"
    edges = sorted(document["edges"], key=lambda edge: not edge["faulty"])[:MOST]
    drawn = {end for edge in edges for end in (edge["caller"], edge["callee"])}
    nodes = [node for node in document["nodes"] if node["role"] != "fixed" or node["id"] in drawn]
    members: dict[str | None, list[dict[str, Any]]] = {}
    for node in nodes:
        members.setdefault(node["application"], []).append(node)
    for group in document["applications"]:
        if group["id"] in members:
            yield f'  subgraph {group["id"]}["{_text(group["name"])}"]'
            yield from (f"    {_node(node)}" for node in members[group["id"]])
            yield "  end"
    yield from (f"  {_node(node)}" for node in members.get(None, ()))
    for edge in edges:
        yield f"  {_edge(edge)}"
    left = len(document["edges"]) - len(edges)
    if left:
        yield f"  %% {left} more edges are not drawn: predeploy graph --format html shows all"
    yield from _styles(nodes, edges)


def _node(node: dict[str, Any]) -> str:
    opening, closing = _SHAPES.get(node["role"], ("[", "]"))
    lines = [_text(node["name"])]
    if node["presence"] == "elsewhere":
        lines.append("not in this run")
    if node["idle_usd_month"]:
        lines.append(f"${node['idle_usd_month']:,.2f} a month idle")
    return f'{node["id"]}{opening}"{"<br/>".join(lines)}"{closing}'


def _edge(edge: dict[str, Any]) -> str:
    arrow = "-.->" if edge["evidence"] in ("named", "granted") else "==>" if edge["faulty"] else "-->"
    said = edge["label"] and _text(edge["label"])
    return f"{edge['caller']} {arrow}{f'|{said}|' if said else ''} {edge['callee']}"


def _styles(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> Iterator[str]:
    members: dict[str, list[str]] = {}
    for node in nodes:
        name = "absent" if node["presence"] != "here" else node["verdict"]
        if name in _CLASSES:
            members.setdefault(name, []).append(node["id"])
    for name, ids in members.items():
        yield f"  classDef {name} {_CLASSES[name]}"
        yield f"  class {','.join(ids)} {name}"
    faulty = [str(number) for number, edge in enumerate(edges) if edge["faulty"]]
    if faulty:
        yield f"  linkStyle {','.join(faulty)} {_FAULTY}"


def _text(text: str) -> str:
    """Within quotes every character can be written as its number; nothing at all cannot stand there."""
    shown = visible(clip(text, _LONGEST)) or " "
    return _PLAIN.sub(lambda found: f"#{ord(found[0])};", shown)
