"""Policy: what the engine asks a configuration: which rules run on a file, and which findings are accepted there."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from .config import Configs, Settings, UsageError, enabled_rules, ignored_by, load
from .config.settings import NOTHING_WANTED
from .finding import Finding, Place
from .intent import KEYS, Intent, Subject, intent_of
from .node import Node
from .prices import Prices
from .project import Project
from .project.inference import inferred
from .rules import Rule
from .rules.index import Enabled
from .rules.packs import find, load_rules
from .target import Target, parse_kubernetes
from .views import Autoscaler, Document, Problem, Workload
from .views.base import OfFile


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

    def intent(self, document: Document, project: Project | None = None) -> Intent:
        """What is wanted of an object: what it says itself, what stands above it says, the configuration says, or what
        it has gives away; the last three only where the project is known."""
        if project is None:
            return self._stated(document, ())
        return project.once(("intent", id(document)), lambda: self._known(document, project))

    def stated(self, document: Document, project: Project) -> Intent:
        """The same without what it gives away."""
        return project.once(("stated", id(document)), lambda: self._stated(document, tuple(_above(document, project))))

    def _known(self, document: Document, project: Project) -> Intent:
        stated = self.stated(document, project)
        if stated is NOTHING_WANTED:  # by most
            return inferred(document, project)
        if all(getattr(stated, key).stated for key in KEYS):
            return stated
        guessed = inferred(document, project)
        pairs = ((getattr(stated, key), getattr(guessed, key)) for key in KEYS)
        return Intent(*(said if said.source != "unsaid" else guess for said, guess in pairs))

    def _stated(self, document: Document, above: tuple[tuple[Node, ...], ...]) -> Intent:
        path = document.node.tree.source.path
        settings = self.settings_for(path)
        if not (settings.applications or settings.intent != NOTHING_WANTED or above or _may_state(document)):
            return NOTHING_WANTED
        subject = Subject(path, document.kind, document.name, document.labels, document.application)

        levels = [
            [partial(_written, annotations) for annotations in level] for level in ((document.annotations,), *above)
        ]
        intent, wrong = intent_of(subject, settings, levels)
        for one in wrong:
            self._problems[one] = Problem(one.kind, one.message, one.place.path, one.place.span, named=True)
        return intent

    @property
    def problems(self) -> list[Problem]:
        """What was wrong with the intents asked for so far."""
        return list(self._problems.values())


def _written(annotations: Node, key: str) -> tuple[Any, Place] | None:
    """What a map of annotations states for a key, and where."""
    node = annotations.key(f"predeploy/{key}")
    if node.absent and _is_own(annotations):
        node = annotations.key(key)
    if not node.present or "${" in (node.text or ""):  # filled in later
        return None
    return node.value, node.place


def _is_own(annotations: Node) -> bool:
    """Is this a section for us alone (`Metadata.predeploy`, `x-predeploy`), whose keys need no prefix?"""
    return annotations.name in ("predeploy", "x-predeploy")


def _may_state(document: Document) -> bool:
    """The usual object states nothing: a quick look at its annotations."""
    return _states(document.annotations)


def _states(annotations: Node) -> bool:
    said = annotations.value
    return said.__class__ is dict and (_is_own(annotations) or any(str(key).startswith("predeploy/") for key in said))


def _above(document: Document, project: Project) -> Iterator[tuple[Node, ...]]:
    """The annotations of what stands above an object, nearest first: what it scales, its Services, its application, its
    namespace; the template of a resource."""
    if isinstance(document, OfFile):
        levels: list[list[Node]] = [[document.root["Metadata.predeploy"]]]
    elif not project.once("stating", lambda: any(map(_may_state, project.views))):
        return  # the usual run
    else:
        target = project.target(document) if isinstance(document, Autoscaler) else None
        scaled = [target] if isinstance(target, Document) else []
        services = project.services_of(document) if isinstance(document, Workload) else []
        named = project.called("Application", document.application) if document.application else []
        application = [one for one in named if project.distance(one, document) >= 0]
        namespace = project.called("Namespace", document.namespace) if document.namespace else []
        levels = [[one.annotations for one in level] for level in (scaled, services, application, namespace)]
    for level in levels:
        stating = tuple(annotations for annotations in level if _states(annotations))
        if stating:
            yield stating


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
