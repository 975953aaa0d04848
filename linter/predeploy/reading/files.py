"""Opening what a stranger may have written: regular files only, bounded, decoded."""

import codecs
import os
import stat
from typing import Final

from .errors import ReadError

SIZE_LIMIT: Final = 20_000_000
"""Bytes. The largest text among 3,000 real ones is a chart's CRD bundle of 2 MB; what is larger is data."""

_BOMS: Final = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# O_NONBLOCK: should the file have become a FIFO since it was looked at, opening it must not wait for a writer.
_OPEN: Final = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_text(file: str, limit: int = SIZE_LIMIT) -> str:
    """The text of a regular file of at most `limit` bytes, line ends as they are, without its byte order mark.

    UTF-8, or UTF-16/32 with a mark. Raises ReadError for everything else, whatever the reason.
    """
    return decode(read_bytes(file, limit))


def decode(raw: bytes) -> str:
    """The text of the bytes of a file; see `read_text`."""
    mark, encoding = encoding_of(raw)
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            raise ReadError("binary file") from None
        start = len(mark) + error.start
        line = raw.count(b"\n", 0, start) + 1
        raise ReadError(f"not {encoding[:6].upper()} text: byte {start} (line {line})") from None
    if "\0" in text:
        raise ReadError("binary file")
    return text


def encoding_of(raw: bytes) -> tuple[bytes, str]:
    """The byte order mark (at most 4 bytes, empty without one) with which bytes begin, and their encoding."""
    return next(((mark, name) for mark, name in _BOMS if raw.startswith(mark)), (b"", "utf-8"))


def inside(root: str, real: str) -> bool:
    """Is a real path the (real) root or below it, and not in git's own folder, which may hold credentials?"""
    if real == root:
        return True
    prefix = root if root.endswith(os.sep) else root + os.sep
    return real.startswith(prefix) and ".git" not in real[len(prefix) :].split(os.sep)


def read_bytes(file: str, limit: int = SIZE_LIMIT) -> bytes:
    """The content of a regular file of at most `limit` bytes; raises ReadError."""
    try:
        _refuse_special(os.stat(file))  # before it is opened: opening a device can already do something
        with open(os.open(file, _OPEN), "rb", buffering=0) as stream:
            _refuse_special(os.fstat(stream.fileno()))
            raw = stream.read(limit + 1)
            while 0 < len(raw) <= limit and (more := stream.read(limit + 1 - len(raw))):
                raw += more
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ReadError(getattr(error, "strerror", None) or str(error)) from None
    if len(raw) > limit:
        raise ReadError(f"larger than {limit / 1e6:g} MB")
    return raw


def _refuse_special(info: os.stat_result) -> None:
    if not stat.S_ISREG(info.st_mode):
        raise ReadError("not a regular file")
