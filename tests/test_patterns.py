"""Our regular expressions match alike in every Python that we say we run on."""

import re
from pathlib import Path

from running import SOURCES

# `(…)*+`, or `{GROUP}*+` in an f-string. Behind one sign (`[^/]*+`) it is right, and so is `(?>…)`
POSSESSIVE_GROUP = re.compile(r"(?<!\\)[)}](?:[*+?]|\{[\d,{}]+\})\+")


def test_no_group_is_possessive():
    """They match wrongly in Python 3.11.0 to 3.11.4, also that of Debian 12: https://github.com/python/cpython/issues/106052"""
    assert POSSESSIVE_GROUP.search(r"(?:ab?c)*+")
    assert POSSESSIVE_GROUP.search(r"{GROUP}{{2,}}+")
    found = [
        f"{file}:{number}: {line.strip()}"
        for source in SOURCES
        for file in sorted(Path(source).rglob("*.py"))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if POSSESSIVE_GROUP.search(line)
    ]
    assert found == []
