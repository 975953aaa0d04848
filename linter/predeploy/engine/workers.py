"""Work spread over processes: fork where that is safe, spawn elsewhere. A lost worker is an error of the run, never silence."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, TypeVar

Method = Literal["serial", "fork", "spawn"]
Item = TypeVar("Item")
Result = TypeVar("Result")

FORK_FROM = 300_000  # bytes of input; below, a second process costs more than it brings
SPAWN_FROM = 6_000_000  # a spawned worker starts in about 0.1 s and imports everything anew
_PER_FILE = 500  # opening and reporting a file costs as much as this many bytes of it


class LostWorker(Exception):
    """A worker ended without a result; `results` are those of the others."""

    def __init__(self, message: str, results: list[Any]) -> None:
        super().__init__(message)
        self.results = results


def choose(sizes: Sequence[int], jobs: int) -> Method:
    """How to spread inputs of these sizes; PREDEPLOY_WORKERS=serial|fork|spawn forces one."""
    forced = os.environ.get("PREDEPLOY_WORKERS", "")
    if forced in ("serial", "fork", "spawn") and jobs > 1:
        return forced  # type: ignore[return-value]
    work = sum(sizes) + _PER_FILE * len(sizes)
    if jobs < 2 or len(sizes) < 2:
        return "serial"
    if may_fork():
        return "fork" if work > FORK_FROM else "serial"
    return "spawn" if work > SPAWN_FROM else "serial"


def may_fork() -> bool:
    """Only on Linux, before any thread starts, and with no Go runtime in the process."""
    import threading

    return sys.platform == "linux" and threading.active_count() == 1 and "helm_python" not in sys.modules


def balance(items: Sequence[Item], sizes: Sequence[int], jobs: int) -> list[list[Item]]:
    """As many chunks as jobs, alike in size: the largest item goes to the emptiest chunk."""
    chunks: list[list[tuple[int, Item]]] = [[] for _ in range(jobs)]
    loads = [0] * jobs
    for size, number in sorted(((size, number) for number, size in enumerate(sizes)), reverse=True):
        emptiest = loads.index(min(loads))
        loads[emptiest] += size + _PER_FILE
        chunks[emptiest].append((number, items[number]))
    return [[item for _, item in sorted(chunk, key=lambda pair: pair[0])] for chunk in chunks if chunk]


def run(work: Callable[[list[Item]], Result], chunks: list[list[Item]], method: Method) -> list[Result]:
    """`work` of every chunk; with spawn it must be picklable. Raises LostWorker."""
    if method == "serial" or len(chunks) < 2:
        return [work(chunk) for chunk in chunks]
    return _forked(work, chunks) if method == "fork" else _spawned(work, chunks)


def _forked(work: Callable[[list[Item]], Result], chunks: list[list[Item]]) -> list[Result]:
    sys.stdout.flush()
    sys.stderr.flush()
    own, children = chunks[:1], []
    blobs: list[bytes] = []
    try:
        for chunk in chunks[1:]:
            try:
                children.append(_child(work, chunk))
            except OSError:  # no further process to be had: slower, but not less
                own.append(chunk)
        results = [work(chunk) for chunk in own]
        while children:
            blobs.append(_drain(*children[0]))
            del children[0]
    except BaseException:  # interrupted: nobody waits for their results
        import signal

        for pid, _ in children:
            os.kill(pid, signal.SIGKILL)
        raise
    return _gather(results, blobs)


def _child(work: Callable[[list[Item]], Result], chunk: list[Item]) -> tuple[int, int]:
    read, write = os.pipe()
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, read
    code = 1
    try:
        os.close(read)
        with os.fdopen(write, "wb") as stream:
            stream.write(_pack(work, chunk))
        code = 0
    finally:
        os._exit(code)


def _drain(pid: int, pipe: int) -> bytes:
    """What a child wrote, empty when it did not end well."""
    with os.fdopen(pipe, "rb") as stream:
        blob = stream.read()  # to its end, before waiting: a full pipe would block the child
    _, status = os.waitpid(pid, 0)
    return b"" if status else blob


def _pack(work: Callable[[list[Item]], Result], chunk: list[Item]) -> bytes:
    import pickle

    try:
        return pickle.dumps((True, work(chunk)), 5)
    except Exception as error:
        return pickle.dumps((False, f"{type(error).__name__}: {error}"), 5)


def _spawned(work: Callable[[list[Item]], Result], chunks: list[list[Item]]) -> list[Result]:
    from multiprocessing import get_context

    os.environ["PYTHONSAFEPATH"] = "1"  # or the new interpreters import from the current folder, maybe the scanned one
    context = get_context("spawn")
    children = []
    with _without_interrupts():
        for chunk in chunks:  # a pipe each: with a pool, one that dies would take the others' results along
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=_serve, args=(theirs, work, chunk), daemon=True)  # ends with this process
            process.start()
            theirs.close()
            children.append((process, ours))
    blobs: list[bytes] = []
    for process, pipe in children:
        try:
            blobs.append(pipe.recv_bytes())
        except (EOFError, OSError):  # it ended before, or while it was sending
            blobs.append(b"")
        process.join()
    return _gather([], blobs)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """New processes inherit what is blocked: Ctrl-C is for the first alone, or each would print a traceback."""
    if sys.platform == "win32":
        yield
        return
    import signal

    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Any, work: Callable[[list[Item]], Result], chunk: list[Item]) -> None:
    pipe.send_bytes(_pack(work, chunk))


def _gather(results: list[Any], blobs: list[bytes]) -> list[Any]:
    import pickle

    lost = ""
    for blob in blobs:
        done, result = pickle.loads(blob) if blob else (False, "it died")
        if done:
            results.append(result)
        else:
            lost = lost or f"a worker process failed: {result}"
    if lost:
        raise LostWorker(lost, results)
    return results
