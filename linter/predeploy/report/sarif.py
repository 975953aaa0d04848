"""The report as SARIF 2.1.0, with what GitHub's code scanning reads of it.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html;
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning (2026-11).
"""

from typing import Any
from urllib.parse import quote

from ..finding import Finding, Place, Report, TextFix
from ..reading.span import Span
from . import Context, RuleLike, _escape, _page, _words
from ._json import harmless_json
from .json import number

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"critical": "error", "high": "error", "medium": "warning", "low": "note", "info": "note"}
RANKS = {"critical": 100.0, "high": 80.0, "medium": 50.0, "low": 20.0, "info": 5.0}  # SARIF: 0 to 100
# GitHub reads critical from 9.0, high from 7.0, medium from 4.0, low from 0.1 (as of 2026-11), of security rules only.
SECURITY = {"critical": "9.5", "high": "8.0", "medium": "5.5", "low": "3.0", "info": "1.0"}
PROBLEMS = {"error": "error", "warning": "warning", "note": "recommendation"}
PRECISIONS = {"default": "high", "strict": "medium", "preview": "low"}
LONGEST_DESCRIPTION = 1024  # characters of a short or full description (GitHub, as of 2026-11)
BASE = "%SRCROOT%"


def render(report: Report, context: Context) -> str:
    used = sorted({finding.rule for finding in report.findings})
    index = {rule: i for i, rule in enumerate(used)}
    driver: dict[str, Any] = {"name": "predeploy", "rules": [_rule(rule, context.rules.get(rule)) for rule in used]}
    if context.version:
        driver["semanticVersion"] = context.version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "The root of the scanned project."}}},
        "invocations": [_invocation(report)],
        "results": [_result(finding, index[finding.rule]) for finding in report.findings],
    }
    return harmless_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(report: Report) -> dict[str, Any]:
    said = [{"level": "error", "message": {"text": _text(error)}} for error in report.errors]
    return {"executionSuccessful": not report.errors, "toolExecutionNotifications": said}


def _rule(rule_id: str, rule: RuleLike | None) -> dict[str, Any]:
    """What is known of a rule; one that is not loaded here has its id only."""
    name = "".join(part.capitalize() for part in rule_id.rpartition("/")[2].split("-"))
    page = _page.markdown(rule.doc) if rule else f"`predeploy explain {rule_id}`\n"
    title = rule.title if rule else rule_id
    described: dict[str, Any] = {
        "id": rule_id,
        "name": name,
        "shortDescription": {"text": _sentence(title)[:LONGEST_DESCRIPTION]},
        "fullDescription": {"text": _sentence(_opening(page) or title)[:LONGEST_DESCRIPTION]},
        "help": {"text": page, "markdown": page},
    }
    if rule:
        described["defaultConfiguration"] = {"level": LEVELS[rule.severity], "rank": RANKS[rule.severity]}
        described["properties"] = _metadata(rule)
    return described


def _metadata(rule: RuleLike) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "tags": [rule.category, *([rule.tier] if rule.tier != "default" else [])],
        "precision": PRECISIONS.get(rule.tier, "medium"),
        "problem.severity": PROBLEMS[LEVELS[rule.severity]],
        "since": rule.since,
    }
    if rule.category == "security":
        properties["security-severity"] = SECURITY[rule.severity]
    if rule.replaces:
        properties["replaces"] = {peer: list(ids) for peer, ids in sorted(rule.replaces.items())}
    return properties


def _opening(page: str) -> str:
    """The first paragraph below the title, on one line."""
    paragraphs = [part for part in page.split("\n\n")[1:2] if not part.startswith(("```", "Found:", "Not found:"))]
    return " ".join(" ".join(paragraphs).split())


def _result(finding: Finding, index: int) -> dict[str, Any]:
    related = [_related(i, each.label, each.place) for i, each in enumerate(finding.related)]
    message = _sentence(_text(finding.message))
    if finding.renders:
        message += f" {_sentence(_text(_words.stages(finding).capitalize()))}"
    if related:  # GitHub shows only the related locations that the message links to
        message += " See " + ", ".join(f"[{each['message']['text']}]({each['id']})" for each in related) + "."
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "rank": RANKS[finding.severity],
        "message": {"text": message},
        "locations": [_location(finding.place, finding.resource.kind, finding.resource.name)],
    }
    if related:
        result["relatedLocations"] = related
    if finding.fingerprint:
        result["partialFingerprints"] = {"predeploy/v1": finding.fingerprint}
    if finding.fix:
        result["fixes"] = [_fix(finding.fix)]
    result["properties"] = _properties(finding)
    return result


def _properties(finding: Finding) -> dict[str, Any]:
    properties: dict[str, Any] = {"severity": finding.severity, "tier": finding.tier}
    if finding.application:
        properties["application"] = finding.application
    if any(finding.resource):
        properties["resource"] = {key: value for key, value in finding.resource._asdict().items() if value}
    if finding.money:
        money = finding.money
        usd = {"usdMonth": number(money.usd_month), "low": number(money.low), "high": number(money.high)}
        properties["money"] = {**usd, "formula": money.formula, "basis": money.basis, "asOf": money.as_of.isoformat()}
    if finding.evidence:
        properties["evidence"] = finding.evidence
    if finding.rendered:
        properties["mapping"] = finding.mapping
    if finding.decided:
        properties["value"] = finding.decided.key
    if finding.renders:
        properties["renders"] = list(finding.renders)
    return properties


def _location(place: Place, kind: str = "", name: str = "") -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.path)}
    if place.span:
        physical["region"] = _region(place.span)
    location: dict[str, Any] = {"physicalLocation": physical}
    if name:
        location["logicalLocations"] = [
            {"name": name, "fullyQualifiedName": f"{kind}/{name}" if kind else name, "kind": "resource"}
        ]
    return location


def _related(number: int, label: str, place: Place) -> dict[str, Any]:
    # Brackets in the text of a link would end it.
    text = _text(label).translate({ord("["): "(", ord("]"): ")"}) or place.path
    return {"id": number, **_location(place), "message": {"text": text}}


def _artifact(path: str) -> dict[str, str]:
    return {"uri": quote(path.encode("utf-8", "surrogateescape")), "uriBaseId": BASE}


def _region(span: Span) -> dict[str, int]:
    return {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _fix(fix: TextFix) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.path, []).append(replacement)
    return {
        "description": {"text": "Safe to apply." if fix.safe else "Changes what runs: look at it before you apply it."},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": all} for path, all in changes.items()
        ],
    }


def _text(text: str) -> str:
    """A message of SARIF's: `[…](…)` would be a link, and the input must not make one."""
    return _escape.visible(text).replace("](", "] (")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."
