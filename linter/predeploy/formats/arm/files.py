"""The parameters files beside a template: `azuredeploy.parameters.json`, `main.parameters.prod.json`, …"""

import os
import re
from typing import Any

from ...given import current
from ...reading import ReadError, Source
from ...reading.json import load
from ...reading.reference import read_referenced
from .scopes import agreed, parameters_of

_MOST = 12
"""Parameters files of one template that are read."""


def given(source: Source) -> dict[str, Any]:
    """The parameters of the template of this source: given by hand, else by the files that lie beside it and are called
    so; where a stage is named, by those whose name holds it."""
    now, found = current(), _beside(source)
    stage = now.stage.lower() if found else ""
    fitting = [values for name, values in found.items() if stage and stage in re.split(r"[._-]", name.lower())]
    now.knows([stage] if fitting else [])
    return now.params.over(agreed(fitting or list(found.values())))


def _beside(source: Source) -> dict[str, dict[str, Any]]:
    """Name of the file → its parameters."""
    if source.root is None or source.file is None:
        return {}
    folder, own = os.path.split(source.file)
    stem = own.rpartition(".")[0]
    try:
        names = sorted(name for name in os.listdir(folder) if _is_for(name, stem))
    except OSError:
        return {}
    found = {}
    for name in names[:_MOST]:
        text = read_referenced(source.root, source.file, name)
        try:
            data = load(text, comments=True)[0] if text is not None else None
        except ReadError:
            data = None
        if data.__class__ is dict:
            found[name] = parameters_of(data)
            source.included.add(os.path.relpath(os.path.join(folder, name), source.root).replace(os.sep, "/"))
    return found


def _is_for(name: str, stem: str) -> bool:
    small, stem = name.lower(), stem.lower()
    return (
        small.endswith(".json") and small.startswith(f"{stem}.") and ".parameters." in small[len(stem) : -len("json")]
    )
