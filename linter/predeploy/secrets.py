"""What looks like a secret: values by their shape, by what they are part of, and by the name they are given."""

import re
from functools import lru_cache
from itertools import pairwise

from .patterns import pattern
from .record import NamedTuple

_WORDS = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PASSWORD = pattern(r"(?:.*(?:password|passwd|passphrase|passcode)|pass|pwd)\Z")
_SECRET = pattern(r".*(?:secret|token|credentials?|apikey)\Z")
_KEY = pattern(
    r"(?:api|access|account|consumer|client|private|secret|signing|encryption|master|shared|license|auth|storage) key\Z"
)
# A name that ends so says something about a secret; it does not hold it
_ABOUT = frozenset({
    "name", "arn", "path", "file", "dir", "folder", "id", "ids", "uri", "url", "endpoint", "host", "port", "user", "username", "ref", "ttl",
    "seconds", "minutes", "hours", "days", "expiry", "expiration", "expires", "duration", "age", "timeout", "interval", "policy", "type",
    "mode", "style", "length", "size", "count", "limit", "max", "min", "header", "prefix", "suffix", "selector", "store", "backend", "by",
    "provider", "issuer", "audience", "alg", "algorithm", "field", "column", "param", "version", "region", "bucket", "namespace", "mount",
    "required", "enabled", "disabled", "rotation", "cache", "service", "server", "realm", "format", "encoding", "stage", "env", "kind",
    "scope", "scopes", "role", "alias", "table", "topic", "queue", "annotation", "label",
})  # fmt: skip
NAMED = r"(?:passw|passphrase|secret|token|credential|bearer|(?:api|access|private|account|master)[-_]?key)"
"""A part of the names of what should be hidden: wider than what is told, for to hide one value too many does no harm."""
_NAMED = pattern(f"(?i){NAMED}")
TELLING = ("pass", "pwd", "secret", "token", "credential", "bearer", "key")
"""In small letters; without one of them nothing is the name of a secret, and most names need no further look."""
_OPEN = frozenset({"public", "publishable", "allow", "enable", "disable", "max", "min"})
_PLACEHOLDER = pattern(
    r"\W*\Z|.*[<>{}]|.*\$[(\w]|.*(?:x{3}|\*{3}|\.{3})|[A-Z]+(?:_[A-Z0-9]+)+\Z|[./~]\S*\Z|[\w+.-]*://|AQICAH|@Microsoft\.KeyVault\("
    r"|(?i:.*(?:\byour|insert|replace|placeholder|dummy|redacted|todo|example|fixme)|(?:arn|ssm|vault|enc|op|sm|kms|ref|projects)[:/\[]"
    r"|(?:true|false|yes|no|on|off|none|null|nil|enabled|disabled|optional|required)\Z)",
    re.S,
)
_NAMELIKE = pattern(r"[a-z][a-z0-9]*(?:[-.][a-z0-9]{1,15})+\Z")  # webhook-server-cert-1 names a Secret
_ADDRESS = pattern(r"\b[a-z][a-z0-9+.-]{0,30}://[^\s/:@]{0,100}:([^\s/@]{1,200})@")
_PART = pattern(
    r"(?i)(?:\A|[;,&?\s])(?:password|pwd|accountkey|sharedaccesskey|secret)\s{0,5}=\s{0,5}[\"']?([^;,&\s\"']{1,400})"
)
_LINE = pattern(
    r"(?m)^[ \t]{0,80}[\"']?([\w.-]{1,80})[\"']?[ \t]{0,9}[:=][ \t]{0,9}[\"']?([^\"'#\n]{0,200}?)[\"']?,?[ \t]{0,9}$"
)
_SHAPES = {
    "an AWS access key": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b(?<!EXAMPLE)",
    "an access key of Alibaba Cloud": r"\bLTAI[0-9A-Za-z]{16,26}\b",
    "an access key of Tencent Cloud": r"\bAKID[0-9A-Za-z]{32}\b",
    "a private key": r"-----BEGIN (?:[A-Z]{2,9} ){0,3}PRIVATE KEY-----",
    "a GitHub token": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60})",
    "a GitLab token": r"\bglpat-[\w-]{20}",
    "a Slack token": r"\bxox[abeprs]-[0-9]{6,20}-[\w-]{10}|\bhooks\.slack\.com/services/T\w{6,20}/B\w{6,20}/\w{16}",
    "a Stripe key": r"\b[rs]k_live_[0-9A-Za-z]{20}",
    "a Google API key": r"\bAIza[0-9A-Za-z_-]{35}\b",
    "an npm token": r"\bnpm_[A-Za-z0-9]{36}\b",
    "a Hugging Face token": r"\bhf_[A-Za-z]{34}\b",
    "a key of Anthropic or OpenAI": r"\bsk-(?:ant-|proj-)[\w-]{32}",
    "a SendGrid key": r"\bSG\.[\w-]{22}\.[\w-]{43}",
    "a signed token (JWT)": r"\beyJ[\w-]{10,200}\.eyJ[\w-]{10,2000}\.[\w-]{20}",
}
_SHAPE = pattern("|".join(f"(?P<s{i}>{shape})" for i, shape in enumerate(_SHAPES.values())))
_SIGNS = (
    "AKIA", "ASIA", "LTAI", "AKID", " KEY-----", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "hooks.slack.com",
    "k_live_", "AIza", "npm_", "hf_", "sk-", "SG.", "eyJ",
)  # fmt: skip
"""One of them stands in each of these shapes: looking for it costs a hundredth of the search."""
_SHORTEST = 20  # characters of any of these shapes
_FORMS = (
    ("@", _ADDRESS, "an address with its password"),
    ("=", _PART, "a connection string with its secret"),
)
"""What stands in every such value, its form, and what it is."""
_MARKS = frozenset({"\n", *(sign for sign, _, _ in _FORMS)})
"""Without one of them a short value is a secret for its name's sake only."""
_MAX = 100_000  # characters that are read of one value; the patterns repeat a bounded number of times


class Secret(NamedTuple):
    what: str  # in words: "a password"
    random: bool  # it looks as if a machine had made it, so that it is hardly a stand-in


def secret_in(name: str, value: str) -> Secret | None:
    """What a value of that name holds, if it is a secret. Linear in the length of the value, of which a part is read."""
    if len(value) < _SHORTEST and _MARKS.isdisjoint(value) and not tells(name):
        return None
    value = value[:_MAX]
    if len(value) >= _SHORTEST and any(sign in value for sign in _SIGNS) and (shape := _SHAPE.search(value)):
        return Secret(list(_SHAPES)[int((shape.lastgroup or "s0")[1:])], random=True)
    for sign, form, what in _FORMS:
        for match in form.finditer(value) if sign in value else ():
            if not _PLACEHOLDER.match(match[1]):
                return Secret(what, _looks_random(match[1]))
    found = _by_name(name, value.strip()) if "\n" not in value.strip() else None
    if found is None and "\n" in value and _may_name(value):
        return next((inner for line in _LINE.finditer(value) if (inner := _by_name(line[1], line[2]))), None)
    return found


def names_secret(name: str) -> bool:
    """Should a value of that name be hidden?"""
    return _NAMED.search(name) is not None and _words(name)[-1] not in _ABOUT


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORDS.findall(name)]


def _may_name(text: str) -> bool:
    small = text.lower()
    return any(word in small for word in TELLING)


tells = lru_cache(maxsize=10_000)(_may_name)
"""Can a value of that name be a secret for its name's sake?"""


def _by_name(name: str, value: str) -> Secret | None:
    if not tells(name):
        return None
    words = _words(name)
    if not words or words[-1] in _ABOUT or not _OPEN.isdisjoint(words) or _PLACEHOLDER.match(value):
        return None
    telling = [word for word in words if _PASSWORD.match(word) or _SECRET.match(word)]
    if telling and _PASSWORD.match(telling[-1]):
        return Secret("a password", _looks_random(value))
    named = telling or any(_KEY.match(f"{one} {other}") for one, other in pairwise(words))
    return Secret("a secret", random=True) if named and _looks_random(value) else None


def _looks_random(value: str) -> bool:
    """Long, of letters and digits, and no name of something."""
    mixed = re.search(r"[A-Za-z]", value) and re.search(r"[0-9]", value)
    return bool(mixed) and len(value) >= 8 and not _NAMELIKE.match(value) and " " not in value
