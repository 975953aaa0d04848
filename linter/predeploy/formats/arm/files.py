"""The parameters files beside a template: `azuredeploy.parameters.json`, `main.parameters.prod.json`, …"""

import os
from typing import Any

from ...reading import ReadError, Source
from ...reading.json import load
from ...reading.reference import read_referenced
from .scopes import agreed, parameters_of

_MOST = 12
"""Parameters files of one template that are read."""


def given(source: Source) -> dict[str, Any]:
    """The parameters that are given to the template of this source by the files that lie beside it and are called so."""
    if source.root is None or source.file is None:
        return {}
    folder, own = os.path.split(source.file)
    stem = own.rpartition(".")[0]
    try:
        names = sorted(name for name in os.listdir(folder) if _is_for(name, stem))
    except OSError:
        return {}
    found = []
    for name in names[:_MOST]:
        text = read_referenced(source.root, source.file, name)
        try:
            data = load(text, comments=True)[0] if text is not None else None
        except ReadError:
            data = None
        if data.__class__ is dict:
            found.append(parameters_of(data))
            source.included.add(os.path.relpath(os.path.join(folder, name), source.root).replace(os.sep, "/"))
    return agreed(found)


def _is_for(name: str, stem: str) -> bool:
    small, stem = name.lower(), stem.lower()
    return (
        small.endswith(".json") and small.startswith(f"{stem}.") and ".parameters." in small[len(stem) : -len("json")]
    )
