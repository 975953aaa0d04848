"""What is kept in the user's cache folder is only believed where it is whole, and nobody else can have written it."""

import sys
from pathlib import Path

import pytest

from predeploy import cachefile
from running import POD, environment, report, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is kept where a folder has no owner")
MADE_OF = ("3.11", ("a.py", 10, 20))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "predeploy"


def kept(folder: Path) -> Path:
    cachefile.keep_pages("pages", MADE_OF, {"a": (0, 3), "b": (3, 2)}, b"onetw")
    [file] = folder.iterdir()
    return file


def test_pages_are_read_one_by_one(folder: Path) -> None:
    kept(folder)
    pages = cachefile.load_pages("pages", MADE_OF)
    assert pages is not None
    assert [pages.read(*pages.value[name]) for name in "ab"] == [b"one", b"tw"]


def test_pages_of_something_else_are_not_taken(folder: Path) -> None:
    kept(folder)
    assert cachefile.load_pages("pages", ("3.12", *MADE_OF[1:])) is None
    assert cachefile.load_pages("others", MADE_OF) is None


def test_no_part_of_a_file_is_taken_for_the_whole(folder: Path) -> None:
    file = kept(folder)
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        assert cachefile.load_pages("pages", MADE_OF) is None, size
    file.write_bytes(whole + b"x")
    assert cachefile.load_pages("pages", MADE_OF) is None


def test_what_others_may_write_is_not_believed(folder: Path) -> None:
    file = kept(folder)
    file.chmod(0o666)
    assert cachefile.load_pages("pages", MADE_OF) is None
    file.chmod(0o600)
    file.rename(folder / "elsewhere")
    file.symlink_to(folder / "elsewhere")
    assert cachefile.load_pages("pages", MADE_OF) is None


def test_pages_stay_those_that_were_opened(folder: Path) -> None:
    kept(folder)
    pages = cachefile.load_pages("pages", MADE_OF)
    assert pages is not None
    cachefile.keep_pages("pages", MADE_OF, {}, b"OTHER")
    assert pages.read(*pages.value["a"]) == b"one"


@pytest.mark.parametrize("part", [0, 5, 0.5, 0.99], ids=str)
def test_a_broken_cache_of_rules_changes_nothing(tmp_path: Path, part: float) -> None:
    cache, work = tmp_path / "cache", write(tmp_path / "work", {"pod.yaml": POD})
    first = report(cwd=work, env=environment(XDG_CACHE_HOME=str(cache)))
    [file] = (cache / "predeploy").glob("predeploy_rules-*")
    whole = file.read_bytes()
    file.write_bytes(whole[: int(part * len(whole)) if part < 1 else int(part)])
    again = report(cwd=work, env=environment(XDG_CACHE_HOME=str(cache)))
    assert first["findings"]
    assert again["findings"] == first["findings"]
    assert file.stat().st_size == len(whole)
