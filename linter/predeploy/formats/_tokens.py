"""Values that a pipeline writes into a JSON file before it deploys it: `#{NAME}#`, `$(NAME)`, `__NAME__`, `%NAME%`."""

from typing import Any

from ..patterns import pattern
from ..reading.values import UNKNOWN

_TOKEN = pattern(r"#\{[^{}]+\}#?|\$\([\w.-]+\)|\$\{\{?[^{}]+\}|\{\{[^{}]+\}\}|__[A-Z][A-Z0-9_]*__|%[\w.:-]+%|<[A-Z_]+>")


def replaced_later(value: Any) -> Any:
    """The value, UNKNOWN for a text in which something is still to be replaced."""
    return UNKNOWN if value.__class__ is str and _TOKEN.search(value) else value
