"""Settings: what holds for the files of one folder, each value with the place it comes from."""

from collections.abc import Iterator, Mapping
from datetime import date
from fnmatch import fnmatchcase
from typing import Any, Final, Literal

from ..finding import Finding, Place
from ..intent import Intent, Subject
from ..record import NamedTuple
from ..severity import MONEY_THRESHOLDS, Severity
from ..target import Target
from .globs import matches

_NONE: Final[Mapping[str, Any]] = {}  # shared, never written


class At(NamedTuple):
    """A value with its place, and as it was written."""

    value: Any
    place: Place
    raw: Any


class RuleEntry(NamedTuple):
    """One line of `rules:` as it is written: `part` is ("severity",), ("locked",) or ("options", name)."""

    word: str
    part: tuple[str, ...]
    at: At


class RuleSetting(NamedTuple):
    """What the configuration says about one rule. `off` and `on` switch it, a severity also enables it."""

    severity: Severity | Literal["off", "on"] | None = None
    options: Mapping[str, At] = _NONE
    locked: bool = False  # neither suppressed nor changed by a nearer file

    @property
    def off(self) -> bool:
        return self.severity == "off"

    @property
    def enables(self) -> bool:
        """Naming a rule with a severity or options enables it whatever its tier."""
        return not self.off and (self.severity is not None or bool(self.options))


class IgnoreEntry(NamedTuple):
    """Accepted findings. `path` is anchored at the root; everything that is given must fit."""

    rules: tuple[str, ...]  # as written; rule ids once the configuration is resolved
    place: Place
    path: str | None = None
    kind: str | None = None
    name: str | None = None
    namespace: str | None = None
    reason: str = ""
    until: date | None = None  # the last day

    def expired(self, today: date) -> bool:
        return self.until is not None and today > self.until

    def matches(self, finding: Finding) -> bool:
        """Is it about this finding, expired or not?"""
        resource = finding.resource
        return (
            finding.rule in self.rules
            and (self.path is None or matches((self.path,), finding.place.path))
            and (self.kind is None or fnmatchcase(resource.kind, self.kind))
            and (self.name is None or fnmatchcase(resource.name, self.name))
            and (self.namespace is None or fnmatchcase(resource.namespace, self.namespace))
        )


class ApplicationEntry(NamedTuple):
    """What the matching objects want. `path` is anchored at the root; everything that is given must fit."""

    intent: Intent
    place: Place
    name: str | None = None
    label: str | None = None
    path: str | None = None
    kind: str | None = None

    def matches(self, subject: Subject) -> bool:
        names = (subject.application, subject.name)
        return (
            (self.name is None or any(fnmatchcase(name, self.name) for name in names if name))
            and (self.kind is None or fnmatchcase(subject.kind, self.kind))
            and (self.path is None or matches((self.path,), subject.path))
            and (self.label is None or _labelled(self.label, subject.labels))
        )


def _labelled(label: str, labels: Mapping[str, Any]) -> bool:
    key, equals, value = label.partition("=")
    return key in labels and (not equals or fnmatchcase(str(labels[key]), value))


NOTHING_WANTED: Final = Intent()


class Settings(NamedTuple):
    """The effective configuration below `folder` (reported path of the nearest predeploy.yaml, "" for the root)."""

    folder: str = ""
    fail_on: Severity = "high"
    min_severity: Severity = "info"
    tiers: frozenset[str] = frozenset({"default"})
    select: tuple[str, ...] = ()  # --select, --extend-select, --ignore: rules, categories, all
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = _NONE  # by rule id; empty until resolved
    rule_entries: tuple[tuple[RuleEntry, ...], ...] = ()  # `rules:` of each file, the farthest first
    exclude: tuple[str, ...] = ()  # patterns anchored at the root
    ignores: tuple[IgnoreEntry, ...] = ()
    require_reason: bool = False
    applications: tuple[ApplicationEntry, ...] = ()
    intent: Intent = NOTHING_WANTED  # the default of every application
    prices: Mapping[str, float] = _NONE  # USD, by name
    money: Mapping[str, float] = MONEY_THRESHOLDS  # severity → USD a month
    kubernetes: tuple[int, int] | None = None
    region: str | None = None
    environment: str | None = None
    complete: bool | None = None
    vendored: bool = False  # show what is found in charts that come from elsewhere
    enable_helm: bool = False  # for the charts of kustomizations
    packs: tuple[str, ...] = ()
    values: Mapping[str, Any] = _NONE  # stage: tuple of texts, params: name → value
    renders: tuple[Mapping[str, Any], ...] = ()  # as in the schema, with paths from the root
    api_versions: tuple[str, ...] = ()  # what the cluster serves besides Kubernetes' own
    rule_files: tuple[str, ...] = ()  # patterns from the root
    entries: Mapping[str, At] = _NONE  # every effective key, dotted

    def __hash__(self) -> int:
        return hash(self.folder)

    @property
    def origins(self) -> dict[str, Place]:
        """Effective key → where its value stands."""
        return {key: at.place for key, at in self.entries.items()}

    def target(self, prices: Any = None) -> Target:
        return Target(self.kubernetes, self.region, self.environment, prices)

    def intents_for(self, subject: Subject) -> Iterator[Intent]:
        """What applies to a subject, the strongest first: later entries win, nearer files come later."""
        for entry in reversed(self.applications):
            if entry.matches(subject):
                yield entry.intent
        yield self.intent

    def locked(self, rule_id: str) -> bool:
        """No comment, annotation or entry may suppress the rule."""
        setting = self.rules.get(rule_id)
        return setting is not None and setting.locked

    def excluded(self, path: str) -> bool:
        """Is a reported path (a folder's ends in `/`) left out by `exclude`?"""
        return matches(self.exclude, path)


def ignored_by(settings: Settings, finding: Finding, today: date) -> IgnoreEntry | None:
    """The first entry of resolved settings that accepts a finding; expired ones do not, and a locked rule has none."""
    if settings.locked(finding.rule):
        return None
    return next((e for e in settings.ignores if e.matches(finding) and not e.expired(today)), None)


_USUAL: Final = Settings()


def describe(settings: Settings) -> list[tuple[str, str, Place | None]]:
    """Every effective key as `predeploy config` prints it: key, value, place (None for a built-in default)."""
    import json

    usual: list[tuple[str, Any]] = [
        ("fail-on", _USUAL.fail_on),
        ("min-severity", _USUAL.min_severity),
        ("tiers", sorted(_USUAL.tiers)),
        *((f"money.{name}", value) for name, value in MONEY_THRESHOLDS.items()),
    ]
    rows: list[tuple[str, str, Place | None]] = [
        (key, json.dumps(value), None) for key, value in usual if key not in settings.entries
    ]
    for key, at in settings.entries.items():
        rows.append((key, json.dumps(_open(key, at.raw)), at.place))
    return sorted(rows)


def _open(key: str, raw: Any) -> Any:
    """What may be shown: a parameter or a value of a chart may be a secret."""
    if key.startswith("values.params."):
        return "…"
    if key.startswith("renders[") and isinstance(raw, dict) and "set" in raw:
        return {**raw, "set": dict.fromkeys(raw["set"], "…")}
    return raw
