"""What a run hands to the reports: plain records that travel between processes."""

from collections.abc import Hashable
from datetime import date
from typing import Any, Literal

from .reading.source import Source
from .reading.span import Span
from .record import NamedTuple
from .severity import Severity


class Place(NamedTuple):
    """A stretch of a file; `span` is None where only the file is known (never a pretended line 1)."""

    path: str  # relative to the project root, forward slashes
    span: Span | None


class Related(NamedTuple):
    label: str
    place: Place


class Resource(NamedTuple):
    """Which object a finding is about; empty texts where the format has no such word."""

    platform: str = ""
    kind: str = ""
    namespace: str = ""
    name: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.namespace, self.kind, self.name) if part)


_NOWHERE = Resource()


class Money(NamedTuple):
    """Dollars a month, with what they rest on. `low`/`high` bound the estimate; `formula` shows the arithmetic."""

    usd_month: float
    low: float
    high: float
    formula: str
    basis: str  # the price list: service, region, source
    as_of: date

    def __str__(self) -> str:
        return f"${self.usd_month:,.2f} a month"


class TextEdit(NamedTuple):
    """Replace the text between two code-point offsets of a file; `span` gives the same stretch as lines and columns."""

    path: str
    start: int
    end: int
    text: str
    span: Span


class TextFix(NamedTuple):
    edits: tuple[TextEdit, ...]
    safe: bool


class Change(NamedTuple):
    """One edit of a fix, as plain data."""

    document: int
    path: tuple[str | int, ...]
    operation: Literal["replace", "insert", "remove"]
    value: Any


class Decided(NamedTuple):
    """The value of a chart that decides what stands at a place."""

    key: str  # web.ports[0].name
    place: Place | None  # of the key; None where no file says it
    how: Literal["value", "condition", "absent", "near"]
    """`value`: proven, it is printed there; `condition`: proven, it only chooses what is; `absent`: proven, it would
    supply what is missing; `near`: could not be tried."""
    written: str = ""  # what the key is called where it stands, when that is another document: spec.values.image.tag


class Finding:
    """One result of one rule at one place, ready to be printed."""

    __slots__ = (
        "absent", "also", "application", "changes", "decided", "deployed", "edges", "evidence", "exposed", "fingerprint", "fix",
        "fixable",
        "key", "mapping",
        "message", "money", "place",
        "related", "rendered", "renders", "resource", "rule", "scalar", "secret", "severity", "spot", "tier",
    )  # fmt: skip

    def __init__(
        self,
        rule: str,  # "category/name", a foreign pack's "pack:category/name"
        severity: Severity,
        tier: str,
        message: str,
        place: Place,
        resource: Resource = _NOWHERE,
        application: str = "",
        money: Money | None = None,
        evidence: str = "",
        related: tuple[Related, ...] = (),
        fixable: Literal["", "safe", "unsafe"] = "",
        fix: TextFix | None = None,  # made only when a report or --fix asks for texts
        key: str = "",  # where in the object, list items by name: part of the fingerprint
        fingerprint: str = "",
        rendered: Place | None = None,
        exposed: bool = False,  # reachable from outside
        secret: bool = False,  # what stands at the place must not be shown
        edges: tuple[Hashable, ...] = (),  # the connections that it is about, as `calls.identity` has their ends
        also: tuple[Resource, ...] = (),  # of which it holds as well: what they share stands at this place
        renders: tuple[str, ...] = (),  # the stages or renders in which it was found; empty when it was in all
        scalar: str | None = None,  # what is written at the place, when that is a single value
        decided: Decided | None = None,
        absent: tuple[int, tuple[str | int, ...]]
        | None = None,  # document and path of what is missing; `place` is what stands nearest
        spot: tuple[int, tuple[str | int, ...]] | None = None,  # document and path of what it is about
        changes: tuple[Change, ...] = (),  # what its fix does to what was rendered
        mapping: Literal["", "exact", "near", "file"] = "",  # how sure `place` is, for what was `rendered`
        deployed: bool = False,  # the renders are what objects of the repository deploy
    ) -> None:
        self.rule, self.severity, self.tier, self.message, self.place = rule, severity, tier, message, place
        self.resource, self.application, self.money, self.evidence = resource, application, money, evidence
        self.related, self.fixable, self.fix, self.key = related, fixable, fix, key
        self.fingerprint, self.rendered, self.exposed = fingerprint, rendered, exposed
        self.secret, self.renders, self.edges, self.also, self.mapping = secret, renders, edges, also, mapping
        self.scalar, self.decided, self.absent, self.deployed = scalar, decided, absent, deployed
        self.spot, self.changes = spot, changes

    def __repr__(self) -> str:
        return f"Finding({self.rule} at {self.place.path}: {self.message})"

    @property
    def category(self) -> str:
        return self.rule.rpartition(":")[2].partition("/")[0]

    @property
    def name(self) -> str:
        return self.rule.rpartition("/")[2]


class Skipped(NamedTuple):
    path: str
    reason: str  # a short noun phrase that can be counted: "ignored by .gitignore", "not a deploy format"
    detail: str = ""


class Summary:
    """What a run saw, in numbers."""

    def __init__(
        self,
        *,
        files: int = 0,  # seen
        checked: int = 0,  # files in which at least one document was recognised
        documents: int = 0,
        resources: int = 0,  # objects a rule could look at
        skipped: dict[str, int] | None = None,  # reason → number of files or documents
        formats: dict[str, int] | None = None,  # format → number of files
        rules: int = 0,
        suppressed: int = 0,
        hidden: int = 0,  # below --min-severity
        idle_usd_month: float | None = None,  # only what was priced; None when nothing was
        avoidable_usd_month: float | None = None,
        unpriced: int = 0,
        seconds: float = 0.0,
    ) -> None:
        self.files, self.checked, self.documents, self.resources = files, checked, documents, resources
        self.skipped = skipped if skipped is not None else {}
        self.formats = formats if formats is not None else {}
        self.rules, self.suppressed, self.hidden = rules, suppressed, hidden
        self.idle_usd_month, self.avoidable_usd_month, self.unpriced = idle_usd_month, avoidable_usd_month, unpriced
        self.seconds = seconds


class Report:
    """The result of one run. `errors` are what made it incomplete (exit 3)."""

    def __init__(
        self,
        root: str,  # absolute; never printed
        findings: list[Finding],  # ranked
        skipped: list[Skipped],
        summary: Summary,
        errors: list[str] | None = None,
        intents: dict[str, str] | None = None,  # application → "wants zero when idle (stated in predeploy.yaml:4)"
        hidden: list[Finding] | None = None,  # below --min-severity: not shown, but they count for --fail-on
        notes: list[str] | None = None,  # what was given in vain
    ) -> None:
        self.root, self.findings, self.skipped, self.summary = root, findings, skipped, summary
        self.errors = errors if errors is not None else []
        self.intents = intents if intents is not None else {}
        self.hidden = hidden if hidden is not None else []
        self.notes = notes if notes is not None else []
        self.estate: Any = None  # estate.Estate, where one was asked for
        self.sources: dict[str, Source] = {}  # files by reported path, as they were read; not all that were

    def counts(self) -> dict[str, int]:
        """Severity → number of findings."""
        out: dict[str, int] = {}
        for finding in self.findings:
            out[finding.severity] = out.get(finding.severity, 0) + 1
        return out
