"""Configurations that come with installed packs: found by entry point, read without running any of their code."""

import os
import sys
from typing import Final

from ..options import shown
from ..reading.files import read_text
from .errors import or_known

GROUP: Final = "predeploy.configs"
"""Entry points `name = package`; the package holds a predeploy.yaml."""


def pack_text(name: str, file: str, limit: int) -> str:
    """The text of a file of an installed pack. Raises ValueError where there is none, ReadError for a bad one."""
    from importlib.metadata import distributions

    # Never from the current folder, which may be the scanned one.
    here = os.path.realpath(os.curdir)
    folders = [folder for folder in sys.path if folder and os.path.realpath(folder) != here]
    known = {
        point.name: point.module
        for distribution in distributions(path=folders)
        for point in distribution.entry_points
        if point.group == GROUP
    }
    if name not in known:
        raise ValueError(f"no installed pack is called {shown(name)}{or_known(name, known)}")
    for folder in folders:
        found = os.path.join(folder, *known[name].split("."), file)
        if os.path.isfile(found):
            return read_text(found, limit)
    raise ValueError(f"the pack {shown(name)} holds no {file}")
