"""The command line as its users meet it: every code by which it ends, and what each flag does."""

import json
import os
import shutil
import signal
import stat
import subprocess
import time
from pathlib import Path

import jsonschema
import pytest

import estate
from running import (
    FIXTURES,
    LIMIT,
    POD,
    command,
    environment,
    install_pack,
    lines_of,
    predeploy_here,
    predeploy_run,
    report,
    write,
)

FORMATS = ("text", "json", "markdown", "sarif")
FINE = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
PRIVILEGED = "security/privileged-container"

CRASHES = """\
from predeploy import Document, Findings, rule

@rule("low", since="1")
def crashes(document: Document) -> Findings:
    raise RuntimeError("as ordered")
    yield
"""
WAITS = """\
import os, time
from predeploy import Document, Findings, rule

@rule("low", since="1")
def waits(document: Document) -> Findings:
    open(os.environ["MARK"] + str(os.getpid()), "w").close()
    time.sleep(120)
    yield from ()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with one bad pod."""
    return write(tmp_path / "repo", {".git/HEAD": "", "pod.yaml": POD})


# how a run ends


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("files", "arguments", "code"),
    [
        ({"a.yaml": FINE}, [], 0),
        ({"a.yaml": POD}, [], 1),
        ({"a.yaml": POD}, ["--fail-on", "critical", "--ignore", "privileged-container"], 0),
        ({"a.yaml": "a: 1\n"}, [], 4),
        ({"a.yaml": "a: 1\n"}, ["--allow-empty"], 0),
        ({"a.yaml": "kind: Pod\nmetadata: {name\n"}, ["a.yaml"], 1),
    ],
)
def test_the_code_is_the_same_for_every_format(tmp_path, form, files, arguments, code):
    done = predeploy_run("scan", *arguments, "--format", form, cwd=write(tmp_path, files))
    assert done.returncode == code, done.stdout
    assert done.stderr == ""
    assert done.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_a_crashed_rule_ends_every_format_with_3(tmp_path, root, form):
    env = environment(install_pack(tmp_path / "site", "acme", {"reliability/crashes": CRASHES}))
    done = predeploy_run("scan", "--format", form, cwd=root, env=env)  # 3 before the 1 that the pod deserves
    assert done.returncode == 3
    assert "as ordered" in done.stdout
    assert predeploy_run("scan", "--select", "nonexistent", cwd=root, env=env).returncode == 2  # and 2 before 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonexistent.yaml"], "'nonexistent.yaml' does not exist"),
        (
            ["--select", "privileged-contaner"],
            "--select: there is no rule called `privileged-contaner`; did you mean `privileged-container`?",
        ),
        (["--ignore", "xyzzy"], "--ignore: there is no rule called `xyzzy`"),
        (["--extend-select", "securty"], "--extend-select: there is no rule called `securty`"),
        (["--format", "jsn"], "there is no format `jsn`; there are"),
        (["--format", "json", "--format", "sarif"], "only one format can go to standard output"),
        (["--tier", "gold"], "'gold' is not one of 'strict', 'preview', 'all'"),
        (["--fail-on", "bad"], "'bad' is not one of"),
        (["--kubernetes", "x"], "expects a Kubernetes version"),
        (["--environment", "x"], "expects dev, test, staging or prod"),
        (["--root", "nowhere"], "--root 'nowhere' is not a folder"),
        (["--files-from", "nowhere"], "cannot read 'nowhere'"),
        (["--files-from", "sub"], "cannot read 'sub'"),
        (["--jobs", "0"], "0 is not in the range"),
        (["--nonsense"], "No such option"),
        (["-", "--fix"], "--fix cannot write to standard input"),
        (["--format", "json=sub"], "cannot write 'sub'"),
        (["--format", "json=no/such/folder/x"], "cannot write"),
    ],
)
def test_what_the_user_got_wrong_ends_with_2_and_a_sentence(root, arguments, said):
    (root / "sub").mkdir()
    done = predeploy_run("scan", *arguments, cwd=root, stdin=POD)
    assert (done.returncode, said in done.stderr + done.stdout) == (2, True), done.stderr + done.stdout


def test_a_wrong_configuration_ends_with_2_and_its_places(root):
    write(root, {"predeploy.yaml": "fail-on: bad\nrules:\n  privileged-contaner: off\n"})
    done = predeploy_run("scan", cwd=root)
    assert done.returncode == 2
    assert "predeploy.yaml:1:10" in done.stderr


@pytest.mark.parametrize("arguments", [["scna"], ["pod.yaml"], ["nonsense"]])
def test_an_unknown_command_comes_with_a_hint(root, arguments):
    done = predeploy_run(*arguments, cwd=root)
    assert done.returncode == 2
    hints = {
        "scna": "did you mean `scan`?",
        "pod.yaml": "to check it, run `predeploy scan pod.yaml`",
        "nonsense": "no command `nonsense`",
    }
    assert hints[arguments[0]] in done.stderr


def started(mark: Path, workers: int) -> list[int]:
    """The processes that have begun to check, once there are so many."""
    limit = time.monotonic() + LIMIT
    while time.monotonic() < limit:
        found = [int(file.name.removeprefix("mark")) for file in mark.parent.glob("mark*")]
        if len(found) == workers:
            return found
        time.sleep(0.02)
    raise AssertionError("the workers did not begin")


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    with open(f"/proc/{pid}/stat") as stream:  # a zombie that nobody has reaped yet is gone too
        return stream.read().rpartition(")")[2].split()[0] == "Z"


@pytest.mark.skipif(os.name != "posix", reason="only where there are signals")
@pytest.mark.parametrize(
    ("method", "whole_group"), [("serial", False), ("fork", False), ("fork", True), ("spawn", False), ("spawn", True)]
)
def test_an_interrupted_run_ends_with_130_and_takes_its_workers_along(tmp_path, method, whole_group):
    site = install_pack(tmp_path / "site", "acme", {"reliability/waits": WAITS})
    root = write(tmp_path / "repo", {f"{n}.yaml": POD for n in range(20)})
    env = environment(site, PREDEPLOY_WORKERS=method, MARK=str(tmp_path / "mark"))
    run = subprocess.Popen(
        command("scan", "--select", "acme:waits", "-j", "2"), cwd=root, env=env, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # a suite that runs in the background of a shell inherits that SIGINT is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    try:
        workers = started(tmp_path / "mark", 1 if method == "serial" else 2)
        if whole_group:
            os.killpg(run.pid, signal.SIGINT)
        else:
            run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=LIMIT)
    finally:
        run.kill()
    assert (run.returncode, out) == (130, b"")
    assert err.decode().strip() == "predeploy: interrupted"
    limit = time.monotonic() + LIMIT
    while not all(map(gone, workers)) and time.monotonic() < limit:
        time.sleep(0.02)
    assert all(map(gone, workers))


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    root = estate.build(tmp_path / "repo", projects=12)
    scan = subprocess.Popen(command("scan", "--tier", "all", "--format", "json"), cwd=root, env=environment(), stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    assert scan.stdout is not None
    assert scan.stderr is not None
    assert scan.stdout.readline() == b"{\n"
    scan.stdout.close()
    err = scan.stderr.read()
    scan.stderr.close()
    assert scan.wait(LIMIT) in (0, 1)
    assert err == b""


def test_output_that_cannot_be_written_ends_with_2(root):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command("scan"),
            cwd=root,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=LIMIT,
            check=False,
        )
    assert done.returncode == 2
    assert b"cannot write standard output: No space left on device" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8", "utf-16"])
@pytest.mark.parametrize("form", FORMATS)
def test_any_encoding_of_the_output_will_do(root, encoding, form):
    write(root, {"pod.yaml": POD.replace("web", '"wéb-☃"')})
    done = subprocess.run(command("scan", "--format", form), cwd=root, env=environment(PYTHONIOENCODING=encoding),
                          capture_output=True, timeout=LIMIT, check=False)  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    told = done.stdout.decode(
        encoding if form == "text" and encoding != "ascii" else "utf-8"
    )  # click mends an ASCII terminal
    assert "privileged-container" in told
    assert ("☃" in told) is (form != "text" or encoding in ("utf-8", "utf-16", "ascii"))


# what is scanned


def test_the_current_folder_is_scanned_by_default(root):
    assert lines_of(report(cwd=root, code=1))[0] == (PRIVILEGED, "pod.yaml", 8)


def test_paths_are_reported_from_the_root_wherever_one_stands(root):
    write(root, {"deep/er/pod.yaml": POD})
    for cwd, argument in (
        (root, "deep"),
        (root / "deep", "."),
        (root / "deep/er", "pod.yaml"),
        (root / "deep/er", "../er"),
    ):
        found = report(argument, cwd=cwd, run=predeploy_here)
        assert {one["path"] for one in found["findings"]} == {"deep/er/pod.yaml"}


def test_root_bounds_and_names_the_paths(root):
    write(root, {"deep/er/pod.yaml": POD})
    found = report("deep/er", "--root", "deep", cwd=root, run=predeploy_here)
    assert {one["path"] for one in found["findings"]} == {"er/pod.yaml"}


def test_exclude_leaves_out_and_counts(root):
    write(root, {"old/pod.yaml": POD, "old/keep/pod.yaml": POD})
    found = report("--exclude", "old/", cwd=root, run=predeploy_here)
    assert {one["path"] for one in found["findings"]} == {"pod.yaml"}
    assert found["summary"]["skipped"] == {"excluded in the config": 1}
    assert report("--exclude", "*.yaml", cwd=root, code=4, run=predeploy_here)["findings"] == []
    named = report("--exclude", "old/", "old/pod.yaml", cwd=root, run=predeploy_here)
    assert {one["path"] for one in named["findings"]} == {"old/pod.yaml"}


def test_files_from_a_list(root):
    write(root, {"a.yaml": POD, "b.yaml": POD, "list": "a.yaml\r\n\nb.yaml\ngone.yaml\n", "none": ""})
    assert {one["path"] for one in report("--files-from", "list", cwd=root, code=1)["findings"]} == {"a.yaml", "b.yaml"}
    assert {one["path"] for one in report("--files-from", "-", cwd=root, stdin="b.yaml")["findings"]} == {"b.yaml"}
    empty = report("--files-from", "none", cwd=root, code=0)
    assert (empty["findings"], empty["summary"]["files"]) == ([], 0)
    assert predeploy_run("scan", "--files-from", "-", cwd=root, stdin="notes.txt\n").returncode == 0


def test_a_list_is_no_order(root):
    """What a tool lists is read as if it had been met: ignored files stay ignored, charts stay charts."""
    files = {
        ".gitignore": "gen/\n",
        "gen/a.yaml": POD,
        "chart/Chart.yaml": "name: c\n",
        "chart/templates/x.yaml": "{{ x }}\n",
    }
    write(root, files)
    listed = report("--files-from", "-", "--show-skipped", cwd=root, stdin="\n".join([*files, "pod.yaml"]))
    assert {one["path"] for one in listed["findings"] if one["rule"] == PRIVILEGED} == {"pod.yaml"}
    assert {one["path"] for one in listed["skipped"]} == {"gen", "chart"}
    only = report("--listed", "chart/templates/x.yaml", cwd=root, code=0)
    assert {one["path"] for one in only["skipped"]} == {"chart"}


SAM = estate.SAM.format(name="a")
JSON = """\
{
\t"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a\\/b"},
\t"spec": {"containers": [{"name": "a", "image": "a:1", "securityContext": {"privileged": true}}]}
}
"""


@pytest.mark.parametrize(
    ("arguments", "text", "code", "paths"),
    [
        ([], POD, 1, {"stdin.yaml"}),
        (["--stdin-filename", "k8s/new.yaml"], POD, 1, {"k8s/new.yaml"}),
        (["--stdin-filename", "pod.json"], JSON, 1, {"pod.json"}),
        ([], JSON, 1, {"stdin.json"}),
        (["--stdin-filename", "pod.yaml"], JSON.replace("\t", " "), 1, {"pod.yaml"}),
        (["--stdin-filename", "pod.json"], POD, 1, {"pod.json"}),
        ([], "", 4, set()),
        ([], "# nothing\n", 4, set()),
        ([], "just words\n", 4, set()),
        ([], b"\xff\xfe" + POD.encode("utf-16-le"), 1, {"stdin.yaml"}),
        ([], b"\xef\xbb\xbf" + POD.encode(), 1, {"stdin.yaml"}),
        ([], "kind: Pod\nmetadata: {name\n", 1, {"stdin.yaml"}),
    ],
)
def test_standard_input(root, arguments, text, code, paths):
    found = report("-", *arguments, "--tier", "all", cwd=root, stdin=text, code=code)
    assert {one["path"] for one in found["findings"]} == paths
    assert found["summary"]["files"] == 1


@pytest.mark.parametrize("raw", [b"\x00\x01\x02", b"\xff\xff", b"a: \xe9\n"])
def test_standard_input_that_is_no_text_ends_with_2(root, raw):
    done = predeploy_run("scan", "-", cwd=root, stdin=raw)
    assert done.returncode == 2
    assert "standard input: " in done.stderr


def test_standard_input_beside_files_and_in_its_folder(root):
    write(root, {"sub/predeploy.yaml": "rules: {privileged-container: low}\n", "sub/x.yml": "a: 1\n"})
    found = report("-", "pod.yaml", cwd=root, stdin=POD)
    assert {one["path"] for one in found["findings"]} == {"stdin.yaml", "pod.yaml"}
    for cwd, name in (
        (root, "sub/new.yaml"),
        (root / "sub", "new.yaml"),
        (root, str(root / "sub/new.yaml")),
        (root / "sub", "../sub/new.yaml"),
    ):
        found = report("-", "--stdin-filename", name, "--select", "privileged-container", cwd=cwd, stdin=POD)
        assert [(one["path"], one["severity"]) for one in found["findings"]] == [("sub/new.yaml", "low")]


def test_a_buffer_finds_the_files_it_refers_to(root):
    write(root, {"svc/settings.yml": "seconds: 7\n", "outside.yml": ""})
    text = 'service: a\nprovider: {name: aws, runtime: nodejs16.x, timeout: "${file(settings.yml):seconds}"}\nfunctions: {f: {handler: a.b}}\n'
    found = report("-", "--stdin-filename", "svc/serverless.yml", "--tier", "all", cwd=root, stdin=text)
    assert found["summary"]["formats"] == {"serverless": 1}
    assert found["errors"] == []


# which rules


def ran(root: Path, *arguments: str) -> tuple[int, set[str]]:
    found = report(*arguments, cwd=root, run=predeploy_here)
    return found["summary"]["rules"], {one["rule"] for one in found["findings"]}


def test_selecting_rules(root):
    every, usual = ran(root)
    assert PRIVILEGED in usual
    assert ran(root, "--select", "privileged-container") == (1, {PRIVILEGED})
    assert ran(root, "--select", "security/privileged-container") == (1, {PRIVILEGED})
    security, found = ran(root, "--select", "security")
    assert 1 < security < every
    assert {name.partition("/")[0] for name in found} == {"security"}
    without, found = ran(root, "--ignore", "privileged-container")
    assert (without, found) == (every - 1, usual - {PRIVILEGED})
    assert ran(root, "--ignore", "all") == (0, set())
    both = ran(root, "--select", "privileged-container", "--select", "few-replicas")
    assert ran(root, "--select", "privileged-container, few-replicas,") == both
    assert both[0] == 2
    assert ran(root, "--select", "all", "--ignore", "security")[0] < ran(root, "--select", "all")[0]


def test_tiers_add_and_naming_enables(root):
    rules = json.loads(predeploy_here("rules", "--format", "json", cwd=root).stdout)
    tiers = {tier: [one["id"] for one in rules if one["tier"] == tier] for tier in ("default", "strict", "preview")}
    assert tiers["default"]
    assert tiers["strict"]
    assert ran(root)[0] == len(tiers["default"])
    assert ran(root, "--tier", "strict")[0] == len(tiers["default"]) + len(tiers["strict"])
    assert ran(root, "--tier", "all")[0] == len(rules)
    assert ran(root, "--extend-select", tiers["strict"][0])[0] == len(tiers["default"]) + 1
    assert ran(root, "--select", tiers["strict"][0])[0] == 1


def test_min_severity_hides_and_fail_on_decides(root):
    low = ["--select", "privileged-container"]
    write(root, {"predeploy.yaml": "rules: {privileged-container: medium}\n"})
    assert predeploy_here("scan", *low, cwd=root).returncode == 0
    assert predeploy_here("scan", *low, "--fail-on", "medium", cwd=root).returncode == 1
    assert predeploy_here("scan", *low, "--fail-on", "info", cwd=root).returncode == 1
    hidden = report(*low, "--min-severity", "high", cwd=root, code=0, run=predeploy_here)
    assert (hidden["findings"], hidden["summary"]["hidden"]) == ([], 1)
    report(*low, "--min-severity", "high", "--fail-on", "medium", cwd=root, code=1, run=predeploy_here)
    told = predeploy_here("scan", *low, "--min-severity", "high", "--fail-on", "info", "--format", "markdown", cwd=root)
    assert "**Not passed:** 1 finding" in told.stdout


# what is told


def test_several_formats_at_once(root):
    done = predeploy_run(
        "scan",
        "--format",
        "json=out/../r.json",
        "--format",
        "sarif=r.sarif",
        "--format",
        "text",
        cwd=write(root, {"out/x": ""}),
    )
    assert done.returncode == 1
    assert "privileged-container" in done.stdout
    assert lines_of(json.loads((root / "r.json").read_text()))[0] == (PRIVILEGED, "pod.yaml", 8)
    assert json.loads((root / "r.sarif").read_text())["version"] == "2.1.0"
    silent = predeploy_run("scan", "--format", "markdown=r.md", cwd=root)
    assert (silent.returncode, silent.stdout) == (1, "")


def test_a_report_that_cannot_be_written_ends_with_2(root):
    file = write(root, {"r.json": "mine"}) / "r.json"
    file.chmod(stat.S_IRUSR)
    done = predeploy_run("scan", "--format", f"json={file if os.geteuid() else '/proc/version'}", cwd=root)
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert file.read_text() == "mine"


def test_quiet_is_findings_only(root):
    loud, quiet = predeploy_run("scan", cwd=root).stdout, predeploy_run("scan", "-q", cwd=root).stdout
    assert "1 file, 1 resource" in loud
    assert "1 file, 1 resource" not in quiet
    assert "privileged-container" in quiet
    assert predeploy_run("scan", "-q", cwd=write(root, {"pod.yaml": FINE})).stdout == ""


@pytest.mark.parametrize(
    ("arguments", "env", "colored"),
    [
        ([], {}, False),  # a pipe is no terminal
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color(root, arguments, env, colored):
    done = predeploy_run("scan", *arguments, cwd=root, env=environment(**env))
    assert ("\033[" in done.stdout) is colored


@pytest.mark.skipif(os.name != "posix", reason="only where there are pseudo-terminals")
@pytest.mark.parametrize(("env", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_a_terminal_is_colored_unless_it_asks_not_to_be(root, env, colored):
    import pty

    leader, follower = pty.openpty()
    subprocess.run(command("scan"), cwd=root, env=environment(TERM="xterm", **env), stdin=follower, stdout=follower, stderr=follower,
                   timeout=LIMIT, check=False)  # fmt: skip
    os.close(follower)
    said = b""
    try:
        while part := os.read(leader, 65536):
            said += part
    except OSError:  # Linux ends a terminal nobody holds like this
        pass
    os.close(leader)
    assert b"privileged-container" in said
    assert (b"\033[" in said) is colored


def test_what_was_skipped_is_counted_and_listed_on_demand(root):
    write(
        root,
        {
            "a.yaml": "a: 1\n",
            "node_modules/x.yaml": POD,
            "latin.yaml": b"# \xe9\n",
            "tpl.yaml": "{{- x }}\n",
            "empty.yaml": "",
        },
    )
    short, long = predeploy_run("scan", cwd=root).stdout, predeploy_run("scan", "--show-skipped", cwd=root).stdout
    assert "5 skipped (--show-skipped)" in short
    assert "node_modules" not in short
    for path in ("a.yaml", "node_modules", "latin.yaml", "tpl.yaml", "empty.yaml"):
        assert path in long
    for reason in ("not a deploy format", "vendored folder", "template (not rendered)", "empty"):
        assert f"skipped: {reason}" in long


def test_the_same_input_gives_the_same_bytes(root):
    for form in FORMATS[1:]:
        assert (
            predeploy_run("scan", "--format", form, cwd=root).stdout
            == predeploy_run("scan", "--format", form, cwd=root).stdout
        )


# fixes


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("unsafe", [[], ["--unsafe-fixes"]], ids=["safe", "unsafe"])
@pytest.mark.parametrize("fixture", sorted(folder.name for folder in FIXTURES.iterdir() if folder.is_dir()))
def test_fix_does_what_diff_shows_and_a_second_run_finds_nothing_to_do(tmp_path, fixture, unsafe):
    mended, patched = tmp_path / "mended", tmp_path / "patched"
    for folder in (mended, patched):
        shutil.copytree(FIXTURES / fixture, folder)
    before = contents(mended)
    first = report(".", *unsafe, cwd=mended, run=predeploy_here)
    shown = predeploy_here("scan", ".", "--diff", *unsafe, cwd=mended)
    assert contents(mended) == before
    if shown.stdout:
        subprocess.run(["git", "apply", "-"], cwd=patched, input=shown.stdout.encode(), check=True, timeout=LIMIT)
    done = predeploy_here("scan", ".", "--fix", *unsafe, "--format", "json", cwd=mended)
    assert contents(mended) == contents(patched)
    assert (contents(mended) != before) is bool(shown.stdout)
    left = json.loads(done.stdout)
    wanted = {
        one["fingerprint"] for one in first["findings"] if one["fixable"] == "safe" or (unsafe and one["fixable"])
    }
    assert left["errors"] == []
    assert bool(wanted) is bool(shown.stdout)
    for _ in range(3):  # fixes that collided come later
        done = predeploy_here("scan", ".", "--fix", *unsafe, "--format", "json", cwd=mended)
    assert predeploy_here("scan", ".", "--diff", *unsafe, cwd=mended).stdout == ""
    remaining = {
        one["fingerprint"]
        for one in json.loads(done.stdout)["findings"]
        if one["fixable"] == "safe" or (unsafe and one["fixable"])
    }
    assert remaining == set()


def test_after_fix_what_remains_decides_the_code(tmp_path):
    root = write(tmp_path, {"pod.yaml": POD})
    only = ["--select", "privileged-container"]
    done = predeploy_here("scan", *only, "--fix", cwd=root)
    assert (done.returncode, done.stderr) == (1, "fixed 0 findings in 0 files, 1 only with --unsafe-fixes\n")
    assert (root / "pod.yaml").read_text() == POD
    done = predeploy_here("scan", *only, "--fix", "--unsafe-fixes", cwd=root)
    assert (done.returncode, done.stderr) == (0, "fixed 1 finding in 1 file\n")
    assert "privileged: true" not in (root / "pod.yaml").read_text()


def test_a_diff_of_standard_input(root):
    only = ["--select", "privileged-container", "--unsafe-fixes", "--diff"]
    env = environment(PYTHONIOENCODING="ascii")
    done = predeploy_run("scan", "-", *only, cwd=root, stdin=POD.replace("web", "wéb"), env=env)
    assert done.stdout.startswith("--- a/stdin.yaml\n+++ b/stdin.yaml\n")
    assert "wéb" in done.stdout


# the other commands


def test_explain(root):
    for word in ("privileged-container", PRIVILEGED, "kube-linter:privileged-container"):
        said = predeploy_run("explain", word, cwd=root).stdout
        assert said.startswith(PRIVILEGED)
        assert "#~" not in said
        assert "Found:" in said
    wrong = predeploy_run("explain", "privileged-contaner", cwd=root)
    assert wrong.returncode == 2
    assert "did you mean `privileged-container`?" in wrong.stderr


def test_every_rule_can_be_explained(root):
    from predeploy.cli.explain import _page
    from predeploy.rules.packs import load_rules

    for rule in load_rules().values():
        page = _page(rule.doc)
        assert page.startswith(rule.title)
        assert "```" not in page, rule.id
        assert "#~" not in page, rule.id


def test_the_list_of_rules(root):
    listed = json.loads(predeploy_run("rules", "--format", "json", cwd=root).stdout)
    assert {"id", "title", "category", "severity", "tier", "since", "fixable", "options", "replaces"} == set(listed[0])
    text = predeploy_run("rules", cwd=root).stdout
    assert f"\n{len(listed)} rules" in text
    assert all(one["id"].partition("/")[2] in text for one in listed)
    strict = json.loads(predeploy_run("rules", "security", "--tier", "strict", "--format", "json", cwd=root).stdout)
    assert {(one["category"], one["tier"]) for one in strict} == {("security", "strict")}
    assert predeploy_run("rules", "sadness", cwd=root).returncode == 2


def test_the_schemas_are_schemas_and_hold(root):
    config, form = (json.loads(predeploy_run("schema", what, cwd=root).stdout) for what in ("config", "report"))
    for schema in (config, form):
        jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(form)
    write(root, {"chart/Chart.yaml": "name: a\n", "t/template.yaml": SAM, "bad.yaml": "kind: Pod\nspec: [\n"})
    for arguments in ([], ["--tier", "all"], ["--diff"], ["--select", "redelivered-while-working"]):
        if arguments != ["--diff"]:
            checker.validate(report(*arguments, cwd=root))
    checker.validate(report(cwd=FIXTURES))
    jsonschema.validate({"rules": {"privileged-container": {"severity": "low"}}, "fail-on": "low"}, config)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"rules": {"few-replicas": {"options": {"nonsense": 1}}}}, config)


def test_config_shows_where_each_setting_comes_from(root):
    write(
        root,
        {
            "predeploy.yaml": "fail-on: low\n",
            "sub/predeploy.yaml": "rules: {privileged-container: off}\n",
            "sub/a.yaml": POD,
        },
    )
    top = predeploy_run("config", ".", cwd=root).stdout
    assert 'fail-on = "low"   predeploy.yaml:1:10\n' in top
    assert 'min-severity = "info"   default\n' in top
    assert "privileged-container" not in top
    for path in ("sub", "sub/a.yaml"):
        below = predeploy_run("config", path, cwd=root).stdout
        assert 'rules.security/privileged-container.severity = "off"   sub/predeploy.yaml:1:31\n' in below
        assert 'fail-on = "low"   predeploy.yaml:1:10\n' in below


def test_a_new_rule_works_as_it_stands(tmp_path):
    done = predeploy_run("new", "reliability/named-badly", "--into", "acme_rules", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "acme_rules/reliability/named_badly.py" in done.stdout.replace(os.sep, "/")
    env = environment(tmp_path)
    test = predeploy_run("test", "named-badly", "--pack", "acme_rules", cwd=tmp_path / "acme_rules", env=env)
    assert (test.returncode, test.stdout) == (0, "3 passed, 0 failed\n"), test.stderr
    again = predeploy_run("new", "reliability/named-badly", "--into", "acme_rules", cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    for name in (
        "named-badly",
        "sadness/named-badly",
        "reliability/Named",
        "reliability/",
        "reliability/../x",
        "reliability/1st",
        "reliability/class",
    ):
        wrong = predeploy_run("new", name, "--into", "acme_rules", cwd=tmp_path)
        assert wrong.returncode == 2, name
    assert {file.name for file in (tmp_path / "acme_rules/reliability").iterdir() if file.is_file()} == {
        "__init__.py",
        "named_badly.py",
    }


def test_a_new_rule_says_how_its_examples_are_run(tmp_path):
    name = "reliability/named-badly"
    nowhere = predeploy_run("new", name, cwd=tmp_path)
    assert (nowhere.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "there is no rules/predeploy_rules here" in nowhere.stderr
    pack = predeploy_run("new", name, "--into", "acme_rules", cwd=tmp_path)
    assert "\nnow run: predeploy test named-badly --pack acme_rules " in pack.stdout
    (tmp_path / "rules/predeploy_rules").mkdir(parents=True)
    other = predeploy_run("new", name, cwd=tmp_path)
    assert "\nnow run: pip install -e . && predeploy test named-badly " in other.stdout


def test_a_rule_whose_examples_are_wrong_fails_its_test(tmp_path):
    predeploy_run("new", "reliability/named-badly", "--into", "acme_rules", cwd=tmp_path)
    file = tmp_path / "acme_rules/reliability/named_badly.py"
    file.write_text(file.read_text().replace("- name: web\n", "- name: named-badly\n"))
    env = environment(tmp_path)
    done = predeploy_run("test", "named-badly", "--pack", "acme_rules", cwd=tmp_path / "acme_rules", env=env)
    assert (done.returncode, done.stdout) == (1, "2 passed, 1 failed\n")
    assert "must stay silent" in done.stderr


def test_the_version_and_the_help(root):
    from predeploy import __version__

    for flag in ("--version", "-V"):
        assert predeploy_run(flag, cwd=root).stdout == f"predeploy {__version__}\n"
    listed = predeploy_run("--help", cwd=root).stdout
    for name in ("scan", "rules", "explain", "config", "schema", "new", "test"):
        assert f"  {name} " in listed
        assert predeploy_run(name, "--help", cwd=root).returncode == 0
    assert predeploy_run(cwd=root).returncode in (0, 2)


def test_a_report_is_not_written_through_a_link_out_of_the_project(tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("keep")
    root = write(tmp_path / "in", {".git/HEAD": "", "pod.yaml": POD})
    (root / "out.json").symlink_to(outside)
    (root / "folder").symlink_to(tmp_path)
    for file in ("out.json", "folder/outside"):
        done = predeploy_run("scan", ".", "--format", f"json={file}", cwd=root)
        assert done.returncode == 2
        assert "a symlink leads out of the project" in done.stderr
    assert outside.read_text() == "keep"
