"""Symlinks, special files and what may not be read: no loop, no way out of the root, no silence."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from folders import left, look, make, read, troubles


def test_links_inside_the_root_are_followed_once_under_the_real_name(root: Path) -> None:
    make(root, "real/a.yaml", "data/b.txt", "deploy/c.yaml")
    (root / "deploy/a.yaml").symlink_to("../real/a.yaml")
    (root / "deploy/b.yaml").symlink_to("../data/b.txt")
    (root / "deploy/real").symlink_to("../real")
    assert read(look(root)) == ["data/b.txt", "deploy/c.yaml", "real/a.yaml"]
    assert read(look(root, "deploy")) == ["data/b.txt", "deploy/c.yaml", "real/a.yaml"]
    assert read(look(root, "deploy/a.yaml", "real/a.yaml")) == ["real/a.yaml"]


def test_loops_end(root: Path) -> None:
    make(root, "a/b/c.yaml", "other.yaml")
    (root / "a/b/up").symlink_to("..")
    (root / "a/b/root").symlink_to("../..")
    (root / "a/self.yaml").symlink_to("self.yaml")
    found = look(root, "a")
    assert read(found) == ["a/b/c.yaml"]  # a link to above does not widen what was named
    assert troubles(found) == [("a/self.yaml", "dangling or looping symlink", False)]


def test_links_that_leave_the_root_are_not_followed(root: Path) -> None:
    make(root, "../outside/a.yaml", "b.yaml", ".git/config")
    (root / "folder").symlink_to("../outside")
    (root / "file.yaml").symlink_to("../outside/a.yaml")
    (root / "credentials.yaml").symlink_to(".git/config")
    (root / "notes.txt").symlink_to("../outside/a.yaml")
    found = look(root)
    assert read(found) == ["b.yaml"]
    assert left(found) == dict.fromkeys(
        ["credentials.yaml", "file.yaml", "folder"], "symlink that leaves the project root"
    )
    for name in ("folder", "file.yaml"):
        assert troubles(look(root, name)) == [(str(root / name), "symlink that leaves the project root", True)]
    assert troubles(look(root, "folder/a.yaml")) == [(str(root / "folder/a.yaml"), "outside the project root", True)]


def test_dangling_links_are_problems_when_they_look_like_inputs(root: Path) -> None:
    for name in ("gone.yaml", "gone", ".#edited.yaml"):
        (root / name).symlink_to("nowhere")
    assert troubles(look(root)) == [("gone.yaml", "dangling or looping symlink", False)]
    assert troubles(look(root, "gone")) == [(str(root / "gone"), "dangling or looping symlink", True)]


def test_links_into_charts_belong_to_the_chart(root: Path) -> None:
    make(root, "charts/web/Chart.yaml", "charts/web/values.yaml", "apps/a.yaml")
    (root / "apps/web").symlink_to("../charts/web")
    (root / "apps/values.yaml").symlink_to("../charts/web/values.yaml")
    found = look(root, "apps")
    assert (read(found), found.charts) == (["apps/a.yaml"], ["charts/web"])
    assert left(found)["charts/web/values.yaml"] == "part of a Helm chart"


def test_special_files_are_never_opened(root: Path) -> None:
    os.mkfifo(root / "pipe.yaml")
    found = look(root)
    assert left(found) == {"pipe.yaml": "not a regular file"}
    assert troubles(look(root, "pipe.yaml")) == [("pipe.yaml", "not a regular file", True)]


def test_what_is_not_there_is_a_problem(root: Path) -> None:
    assert troubles(look(root, "none.yaml")) == [(str(root / "none.yaml"), "No such file or directory", True)]
    assert [one.named for one in look(root, "a\0b").problems] == [True]
    assert [one.message for one in look(root, "../elsewhere.yaml").problems] == ["outside the project root"]


UNREADABLE = """
import json, os, sys
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)  # root may read everything: look with nobody's eyes
root = sys.argv[1]
found = discover([root], root)
try:
    read_text(root + "/secret.yaml")
except ReadError as error:
    refusal = error.message
print(json.dumps([[one.path for one in found.inputs], found.problems, refusal]))
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="permissions of POSIX")
def test_what_may_not_be_read_is_a_problem_and_not_silence() -> None:
    """In a folder of its own: pytest's are closed to other users."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(os.path.realpath(name))
        make(root, "open.yaml", "secret.yaml", "closed/a.yaml")
        root.chmod(0o755)
        (root / "secret.yaml").chmod(0)
        (root / "closed").chmod(0)
        imports = (
            "from predeploy.reading.discover import discover\nfrom predeploy.reading.files import read_text, ReadError"
        )
        command = [sys.executable, "-c", imports + UNREADABLE, str(root)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        try:
            out = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
        finally:
            (root / "closed").chmod(0o755)
    inputs, problems, refusal = json.loads(out)
    assert inputs == ["open.yaml", "secret.yaml"]  # a file is refused when it is read, a folder when it is walked
    assert problems == [["closed", "Permission denied", False]]
    assert refusal == "Permission denied"
