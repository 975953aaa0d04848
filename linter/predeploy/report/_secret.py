"""Secret values stay out of excerpts: what looks like one is shown as dots, position by position."""

import re

from ..patterns import pattern
from ..secrets import NAMED, TELLING, names_secret

_KEY = rf"(?<![\w.\-])(?P<key>[\w.\-]*{NAMED}[\w.\-]*)"
_QUOTED = r""""[^"]*"? | '[^']*'?"""
_ASSIGNED = pattern(rf"""(?ix) {_KEY} ["']? (?: \s*:(?=[\s"']) | = ) \s* (?P<value> {_QUOTED} | [^\s,}}\]]+ )""")
_ENTRY = pattern(rf"""(?ix) \b name["']? \s* : \s* ["']? {_KEY} ["']? \s* (?: [,}}\#] | $ )""")
# `DbPassword: {Type: String, Default: …}`
_INLINE = pattern(
    rf"""(?ix) {_KEY} ["']? \s* : \s* \{{ [^}}]* \b (?:default|value) ["']? \s* : \s* (?P<value> {_QUOTED} | [^\s,}}\]]+ )"""
)
_VALUE = pattern(rf"""(?ix) \b value["']? \s* : \s* (?P<value> {_QUOTED} | [^\s,}}\]]+ )""")
# Shapes that are secrets wherever they stand: keys of clouds and forges, JSON web tokens, user:password in an address.
_SHAPES = pattern(
    r"(?P<value>\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bxox[abprs]-[\w-]{10,}"
    r"|\bsk_live_\w{10,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|(?<=://)[^\s/:@]+:[^\s/@]+(?=@))"
)

# Without one of these no shape can match, and without one of TELLING no name; in small letters
_SIGNS = ("://", "akia", "asia", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "hub_pat_", "xox", "sk_live_", "eyj")

_PAIR = pattern(r"""^\s*["']?(?P<key>[\w.\-/]+)["']?\s*:\s+(?P<value>\S.*)$""")
_OPEN_KEYS = frozenset({"apiVersion", "kind", "name", "namespace", "type", "immutable", "metadata"})
_BLOCK = pattern(r"^\s*(?P<value>[A-Za-z0-9+/=_\-]{24,}|-----.*)$")  # base64 or PEM lines of a block scalar
# A reference, a tag, an anchor, a map or list, a number or a boolean tells nothing.
_HARMLESS = pattern(r"""(?i)["']?(?:\$|!|\*|&|\{|\[|arn:)|[|>][+-]?$|["']?(?:true|false|null|~|\d{1,4})["']?$""")


def masked(line: str, around: list[str], kind: str = "") -> str:
    """`line` with as many dots in place of every secret-looking value.

    `around` are the lines before and after it (an entry of `env:` names on one what it says on the other), `kind` is
    the resource's. Cut long lines first: the time is quadratic in the length for hostile texts.
    """
    small = "\n".join((line, *around)).casefold()
    telling, signed = [sign for sign in TELLING if sign in small], [sign for sign in _SIGNS if sign in small]
    if kind != "Secret" and not (telling or signed):
        return line  # the usual case
    found: list[re.Match[str]] = []
    patterns = [_SHAPES] if signed else []
    if telling:  # secretName says where it is, not what it is
        values = (_ASSIGNED, _INLINE) if "{" in line else (_ASSIGNED,)
        found += [match for one in values for match in one.finditer(line) if names_secret(match["key"])]
        lines = (text for text in (line, *around) if "name" in text.casefold())
        if any(names_secret(entry["key"]) for text in lines for entry in _ENTRY.finditer(text)):
            patterns.append(_VALUE)
    if kind == "Secret":
        pair = _PAIR.match(line)
        patterns.append(_PAIR if pair and pair["key"] not in _OPEN_KEYS else _BLOCK)
    found += [match for one in patterns for match in one.finditer(line)]
    for start, end in [match.span("value") for match in found]:
        if not _HARMLESS.match(line[start:end]):
            line = line[:start] + "•" * (end - start) + line[end:]
    return line
