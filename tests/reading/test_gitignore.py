"""gitignore patterns mean what git takes them to mean."""

import os
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from predeploy.reading.discover import discover
from predeploy.reading.gitignore import Patterns


def ignored(lines: str, path: str, *, folder: bool = False) -> bool | None:
    return Patterns(lines.split("\n")).verdict(path, folder=folder)


@pytest.mark.parametrize(
    ("lines", "path", "verdict"),
    [
        ("a.yaml", "deep/a.yaml", True),
        ("/a.yaml", "deep/a.yaml", None),
        ("deep/a.yaml", "more/deep/a.yaml", None),
        ("*.yaml\n!keep.yaml", "keep.yaml", False),
        ("!keep.yaml\n*.yaml", "keep.yaml", True),
        ("**/a.yaml", "a.yaml", True),
        ("a/**/b.yaml", "a/b.yaml", True),
        ("a/**/b.yaml", "a/x/y/b.yaml", True),
        ("a/**", "a/x", True),
        ("a/*", "a/x/y", None),
        ("?.yaml", "a.yaml", True),
        ("?.yaml", "ab.yaml", None),
        ("[a-c].yaml", "b.yaml", True),
        ("[!a-c].yaml", "b.yaml", None),
        ("[[:digit:]].yaml", "7.yaml", True),
        ("[", "[", None),
        ("# a", "# a", None),
        (r"\# a", "# a", True),
        (r"\!a", "!a", True),
        ("a.yaml   ", "a.yaml", True),
        ("a\\ ", "a ", True),
        ("", "a", None),
        ("!", "a", None),
        ("/", "a", None),
        ("*a*b*c", "xaxbxc", True),
        ("*ab*b", "ab", None),
        ("x" * 2000 + "\na", "a", True),
    ],
)
def test_patterns(lines: str, path: str, verdict: bool | None) -> None:
    assert ignored(lines, path) is verdict


def test_a_pattern_with_a_slash_behind_it_is_for_folders_only() -> None:
    assert ignored("build/", "build", folder=True) is True
    assert ignored("build/", "build") is None


def test_what_lies_in_a_folder_is_not_the_folder() -> None:
    assert ignored("a/**", "a", folder=True) is None
    assert ignored("*\n!*/\n!*.yaml", "a", folder=True) is False
    assert ignored("*\n!a", "a/b.yaml") is True


@pytest.mark.parametrize(
    "pattern", ["*a" * 40 + "b", "**/" + "*a*a*a/**/" * 20 + "b", "?*" * 400 + "b", "*" * 900 + "b"]
)
def test_hostile_patterns_do_not_search_for_long(pattern: str) -> None:
    start = time.process_time()
    assert ignored(pattern, "/".join(["a" * 250] * 15)) is None
    assert time.process_time() - start < 2


_FOLDERS = ["a", "b", "foo", "build", "[", "!a", "x*"]
_FILES = ["x.yaml", "y.yaml", "a.yaml", "!a.yaml", "a b.yaml", "aXb.yaml"]
_PARTS = [
    "a",
    "b",
    "foo",
    "build",
    "*",
    "?",
    "**",
    "[ab]",
    "[!a]",
    "[a-c]",
    "[]a]",
    "[",
    "a*",
    "*b",
    "*.yaml",
    "x.yaml",
    "a*b*",
    "\\!a",
    "\\*",
    "fo\\o",
    "[[:alpha:]]",
    "*a*",
]


def _pattern(chance: random.Random) -> str:
    text = "/".join(chance.choices(_PARTS, k=chance.choice([1, 1, 1, 2, 3])))
    before, behind = chance.choice(["", "", "", "!", "/", "!/"]), chance.choice(["", "", "", "/", "  ", "/**"])
    return before + text + behind


@pytest.mark.skipif(shutil.which("git") is None, reason="compares with git itself")
@pytest.mark.parametrize("seed", range(15))
def test_a_walk_reads_what_git_would_add(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "init", "-q", tmp_path], check=True, env=environment)
    folders = [tmp_path.joinpath(*chance.choices(_FOLDERS, k=chance.randint(0, 3))) for _ in range(12)]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        for name in chance.sample(_FILES, 3):
            (folder / name).touch()
    for folder in [tmp_path, *chance.sample(folders, 2)]:
        (folder / ".gitignore").write_text("\n".join(_pattern(chance) for _ in range(chance.randint(1, 6))))
    (tmp_path / ".git" / "info" / "exclude").write_text(_pattern(chance))
    listing = ["git", "-C", tmp_path, "ls-files", "-z", "--others", "--exclude-standard"]
    listed = subprocess.run(listing, check=True, capture_output=True, text=True, env=environment).stdout
    found = discover([str(tmp_path)], os.path.realpath(tmp_path))
    assert [one.path for one in found.inputs] == sorted(path for path in listed.split("\0") if path.endswith(".yaml"))
