"""apprunner.yaml, told apart from other files that have a runtime."""

import pytest

from making import documents
from predeploy.formats import claim
from predeploy.reading import Source, read
from predeploy.views import Function

FILE = "version: 1.0\nruntime: nodejs22\nbuild: {commands: {build: [npm ci]}}\nrun: {command: node app.js, env: [{name: A, value: b}]}\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FILE, "app-runner"),
        (FILE.replace("version: 1.0", 'version: "1.0"'), "app-runner"),
        ("runtime: python312\nentrypoint: gunicorn main:app\nhandlers: []\n", "app-engine"),
        ("version: 2\nruntime: nodejs22\nrun: {command: x}\n", None),
        ("version: 1.0\nruntime: nodejs22\nbuild: [a]\nrun: 3\n", None),
    ],
)
def test_recognition(text, name):
    form = claim(read(Source("settings.yaml", text)).trees[0])
    assert (form.name if form else None) == name


def test_what_a_service_says():
    [service] = documents(("shop/apprunner.yaml", FILE))
    assert isinstance(service, Function)
    assert (service.name, service.runtime.text) == ("shop", "nodejs22")
    assert [(name, node.text) for name, node in service.environment] == [("A", "b")]
