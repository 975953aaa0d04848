"""Formats are found by folder, and only the one asked for is imported."""

import subprocess
import sys

import pytest

from predeploy import report as reports

from . import samples


def test_formats_are_the_modules_without_underscore() -> None:
    assert {"text", "json", "sarif", "markdown"} <= set(reports.names())
    assert not [name for name in reports.names() if name.startswith("_")]


@pytest.mark.parametrize("name", reports.names())
@pytest.mark.parametrize("sample", [samples.shop, samples.hostile, samples.report])
def test_every_format_renders_the_same_bytes_twice(name: str, sample: object) -> None:
    assert callable(sample)
    text = reports.render(name, sample(), samples.context())
    assert text == reports.render(name, sample(), samples.context())
    assert text.endswith("\n")
    text.encode("utf-8")  # no lone surrogates
    assert "/nowhere" not in text


@pytest.mark.parametrize("name", ["nope", "_escape", "../text", ""])
def test_an_unknown_format_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no format"):
        reports.render(name, samples.report(), samples.context())


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from predeploy import report; from predeploy.finding import Report, Summary;"
        "[report.render(n, Report('', [], [], Summary()), report.Context()) for n in ('text', 'json', 'sarif', 'markdown')];"
        "print([m for m in ('rich', 'jsonschema', 'ruamel', 'boto3', 'importlib.metadata') if m in sys.modules])"
    )
    env = {"PYTHONPATH": ":".join(sys.path)}
    assert (
        subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )
