"""The compiled rules of a package in one file of the user's cache folder: reading it takes a tenth of importing 150 modules.

Nothing is lost without it. The file is code: it is only read where the user alone can write, never from a repository.
"""

import os
import sys
from types import CodeType, ModuleType
from typing import Any

Files = dict[str, str]
"""Module name → file."""

_MAX_BYTES = 20_000_000


def load(package: str, files: Files) -> bool:
    """Put the modules into sys.modules from the cache, writing it when it is missing or old. False when there is no
    place for a cache: then they have to be imported."""
    folder = _folder()
    if folder is None or sys.dont_write_bytecode:
        return False
    codes = _read(os.path.join(folder, _name(package)), files) or _write(folder, package, files)
    if codes is None:
        return False
    for name, code in codes.items():
        if name not in sys.modules:
            _run(name, files[name], code)
    return True


def _run(name: str, file: str, code: CodeType) -> None:
    module = ModuleType(name)
    module.__file__, module.__package__ = file, name.rpartition(".")[0]
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise


def _folder() -> str | None:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    if not os.path.isabs(base) or not hasattr(os, "getuid") or _in_project(os.path.realpath(base)):
        return None
    return os.path.join(base, "predeploy")


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


def _name(package: str) -> str:
    return f"{package}-{sys.implementation.cache_tag}.rules"


def _stamp(files: Files) -> tuple[object, ...]:
    """What the cache was made of: interpreter and the files with size and time."""
    stats = [(name, file, os.stat(file)) for name, file in files.items()]
    return (sys.version, *((name, file, stat.st_size, stat.st_mtime_ns) for name, file, stat in stats))


def _read(path: str, files: Files) -> dict[str, CodeType] | None:
    import marshal

    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with open(descriptor, "rb") as stream:
            stat = os.fstat(descriptor)
            if stat.st_uid != os.getuid() or stat.st_mode & 0o022 or stat.st_size > _MAX_BYTES:
                return None
            stamp, codes = marshal.loads(stream.read())
        return codes if stamp == _stamp(files) else None
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _write(folder: str, package: str, files: Files) -> dict[str, CodeType] | None:
    """Compile without docstrings (a page is read from its source when somebody asks) and keep the result."""
    import marshal
    import tempfile

    try:
        stamp: Any = _stamp(files)
        codes: dict[str, Any] = {}
        for name, file in files.items():
            with open(file, encoding="utf-8") as stream:
                codes[name] = compile(stream.read(), file, "exec", dont_inherit=True, optimize=2)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        with open(handle, "wb") as stream:
            stream.write(marshal.dumps((stamp, codes)))
        os.replace(temporary, os.path.join(folder, _name(package)))
    except (OSError, SyntaxError, ValueError):
        return None  # no room, no right: rules are imported as ever
    return codes
