"""From what a rule yields to a record that can be printed: places, resource, fingerprint."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ..draft import Draft
from ..finding import Change, Finding, Related, Resource
from ..node import Node
from ..patterns import pattern
from ..project.calls import identity
from ..rules.index import Enabled
from ..severity import of_money
from ..views import Connection, Document, Problem, View

MAX_MESSAGE: Final = 2_000  # code points, as the reports print at the most
MAX_NAME: Final = 300  # no platform allows names that long: Kubernetes 253, AWS 256 (as of 2026-11)


# Quoted, a name that nobody knows leaves empty quotes: behind its kind, or where it stands for the object alone
_NAMELESS = pattern(r"(^|[,:;(] ?|\b(?:add|and|by|called|calls|for|from|in|into|of|on|or|than|that|to|which|with) )?``")
_GENERATED = frozenset({"cdk.out"})  # the next synth overwrites what is mended there


def locate(
    draft: Draft, view: View, enabled: Enabled, *, texts: bool, thresholds: Mapping[str, float] | None = None
) -> Finding:
    """Make the record of one finding; `texts` also makes the text edits of its fix."""
    rule = enabled.rule
    if isinstance(view, Problem):
        severity = enabled.severity or draft.severity or rule.severity
        return Finding(rule.id, severity, rule.tier, draft.message, view.place, key=view.kind)
    document = view.document
    resource = Resource(*map(_short, document.resource))
    severity = draft.severity or rule.severity
    if draft.money is not None and draft.severity is None:
        severity = of_money(draft.money.usd_month, thresholds) if thresholds else of_money(draft.money.usd_month)
    found = Finding(
        rule.id,
        enabled.severity or severity,
        rule.tier,
        spoken(_short(draft.message, MAX_MESSAGE), document.kind),
        draft.node.place,
        resource,
        _short(application_of(document)),
        draft.money,
        related=tuple(_related(one, document.kind) for one in draft.related),
        key=_key(draft.node),
        secret=draft.secret,
        edges=((identity(view.caller), identity(view.callee), view.edge),) if isinstance(view, Connection) else (),
    )
    found.spot = draft.node.tree.index, draft.node.path
    found.absent = None if draft.node.written else found.spot
    if draft.node.tree.source.made:
        found.scalar = _scalar(draft.node)
    if draft.fix is not None and not _GENERATED.intersection(draft.node.tree.source.path.split("/")):
        found.fixable = "safe" if draft.fix.safe else "unsafe"
        if texts or draft.node.tree.source.made:  # whether a chart can be mended shows in the text that it must give
            from .. import fix as fixes

            found.fix = fixes.render(draft.fix)
            found.changes = tuple(Change(one.tree.index, *one[1:]) for one in draft.fix.edits)
            found.fixable = found.fixable if found.fix else ""
    return found


def _scalar(node: Node) -> str | None:
    """What is written at the place of a finding; None when that is no single value, or nothing."""
    return node.text if node.written and node.data.__class__ not in (dict, list) else None


def _short(text: str, limit: int = MAX_NAME) -> str:
    """A hostile text must not be repeated in full by every finding."""
    return text if len(text) <= limit else text[:limit] + "…"


def _related(one: Node | tuple[Node, str], kind: str) -> Related:
    node, label = one if isinstance(one, tuple) else (one, "")
    return Related(spoken(label, kind), node.place)


def spoken(message: str, kind: str) -> str:
    """The message with words where a name is not known before deployment, or not given."""
    if "``" not in message:
        return message
    return _NAMELESS.sub(
        lambda found: "without a known name" if found[1] is None else f"{found[1]}this {kind}", message
    )


def application_of(document: Document) -> str:
    """The application that a report groups an object under: what it says, else its folder."""
    if said := document.application:
        return said
    path = document.node.tree.source.path
    folder, _, name = path.rpartition("/")
    return folder or name


def _key(node: Node) -> str:
    """The path in the document, list items by their name: it outlives lines, order and values."""
    parts: list[str] = []
    value: Any = node.tree.data
    part: Any
    for part in node.path:
        if value.__class__ is list and part.__class__ is int:
            value = value[part] if part < len(value) else None
            name = value.get("name") if value.__class__ is dict else None
            parts.append(f"[{name}]" if name.__class__ is str else "[]")
        else:
            value = value.get(part) if value.__class__ is dict else None
            parts.append(str(part))
    return ".".join(parts)


def fingerprint(findings: Iterable[Finding]) -> None:
    """Give each finding its fingerprint: name of the rule, file, resource, path in it, and its number among equals;
    never a value, line, category, severity or message. Findings must be in a stable order."""
    from ..hashing import blake2b

    seen: dict[tuple[str, str, Resource, str], int] = {}
    for one in findings:
        name = one.rule.replace(f"{one.category}/", "", 1)  # a foreign pack's stays `pack:name`
        identity = (name, one.place.path, one.resource, one.key)
        ordinal = seen[identity] = seen.get(identity, -1) + 1
        text = "\0".join((name, one.place.path, *one.resource, one.key, str(ordinal)))
        one.fingerprint = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
