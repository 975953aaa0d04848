"""Files in the user's cache folder that save work at the next start.

Nothing is lost without them. What they hold may be code, and decides what is found: they are only read where the user
alone can write, never from a repository.
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
    return _made_of(made_of, read(_file(name)))


def _made_of(made_of: tuple[object, ...], raw: bytes | None) -> Any:
    import marshal

    try:
        kept, value = marshal.loads(raw) if raw else (None, None)
        return value if kept == made_of else None
    except (ValueError, EOFError, TypeError):
        return None


def keep(name: str, made_of: tuple[object, ...], value: Any) -> None:
    """Keep plain data (what `marshal` writes), where there is a place for it."""
    import marshal

    try:
        write(_file(name), marshal.dumps((made_of, value)))  # type: ignore[arg-type]
    except ValueError:
        return


class Pages:
    """Plain data with pages of bytes behind it, of which a run reads only the few that it needs. The file stays open:
    whoever replaces it meanwhile does not change what is read here."""

    def __init__(self, descriptor: int, made_of: tuple[object, ...]) -> None:
        self._descriptor = descriptor
        sizes = os.pread(descriptor, 2 * _SIZE, 0)
        head, pages = int.from_bytes(sizes[:_SIZE], "little"), int.from_bytes(sizes[_SIZE:], "little")
        self._start = 2 * _SIZE + head
        whole = os.fstat(descriptor).st_size == self._start + pages
        self.value: Any = _made_of(made_of, os.pread(descriptor, head, 2 * _SIZE)) if whole else None

    def read(self, begin: int, size: int) -> bytes:
        return os.pread(self._descriptor, size, self._start + begin)

    def __del__(self) -> None:
        os.close(self._descriptor)


_SIZE = 8  # bytes that say how long the plain data is, and as many how long the pages


def load_pages(name: str, made_of: tuple[object, ...]) -> Pages | None:
    """What `keep_pages` kept under a name, made of the same; None when there is nothing, or it cannot be trusted."""
    descriptor = _opened(_file(name))
    found = None if descriptor is None else Pages(descriptor, made_of)
    return None if found is None or found.value is None else found


def keep_pages(name: str, made_of: tuple[object, ...], value: Any, pages: bytes) -> None:
    """Keep plain data and pages of bytes, where there is a place for them."""
    import marshal

    head = marshal.dumps((made_of, value))  # type: ignore[arg-type]
    write(_file(name), b"".join([len(part).to_bytes(_SIZE, "little") for part in (head, pages)]) + head + pages)


def read(name: str) -> bytes | None:
    """The content of a file below our folder (`renders/1a2b`), which only the user can have written. Never raises."""
    descriptor = _opened(name)
    if descriptor is None:
        return None
    try:
        with open(descriptor, "rb") as stream:
            return stream.read()
    except OSError:
        return None


def _opened(name: str) -> int | None:
    """A descriptor of a file below our folder that only the user can have written."""
    folder = _folder()
    if folder is None:
        return None
    try:
        descriptor = os.open(os.path.join(folder, name), os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    stat = os.fstat(descriptor)
    if stat.st_uid == os.getuid() and not stat.st_mode & 0o022 and stat.st_size <= _MAX_BYTES:
        return descriptor
    os.close(descriptor)
    return None


def write(name: str, content: bytes) -> None:
    """Put a file below our folder, whole or not at all; without a word where there is no room or no right."""
    import tempfile

    folder = _folder()
    if folder is None:
        return
    file = os.path.join(folder, name)
    try:
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(file))
        try:
            with open(handle, "wb") as stream:
                stream.write(content)
            os.replace(temporary, file)
        except BaseException:  # interrupted too
            os.unlink(temporary)
            raise
    except OSError:
        return


def used(name: str) -> None:
    """Say that a file is still of use: the others are dropped first."""
    folder = _folder()
    try:
        if folder is not None:
            os.utime(os.path.join(folder, name))
    except OSError:
        return


def shrink(name: str, limit: int) -> None:
    """Drop the oldest files of a folder below ours until they take at most `limit` bytes."""
    folder = _folder()
    if folder is None:
        return
    try:
        entries = [(entry, entry.stat(follow_symlinks=False)) for entry in os.scandir(os.path.join(folder, name))]
        left = sum(stat.st_size for _, stat in entries)
        for entry, stat in sorted(entries, key=lambda one: one[1].st_mtime):
            if left <= limit:
                return
            os.unlink(entry.path)
            left -= stat.st_size
    except OSError:  # another run is at it
        return


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
