"""Policy: what the engine asks a configuration: which rules run on a file, and which findings are accepted there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from .config import Configs, Settings, UsageError, enabled_rules, ignored_by, load
from .config.settings import NOTHING_WANTED
from .finding import Finding, Place
from .index import Enabled
from .intent import Intent, Subject, intent_of
from .packs import find, load_rules
from .prices import Prices
from .reading import ReadError
from .rules import Rule
from .target import Target, parse_kubernetes
from .views import Document, Problem


class Policy:
    """The settings of a run, folder by folder. Travels to spawned workers without its rules."""

    def __init__(self, configs: Configs, rules: Mapping[str, Rule]) -> None:
        self._configs, self._rules = configs, rules
        self._enabled: dict[str, tuple[Enabled, ...]] = {}
        self._problems: dict[Any, Problem] = {}

    def __reduce__(self) -> Any:
        return (_arrive, (self._configs,))

    @property
    def root(self) -> Settings:
        return self.settings_for("")

    def settings_for(self, path: str) -> Settings:
        """The settings of a file by its reported path."""
        return self._configs.settings_for(path)

    def enabled(self, settings: Settings) -> tuple[Enabled, ...]:
        found = self._enabled.get(settings.folder)
        if found is None:
            wanted = enabled_rules(settings, self._rules)
            found = tuple(Enabled(self._rules[i], one.severity, one.options) for i, one in wanted.items())
            self._enabled[settings.folder] = found
        return found

    def target(self, settings: Settings) -> Target:
        """What the files of a folder are deployed to, with what things cost there."""
        return settings.target(Prices(settings.prices))

    def ignored(self, finding: Finding, today: date) -> bool:
        """Does an entry of `ignore:` accept this finding?"""
        return ignored_by(self.settings_for(finding.place.path), finding, today) is not None

    def locked(self, settings: Settings) -> frozenset[str]:
        """The rules that nothing in the repository may suppress."""
        return frozenset(rule_id for rule_id, setting in settings.rules.items() if setting.locked)

    def intent(self, document: Document) -> Intent:
        path = document.node.tree.source.path
        settings = self.settings_for(path)
        if not (settings.applications or settings.intent != NOTHING_WANTED or _may_state(document)):
            return NOTHING_WANTED
        subject = Subject(path, document.kind, document.name, document.labels, document.application)

        def lookup(key: str) -> tuple[Any, Place] | None:
            node = document.annotation(f"predeploy/{key}")
            if node.absent:
                node = document.annotation(key) if document.platform != "kubernetes" else node
            if not node.present or "${" in (node.text or ""):  # filled in later
                return None
            try:
                return node.value, Place(path, node.span)
            except ReadError:
                return node.value, Place(path, None)

        intent, wrong = intent_of(subject, settings, [[lookup]])
        for one in wrong:
            self._problems[one] = Problem(one.kind, one.message, one.place.path, one.place.span, named=True)
        return intent

    @property
    def problems(self) -> list[Problem]:
        """What was wrong with the intents asked for so far."""
        return list(self._problems.values())


def _may_state(document: Document) -> bool:
    """The usual object states nothing: a quick look at its annotations."""
    annotations = document.annotations.value
    if annotations.__class__ is not dict:
        return False
    return document.platform != "kubernetes" or any(str(key).startswith("predeploy/") for key in annotations)


def _arrive(configs: Configs) -> Policy:
    return Policy(configs, rules_of(configs))


def rules_of(configs: Configs) -> dict[str, Rule]:
    """The rules of every installed pack, and those of the no-code files that any configuration names."""
    rules = load_rules()
    patterns = dict.fromkeys(pattern for settings in configs.all() for pattern in settings.rule_files)
    if patterns:
        from .nocode import load_rule_files

        rules = {**rules, **load_rule_files(configs.root, tuple(patterns), rules.values())}
    return rules


class Only(Policy):
    """One rule with its options, as examples and `predeploy test` run it."""

    def __init__(
        self,
        rule: Rule,
        options: Mapping[str, Any],
        *,
        target: Mapping[str, Any],
        complete: bool | None,
        config: str | None,
    ) -> None:
        configs = load("", found=["predeploy.yaml"], read={"predeploy.yaml": config}.get)
        configs.resolve({rule.id: rule}, lambda word: find(word, {rule.id: rule}))
        super().__init__(configs, {rule.id: rule})
        base = configs.settings_for("")
        kubernetes = parse_kubernetes(str(target["kubernetes"])) if "kubernetes" in target else base.kubernetes
        self._settings = base._replace(
            complete=complete if complete is not None else base.complete,
            kubernetes=kubernetes,
            region=target.get("region", base.region),
            environment=target.get("environment", base.environment),
        )
        defaults = {name: option.default for name, option in rule.options.items()}
        self._one = (Enabled(rule, None, {**defaults, **options}),)

    def settings_for(self, path: str) -> Settings:
        return self._settings

    def enabled(self, settings: Settings) -> tuple[Enabled, ...]:
        return self._one


__all__ = ["Only", "Policy", "Target", "UsageError"]
