"""What the evaluator and its callers say of names and of what nobody knows yet."""

from collections.abc import Iterable, Mapping
from typing import Any

from ...reading.values import ABSENT

_NAMED = 2000  # characters of what is hidden


class Hidden(str):
    """What is known at deployment only, written so that equal ones are equal."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def hidden(name: str, parts: Iterable[Any]) -> Hidden:
    """Stands for what a function makes of these. Long ones are told apart by their hash: else they would grow without end."""
    written = ",".join(str(one) if isinstance(one, str) else repr(one) for one in parts)
    return Hidden(f"{{{name}({written if len(written) < _NAMED else hash(written)})}}")


def identity_of(kind: str, name: str) -> str:
    """What a resource is known by within its template."""
    return f"{kind.strip('/')}/{name}".lower()


def section(template: Any, name: str) -> dict[str, Any]:
    found = template.get(name) if isinstance(template, dict) else None
    return found if isinstance(found, dict) else {}


def look_up(entries: Mapping[str, Any], name: str) -> Any:
    """The entry of that name, whatever its case."""
    if name in entries:
        return entries[name]
    small = name.lower()
    return next((value for key, value in entries.items() if str(key).lower() == small), ABSENT)


def copies(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """The loops that add entries to this mapping at deployment."""
    loops = raw.get("copy")
    return [one for one in loops if isinstance(one, dict)] if isinstance(loops, list) else []
