"""Readiness for a pull request or a job summary: within what a comment can hold."""

from collections.abc import Iterator
from typing import Final

from ..report._escape import code, markdown
from ..report._words import clip
from . import Context, Document, _words
from ._words import Record

ROOM: Final = 60_000  # a comment on GitHub holds 65,536 characters (as of 2026-11)
LONGEST: Final = 300  # code points of one text
SHORT: Final = 4_000  # characters for what is told in one sentence
MOST_STEPS: Final = 12
MOST_HOLDS: Final = 3


def render(document: Document, context: Context) -> str:
    head = "\n\n".join(_head(document))
    foot = "\n\n".join(_next(document))
    room = ROOM - len(head) - len(foot) - SHORT
    parts: list[str] = []
    shown, calm = _words.apart(document["applications"], everything=context.all)
    for application in shown:
        told = _application(application, context)
        if len(told) > room:
            parts.append("More did not fit here; `predeploy readiness` shows all.")
            break
        parts.append(told)
        room -= len(told) + 2
    quiet = f"At zero already, and free: {_named([one['name'] for one in calm])}." if calm else ""
    return "\n\n".join(part for part in (head, *parts, quiet, foot) if part) + "\n"


def _head(document: Document) -> Iterator[str]:
    yield f"## predeploy readiness: {_words.headline(document)}"
    if document["applications"]:
        yield f"**{_plain(_words.sums(document['summary']))}**"
        yield " · ".join(map(_plain, _words.traits(document["traits"], counted=True)))


def _application(found: Record, context: Context) -> str:
    title = f"### {_plain(found['name'])} ({code(clip(found['path'] or '.', LONGEST))})"
    wants = _plain(", ".join(_words.wants(found)) or _words.UNSAID)
    parts = [title, f"{wants}; {_plain(_words.sums(found))}"]
    rows = [_row(unit) for unit in found["units"] if unit["verdict"] != "zero" or context.all]
    rows += [_fixed(one) for one in found["fixed"]]
    if rows:
        header = "| verdict | name | copies | idle $/month | woken by | held up by |\n|---|---|---|--:|---|---|"
        parts.append("\n".join([header, *rows]))
    asleep = [unit["name"] for unit in found["units"] if unit["verdict"] == "zero"]
    if asleep and not context.all:
        parts.append(f"At zero already: {_named(asleep)}.")
    return "\n\n".join(parts)


def _named(names: list[str]) -> str:
    more = len(names) - _words.SHOWN_AT_ZERO
    said = ", ".join(code(clip(name, LONGEST)) for name in names[: _words.SHOWN_AT_ZERO])
    return f"{said} and {more:,} more" if more > 0 else said


def _row(unit: Record) -> str:
    held = [_held(hold) for hold in unit["held_by"][:MOST_HOLDS]]
    more = len(unit["held_by"]) - len(held)
    held += [f"{more:,} more"] if more > 0 else []
    cells = (
        unit["verdict"], code(clip(unit["name"], LONGEST)), _words.copies(unit), _words.money(unit),
        _plain(_words.woken(unit).removeprefix("woken by ")), "<br>".join(held),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _held(hold: Record) -> str:
    where = _words.place(hold)
    said = _plain(hold["reason"]) + (f" {code(clip(where, LONGEST))}" if where else "")
    return f"{said} ({code(hold['rule'])})" if hold["rule"] else said


def _fixed(one: Record) -> str:
    return f"| fixed | {_plain(one['kind'])} {code(clip(one['name'], LONGEST))} | | {_words.money(one)} | | {code(_words.place(one))} |"


def _next(document: Document) -> Iterator[str]:
    steps = document["next"][:MOST_STEPS]
    if steps:
        yield "### Next, worth most first"
        yield "\n".join(f"1. {_step(step)}" for step in steps)


def _step(step: Record) -> str:
    saved = f"**{_plain(_words.saving(step))}** " if step["usd_month"] else ""
    where = ", ".join(code(clip(_words.place(one), LONGEST)) for one in step["places"])
    more = f" and {step['more']:,} more" if step["more"] else ""
    command = f"; {code(step['command'])}" if step["command"] else ""
    return f"{saved}{_plain(step['text'])}{f' ({where}{more})' if where else ''}{command}"


def _plain(text: str) -> str:
    return markdown(clip(text, LONGEST))
