"""gunicorn: a web server that tells in its command line how long a request may take."""

from collections.abc import Iterator

from ..measure import Measure
from ..node import Node
from ..quantities import number
from ..views import Workload

# Only the default worker class stops a request that takes longer: https://docs.gunicorn.org/en/stable/settings.html#timeout
# (as of 2026-11)
_TIMEOUT = ("--timeout", "-t")
_OTHER_WORKERS = ("--worker-class", "-k", "--threads")


def timeout(workload: Workload) -> Measure | None:
    """Seconds a request may take where a container says so; None where none does."""
    for container in workload.containers:
        words = list(_words(container["command"])) + list(_words(container["args"]))
        names = [word.rpartition("/")[2].partition("=")[0] for word, _ in words]
        if "gunicorn" in names and not any(name.startswith(_OTHER_WORKERS) for name in names):
            for index, (word, node) in enumerate(words):
                if names[index] in _TIMEOUT:
                    said = (word.partition("=")[2], node) if "=" in word else (words[index + 1 :] or [("", node)])[0]
                    return Measure(number(said[0]), said[1], "own")
    return None


def _words(command: Node) -> Iterator[tuple[str, Node]]:
    """The words of a command, also of one that is handed to a shell."""
    for node in command:
        for word in (node.text or "").split():
            yield word, node
