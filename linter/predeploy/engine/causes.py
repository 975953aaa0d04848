"""One cause, one finding: what is said twice, of shared settings, or of what a worse finding covers, is told once."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice
from typing import Any

from ..finding import Finding, Related
from ..policy import Policy
from ..rules import Rule

MAX_RELATED = 20  # places of swallowed findings that one finding lists


def swallow(findings: list[Finding], rules: Mapping[str, Rule], policy: Policy | None = None) -> list[Finding]:
    """One cause, one finding: a rule's findings replace those it swallows about the same object, and relate to them.
    What is locked stays: who may suppress the one must not get rid of the other."""
    by_name = {made.name: made.id for made in rules.values()}
    by_object: dict[Any, list[Finding]] = defaultdict(list)
    for one in findings:
        by_object[(one.rendered or one.place).path, one.resource, one.rule].append(one)
    gone: set[int] = set()
    for one in findings:
        swallows = rules[one.rule].swallows if one.rule in rules else ()
        for victim in dict.fromkeys(by_name.get(name, name) for name in swallows):
            others = by_object.get(((one.rendered or one.place).path, one.resource, victim), ())
            if not others or (policy and victim in policy.locked(policy.settings_for(one.place.path))):
                continue
            gone.update(map(id, others))
            places = (Related(other.name, other.place) for other in others if other.place != one.place)
            one.related += tuple(islice(places, MAX_RELATED))
    return [one for one in findings if id(one) not in gone]


def unique(findings: list[Finding]) -> list[Finding]:
    """Aliases, both passes and objects that inherit one setting can say the same thing twice about the same place."""
    seen: set[tuple[Any, ...]] = set()
    out = []
    for one in findings:
        identity = (one.rule, one.place, one.message)
        if identity not in seen:
            seen.add(identity)
            out.append(one)
    return out


def one_cause(ranked: list[Finding]) -> list[Finding]:
    """What one rule says of several objects that share a setting is told once, where the setting stands; the others are
    named. `ranked`: the worst stays."""
    kept: dict[Any, Finding] = {}
    for one in ranked:
        key = (one.rule, one.place) if one.place.span else id(one)
        first = kept.setdefault(key, one)
        if first.resource == one.resource and first is not one:
            kept[id(one)] = one  # another thing about the same object
        elif first is not one:
            first.also += (one.resource,)
            first.edges += one.edges
    for one in kept.values():
        names = list(dict.fromkeys(each.name for each in one.also if each.name))
        if names:
            more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
            one.message += f" (also {', '.join(f'`{name}`' for name in names[:MAX_NAMED])}{more})"
    return list(kept.values())


MAX_NAMED = 3  # other objects that one finding names


def told_once(findings: list[Finding], included: dict[str, set[str]]) -> list[Finding]:
    """What an included file says itself is not said again where it is included: there stands only the reference."""
    if not included:
        return findings
    said = {(one.place.path, one.rule, one.resource.kind, one.resource.name) for one in findings}

    def again(one: Finding) -> bool:
        return any(
            (file, one.rule, one.resource.kind, one.resource.name) in said for file in included.get(one.place.path, ())
        )

    return [one for one in findings if not again(one)]
