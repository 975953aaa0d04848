"""The two that render: the user's `helm`, and the Helm SDK in helm-python-sdk. Both in a process that is confined.

Both give the same for the same chart: what each template prints, whole and as it printed it. `helm template` cuts that into
documents, sorts them and drops some, unless one of them is no YAML: then `--debug` prints the templates as they are. So
each chart gets a template more that is none.
"""

import json
import os
import subprocess
import sys
import tempfile
from typing import IO, Any, Final, Protocol

from ...patterns import pattern
from ...record import NamedTuple
from ..confined import MAX_OUTPUT, Deadline, RenderError, Stopped, failure, find_tool, ran, start, told
from ..files import inside

_SESSION: Final = 900  # s of processor time for a process that answers many requests
_ECHO: Final = "{apiVersion: v2, name: echo, version: 1.0.0}"
_TOO_OLD: Final = "this helm is too old: install 3.2 or later"  # older ones do not print what is no YAML
_SOURCE: Final = pattern(r"^---[ \t]*\n# Source: (\S[^\n]*)\n", 8)  # re.MULTILINE


_SPOILER: Final = "templates/00-predeploy.yaml"  # Helm reads what was rendered in the order of the names
PROBE: Final = "templates/zz-predeploy.yaml"  # and renders in the opposite one


class Cluster(NamedTuple):
    """What charts are rendered for. `apis` are API versions that it serves besides those of Kubernetes itself."""

    kubernetes: str = ""  # 1.34
    stated: bool = False  # or only supposed: then a chart may ask for another
    apis: tuple[str, ...] = ()


class Release(NamedTuple):
    """How a chart is rendered. `files` are the texts of values files, `sets` what `--set` would take; later ones win."""

    name: str
    namespace: str
    files: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    cluster: Cluster = Cluster()


class Engine(Protocol):
    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        """Render the spoilt chart in a folder: what each template gives, by the name that Helm has for it
        (`shop/templates/a.yaml`), in the order of these names. `overlay` are values that win over the files. Raises
        RenderError."""
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


def spoil(folder: str, constraint: str) -> None:
    """Lay a template that is no YAML into the copy of a chart, and one that fails where the version of Kubernetes does not
    fit the chart's constraint, which only `helm` would see to."""
    os.makedirs(os.path.join(folder, "templates"), exist_ok=True)
    with open(os.path.join(folder, *_SPOILER.split("/")), "w", encoding="utf-8") as stream:
        stream.write("as written: [\n")
    if constraint:
        version = ".Capabilities.KubeVersion.Version"
        said = '(printf "this chart is for Kubernetes %s, not for %s" $range $version)'
        with open(os.path.join(folder, *PROBE.split("/")), "w", encoding="utf-8") as stream:
            stream.write(f"{{{{ $range := {json.dumps(constraint)} }}}}{{{{ $version := {version} }}}}")
            stream.write(f"{{{{ if not (semverCompare $range $version) }}}}{{{{ fail {said} }}}}{{{{ end }}}}")


def _places(folder: str) -> dict[str, str]:
    """Where Helm may keep what it keeps."""
    places = {f"HELM_{name}_HOME": os.path.join(folder, name.lower()) for name in ("CACHE", "CONFIG", "DATA")}
    return {**places, "HELM_PLUGINS": os.path.join(folder, "plugins")}


class Sdk:
    """Answers come from one process for many charts; it is started anew when it had to be killed."""

    folder = ""  # from which helm_python is imported

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._home = tempfile.TemporaryDirectory(prefix="predeploy-helm-")

    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        options: dict[str, Any] = {"name": release.name, "namespace": release.namespace}
        version, _, apis = release.cluster
        options |= {"api_versions": apis} | ({"kube_version": f"v{version}.0"} if version else {})
        asked = {"chart": chart, "files": release.files, "sets": release.sets, "overlay": overlay, "options": options}
        answer = self._ask(json.dumps(asked).encode() + b"\n")
        if "error" in answer:
            raise RenderError(answer["error"])
        return _tidy(answer["files"])

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
        self._stop()
        raise Stopped(told("helm", late=deadline.late, large=len(line) >= MAX_OUTPUT))

    def close(self) -> None:
        self._stop()
        self._home.cleanup()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe:
                    _quietly_close(pipe)
            self._process.wait()
            self._process = None


class Helm:
    """Each render is a process of the user's `helm`."""

    binary = ""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="predeploy-helm-")
        self._set: dict[tuple[str, ...], str] = {}

    def render(self, chart: str, release: Release, overlay: dict[str, Any]) -> dict[str, str]:
        files, sets = release.files, release.sets
        if overlay:  # `--set` would win over it
            files, sets = (*files, *([self._values_of(sets)] if sets else ()), json.dumps(overlay)), ()
        code, output, said = self._template(chart, release._replace(files=files, sets=sets), "--debug", "--no-hooks")
        if code == 0:  # the chart has the spoiler ignored
            code, output, said = self._template(chart, release._replace(files=files, sets=sets))
        if code and not output.strip():
            raise failure(code, _TOO_OLD if _SPOILER in said else said, "helm")
        return by_source(output)

    def _values_of(self, sets: tuple[str, ...]) -> str:
        """What some `--set` say, as the text of a values file."""
        if sets not in self._set:
            with tempfile.TemporaryDirectory(dir=self._home.name) as folder:
                for path, text in (("Chart.yaml", _ECHO), ("templates/values.yaml", "{{ toJson .Values }}")):
                    file = os.path.join(folder, path)
                    os.makedirs(os.path.dirname(file), exist_ok=True)
                    with open(file, "w", encoding="utf-8") as stream:
                        stream.write(text)
                _, output, _ = self._template(folder, Release("echo", "", (), sets))
            self._set[sets] = "".join(by_source(output).values())
        return self._set[sets]

    def _template(self, chart: str, release: Release, *more: str) -> tuple[int, str, str]:
        with tempfile.TemporaryDirectory(dir=self._home.name) as folder:
            arguments = [self.binary, "template", release.name, chart, *more]
            for number, text in enumerate(release.files):
                file = os.path.join(folder, f"values-{number}.yaml")
                with open(file, "w", encoding="utf-8", newline="") as stream:
                    stream.write(text)
                arguments += ["--values", file]
            for expression in release.sets:
                arguments += ["--set", expression]
            arguments += ["--namespace", release.namespace] if release.namespace else []
            version, _, apis = release.cluster
            arguments += ["--kube-version", f"{version}.0"] if version else []
            for api in apis:
                arguments += ["--api-versions", api]
            return ran(arguments, folder, _places(folder))

    def close(self) -> None:
        self._home.cleanup()


def by_source(output: str) -> dict[str, str]:
    """What `helm template` prints, by template. A template may print such a heading of another chart itself."""
    parts = _SOURCE.split(output)
    names = [name.strip() for name in parts[1::2]]
    chart = next((name.removesuffix(_SPOILER) for name in names if name.endswith(f"/{_SPOILER}")), "")
    found: dict[str, str] = {}
    last = ""
    for name, text in zip(names, parts[2::2], strict=True):
        if not name.startswith(chart) and last:
            found[last] += f"---\n# Source: {name}\n{text}"
            continue
        last = name
        found[name] = f"{found[name]}---\n{text}" if name in found else text
    return _tidy(dict(sorted(found.items())))


def _tidy(files: dict[str, str]) -> dict[str, str]:
    """`helm` trims the end of what it prints, whichever template comes last."""
    return {
        name: f"{text.rstrip()}\n" for name, text in files.items() if not name.endswith((f"/{_SPOILER}", f"/{PROBE}"))
    }


def _quietly_close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return
