"""What standard input holds, under the name of the file that it stands for."""

import os
import sys

import click

from ..reading import ReadError, Source
from ..reading.files import inside


def read_stdin(name: str | None, root: str) -> Source:
    """The text of standard input. Raises UsageError when it is none."""
    from ..reading.files import SIZE_LIMIT, decode

    raw = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    if len(raw) > SIZE_LIMIT:
        raise click.UsageError(f"standard input is larger than {SIZE_LIMIT / 1e6:g} MB")
    try:
        text = decode(raw)
    except ReadError as error:
        raise click.UsageError(f"standard input: {error.message}") from error
    if name is None:
        return Source("stdin.json" if _is_json(text) else "stdin.yaml", text, root=root)
    file = os.path.realpath(name)
    path = os.path.relpath(file, root) if inside(root, file) else os.path.basename(file)
    source = Source(path.replace(os.sep, "/"), text, root=root)
    source.file = file  # only to find what it refers to
    return source


def _is_json(text: str) -> bool:
    """JSON without a name is still read as such: YAML refuses some of it."""
    import json

    try:
        return text.lstrip()[:1] == "{" and json.loads(text) is not None
    except (ValueError, RecursionError):
        return False
