"""Running a renderer on what a stranger wrote: found where the user put it, in a process of its own, without the user's
environment, without a network where the system lets it, and only for so long."""

import os
import shutil
import subprocess
import sys
import threading
from typing import Any, Final

from .files import inside

SECONDS: Final = (
    20  # for one render; real charts take 0.02 s, the largest 0.3 s; real overlays 0.1 s (measured 2026-11)
)
MEMORY: Final = 2_000_000_000  # bytes of data; real charts take 150 MB
MAX_OUTPUT: Final = 100_000_000  # bytes of one render
MAX_SAID: Final = 1_000_000  # bytes of errors
CHILD: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "helm", "_child.py")


class RenderError(Exception):
    """Why there is no output, in the renderer's words."""


class Stopped(RenderError):
    """It was killed or it died: another time it may be through."""


def find_tool(name: str, root: str) -> str:
    """An executable of the user's, empty when there is none. Nothing below the root (absolute, real) is ever run."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        found = os.path.isabs(folder) and shutil.which(name, path=folder)
        if found and not inside(root, os.path.realpath(found)) and not inside(root, os.path.realpath(folder)):
            return os.path.realpath(found)
    return ""


def start(
    arguments: list[str], seconds: int, folder: str, more: dict[str, str], **pipes: Any
) -> subprocess.Popen[bytes]:
    """Start `serve …` or `exec BINARY …` in a folder, with nothing of the user's but what the system needs for it."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    own = {"KUBECONFIG": os.path.join(folder, "none"), "HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
    environment = {**kept, **own, "GOMEMLIMIT": str(MEMORY // 2), **more}
    command = [sys.executable, "-I", "-S", "-B", CHILD, str(MEMORY), str(seconds), *arguments]
    return subprocess.Popen[bytes](command, env=environment, cwd=folder, **pipes)


class Deadline:
    """Kills a process that is not through in time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.late = False
        self._process = process
        self._timer = threading.Timer(SECONDS, self._kill)
        self._timer.daemon = True

    def _kill(self) -> None:
        self.late = True
        self._process.kill()

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()  # the first pass forks only where no thread is left


def output_of(arguments: list[str], folder: str, more: dict[str, str]) -> str:
    """What a tool prints; `folder` is its own. Raises RenderError."""
    code, output, said = ran(arguments, folder, more)
    if code:
        raise failure(code, said, os.path.basename(arguments[0]))
    return output


def failure(code: int, said: str, name: str) -> RenderError:
    """Why a tool ended with a code that is not 0."""
    if not said:
        return Stopped(told(name, late=False, large=False))
    return (
        RenderError(said) if code == 1 else Stopped(said)
    )  # 2 is a panic, 126 says that it could not be started, less than 0 is a signal


def ran(arguments: list[str], folder: str, more: dict[str, str]) -> tuple[int, str, str]:
    """How a tool ended, what it printed, and what it said of errors. Raises Stopped where it had to be killed."""
    errors = os.path.join(folder, "errors")
    with open(errors, "wb") as stream:
        process = start(["exec", *arguments], SECONDS, folder, more, stdin=subprocess.DEVNULL,
                        stdout=subprocess.PIPE, stderr=stream)  # fmt: skip
        assert process.stdout
        with Deadline(process) as deadline:
            output = process.stdout.read(MAX_OUTPUT + 1)
            large = len(output) > MAX_OUTPUT
            if large:
                process.kill()
            code = process.wait()
        process.stdout.close()
    if code and (deadline.late or large):
        raise Stopped(told(os.path.basename(arguments[0]), late=deadline.late, large=large))
    with open(errors, "rb") as stream:
        said = stream.read(MAX_SAID).decode("utf-8", "replace").strip()
    return code, output.decode("utf-8", "replace"), said


def told(name: str, *, late: bool, large: bool) -> str:
    if late:
        return f"it was not through after {SECONDS} s"
    return (
        f"its output is larger than {MAX_OUTPUT / 1e6:g} MB" if large else f"{name} died; it may have run out of memory"
    )
