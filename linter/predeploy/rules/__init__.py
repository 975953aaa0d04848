"""@rule: one typed function in one file. The annotation of its first parameter says what wakes it, further positional
parameters are injected by their type, keyword-only parameters are its options."""

import importlib
import re
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Literal, get_args

from ..draft import Draft
from ..intent import Intent
from ..options import Option
from ..project import Project
from ..severity import RANK, Severity
from ..target import Target
from ..views import Connection, Scaling, View

Findings = Iterator[Draft]
Tier = Literal["default", "strict", "preview"]

CATEGORIES: Final = ("security", "timeouts", "scale-to-zero", "cost", "correctness", "observability", "reliability")
PEERS: Final = frozenset(
    [
        "kube-linter",
        "kube-score",
        "polaris",
        "kubesec",
        "checkov",
        "trivy",
        "kubescape",
        "kics",
        "datree",
        "popeye",
        "cfn-lint",
        "serverless-rules",
        "cdk-nag",
        "cfn-nag",
        "cfn-guard",
        "psrule",
        "sls-dev-tools",
    ]
)
INJECTED: Final = (Target, Intent, Scaling, Project)
_SECOND_PASS: Final = (Intent, Scaling, Project)  # need the whole run
# Views that may be made by either pass: their rules run in both
_JOINED: Final = frozenset(f"{view.__module__}.{view.__qualname__}" for view in (Connection, Scaling))

_BY_NAME: Final = {t.__name__: t for t in INJECTED}

_registry: dict[str, "Rule"] = {}


class Rule:
    """A check with its page. `id` is "category/name", with "pack:" before it outside the built-in pack.

    `watches` names the views that wake it ("module.Class"): a rule that comes from the cache knows them, and all that is
    said in its decorator, before its code is run (`late`).
    """

    def __init__(
        self, *, pack: str, category: str, name: str, check: Callable[..., Findings], doc: str | None, **meta: Any
    ) -> None:
        self.pack, self.category, self.name, self.check, self._doc = pack, category, name, check, doc
        self.id = _id(pack, category, name)
        code = getattr(check, "__code__", None)
        self.file: str = meta.get("file") or (code.co_filename if code else "")
        self._load: Callable[[], None] | None = None
        self.severity: Severity = meta["severity"]
        self.since: str = meta["since"]
        self.tier: Tier = meta["tier"]
        self.kinds: frozenset[str] = frozenset(meta["kinds"])
        self.platforms: frozenset[str] = frozenset(meta.get("platforms", ()))
        self.keys: frozenset[str] = frozenset(meta.get("keys", ()))
        self.severities: tuple[Severity, ...] = meta["severities"]
        self.swallows: tuple[str, ...] = meta["swallows"]
        self.formerly: tuple[str, ...] = meta["formerly"]
        self.replaces: dict[str, tuple[str, ...]] = meta["replaces"]
        self.watches: tuple[str, ...] = meta["watches"]
        self.injected: tuple[type, ...] = meta["injected"]
        self.second_pass = any(t in _SECOND_PASS for t in self.injected)  # needs the whole run
        self.both_passes = not (self.second_pass or _JOINED.isdisjoint(self.watches))
        self._options: dict[str, Option] = meta["options"]

    @classmethod
    def late(cls, said: dict[str, Any], load: Callable[[], None]) -> "Rule":
        """The rule that said this of itself (`description`); `load` runs its code when it is first wanted."""
        made = cls.__new__(cls)  # there are hundreds, and all is known
        made.__dict__.update(said, _doc=None, _load=load, _options={}, check=made._check_late)
        made.injected = tuple([_BY_NAME[name] for name in said["injected"]])
        return made

    def description(self) -> dict[str, Any]:
        """What `late` makes it of: plain data."""
        late = ("_doc", "_load", "_options", "check")
        plain = {name: value for name, value in vars(self).items() if name not in late}
        return {**plain, "injected": tuple(t.__name__ for t in self.injected)}

    def _check_late(self, *subject: Any, **options: Any) -> Findings:
        self._arrive()
        return self.check(*subject, **options)

    def _arrive(self) -> None:
        if self._load is not None:
            self._load()

    def awaits(self, function: Callable[..., Findings]) -> bool:
        return self._load is not None and function.__code__.co_filename == self.file

    def receive(self, function: Callable[..., Findings]) -> "Rule":
        """Its code was run at last: everything else is known, and was looked at when it was kept."""
        self.check, self._options, self._load = function, _options(function), None
        return self

    @property
    def options(self) -> dict[str, Option]:
        self._arrive()
        return self._options

    @property
    def subjects(self) -> tuple[type[View], ...]:
        return tuple(map(_class, self.watches))

    def __repr__(self) -> str:
        return f"Rule({self.id})"

    @property
    def doc(self) -> str:
        """The whole page; read from the source when the rule came without it."""
        if self._doc is None:
            import ast

            with open(self.file, encoding="utf-8") as stream:
                self._doc = ast.get_docstring(ast.parse(stream.read()), clean=False) or ""
        return self._doc

    @property
    def title(self) -> str:
        return self.doc.strip().partition("\n")[0]

    @property
    def fixable(self) -> bool:
        return re.search(r"^```\w+ fixed", self.doc, re.M) is not None


def _id(pack: str, category: str, name: str) -> str:
    return f"{category}/{name}" if pack == "predeploy" else f"{pack}:{category}/{name}"


def watched(view: type) -> str:
    """What `watches` calls a view's type."""
    return f"{view.__module__}.{view.__qualname__}"


def _class(name: str) -> type[View]:
    module, _, qualname = name.rpartition(".")
    found: type[View] = getattr(importlib.import_module(module), qualname)
    return found


def rule(
    severity: Severity,
    *,
    since: str,
    tier: Tier = "default",
    kinds: tuple[str, ...] = (),
    platforms: tuple[str, ...] = (),
    keys: tuple[str, ...] = (),
    severities: tuple[Severity, ...] = (),
    swallows: tuple[str, ...] = (),
    formerly: tuple[str, ...] = (),
    replaces: Mapping[str, str | tuple[str, ...]] | None = None,
) -> Callable[[Callable[..., Findings]], Rule]:
    """Make a function in `<pack>/<category>/<stem>.py` a rule; it must be called like its file.

    `kinds` narrows the subject by its `.kind`, `platforms` a document by its `.platform`; `keys` are those of which one at
    least must be written anywhere in a Kubernetes object for the rule to find anything: it is not called for others.
    `severities` are further ones its findings may state; `swallows` are rules whose findings about the same subject are
    dropped in its favour; `replaces` names other linters' checks.
    Raises TypeError when the function is not of that shape.
    """

    def register(function: Callable[..., Findings]) -> Rule:
        package, category, stem = function.__module__.rsplit(".", 2)
        name, category = stem.replace("_", "-"), category.replace("_", "-")
        pack = package.partition(".")[0].removesuffix("_rules")
        late = _registry.get(_id(pack, category, name))
        if late is not None and late.awaits(function):
            return late.receive(function)
        peers = {peer: (ids,) if isinstance(ids, str) else tuple(ids) for peer, ids in (replaces or {}).items()}
        lists = {
            "kinds": kinds, "platforms": platforms, "keys": keys, "severities": severities, "swallows": swallows,
            "formerly": formerly,
        }  # fmt: skip
        try:
            _check_shape(function, stem, category, pack)
            _check_meta((severity, *severities), tier, lists, peers)
            subjects, injected = _parameters(function)
            options = _options(function)
        except TypeError as error:
            raise TypeError(f"{function.__code__.co_filename}: {error}") from None
        made = Rule(
            pack=pack, category=category, name=name, check=function, doc=sys.modules[function.__module__].__doc__,
            severity=severity, since=since, tier=tier, replaces=peers, watches=tuple(map(watched, subjects)), injected=injected,
            options=options, **lists,
        )  # fmt: skip
        return register_rule(made)

    return register


def register_rule(made: Rule) -> Rule:
    """Raises TypeError when another rule has the same id."""
    if _registry.setdefault(made.id, made) is not made and _registry[made.id].file != made.file:
        raise TypeError(f"there are two rules called {made.id}")
    _registry[made.id] = made
    return made


def _check_shape(function: Any, stem: str, category: str, pack: str) -> None:
    if function.__name__ != stem:
        raise TypeError(f"the function must be called {stem}, like its file")
    if category not in CATEGORIES:
        raise TypeError(f"its folder must be one of {', '.join(CATEGORIES)}")
    if pack in PEERS:
        raise TypeError(f"a pack cannot be called {pack}: that stands for the checks of another linter")


def _check_meta(severities: tuple[Any, ...], tier: str, lists: Mapping[str, Any], peers: Mapping[str, Any]) -> None:
    for severity in severities:
        if severity not in RANK:
            raise TypeError(f"severity must be one of {', '.join(RANK)}, not {severity!r}")
    if tier not in get_args(Tier):
        raise TypeError(f"tier must be one of {', '.join(get_args(Tier))}, not {tier!r}")
    for name, value in lists.items():
        if value.__class__ is not tuple:  # a text would be taken letter by letter
            raise TypeError(f"{name} must be a tuple, such as ({str(value)!r},)")
    if unknown := set(peers) - PEERS:
        raise TypeError(f"replaces names an unknown linter: {', '.join(sorted(unknown))}")


def _parameters(function: Any) -> tuple[tuple[type[View], ...], tuple[type, ...]]:
    code = function.__code__
    hints = [function.__annotations__.get(name) for name in code.co_varnames[: code.co_argcount]]
    if not hints:
        raise TypeError("the first parameter says what the rule is about")
    subjects = get_args(hints[0]) if isinstance(hints[0], types.UnionType) else (hints[0],)
    if not all(isinstance(s, type) and issubclass(s, View) for s in subjects):
        raise TypeError(f"the first parameter must be annotated with a view, not {hints[0]!r}")
    for hint in hints[1:]:
        if hint not in INJECTED:
            known = ", ".join(t.__name__ for t in INJECTED)
            raise TypeError(f"a further parameter must be one of {known}, not {hint!r}")
    return subjects, tuple(hints[1:])


def _options(function: Any) -> dict[str, Option]:
    code, hints, defaults = function.__code__, function.__annotations__, function.__kwdefaults__ or {}
    names = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    for name in names:
        if name not in hints or name not in defaults:
            raise TypeError(f"option {name} needs an annotation and a default")
    return {name: Option(name, hints[name], defaults[name]) for name in names}


def registered() -> dict[str, Rule]:
    """The rules imported so far, by id."""
    return _registry
