"""Measure predeploy on a folder of real projects: `make bench CORPUS=DIR`, or `python tests/bench.py DIR [--rounds 5]`.

Whole processes are timed, start to end, in rounds that run every case once, so that a busy minute hits all alike; the
table has the medians. Compiled files are written before the first round. `unchanged` knows what the run before it kept, the
others take everything anew (`--no-cache`). `cold` is one run after the pages of the
input and of predeploy were dropped from the file cache (where the system lets us); all other figures are warm.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import predeploy
import predeploy_rules
from predeploy.engine import jobs_here
from predeploy.formats import claim
from predeploy.reading import ReadError, Source, read
from predeploy.reading.discover import discover

SET_FOLDERS, SET_SIZE, SET_FILE_LIMIT = ("k8s", "helm-rendered"), 300, 50_000
MANIFEST = """\
apiVersion: v1
kind: ConfigMap
metadata: {name: shop}
data: {LOG_LEVEL: info}
"""

# A system counts to the peak of a process what its parent held when it was started: the parent has to be small.
STARTER = """
import os, resource, sys, time
began = time.perf_counter()
child = os.fork()
if not child:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[1], sys.argv[1:])
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, code)
"""


@dataclass
class Case:
    """One command over one input; `seconds` and `peaks` (bytes of the largest process) are of its warm runs."""

    name: str
    command: list[str]
    documents: int = 0
    folder: Path | None = None  # the input, to be dropped from the file cache for the cold run
    seconds: list[float] = field(default_factory=list)
    peaks: list[int] = field(default_factory=list)
    cold: float | None = None
    failed: str = ""

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure predeploy on a folder of real projects.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    if not chosen.corpus.is_dir():
        parser.error(f"{str(chosen.corpus)!r} is not a folder; say make bench CORPUS=DIR")
    corpus = chosen.corpus.resolve()
    with tempfile.TemporaryDirectory() as temp:
        bench_set = Path(temp, "k8s300")
        gathered = gather(corpus, bench_set)
        cases = [*own_cases(corpus, Path(temp), gathered), *peers(bench_set)]
        measure(cases, chosen.rounds)
    report(cases, chosen.rounds, gathered.cores)


def own_cases(corpus: Path, temp: Path, gathered: "Gathered") -> Iterator[Case]:
    small = temp / "one"
    small.mkdir()
    (small / "manifest.yaml").write_text(MANIFEST)
    yield Case("predeploy --version", own("--version"))
    yield Case("one small manifest", own("scan", small, "--root", small), 1, small)
    for label, folder, documents in (
        ("k8s300", temp / "k8s300", gathered.bench_set),
        ("whole corpus", corpus, gathered.corpus),
    ):
        scan = own("scan", folder, "--root", folder)
        for jobs in (1, 2):
            anew = [*scan, "--no-cache", "--jobs", str(jobs)]
            yield Case(f"{label}, {jobs} core{'s' * (jobs > 1)}", anew, documents, folder)
        yield Case(f"{label}, unchanged", scan, documents, folder)


def own(*words: object) -> list[str]:
    return [sys.executable, "-m", "predeploy", *map(str, words)]


def peers(folder: Path) -> Iterator[Case]:
    """Those that are installed, on the same files."""
    files = [str(file) for file in sorted(folder.rglob("*")) if file.is_file()]
    if tool := shutil.which("kube-score"):
        yield Case("kube-score", [tool, "score", "--output-format", "ci", *files], folder=folder)
    if tool := shutil.which("checkov"):
        flags = ["--framework", "kubernetes", "-o", "json", "--compact", "--quiet", "--skip-download"]
        yield Case("checkov", [tool, "-d", str(folder), *flags], folder=folder)


# the input


class Gathered(NamedTuple):
    """Documents of the bench set and of the corpus; cores this process may use."""

    bench_set: int
    corpus: int
    cores: int


def gather(corpus: Path, target: Path) -> Gathered:
    """Copy the bench set: the first 300 files, by path, under 50 KB in which Kubernetes claims a document."""
    documents = count = 0
    target.mkdir()
    for name in SET_FOLDERS:
        for file in inputs(corpus / name):
            if count < SET_SIZE and file.stat().st_size < SET_FILE_LIMIT and "kubernetes" in (found := formats(file)):
                copy = target / file.relative_to(corpus)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
                count, documents = count + 1, documents + len(found)
    return Gathered(documents, sum(len(formats(file)) for file in inputs(corpus)), jobs_here())


def inputs(folder: Path) -> Iterator[Path]:
    """What predeploy reads below a folder, by path."""
    return (Path(one.file) for one in (discover([str(folder)], str(folder)).inputs if folder.is_dir() else ()))


def formats(file: Path) -> list[str]:
    """The format of each document of a file that any format claims."""
    try:
        trees = read(Source(file.name, file=str(file), root=str(file.parent))).trees
    except ReadError:
        return []
    return [form.name for form in map(claim, trees) if form is not None]


# the runs


def measure(cases: list[Case], rounds: int) -> None:
    for case in cases:
        run(case)  # writes the compiled files and fills the caches
    for case in cases:
        if case.folder is not None and drop_from_cache([case.folder, *packages()]):
            case.cold, _ = run(case)
    for number in range(rounds):
        for case in cases:
            print(f"\rround {number + 1} of {rounds}: {case.name:<30}", end="", file=sys.stderr, flush=True)
            seconds, peak = run(case)
            case.seconds.append(seconds)
            case.peaks.append(peak)
    print(f"\r{'':<50}\r", end="", file=sys.stderr, flush=True)


def run(case: Case) -> tuple[float, int]:
    """Seconds, and the peak memory in bytes of the largest process, workers included."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPATH"] = os.pathsep.join(
        str(Path(one.__file__ or "").parent.parent) for one in (predeploy, predeploy_rules)
    )
    starter = [sys.executable, "-E", "-S", "-c", STARTER, *case.command]
    done = subprocess.run(starter, env=env, capture_output=True, text=True, errors="replace", check=False)
    seconds, peak, code = done.stdout.split()
    if code not in ("0", "1") and not case.failed:
        case.failed = f"exit code {code}: {done.stderr[:300].strip()}"
    return float(seconds), int(peak) * (1 if sys.platform == "darwin" else 1024)


def packages() -> list[Path]:
    """Where predeploy and what it imports lie."""
    return [Path(predeploy.__file__).parent, Path(predeploy_rules.__file__).parent, Path(sysconfig.get_path("platlib"))]


def drop_from_cache(folders: Iterable[Path]) -> bool:
    """Ask the system to forget the pages of all files below; False where it cannot be asked."""
    if not hasattr(os, "posix_fadvise"):
        return False
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file():
                handle = os.open(file, os.O_RDONLY)
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(handle)
    return True


# the table


def report(cases: list[Case], rounds: int, cores: int) -> None:
    by_name = {case.name: case for case in cases}
    rows: list[tuple[str, ...]] = [("", "seconds", "cold", "peak MB", "documents/s", "to kube-score", "to checkov")]
    for case in cases:
        speed = f"{case.documents / case.median:,.0f}" if case.documents > 1 else ""
        cold = f"{case.cold:.3f}" if case.cold is not None else ""
        ratios = (ratio(case, by_name.get(peer)) for peer in ("kube-score", "checkov"))
        rows.append(
            (case.name, f"{case.median:.3f}", cold, f"{statistics.median(case.peaks) / 1e6:.0f}", speed, *ratios)
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if not i else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        print("  ".join((first, *others)).rstrip())
    versions = f"predeploy {predeploy.__version__}, Python {sys.version.split()[0]}, {cores} cores"
    print(f"\n{versions}; medians of {rounds} interleaved runs, compiled files present, file cache warm but in `cold`.")
    for case in cases:
        if case.failed:
            print(f"{case.name} did not end well: {case.failed}")


def ratio(case: Case, peer: Case | None) -> str:
    """`0.5×`: half the peer's time; only on the peer's own input."""
    if peer is None or not peer.seconds or not case.name.startswith("k8s300"):
        return ""
    return f"{case.median / peer.median:.2f}×"


if __name__ == "__main__":
    main()
