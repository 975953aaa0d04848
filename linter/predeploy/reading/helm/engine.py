"""The two that render: the user's `helm`, and the Helm SDK in helm-python-sdk. Both in a process that is confined."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from typing import IO, Any, Final, NamedTuple, Protocol

from ...patterns import pattern
from ..files import inside

SECONDS: Final = 20  # for one render; real charts take 0.02 s, the largest 0.3 s (measured 2026-11)
MEMORY: Final = 2_000_000_000  # bytes of data; real charts take 150 MB
MAX_OUTPUT: Final = 100_000_000  # bytes of one render
_SESSION: Final = 900  # s of processor time for a process that answers many requests
_CHILD: Final = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_child.py")
_SOURCE: Final = pattern(r"^---[ \t]*\n# Source: (\S[^\n]*)\n", 8)  # re.MULTILINE


class RenderError(Exception):
    """Why there is no output, in Helm's words."""


class Release(NamedTuple):
    """How a chart is rendered. `files` are the texts of values files, `sets` what `--set` would take; later ones win."""

    name: str
    namespace: str
    files: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    kubernetes: str = ""  # 1.34


class Engine(Protocol):
    name: str

    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        """Render the chart in a folder: what each template gives, by the name that Helm has for it (`shop/templates/a.yaml`).
        `overlay` are values that win over the files. Raises RenderError."""
        ...

    def close(self) -> None: ...


def find_engine(root: str) -> type["Helm"] | type["Sdk"] | None:
    """What renders here; None when neither is installed. Nothing below the root (absolute, real) is ever run."""
    Helm.binary = _find_helm(root)
    if Helm.binary:
        return Helm
    Sdk.folder = _find_sdk(root)
    return Sdk if Sdk.folder else None


def _find_helm(root: str) -> str:
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        found = os.path.isabs(folder) and shutil.which("helm", path=folder)
        if found and not inside(root, os.path.realpath(found)) and not inside(root, os.path.realpath(folder)):
            return os.path.realpath(found)
    return ""


def _find_sdk(root: str) -> str:
    from importlib.util import find_spec

    try:
        found = find_spec("helm_python")
    except (ImportError, ValueError):
        return ""
    origin = os.path.realpath(found.origin) if found and found.origin else ""
    if not origin:
        return ""
    folder = os.path.dirname(os.path.dirname(origin))
    own = inside(os.path.realpath(sys.prefix), folder)  # a virtual environment may lie in the project
    return folder if own or not inside(root, folder) else ""


def _environment(folder: str) -> dict[str, str]:
    """Nothing of the user's but what the system needs to start a process."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    places = {f"HELM_{name}_HOME": os.path.join(folder, name.lower()) for name in ("CACHE", "CONFIG", "DATA")}
    plugins = {"HELM_PLUGINS": os.path.join(folder, "plugins"), "KUBECONFIG": os.path.join(folder, "none")}
    return {**kept, **places, **plugins, "HOME": folder, "GOMEMLIMIT": str(MEMORY // 2), "LC_ALL": "C.UTF-8"}


def _start(arguments: list[str], seconds: int, folder: str, **pipes: Any) -> subprocess.Popen[bytes]:
    limits = [str(MEMORY), str(seconds)]
    command = [sys.executable, "-I", "-B", _CHILD, *limits, *arguments]
    return subprocess.Popen(command, env=_environment(folder), cwd=folder, **pipes)


class _Deadline:
    """Kills a process that is not through in time."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.late = False
        self._process = process
        self._timer = threading.Timer(SECONDS, self._kill)
        self._timer.daemon = True

    def _kill(self) -> None:
        self.late = True
        self._process.kill()

    def __enter__(self) -> "_Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()  # the first pass forks only where no thread is left


class Sdk:
    """Answers come from one process for many charts; it is started anew when it had to be killed."""

    name = "helm-python-sdk"
    folder = ""  # from which helm_python is imported

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._home = tempfile.TemporaryDirectory(prefix="predeploy-helm-")

    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        options = {"name": release.name, "namespace": release.namespace}
        options |= {"kube_version": f"v{release.kubernetes}.0"} if release.kubernetes else {}
        asked = {"chart": chart, "files": release.files, "sets": release.sets, "overlay": overlay, "options": options}
        answer = self._ask(json.dumps(asked).encode() + b"\n")
        if "error" in answer:
            raise RenderError(answer["error"])
        files: dict[str, str] = answer["files"]
        return files

    def _ask(self, asked: bytes) -> dict[str, Any]:
        process = self._process
        if process is None or process.poll() is not None:
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            process = self._process = _start(["serve", self.folder], _SESSION, self._home.name, **pipes)
        assert process.stdin
        assert process.stdout
        line = b""
        with _Deadline(process) as deadline:
            try:
                process.stdin.write(asked)
                process.stdin.flush()
                line = process.stdout.readline(MAX_OUTPUT)
            except OSError:  # it died
                line = b""
        if line.endswith(b"\n"):
            answer: dict[str, Any] = json.loads(line)
            return answer
        self.close()
        raise RenderError(_told(late=deadline.late, large=len(line) >= MAX_OUTPUT))

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    _quietly_close(pipe)
            self._process.wait()
            self._process = None


class Helm:
    """Each render is a process of the user's `helm`."""

    name = "helm"
    binary = ""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="predeploy-helm-")

    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        texts = [*release.files, *([json.dumps(overlay)] if overlay else [])]
        with tempfile.TemporaryDirectory(dir=self._home.name) as folder:
            arguments = [self.binary, "template", release.name, chart]
            for number, text in enumerate(texts):
                file = os.path.join(folder, f"values-{number}.yaml")
                with open(file, "w", encoding="utf-8", newline="") as stream:
                    stream.write(text)
                arguments += ["--values", file]
            for expression in release.sets:
                arguments += ["--set", expression]
            arguments += ["--namespace", release.namespace] if release.namespace else []
            arguments += ["--kube-version", f"{release.kubernetes}.0"] if release.kubernetes else []
            return by_source(self._run(arguments, folder))

    def _run(self, arguments: list[str], folder: str) -> str:
        errors = os.path.join(folder, "errors")
        with open(errors, "wb") as stream:
            process = _start(["exec", *arguments], SECONDS, folder, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=stream)  # fmt: skip
            assert process.stdout
            with _Deadline(process) as deadline:
                output = process.stdout.read(MAX_OUTPUT + 1)
                if len(output) > MAX_OUTPUT:
                    process.kill()
                code = process.wait()
            process.stdout.close()
        if code == 0:
            return output.decode("utf-8", "replace")
        with open(errors, "rb") as stream:
            said = stream.read(10_000).decode("utf-8", "replace").strip().removeprefix("Error: ")
        large = len(output) > MAX_OUTPUT
        raise RenderError(said if said and not deadline.late and not large else _told(late=deadline.late, large=large))

    def close(self) -> None:
        return None


def by_source(output: str) -> dict[str, str]:
    """What `helm template` prints, by template, in the order of the output."""
    parts = _SOURCE.split(output)
    found: dict[str, list[str]] = {}
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        found.setdefault(name.strip(), []).append(text)
    return {name: "---\n".join(texts) for name, texts in found.items()}


def _told(*, late: bool, large: bool) -> str:
    if late:
        return f"it was not through after {SECONDS} s"
    return f"its output is larger than {MAX_OUTPUT / 1e6:g} MB" if large else "helm died; it may have run out of memory"


def _quietly_close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return
