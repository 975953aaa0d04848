"""The map as one page that needs nothing else: no request, no library. Its own script lays it out and draws it.

The texts of the estate may be a stranger's. They reach the page as one JSON block, which the script puts in as text only;
the policy lets nothing run but that script, by its digest, and refuses markup made of text.
"""

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..patterns import pattern
from ..report._escape import visible
from . import Document

_FOLDER = Path(__file__).parent / "_page"
# One script after the other: each uses what stands before it.
SCRIPTS = ("words", "layout", "ranks", "routes", "draw", "view", "panel", "tables", "page", "start")
_PLACE = pattern(r"\{\{(policy|style|data|script)\}\}")


def render(document: Document) -> str:
    style = _file("map.css")
    script = '"use strict";\n' + "\n".join(_file(f"{name}.js") for name in SCRIPTS)
    parts = {"policy": _policy(script, style), "style": style, "script": script, "data": _data(document)}
    return _PLACE.sub(lambda found: parts[found[1]], _file("map.html"))


def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    """https://www.w3.org/TR/CSP3/ and https://www.w3.org/TR/trusted-types/, both read 2026-11."""
    return (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _data(document: Document) -> str:
    """JSON that no reader of HTML takes for a tag, a comment or an entity."""
    text = json.dumps(_shown(document), separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _shown(value: Any) -> Any:
    """The same with all that is invisible in texts written out."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(str(key)): _shown(each) for key, each in value.items()}
    return [_shown(each) for each in value] if isinstance(value, list | tuple) else value
