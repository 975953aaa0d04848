"""Which values a template's expression is made of: paths below the context (`Values.image.tag`), without running it."""

from collections.abc import Iterable
from typing import Final

Path = tuple[str, ...]
ANY: Final = "*"  # an item of a list, or of a map
_DEEPEST: Final = 14


class Flow:
    """`paths` are what an expression may be made of, `fields` what is known of a map built in the template, `gates` the
    paths that only decide which of them it is. What was `parsed` from a text may be, field by field, anything in it."""

    __slots__ = ("fields", "gates", "literal", "parsed", "paths")

    def __init__(
        self,
        paths: Iterable[Path] = (),
        fields: "dict[str, Flow] | None" = None,
        literal: object = None,
        gates: Iterable[Path] = (),
        *,
        parsed: bool = False,
    ) -> None:
        self.paths, self.gates = frozenset(paths), frozenset(gates)
        self.fields, self.literal, self.parsed = fields, literal, parsed

    def field(self, name: str) -> "Flow":
        below = [(*path, name) for path in self.paths if len(path) < _DEEPEST]
        if self.fields and name in self.fields:
            found = self.fields[name]
            return Flow({*found.paths, *below}, found.fields, found.literal, self.gates | found.gates)
        return Flow([*below, *self.paths] if self.parsed else below, gates=self.gates, parsed=self.parsed)

    def items(self) -> "Flow":
        found = Flow([(*path, ANY) for path in self.paths if len(path) < _DEEPEST], gates=self.gates)
        for one in (self.fields or {}).values():
            found = found.joined(one)
        return found

    def all(self, depth: int = 0) -> frozenset[Path]:
        """Its paths, and those of the fields of a map."""
        found = self.paths
        for one in (self.fields or {}).values() if depth < 4 else ():
            found |= one.all(depth + 1)
        return found

    def joined(self, other: "Flow") -> "Flow":
        fields = None
        if self.fields or other.fields:
            fields = dict(self.fields or {})
            for name, one in (other.fields or {}).items():
                fields[name] = fields[name].joined(one) if name in fields else one
        literal = self.literal if self.literal is not None else other.literal
        gates, parsed = self.gates | other.gates, self.parsed or other.parsed
        return Flow(self.paths | other.paths, fields, literal, gates, parsed=parsed)

    def gated(self, gates: Iterable[Path]) -> "Flow":
        return Flow(self.paths, self.fields, self.literal, self.gates | frozenset(gates), parsed=self.parsed)


NOTHING: Final = Flow()
ROOT: Final = Flow([()])


def union(flows: Iterable[Flow]) -> Flow:
    found = NOTHING
    for one in flows:
        found = found.joined(one)
    return found


_JOIN: Final = frozenset(
    [
        *("list", "tuple", "concat", "append", "prepend", "merge", "mergeOverwrite", "mustMerge", "mustMergeOverwrite"),
        *(
            "default",
            "coalesce",
            "deepCopy",
            "mustDeepCopy",
            "toYaml",
            "fromYaml",
            "fromYamlArray",
            "toJson",
            "fromJson",
            "fromJsonArray",
        ),
        *("quote", "squote", "toString", "int", "int64", "float64", "trim", "nindent", "indent", "uniq", "compact"),
        *("omit", "pick", "and", "or"),
    ]
)
_PARSE: Final = frozenset({"fromYaml", "fromYamlArray", "fromJson", "fromJsonArray"})
_DECIDE: Final = frozenset(
    [
        *("eq", "ne", "lt", "gt", "le", "ge", "not", "hasKey", "contains", "empty", "kindIs", "typeIs", "has"),
        *("semverCompare", "hasPrefix", "hasSuffix", "regexMatch"),
    ]
)
_CONSTANT: Final = frozenset({"until", "untilStep", "lookup", "now", "randAlphaNum", "genCA", "genSignedCert"})


def call(function: str, arguments: list[Flow]) -> Flow:
    """What a function of Helm's or Sprig's gives; one that is not known may give anything of what it gets."""
    if function in _CONSTANT or not arguments:
        return NOTHING
    first, *others = arguments
    match function:
        case "dict":
            pairs = zip(arguments[::2], arguments[1::2], strict=False)
            return Flow(fields={str(key.literal): value for key, value in pairs if key.literal is not None})
        case "get" | "index":
            return _index(first, others)
        case "dig" if len(arguments) >= 3:
            return _index(arguments[-1], arguments[:-2]).joined(arguments[-2])
        case "first" | "last":
            return first.items()
        case "keys" | "values":
            return Flow(first.all() | first.items().paths, gates=first.gates)
        case "required":
            return union(others or arguments)
        case "ternary" if len(arguments) == 3:
            return first.joined(arguments[1]).gated(arguments[2].all())
        case "set" if len(arguments) == 3 and first.fields is not None and arguments[1].literal is not None:
            first.fields[str(arguments[1].literal)] = arguments[2]
            return first
    if function in _JOIN:
        found = union(arguments)
        return Flow(found.paths, found.fields, None, found.gates, parsed=found.parsed or function in _PARSE)
    paths = frozenset[Path]().union(*(one.all() for one in arguments))
    gates = frozenset[Path]().union(*(one.gates for one in arguments))
    return Flow(() if function in _DECIDE else paths, gates=gates | paths if function in _DECIDE else gates)


def _index(of: Flow, steps: Iterable[Flow]) -> Flow:
    for step in steps:
        of = of.field(str(step.literal)) if step.literal is not None else of.items().gated(step.all() | step.gates)
    return of
