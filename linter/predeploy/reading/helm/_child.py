"""The process in which a stranger's chart is rendered. It is run by its path and imports nothing of ours.

It limits itself, leaves the network where the system lets it, and then either becomes `helm` or answers requests: a
line of JSON each, about chart folders that hold regular files only. What `helm` is started with a hundred times imports
as little as it can.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def confine(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # not on this platform: the one who waits for an answer keeps the time
        return
    for what, limit in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        try:
            _, hard = resource.getrlimit(what)
            resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        except (OSError, ValueError):
            continue
    leave_network()


def leave_network() -> None:
    """A network namespace of its own, without any interface. Not every kernel gives one to a plain user."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    new_user, new_network = 0x10000000, 0x40000000
    try:
        ctypes.CDLL(None).unshare(new_user | new_network)
    except (OSError, AttributeError):
        return


def merged(low: Any, high: Any) -> Any:
    """Values as Helm lays them over each other: maps by key, everything else whole; null removes."""
    if not isinstance(low, dict) or not isinstance(high, dict):
        return high
    out = dict(low)
    for key, value in high.items():
        out[key] = merged(out[key], value) if key in out else value
    return out


class Charts:
    def __init__(self) -> None:
        self.open: dict[str, Any] = {}

    def render(self, chart: str, files: list[str], sets: list[str], overlay: Any, options: Any) -> Any:
        import json

        import helm_python
        from helm_python import _native

        if chart not in self.open:
            while len(self.open) > 3:
                self.open.pop(next(iter(self.open))).close()
            self.open[chart] = helm_python.Chart.load(chart)
        values: Any = {}
        for text in files:
            values = merged(values, helm_python.values_from_yaml(text) or {})
        for expression in sets:
            values = merged(values, helm_python.parse_set_string(expression))
        values = json.dumps(merged(values, overlay))
        return json.loads(_native.call_string("helm_render", self.open[chart]._raw(), values, json.dumps(options)))


def serve(places: list[str]) -> None:
    import json

    sys.path += places
    charts = Charts()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    for line in sys.stdin.buffer:
        try:
            answer = {"files": charts.render(**json.loads(line))}
        except MemoryError:  # no answer: whoever waits sees that this process died
            raise
        except Exception as error:
            answer = {"error": str(error) or type(error).__name__}
        out.write(json.dumps(answer).encode() + b"\n")
        out.flush()


if __name__ == "__main__":
    confine(int(sys.argv[1]), int(sys.argv[2]))
    if sys.argv[3] == "serve":
        serve(sys.argv[4:])
    else:
        try:
            os.execve(sys.argv[4], sys.argv[4:], dict(os.environ))
        except OSError as error:  # it was never asked: no answer, and another time it may be there
            sys.stderr.write(str(error))
            sys.exit(126)  # as shells have it
