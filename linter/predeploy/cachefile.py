"""Files in the user's cache folder that save work at the next start.

Nothing is lost without them. What they hold may be code: they are only read where the user alone can write, never from a
repository.
"""

import os
import sys
from typing import Any

_MAX_BYTES = 20_000_000


def stamp(files: list[str]) -> tuple[object, ...]:
    """What a cache was made of: interpreter and files with size and time. Raises OSError."""
    stats = [(file, os.stat(file)) for file in files]
    return (sys.version, *((file, stat.st_size, stat.st_mtime_ns) for file, stat in stats))


def load(name: str, made_of: tuple[object, ...]) -> Any:
    """What was kept under a name, made of the same; None when there is nothing, or it cannot be trusted."""
    import marshal

    folder = _folder()
    if folder is None:
        return None
    try:
        descriptor = os.open(os.path.join(folder, _file(name)), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with open(descriptor, "rb") as stream:
            stat = os.fstat(descriptor)
            if stat.st_uid != os.getuid() or stat.st_mode & 0o022 or stat.st_size > _MAX_BYTES:
                return None
            kept, value = marshal.loads(stream.read())
        return value if kept == made_of else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def keep(name: str, made_of: tuple[object, ...], value: Any) -> None:
    """Keep plain data (what `marshal` writes), where there is a place for it."""
    import marshal
    import tempfile

    folder = _folder()
    if folder is None:
        return
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with open(handle, "wb") as stream:
            stream.write(marshal.dumps((made_of, value)))  # type: ignore[arg-type]
        os.replace(temporary, os.path.join(folder, _file(name)))
    except (OSError, ValueError):
        return  # no room, no right


def usable() -> bool:
    return _folder() is not None


def _file(name: str) -> str:
    return f"{name}-{sys.implementation.cache_tag}.cache"


def _folder() -> str | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    if sys.dont_write_bytecode or not os.path.isabs(base) or not hasattr(os, "getuid"):
        return None
    return None if _in_project(os.path.realpath(base)) else os.path.join(base, "predeploy")


def _in_project(folder: str) -> bool:
    """Does a folder lie in the current one or in a repository, as caches of CI jobs do? What lies there may have come
    with the change that is checked."""
    here = os.path.realpath(os.curdir)
    while True:
        if folder == here or os.path.lexists(os.path.join(folder, ".git")):
            return True
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return False
