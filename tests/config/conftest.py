from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from .samples import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Callable[[Mapping[str, str] | str], Repo]:
    """Writes files (or the text of predeploy.yaml at the root) and gives the repository."""

    def write(files: Mapping[str, str] | str) -> Repo:
        for path, text in ({"predeploy.yaml": files} if isinstance(files, str) else files).items():
            file = tmp_path / "repo" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="")
        (tmp_path / "repo").mkdir(exist_ok=True)
        return Repo(tmp_path / "repo")

    return write
