"""Marked templates: each stretch of their output says which stretch of which template it comes from.

A chart is rendered a second time from a copy in which literal text begins with a mark and every action that prints is
bracketed by two, inside a twin of each `define` as well; what is used in conditions stays as it is. The marked text of
a template is printed as a JSON string in an object of its own, because Helm reads its output as YAML.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from ...patterns import pattern
from ...record import NamedTuple
from .template import Definition, NoTemplate, Piece, Template, pipes

_BRACKETS: Final = (("⟦", "⟧"), ("⦃", "⦄"), ("⟪", "⟫"), ("⦗", "⦘"))  # printable: `quote` and `toYaml` let them be
_TWIN: Final = "@@twin"
_INCLUDE: Final = pattern(r'(\s*include\s+")([^"]+)("\s)')
_SAFE: Final = frozenset(
    {
        "nindent",
        "indent",
        "quote",
        "squote",
        "toString",
        "print",
        "trim",
        "trimSuffix",
        "trimPrefix",
        "lower",
        "replace",
    }
)  # a twin may pass through these: they change nothing that depends on a mark
_TEXT: Final = "\n  text: "
MAX_TEXT: Final = 20_000_000  # code points of one marked text


class Mark(NamedTuple):
    """Where a stretch of output comes from: offsets into the template at `path`."""

    kind: Literal["text", "action"]
    path: str
    start: int
    end: int
    define: str  # the name of the `define` around it; empty in a template itself


class Marked(NamedTuple):
    """The files of a chart that are to be replaced, and what the marks in their output mean."""

    files: dict[str, str]
    marks: list[Mark]
    brackets: tuple[str, str]


def brackets_for(texts: Iterable[str]) -> tuple[str, str] | None:
    """A pair of brackets that occurs in none of the texts."""
    left = [*_BRACKETS]
    for text in texts:
        left = [pair for pair in left if pair[0] not in text and pair[1] not in text]
    return left[0] if left else None


def instrument(templates: Mapping[str, str], printed: frozenset[str], brackets: tuple[str, str]) -> Marked:
    """Mark the templates of a chart (path → text); those that are `printed` come out as JSON strings."""
    read: dict[str, Template] = {}
    for path, text in templates.items():
        if "{{" in text:
            try:
                read[path] = Template(path, text)
            except NoTemplate:
                continue  # helm has its own reading of it: then its lines are not known
    work = _Marker({one.name for template in read.values() for one in template.definitions}, brackets)
    files = {}
    for path, template in read.items():
        twins = "".join(work.twin(template, one) for one in template.definitions)
        if path in printed:
            files[path] = work.printing(template) + twins
        elif twins:
            files[path] = template.text + twins
    return Marked(files, work.marks, brackets)


def marked_text(output: str) -> str | None:
    """The marked text in the output of a template that prints it so."""
    at = output.find(_TEXT)
    if at < 0 or len(output) > MAX_TEXT:
        return None
    start = at + len(_TEXT)
    end = output.find("\n", start)
    try:
        found = json.loads(output[start : end if end >= 0 else len(output)])
    except ValueError:
        return None
    return found if isinstance(found, str) else None


class _Marker:
    def __init__(self, names: set[str], brackets: tuple[str, str]) -> None:
        self.names, self.brackets = names, brackets
        self.marks: list[Mark] = []

    def printing(self, template: Template) -> str:
        """The template as one that prints its own marked text; its definitions stay what they are."""
        text, pieces = template.text, template.pieces
        own = [text[pieces[one.first].start : pieces[one.last].end] for one in template.definitions]
        name = f"@@text:{template.path}"
        body = self._range(template, 0, len(pieces), "")
        head = f"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: marked-{len(self.marks)}}}\ndata:"
        call = f'{{{{ include "{name}" . | toJson }}}}'
        return "".join(own) + f'{{{{ define "{name}" }}}}{body}{{{{ end }}}}\n{head}{_TEXT}{call}\n'

    def twin(self, template: Template, one: Definition) -> str:
        opening, closing = template.pieces[one.first], template.pieces[one.last]
        body = self._range(template, one.first + 1, one.last, one.name)
        end = "{{- end }}" if closing.left else "{{ end }}"
        return f'{{{{ define "{one.name}{_TWIN}"{" -" if opening.right else " "}}}}}{body}{end}'

    def _range(self, template: Template, first: int, last: int, define: str) -> str:
        """The marked text of some pieces."""
        out: list[str] = []
        number = first
        while number < last:
            piece = template.pieces[number]
            if piece.kind == "action" and piece.keyword == "define" and number in template.closing:
                number = template.closing[number]
                out.append(_trimming(piece, template.pieces[number]))
            else:
                out.append(self._piece(template, piece, define))
            number += 1
        return "".join(out)

    def _piece(self, template: Template, piece: Piece, define: str) -> str:
        raw = template.text[piece.start : piece.end]
        if piece.kind == "comment":
            return raw
        if piece.kind == "text":
            blank = len(raw) - len(raw.lstrip())  # blank text may be trimmed, or decide whether an include is empty
            if blank == len(raw):
                return raw
            return raw[:blank] + self._mark("text", template, piece.start + blank, piece.end, define) + raw[blank:]
        if not piece.prints:
            return raw
        mark = self._mark("action", template, piece.start, piece.end, define)
        begin, end = "{{-" if piece.left else "{{", "-}}" if piece.right else "}}"
        closing = f'{{{{ "{self.brackets[0]}/{self.brackets[1]}" {end}'
        return f'{begin} "{mark}" }}}}{{{{ {self._redirected(piece)} }}}}{closing}'

    def _redirected(self, piece: Piece) -> str:
        """The action with a call of the twin where that changes nothing but marks."""
        body = piece.body
        if piece.keyword == "template":
            quoted = f'"{piece.named}"'
            return body.replace(quoted, f'"{piece.named}{_TWIN}"', 1) if piece.named in self.names else body
        found = _INCLUDE.match(body)
        if found is None or found[2] not in self.names:
            return body
        functions = [part.split()[0] if part.split() else "" for part in pipes(body)[1:]]
        if not _SAFE.issuperset(functions):
            return body
        return f"{found[1]}{found[2]}{_TWIN}{found[3]}{body[found.end() :]}"

    def _mark(self, kind: Literal["text", "action"], template: Template, start: int, end: int, define: str) -> str:
        self.marks.append(Mark(kind, template.path, start, end, define))
        return f"{self.brackets[0]}{len(self.marks) - 1}{self.brackets[1]}"


def _trimming(opening: Piece, closing: Piece) -> str:
    """What trims the text around as the definition did that stood there."""
    return ("{{- " if opening.left else "{{") + "/* */" + (" -}}" if closing.right else "}}")
