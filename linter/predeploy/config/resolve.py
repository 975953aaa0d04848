"""Words in a configuration → rules: once the rules are loaded, every name and option is looked up and checked."""

from collections.abc import Callable, Mapping
from typing import Any, Final, Generic, Protocol, TypeVar

from ..finding import Place
from ..options import Option, coerce, shown
from ..record import NamedTuple
from ..severity import RANK, Severity
from .errors import COMMAND_LINE, MAX_WRONG, Mistake, did_you_mean, where
from .parse import dotted
from .settings import At, IgnoreEntry, RuleEntry, RuleSetting, Settings


class RuleLike(Protocol):
    """What a configuration needs to know of a rule."""

    @property
    def id(self) -> str: ...
    @property
    def pack(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def tier(self) -> str: ...
    @property
    def options(self) -> Mapping[str, Option]: ...


R = TypeVar("R", bound=RuleLike)
Rules = Mapping[str, RuleLike]
Find = Callable[[str], RuleLike]
"""name, category/name, pack:name, peer:id or a former name → rule; raises LookupError, whose text suggests another."""

Parts = dict[tuple[str, ...], At]
"""What is said about one rule: ("severity",), ("locked",) or ("options", name) → value."""

ALL: Final = "all"
LOCKED: Final = ("locked",)
_UNSET: Final = RuleSetting()


class Enabled(NamedTuple, Generic[R]):
    """A rule that runs: `severity` is the user's, which is final; `options` are complete and canonical."""

    rule: R
    severity: Severity | None
    options: dict[str, Any]


class Resolver:
    """Resolves the settings of a run, keeping every mistake in `mistakes`."""

    def __init__(self, rules: Rules, find: Find) -> None:
        self.rules, self.find = rules, find
        self.categories = {rule.category for rule in rules.values()}
        self.mistakes: list[Mistake] = []

    def resolve(self, settings: Settings) -> Settings:
        """The settings with rule ids in the place of words, and canonical option values."""
        self._packs(settings)
        parts = self._parts(settings)
        rules = {rule_id: _setting(found) for rule_id, found in parts.items()}
        entries = {
            dotted(("rules", rule_id, *part)): at for rule_id, found in parts.items() for part, at in found.items()
        }
        return settings._replace(
            rules=rules,
            entries={**settings.entries, **entries},
            ignores=tuple(self._ignore(entry, parts, settings) for entry in settings.ignores),
            select=self._flag("--select", settings.select),
            extend_select=self._flag("--extend-select", settings.extend_select),
            ignore=self._flag("--ignore", settings.ignore),
        )

    def _look(self, word: str, place: Place, key: str) -> RuleLike | None:
        if len(self.mistakes) >= MAX_WRONG:  # a suggestion costs a look at every rule
            return None
        try:
            return self.find(word)
        except LookupError as error:
            self.mistakes.append(Mistake(place, f"{key}: {error.args[0]}"))
            return None

    def _packs(self, settings: Settings) -> None:
        """A named pack must be installed. It is never loaded because it is named: the name may be a stranger's."""
        there = {_pack(rule.pack) for rule in self.rules.values()}
        for index, name in enumerate(settings.packs):
            if _pack(name) not in there:
                message = f"packs: no installed pack is called {shown(name)}{did_you_mean(name, there)}"
                self.mistakes.append(Mistake(settings.entries[f"packs[{index}]"].place, message))

    def _parts(self, settings: Settings) -> dict[str, Parts]:
        """What is said about each rule, by whatever name; a lock binds the files that are nearer."""
        parts: dict[str, Parts] = {}
        for layer in settings.rule_entries:
            locks = {rule_id: found[LOCKED] for rule_id, found in parts.items() if _locks(found)}
            for entry in layer:
                rule = self._look(entry.word, entry.at.place, "rules")
                at = self._checked(rule, entry) if rule else None
                if rule is None or at is None:
                    continue
                found, lock = parts.setdefault(rule.id, {}), locks.get(rule.id)
                if lock and (entry.part not in found or found[entry.part].value != at.value):
                    message = f"rules: {rule.id} is locked in {where(lock.place)} and cannot be changed here"
                    self.mistakes.append(Mistake(at.place, message))
                else:
                    found[entry.part] = at
        return parts

    def _checked(self, rule: RuleLike, entry: RuleEntry) -> At | None:
        """The entry's value, of an option the canonical one."""
        if entry.part[0] != "options":
            return entry.at
        name, options = entry.part[1], rule.options
        if name not in options:
            there = f"its options are {', '.join(options)}" if options else "it has none"
            message = f"rules: {rule.id} has no option {shown(name)}{did_you_mean(name, options)}; {there}"
            self.mistakes.append(Mistake(entry.at.place, message))
            return None
        try:
            return entry.at._replace(value=coerce(options[name], entry.at.value))
        except ValueError as error:
            self.mistakes.append(Mistake(entry.at.place, f"rules: option {name} of {rule.id} {error}"))
            return None

    def _ignore(self, entry: IgnoreEntry, parts: Mapping[str, Parts], settings: Settings) -> IgnoreEntry:
        if settings.require_reason and not entry.reason.strip():
            asked = settings.entries["ignores.require-reason"].place
            self.mistakes.append(Mistake(entry.place, f"ignore: a reason is required (by {where(asked)})"))
        ids: dict[str, None] = {}
        for word in entry.rules:
            several = self._several(word)
            if several is not None:
                ids |= dict.fromkeys(several)
                continue
            rule = self._look(word, entry.place, "ignore")
            if rule is None:
                continue
            if _locks(found := parts.get(rule.id, {})):
                message = f"ignore: {rule.id} is locked in {where(found[LOCKED].place)} and cannot be ignored"
                self.mistakes.append(Mistake(entry.place, message))
            ids[rule.id] = None
        return entry._replace(rules=tuple(ids))

    def _several(self, word: str) -> list[str] | None:
        """The rules of a category or all; None for the name of one rule."""
        if word == ALL or word in self.categories:
            return [rule.id for rule in self.rules.values() if word in (ALL, rule.category)]
        return None

    def _flag(self, flag: str, words: tuple[str, ...]) -> tuple[str, ...]:
        found = []
        for word in words:
            if self._several(word) is not None:
                found.append(word)
            elif rule := self._look(word, COMMAND_LINE, flag):
                found.append(rule.id)
        return tuple(found)


def _pack(name: str) -> str:
    return name.replace("-", "_").removesuffix("_rules")


def _locks(found: Parts) -> bool:
    return LOCKED in found and found[LOCKED].value is True


def _setting(found: Parts) -> RuleSetting:
    severity = found.get(("severity",))
    options = {part[1]: at for part, at in found.items() if part[0] == "options"}
    return RuleSetting(severity.value if severity else None, options, _locks(found))


def enabled_rules(settings: Settings, rules: Mapping[str, R]) -> dict[str, Enabled[R]]:
    """The rules that run under resolved settings, by id.

    The chosen tiers and what `rules:` enables; `--select` replaces that set, `--extend-select` adds to it, `--ignore`
    takes away. A category stands for its rules in the set, a name for its rule whatever tier or `off`, `all` for all
    that are not off.
    """
    usual = [rule_id for rule_id, rule in rules.items() if _usual(settings, rule)]

    def chosen(words: tuple[str, ...]) -> set[str]:
        found = {word for word in words if word in rules}
        if ALL in words:
            found |= {rule_id for rule_id in rules if not settings.rules.get(rule_id, _UNSET).off}
        return found | {rule_id for rule_id in usual if rules[rule_id].category in words}

    ids = chosen(settings.select) if settings.select else set(usual)
    ids |= chosen(settings.extend_select)
    ids -= {i for i, rule in rules.items() if not {i, rule.category, ALL}.isdisjoint(settings.ignore)}
    return {i: _enabled(rule, settings.rules.get(i, _UNSET)) for i, rule in rules.items() if i in ids}


def _usual(settings: Settings, rule: RuleLike) -> bool:
    setting = settings.rules.get(rule.id, _UNSET)
    return setting.enables or (rule.tier in settings.tiers and not setting.off)


def _enabled(rule: R, setting: RuleSetting) -> Enabled[R]:
    severity = setting.severity if setting.severity in RANK else None
    options = {name: at.value for name, at in setting.options.items()}  # the function has the defaults of the others
    return Enabled(rule, severity, options)  # type: ignore[arg-type]
