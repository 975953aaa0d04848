"""Files that another file points at (`${file(x.yml)}`, an included definition): under the root only."""

import os

from .errors import ReadError
from .files import SIZE_LIMIT, inside, read_text


def read_referenced(root: str | None, from_file: str | None, relative: str, limit: int = SIZE_LIMIT) -> str | None:
    """The text of the file that `from_file` (absolute) calls `relative`; None when it is not there, lies outside the
    root (absolute, real) once every symlink is followed, or is no text of at most `limit` bytes. A source without root
    or file refers to nothing."""
    if not root or not from_file or not relative or "\0" in relative:
        return None
    real = os.path.realpath(os.path.join(os.path.dirname(from_file), relative))
    if not inside(root, real):
        return None
    try:
        return read_text(real, limit)
    except ReadError:
        return None
