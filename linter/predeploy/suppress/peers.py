"""How other linters are told to be silent: their comments, annotations and Metadata, honoured where a rule of ours
replaces their check. Read from each tool's documentation or source, as of 2026-11."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Literal

from ..patterns import pattern
from ..record import NamedTuple

ALL: Final = "*"
"""In place of an id: every check of that linter."""

MARKERS: Final = (
    "checkov", "bridgecrew", "kube-linter.io", "kube-score/", "polaris.fairwinds.com", "trivy:ignore", "kics-scan",
    "cfn-lint", "cfn_nag", "cdk_nag", "datree.skip", "SuppressedRules",
)  # fmt: skip

"""A text that holds none of these holds no suppression of a peer."""

Reach = Literal["here", "next-line", "block", "object", "file"]
"""`here`: this line, or the block below when nothing else stands on it."""


class Foreign(NamedTuple):
    peer: str
    words: tuple[str, ...]
    reach: Reach = "object"
    reason: str = ""
    until: date | None = None


# Comments

COMMENT: Final = r"checkov:skip=|bridgecrew:skip=|trivy:ignore:|kics-scan\b"
"""What a peer's comment begins with."""

# checkov: docs/2.Basics/Suppressing and Skipping Policies.md
_CHECKOV: Final = pattern(r"(?:checkov|bridgecrew):skip=\s*([A-Z0-9_]+(?:\s*,\s*[A-Z0-9_]+)*)\s*:?\s*(.*)")
# trivy: docs/guide/scanner/misconfiguration/config/config.md, "inline comments"
_TRIVY: Final = pattern(r"trivy:ignore:([\w*-]+)(?::exp:(\d{4}-\d{2}-\d{2}))?(?::ws:\S+)?")
# KICS: docs/running-kics.md, "Using commands on scanned files as comments"
_KICS: Final = pattern(r"kics-scan\s+(ignore-line|ignore-block|ignore|disable)\b\s*(?:=\s*([\w-]+(?:\s*,\s*[\w-]+)*))?")


def from_comment(text: str) -> Iterator[Foreign]:
    """What one comment, without its `#`, says to other linters."""
    if found := _CHECKOV.match(text):
        yield Foreign("checkov", _words(found[1]), "object", found[2].strip())
    elif text.startswith("trivy:"):
        for found in _TRIVY.finditer(text):
            until = _date(found[2])
            if until is not None or not found[2]:
                yield Foreign("trivy", (found[1],), "here", until=until)
    elif found := _KICS.match(text):
        command, ids = found[1], found[2]
        if command == "disable":
            if ids:
                yield Foreign("kics", _words(ids), "file")
        else:
            reach: dict[str, Reach] = {"ignore-line": "next-line", "ignore-block": "block", "ignore": "file"}
            yield Foreign("kics", (ALL,), reach[command])


# Kubernetes annotations

_KUBE_LINTER: Final = "ignore-check.kube-linter.io/"  # kube-linter: docs/configuring-kubelinter.md
_POLARIS: Final = "polaris.fairwinds.com/"  # polaris: docs/customization/exemptions.md
_DATREE: Final = "datree.skip/"  # datree: docs, "skip validation with annotations"
_CHECKOV_KEY: Final = pattern(r"(?:checkov|bridgecrew)\.io/skip\d*\Z")


def from_annotation(key: str, value: Any) -> Foreign | None:
    text = value if isinstance(value, str) else ""
    if key.startswith(_KUBE_LINTER):
        return Foreign("kube-linter", (key.removeprefix(_KUBE_LINTER),), reason=text)
    if key == "kube-linter.io/ignore-all":
        return Foreign("kube-linter", (ALL,), reason=text)
    if key == "kube-score/ignore":  # kube-score: README, "Ignoring a test"
        return Foreign("kube-score", _words(text))
    if key.startswith(_POLARIS) and (value is True or text.lower() == "true"):
        name = key.removeprefix(_POLARIS)
        if name == "exempt":
            return Foreign("polaris", (ALL,))
        return Foreign("polaris", (name.removesuffix("-exempt"),)) if name.endswith("-exempt") else None
    if key.startswith(_DATREE):
        return Foreign("datree", (key.removeprefix(_DATREE),), reason=text)
    if _CHECKOV_KEY.match(key):
        check, _, reason = text.partition("=")
        return Foreign("checkov", _words(check), reason=reason.strip())
    return None


# CloudFormation Metadata: where it lies, which peer reads it, the keys of id and reason where an entry is a mapping

_METADATA: Final = (
    (("cfn-lint", "config", "ignore_checks"), "cfn-lint", "", ""),  # cfn-lint: README, "Metadata"
    (("cfn_nag", "rules_to_suppress"), "cfn-nag", "id", "reason"),  # cfn_nag: README, "Per-Resource Rule Suppression"
    (("cdk_nag", "rules_to_suppress"), "cdk-nag", "id", "reason"),  # cdk-nag: README, "Suppressing a Rule"
    (("guard", "SuppressedRules"), "cfn-guard", "", ""),  # aws-guard-rules-registry: README
    (("checkov", "skip"), "checkov", "id", "comment"),  # checkov: the page above, "CloudFormation Metadata"
)


def from_metadata(metadata: Any) -> Iterator[tuple[tuple[str, ...], Foreign]]:
    """What the Metadata of a resource or template says to other linters, and where in it."""
    for path, peer, name, reason in _METADATA:
        entries: Any = metadata
        for part in path:
            entries = entries.get(part) if isinstance(entries, dict) else None
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, str) and not name:
                yield path, Foreign(peer, (entry,))
            elif isinstance(entry, dict) and isinstance(entry.get(name), str):
                said = entry.get(reason)
                yield path, Foreign(peer, (entry[name],), reason=said if isinstance(said, str) else "")


_TRIVY_OLD: Final = pattern(r"KSV(\d{3})\Z")


def spellings(peer: str, word: str) -> tuple[str, ...]:
    """The ways in which one check of a peer is written: trivy's have an `AVD-` before them or not, in either case."""
    if peer != "trivy" or word == ALL:
        return (word,)
    short = word.upper().removeprefix("AVD-")
    if old := _TRIVY_OLD.match(short):
        short = f"KSV-0{old[1]}"
    return (word, short, f"AVD-{short}")


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in text.split(","))))


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
