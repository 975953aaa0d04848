"""README.md and CONTRIBUTING.md do what they say: commands are run, YAML is checked, names and links exist."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import yaml

from predeploy.cli.main import run
from predeploy.rules.packs import find, load_rules

ROOT = Path(__file__).resolve().parent.parent
DOCS = ("README.md", "CONTRIBUTING.md")
PAGES = (*DOCS, "CHANGELOG.md", "SECURITY.md")
FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>\w+)(?: (?P<title>[^\n`]+))?\n(?P<body>.*?)^(?P=fence)$", re.M | re.S
)
CODE = re.compile(r"exit code (\d+)")
WRITTEN = date(2026, 11, 20)  # when the examples of suppressions with a last day were written


class Example(NamedTuple):
    doc: str
    line: int
    language: str
    title: str
    body: str


def examples(language: str) -> list[Example]:
    found = []
    for doc in DOCS:
        text = (ROOT / doc).read_text("utf-8")
        for match in FENCE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(Example(doc, line, match["language"], match["title"] or "", match["body"]))
    return [one for one in found if one.language == language]


def named(found: list[Example]) -> list[object]:
    assert found
    return [pytest.param(one, id=f"{one.doc}:{one.line}") for one in found]


# commands


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which `predeploy` is the one of this checkout, whether it is installed or not."""
    tools = tmp_path / "bin"
    tools.mkdir()
    script = tools / "predeploy"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m predeploy "$@"\n')
    script.chmod(0o755)
    sources = f"{ROOT / 'linter'}{os.pathsep}{ROOT / 'rules'}"
    return {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": sources}


@pytest.mark.skipif(os.name == "nt", reason="the examples are written for the shells of Linux and macOS")
@pytest.mark.parametrize("example", named([one for one in examples("sh") if one.title != "install"]))
def test_commands_work_as_they_stand(example: Example, shell: dict[str, str], tmp_path: Path) -> None:
    """In a copy of the demo, or of the code, line by line; a line that says so ends with another exit code than 0."""
    folder = tmp_path / "work"
    if example.doc == "README.md":
        shutil.copytree(ROOT / "fixtures" / "online-shop", folder)
    else:
        for part in ("linter", "rules"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        shell["PYTHONPATH"] = f"{folder / 'linter'}{os.pathsep}{folder / 'rules'}"
    for line in example.body.splitlines():
        done = subprocess.run(
            line, shell=True, cwd=folder, env=shell, capture_output=True, text=True, timeout=120, check=False
        )
        wanted = CODE.search(line)
        assert done.returncode == (int(wanted[1]) if wanted else 0), f"{line}\n{done.stdout}{done.stderr}"


def test_installing_needs_only_what_is_there() -> None:
    [block] = [one for one in examples("sh") if one.title == "install"]
    assert {line.split()[0] for line in block.body.splitlines()} == {
        "pip",
        "pipx",
        "uvx",
    }  # tests/test_action.py installs
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for page in PAGES:
        assert set(re.findall(r"`make ([a-z]+)", (ROOT / page).read_text("utf-8"))) <= targets


def test_the_report_in_the_readme_is_the_demos() -> None:
    [block] = examples("text")
    report = (ROOT / "tests" / "snapshots" / "online-shop.txt").read_text("utf-8")
    for part in block.body.split("…\n"):
        assert part.strip("\n") in report


def test_the_picture_is_the_demos() -> None:
    """`make picture` draws it; the text in it is the report's, whatever rich does with fonts and colours."""
    from xml.etree import ElementTree

    drawn = "".join(ElementTree.parse(ROOT / "fixtures" / "report.svg").getroot().itertext())
    report = (ROOT / "tests" / "snapshots" / "online-shop.txt").read_text("utf-8")
    assert re.sub(r"\s", "", drawn).endswith(re.sub(r"\s", "", report)), "run `make picture`"


# YAML


@pytest.mark.parametrize("example", named(examples("yaml")))
def test_yaml_is_what_it_claims_to_be(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert example.title, "say of which file this is an example: ```yaml deployment.yaml"
    file = tmp_path / example.title
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(example.body, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("predeploy.engine.date", Clock)
    if example.title.startswith(".github/"):
        check_workflow(file)
    elif file.name == ".pre-commit-config.yaml":
        hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
        assert {hook["id"] for repo in yaml.safe_load(example.body)["repos"] for hook in repo["hooks"]} <= hooks
    elif file.name == "predeploy.yaml":
        assert run(["config", ".", "--root", "."]) == 0, capsys.readouterr().err
    elif example.title.startswith("policies/"):
        Path("predeploy.yaml").write_text("rule-files: [policies/*.yaml]\n")
        said = yaml.safe_load(example.body)["examples"]
        for verdict, texts in said.items():
            for text in texts:
                Path("example.yaml").write_text(text)
                run(["scan", "example.yaml", "--root", ".", "--format=json"])
                found = json.loads(capsys.readouterr().out)["findings"]
                rules = [one["rule"] for one in found]
                assert ("security/foreign-registry" in rules) == (verdict == "bad"), text
    else:
        run(["scan", ".", "--root", ".", "--tier=all", "--format=json"])
        check_suppressions(json.loads(capsys.readouterr().out), example.body)


class Clock(date):
    """The day on which the examples were written."""

    @classmethod
    def today(cls) -> date:
        return WRITTEN


def check_workflow(file: Path) -> None:
    tool = shutil.which("check-jsonschema", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if tool is None:
        pytest.skip("check-jsonschema is not here: pip install -e '.[dev]'")
    command = [tool, "--builtin-schema", "vendor.github-workflows", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout


def check_suppressions(report: dict[str, object], text: str) -> None:
    """What an example suppresses is suppressed, all of it."""
    summary, findings = report["summary"], report["findings"]
    assert isinstance(summary, dict)
    assert isinstance(findings, list)
    words = set(
        re.findall(r"predeploy: ignore\[([a-z-]+)\]|predeploy/ignore\.([a-z-]+)|ignore: \{([a-z-]+)|(CKV_\w+)", text)
    )
    rules = load_rules()
    meant = {find(next(filter(None, one)) if not one[3] else f"checkov:{one[3]}", rules).id for one in words}
    assert meant, "an example of YAML shows how to suppress something"
    assert summary["suppressed"] == len(meant), findings
    assert not meant & {one["rule"] for one in findings}


# Python


@pytest.mark.parametrize("example", named(examples("python")))
def test_rules_in_the_docs_pass_their_own_examples(example: Example, tmp_path: Path) -> None:
    folder = tmp_path / "documented_rules"
    file = folder / example.title
    file.parent.mkdir(parents=True)
    file.write_text(example.body, encoding="utf-8")
    for place in (folder, file.parent):
        (place / "__init__.py").touch()
    sources = os.pathsep.join(str(one) for one in (ROOT / "linter", ROOT / "rules", tmp_path))
    name = file.stem.replace("_", "-")
    done = subprocess.run(
        [sys.executable, "-m", "predeploy", "test", name, "--pack", "documented_rules"],
        env={**os.environ, "PYTHONPATH": sources}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, ""), done.stderr


# names and links


@pytest.mark.parametrize("page", PAGES)
def test_every_rule_that_is_named_exists(page: str) -> None:
    rules = load_rules()
    text = (ROOT / page).read_text("utf-8")
    categories = "|".join(sorted({one.category for one in rules.values()}))
    said = set(re.findall(rf"\b(?:{categories})/[a-z]+(?:-[a-z]+)+\b", text))
    said |= {
        word for word in re.findall(r"ignore\[([a-z-]+)\]|explain ([a-z:A-Z0-9_-]+)", text) for word in word if word
    }
    invented = {one for one in said if one.rpartition("/")[2] in ("container-called-main", "foreign-registry")}
    for word in said - invented:
        find(word, rules)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = FENCE.sub("", (ROOT / page).read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        link = urlsplit(target)
        if link.scheme:
            assert link.scheme == "https"
            assert link.netloc, target
        else:
            assert (ROOT / link.path).exists() if link.path else anchor(target[1:], text), target


def anchor(name: str, text: str) -> bool:
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return name in {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


# what must not be in any file


def tracked() -> Iterator[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("not a checkout, so there is nothing that is tracked")
    return (ROOT / name for name in listing.stdout.decode().split("\0") if name)


def test_no_file_names_this_machine_or_the_registry_it_installs_from() -> None:
    """Nobody else has them; and a path or host that slipped in says something about whoever wrote it."""
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout
    told += "".join(
        value for key, value in os.environ.items() if key.lower().startswith(("pip_", "uv_", "npm_config_"))
    )
    public = {
        ".".join(parts) for parts in (("pypi", "org"), ("files", "pythonhosted", "org"), ("registry", "npmjs", "org"))
    }
    hosts = set(re.findall(r"https?://(?:[^/@\s]+@)?([\w.-]+)", told)) - public
    places = {str(ROOT), sys.prefix if sys.prefix != sys.base_prefix else "", tempfile.gettempdir() + "/pytest-"} - {""}
    words = {*hosts, *places}
    for file in tracked():
        if file.is_file() and not file.is_symlink():
            text = file.read_bytes().decode("utf-8", "replace")
            assert not [word for word in words if word in text], file
