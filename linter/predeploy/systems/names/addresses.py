"""Addresses: the hosts, ports and paths that stand in a text."""

import re
from collections.abc import Iterator
from itertools import islice

from ...node import Node
from ...patterns import pattern
from ...record import NamedTuple
from .kinds import SCHEMES

# The ends of variables whose value may be a bare host
_NAMES_HOST = (
    "HOST", "HOSTS", "HOSTNAME", "ADDR", "ADDRS", "ADDRESS", "ADDRESSES", "URL", "URLS", "URI", "URIS", "ENDPOINT", "ENDPOINTS",
    "SERVICE", "SERVER", "SERVERS", "UPSTREAM", "BROKER", "BROKERS", "BACKEND", "TARGET", "SEEDS", "NODES", "CONNECT",
)  # fmt: skip
_FLAG_OF_HOST = ("H", "-H")
# What one says of oneself, or to browsers: nobody is called
_OWN = (
    "LISTENER", "ADVERTISE", "BIND", "CORS", "REDIRECT", "CALLBACK", "ROOT_URL", "ROOTURL", "PUBLIC", "EXTERNAL_URL", "EXTERNALURL",
    "EXTERNAL_HOST", "EXTERNALHOST", "EXTERNAL_ADDR", "EXTERNALADDR", "EXTERNAL_URI", "EXTERNALURI", "ALLOWED", "NO_PROXY", "NOPROXY",
    "VIRTUAL_HOST", "SITE_URL", "SITEURL", "FRONTEND_URL", "FRONTENDURL", "REFERER", "WHITELIST", "IMAGE", "ISSUER", "AUDIENCE",
    "SCHEMA", "LOGO", "DOCS", "LICENSE",
)  # fmt: skip
_OWN_ENDS = ("ORIGIN", "ORIGINS", "_DOMAIN", "_DOMAINS", "NAMESPACE", "NAMESPACES")
_URL = pattern(
    r"([A-Za-z][A-Za-z0-9+_]{1,30})://(/?)([^\s/?#\"'`<>;(){}\[\]|\\&]{1,400})(?=([^\s]?))([^\s\"'`<>|;&)]{0,300})"
)
_HOST = pattern(r"([a-z0-9_](?:[a-z0-9_.-]{0,250}[a-z0-9_])?)\.?(?::([0-9]{2,5}))?\Z")
_IN_TCP = pattern(r"\btcp\(([^()\s]{1,200})\)")
_SETTINGS = ("host=", "server=", "data source=", "addr=")
_IN_SETTING = pattern(
    r"(?:^|[;\s])(?:host|server|data source|addr)=(?:tcp:)?([\w.-]{1,200}(?:[:,][0-9]{2,5})?)(?=[;\s]|\Z)", re.I
)
_KNOCKING = ("nc ", "netcat ", "telnet ")
_KNOCK = pattern(r"\b(?:nc|netcat|telnet)\s{1,3}(?:-\w{1,9}\s{1,3}){0,4}([a-z0-9][\w.-]{0,200})\s{1,3}([0-9]{2,5})\b")
_TOKEN = pattern(r"[A-Za-z0-9_.:-]+")
_MOST = 40  # addresses of one text


class Address(NamedTuple):
    """`sure`: it is an address whether or not anybody answers to it. A bare name is one only where somebody does."""

    scheme: str
    host: str
    port: str
    path: str
    sure: bool


def addresses(key: str, text: str, *, command: bool) -> Iterator[Address]:
    """What a value names. Linear in its length; texts that are filled in later say nothing."""
    if "{{" in text or (command and key == "host" and "," in text):  # the names that a certificate is for
        return
    found = list(islice(_all(key, text, command=command), _MOST))
    if found and not _is_own(key.upper().replace("-", "_").replace(".", "_")):
        yield from found


def _is_own(key: str) -> bool:
    return key.endswith(_OWN_ENDS) or any(word in key for word in _OWN)


def of_url(url: Node) -> Address | None:
    """The address in a setting that is a URL."""
    return next((one for one in addresses("", url.text or "", command=False) if one.sure), None)


def _all(key: str, text: str, *, command: bool) -> Iterator[Address]:
    called = key.upper()
    named = called.endswith(_NAMES_HOST) or called in _FLAG_OF_HOST
    if "://" in text:
        yield from _urls(text)
    elif len(text) < 2000 and (named or ":" in text or command):
        yield from _list(text, named=named)
    if ".svc" in text and "://" not in text:
        yield from (one for token in _TOKEN.findall(text) if ".svc" in token for one in _plain(token, sure=True))
    if "=" in text and any(word in text.lower() for word in _SETTINGS):
        yield from (one for host in _IN_SETTING.findall(text) for one in _plain(host.replace(",", ":"), sure=False))
    if "tcp(" in text:
        yield from (one for host in _IN_TCP.findall(text) for one in _plain(host, sure=True))
    if command and any(word in text for word in _KNOCKING):
        yield from (Address("", host.lower(), port, "", False) for host, port in _KNOCK.findall(text))


def _urls(text: str) -> Iterator[Address]:
    for scheme, _, authority, after, path in _URL.findall(text):
        plain = scheme.lower().partition("+")[0] if scheme.lower() != "mongodb+srv" else "mongodb+srv"
        if plain not in SCHEMES or (after and after in "{(<[$%\\*"):
            continue
        for part in authority.rpartition("@")[2].split(","):
            bare = part.rpartition("://")[2]
            host = _HOST.match(bare.lower())
            if host is not None and not _is_number(host[1]):
                yield Address(plain, host[1], host[2] or "", path, True)


def _list(text: str, *, named: bool) -> Iterator[Address]:
    """`redis:6379`, or several of them, or a bare name where a host is asked for."""
    for part in text.replace(";", ",").split(","):
        word = part.strip()
        if word and len(word) < 300 and "/" not in word and " " not in word and ".svc" not in word:
            yield from _plain(word, sure=named and ":" in word, bare=named)
        elif named and word.count("/") == 1 and ":" in word.partition("/")[0]:  # `db:5432/shop`
            yield from _plain(word.partition("/")[0], sure=True)


def _plain(word: str, *, sure: bool, bare: bool = True) -> Iterator[Address]:
    host = _HOST.match(word.lower())
    if host is not None and (host[2] or bare) and not _is_number(host[1]):
        yield Address("", host[1], host[2] or "", "", sure)


def _is_number(host: str) -> bool:
    return host.replace(".", "").isdigit()
