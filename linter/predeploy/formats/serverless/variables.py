"""Serverless Framework variables: what `${self:custom.x, 'dev'}` and its kin stand for before anything is deployed.

Serverless Framework 3.40 (compared with its `print`) and 4, 2026-11-20, serverless.com/framework/docs/guides/variables.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from ...reading.values import ABSENT, UNKNOWN, Tagged
from .grammar import MAX_DEPTH, Literal, Source, Template, Variable, is_variable, parse, spelling

__all__ = ["Resolver", "is_variable", "resolver"]

MAX_HEIGHT: Final = 64
MAX_SIZE: Final = 50_000
"""Levels and values of one mapping or list that a variable stands for, all variables in it followed."""
MAX_TEXT: Final = 262_144
MAX_BUILT: Final = 16_777_216
"""Characters of one text with variables in it, and of all such texts of a service together."""

DEFAULT_STAGE: Final = "dev"  # serverless.com/framework/docs/providers/aws/guide/serverless.yml, 2026-11-20
DEFAULT_REGION: Final = "us-east-1"  # the same page
_CODE: Final = (".js", ".cjs", ".mjs", ".ts", ".cts", ".mts")

_Step = Callable[[Any], Any]


def resolver(
    data: Any,
    *,
    options: Mapping[str, str] | None = None,
    params: Mapping[str, Any] | None = None,
    read: Callable[[str], Any] | None = None,
    fallback: _Step | None = None,
) -> "Resolver":
    """A function from a value as written in a serverless.yml to its effective value: plain data, ABSENT or UNKNOWN.

    data      the whole serverless.yml as plain data
    options   what `--stage`, `--region`, … say
    params    what `--param` says
    read      a relative path → parsed data, UNKNOWN (there, but not readable) or None (no such file)
    fallback  what resolves the rest (CloudFormation's functions); it sees every known value, and variables within
              a function are replaced before it is asked

    Mappings and lists come as they are written: every child met in them is to be passed through the function again.
    Where the first choice lies outside (`env`, `ssm`, `cf`, an option not given) a written default counts; where it
    is there but not knowable, the result is UNKNOWN. Never raises; texts, depth and work are bounded.
    """
    return Resolver(data, options or {}, params or {}, read, fallback)


class Resolver:
    """See `resolver`."""

    def __init__(
        self,
        data: Any,
        options: Mapping[str, str],
        params: Mapping[str, Any],
        read: _Step | None,
        fallback: _Step | None,
    ) -> None:
        self.data, self.options, self.params, self.read, self.fallback = data, options, params, read, fallback
        self.foreign = _foreign_opening(data)
        self.memo: dict[str, Any] = {}
        self.depth = self.built = 0
        self.weights: dict[int, tuple[int, int]] = {}
        self.kept: list[Any] = []  # an id means something only as long as its object lives
        self.open: set[int] = set()

    def __call__(self, raw: Any) -> Any:
        value = raw
        if raw.__class__ is str:
            if "$" not in raw and self.foreign is None:
                return raw if self.fallback is None else self.fallback(raw)
            value = self.text(raw)
            if value.__class__ is dict or value.__class__ is list:
                size, height = self.measured(value)
                if size > MAX_SIZE or height > MAX_HEIGHT:
                    self.memo[raw] = UNKNOWN
                value = self.memo[raw]  # a text that stands in what it stands for was cut
        if value is UNKNOWN or value is None:
            return ABSENT if value is None else UNKNOWN
        if self.fallback is not None:
            return self.fallback(self.filled(value) if _is_function(value) else value)
        return UNKNOWN if value.__class__ is Tagged else value

    def text(self, text: str) -> Any:
        """What a text stands for; None when that is null."""
        if self.foreign is not None and ((self.foreign and self.foreign in text) or is_variable(text)):
            return UNKNOWN
        if "${" not in text:
            return text
        if text not in self.memo:
            self.memo[text] = UNKNOWN  # while it is worked out: whoever leads back here goes round in a circle
            self.memo[text] = self.template(parse(text))
        return self.memo[text]

    # templates and variables

    def template(self, parts: Template | None) -> Any:
        if parts is None or self.depth >= MAX_DEPTH:
            return UNKNOWN
        self.depth += 1
        try:
            if len(parts) == 1 and isinstance(parts[0], Variable):
                return self.variable(parts[0])
            texts = [part for part in parts if isinstance(part, str)]
            return "".join(texts) if len(texts) == len(parts) else self.joined(parts)
        finally:
            self.depth -= 1

    def joined(self, parts: Template) -> Any:
        texts = []
        size = 0
        for part in parts:
            text = part if isinstance(part, str) else spelling(self.variable(part))
            if text is None:
                return UNKNOWN
            size += len(text)
            if size > MAX_TEXT:
                return UNKNOWN
            texts.append(text)
        self.built += size
        return "".join(texts) if self.built <= MAX_BUILT else UNKNOWN

    def variable(self, variable: Variable) -> Any:
        for choice in variable.choices:
            if isinstance(choice, Literal):
                return self.text(choice.value) if isinstance(choice.value, str) else choice.value
            source = _SOURCES.get(choice.name)
            value = ABSENT if source is None else source(self, choice)  # env, ssm, cf, s3, vault, plugins: lie outside
            if value is not ABSENT:
                return value
        return UNKNOWN

    def address(self, source: Source) -> str | None:
        """None when it is not knowable."""
        return spelling(self.template(source.address))

    def lookup(self, data: Any, address: str | None) -> Any:
        if address is None:
            return UNKNOWN
        return self.walk(data, address.split(".") if address else ())

    def walk(self, value: Any, keys: Iterable[str]) -> Any:
        for key in keys:
            if value.__class__ is dict:
                value = value[key] if key in value else value.get(_number(key))
            elif value.__class__ is list:
                index = _number(key)
                value = value[index] if index is not None and index < len(value) else None
            else:
                value = UNKNOWN if value is UNKNOWN or value.__class__ is Tagged else None
            if value.__class__ is str:
                value = self.text(value)
            if value is None or value is UNKNOWN:
                break
        return ABSENT if value is None else value

    # sources: each gives a value, ABSENT (the next choice counts) or UNKNOWN

    def from_option(self, source: Source) -> Any:
        name = self.address(source)
        value: Any = UNKNOWN if name is None else self.options.get(name)
        return ABSENT if value is None else value

    def from_framework(self, source: Source) -> Any:
        return self.setting("stage", DEFAULT_STAGE) if self.address(source) == "stage" else UNKNOWN

    def from_aws(self, source: Source) -> Any:
        address = self.address(source)
        if address == "region":
            return self.setting("region", DEFAULT_REGION)
        # The account is always there; `aws:ssm:…` of version 4 need not be.
        return ABSENT if address is not None and ":" in address else UNKNOWN

    def setting(self, name: str, default: str) -> Any:
        value: Any = self.options.get(name) or self.walk(self.data, ("provider", name))
        return default if value is ABSENT or value in ("", False) else value

    def from_parameter(self, source: Source) -> Any:
        name, stage = self.address(source), spelling(self.setting("stage", DEFAULT_STAGE))
        if name is None:
            return UNKNOWN
        value = self.params.get(name)
        if value is not None:
            return value
        for level in (stage, "default"):
            if level is None:
                return UNKNOWN
            for keys in (("stages", level, "params", name), ("params", level, name)):
                value = self.walk(self.data, keys)
                if value is not ABSENT:
                    return value
        return ABSENT

    def from_file(self, source: Source) -> Any:
        path = spelling(self.template(source.arguments[0])) if source.arguments else None
        if not path or self.read is None or path.lower().endswith(_CODE):
            return UNKNOWN
        content = self.read(path)
        if content.__class__ is str:
            content = self.text(content)
        if content is None or content is UNKNOWN:
            return ABSENT if content is None else UNKNOWN
        return self.lookup(content, self.address(source))

    def from_text(self, source: Source) -> Any:
        text = spelling(self.template(source.arguments[0])) if source.arguments else None
        return {"true": True, "1": True, "false": False, "0": False}.get((text or "").strip().lower(), UNKNOWN)

    # structures

    def measured(self, value: Any) -> tuple[int, int]:
        """Values and levels that a whole walk of it would meet; a text that leads back to where it stands is cut."""
        if value.__class__ is str:
            found = self.text(value)
            if id(found) in self.open:
                self.memo[value] = UNKNOWN
                return 1, 1
            return (1, 1) if found.__class__ is str else self.measured(found)
        children = _children(value)
        if children is None:
            return 1, 1
        known = self.weights.get(id(value))
        if known is not None:
            return known
        if id(value) in self.open or len(self.open) >= MAX_HEIGHT:
            return MAX_SIZE + 1, 1
        self.open.add(id(value))
        size, height = 1, 0
        for child in children:
            below = self.measured(child)
            size, height = size + below[0], max(height, below[1])
            if size > MAX_SIZE:
                break
        self.open.remove(id(value))
        self.kept.append(value)
        self.weights[id(value)] = (size, height + 1)
        return size, height + 1

    def filled(self, value: Any) -> Any:
        """A copy with all variables in it replaced (UNKNOWN where one is); UNKNOWN when it would be too large."""
        size, height = self.measured(value)
        return UNKNOWN if size > MAX_SIZE or height > MAX_HEIGHT else self.copied(value)

    def copied(self, value: Any) -> Any:
        if value.__class__ is str:
            value = self.text(value)
            if is_variable(value):  # it was escaped; a walk of the copy must not take it for one
                return UNKNOWN
        if value.__class__ is dict:
            return {key: self.copied(child) for key, child in value.items()}
        if value.__class__ is list:
            return [self.copied(child) for child in value]
        return Tagged(value.tag, self.copied(value.value)) if value.__class__ is Tagged else value


# Not bound methods in the resolver: that cycle would keep every service until the collector runs.
_SOURCES: Final[dict[str, Callable[[Resolver, Source], Any]]] = {
    "self": lambda resolver, source: resolver.lookup(resolver.data, resolver.address(source)),
    "opt": Resolver.from_option,
    "sls": Resolver.from_framework,
    "param": Resolver.from_parameter,
    "file": Resolver.from_file,
    "aws": Resolver.from_aws,
    "git": lambda *_: UNKNOWN,  # always there
    "strToBool": Resolver.from_text,
}


def _number(key: str) -> int | None:
    return int(key) if key.isascii() and key.isdigit() and len(key) < 20 else None


def _children(value: Any) -> Iterable[Any] | None:
    if value.__class__ is dict:
        return list(value.values())
    if value.__class__ is list:
        return list(value)
    return (value.value,) if value.__class__ is Tagged else None


def _is_function(value: Any) -> bool:
    if value.__class__ is dict and len(value) == 1:
        key = next(iter(value))
        return key.__class__ is str and (key == "Ref" or key.startswith("Fn::"))
    return value.__class__ is Tagged


def _foreign_opening(data: Any) -> str | None:
    """What opens a variable under a `provider.variableSyntax` (versions 1 and 2) of another kind than `${…}`;
    "" when that cannot be told, None for the usual kind."""
    provider = data.get("provider") if isinstance(data, dict) else None
    syntax = provider.get("variableSyntax") if isinstance(provider, dict) else None
    if not isinstance(syntax, str):
        return None
    opening = syntax.partition("(")[0].replace("\\", "")
    return None if opening == "${" else opening
