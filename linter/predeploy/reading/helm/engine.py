"""The two that render: the user's `helm`, and the Helm SDK in helm-python-sdk. Both in a process that is confined."""

import json
import os
import subprocess
import sys
import tempfile
from typing import IO, Any, Final, NamedTuple, Protocol

from ...patterns import pattern
from ..confined import MAX_OUTPUT, Deadline, RenderError, Stopped, find_tool, output_of, start, told
from ..files import inside

_SESSION: Final = 900  # s of processor time for a process that answers many requests
_SOURCE: Final = pattern(r"^---[ \t]*\n# Source: (\S[^\n]*)\n", 8)  # re.MULTILINE


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
    Helm.binary = find_tool("helm", root)
    if Helm.binary:
        return Helm
    Sdk.folder = _find_sdk(root)
    return Sdk if Sdk.folder else None


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


def _places(folder: str) -> dict[str, str]:
    """Where Helm may keep what it keeps."""
    places = {f"HELM_{name}_HOME": os.path.join(folder, name.lower()) for name in ("CACHE", "CONFIG", "DATA")}
    return {**places, "HELM_PLUGINS": os.path.join(folder, "plugins")}


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
            home = self._home.name
            process = self._process = start(["serve", self.folder], _SESSION, home, _places(home), **pipes)
        assert process.stdin
        assert process.stdout
        line = b""
        with Deadline(process) as deadline:
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
        raise Stopped(told("helm", late=deadline.late, large=len(line) >= MAX_OUTPUT))

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
        try:
            return output_of(arguments, folder, _places(folder))
        except RenderError as error:
            raise type(error)(str(error).removeprefix("Error: ")) from None

    def close(self) -> None:
        return None


def by_source(output: str) -> dict[str, str]:
    """What `helm template` prints, by template, in the order of the output."""
    parts = _SOURCE.split(output)
    found: dict[str, list[str]] = {}
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        found.setdefault(name.strip(), []).append(text)
    return {name: "---\n".join(texts) for name, texts in found.items()}


def _quietly_close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return
