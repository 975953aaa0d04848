"""Texts are opened only when they are regular files, decoded by what they say they are, and bounded."""

import os
import socket
from pathlib import Path

import pytest

from predeploy.reading.errors import ReadError
from predeploy.reading.files import decode, inside, read_text
from predeploy.reading.reference import read_referenced


def refusal(file: Path, limit: int = 1000) -> str:
    with pytest.raises(ReadError) as caught:
        read_text(str(file), limit)
    return caught.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_decoded_by_its_byte_order_mark_and_keeps_its_line_ends(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("name: größe 😀\r\nb: 1\n".encode(encoding))
    assert read_text(str(file)) == "name: größe 😀\r\nb: 1\n"


def test_big_endian_marks_are_known() -> None:
    assert decode(b"\xfe\xff\x00a") == decode(b"\x00\x00\xfe\xff\x00\x00\x00a") == "a"


def test_what_is_no_text_is_refused_with_its_place() -> None:
    with pytest.raises(ReadError, match=r"not UTF-8 text: byte 9 \(line 2\)"):
        decode(b"ok: 1\nno:\xff")
    with pytest.raises(ReadError, match="binary file"):
        decode(b"\x7fELF\x00\xff\xfe")
    with pytest.raises(ReadError, match="binary file"):
        decode("no mark".encode("utf-16-le"))


def test_the_limit_is_in_bytes_and_inclusive(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("x" * 1000)
    assert len(read_text(str(file), 1000)) == 1000
    assert refusal(file, 999) == "larger than 0.000999 MB"


def test_special_files_are_never_opened(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)  # reading it would wait for ever
    assert refusal(fifo) == "not a regular file"
    assert refusal(Path("/dev/zero")) == "not a regular file"
    assert refusal(tmp_path) == "not a regular file"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert refusal(tmp_path / "s") == "not a regular file"


def test_what_cannot_be_opened_says_why(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.yaml") == "No such file or directory"
    (tmp_path / "loop").symlink_to("loop")
    assert "symbolic links" in refusal(tmp_path / "loop")
    assert "null" in refusal(Path("a\0b"))


def test_inside_counts_whole_folder_names_and_leaves_out_git() -> None:
    assert inside("/r", "/r")
    assert inside("/r", "/r/a/.github/x")
    assert inside("/", "/etc")
    assert not inside("/r", "/rest/a")
    assert not inside("/r", "/r/.git/config")
    assert not inside("/r", "/r/sub/.git/config")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "service" / ".git").mkdir(parents=True)
    for name in ("service/serverless.yml", "service/a.yml", "shared.yml", "service/.git/config", "../outside.yml"):
        (root / name).write_text(name)
    (root / "service" / "in.yml").symlink_to("../shared.yml")
    (root / "service" / "out.yml").symlink_to("../../outside.yml")
    (root / "service" / "up").symlink_to("../..")
    return root


def refer(root: Path, relative: str) -> str | None:
    return read_referenced(str(root), str(root / "service" / "serverless.yml"), relative)


@pytest.mark.parametrize("relative", ["a.yml", "./a.yml", "../service/a.yml", "in.yml", "../shared.yml"])
def test_references_inside_the_root_are_read(project: Path, relative: str) -> None:
    assert refer(project, relative) in ("service/a.yml", "shared.yml")


@pytest.mark.parametrize(
    "relative",
    [
        "../../outside.yml",
        "out.yml",
        "up/outside.yml",
        ".git/config",
        "none.yml",
        "",
        "a\0.yml",
        ".",
        "/etc/passwd",
        "x" * 300,
    ],
)
def test_all_others_are_not(project: Path, relative: str) -> None:
    assert refer(project, relative) is None


def test_absolute_references_are_bounded_too(project: Path) -> None:
    assert refer(project, str(project / "shared.yml")) == "shared.yml"
    assert refer(project, str(project.parent / "outside.yml")) is None


def test_a_source_without_a_place_refers_to_nothing(project: Path) -> None:
    assert read_referenced(None, str(project / "service/serverless.yml"), "a.yml") is None
    assert read_referenced(str(project), None, "a.yml") is None
