"""What a rule says with `keys=` of itself: where none of them is written it has nothing to say."""

import json
from pathlib import Path

import pytest
from yaml import safe_load

from making import rule_of, run
from predeploy import Container, Findings
from predeploy.finding import Report
from predeploy.rules.index import Index
from predeploy.rules.packs import load_rules
from predeploy.testing import examples
from running import FIXTURES, POD

RULES = load_rules(pages=True)
KEYED = [rule for rule in RULES.values() if rule.keys]


def _texts() -> dict[str, str]:
    """The files of every example of every rule, and of the fixtures."""
    texts = {str(file.relative_to(FIXTURES)): file.read_text() for file in FIXTURES.rglob("*.y*ml") if file.is_file()}
    for rule in RULES.values():
        for one in examples(rule):
            folder = Path(rule.category, rule.name, str(one.number))
            texts |= {str(folder / path): text for path, text in one.files.items()}
    return {path: text for path, text in texts.items() if not path.endswith("predeploy.yaml")}


OTHER_WORDS = """\
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - name: shop
      type: webservice
      properties: {image: 'example.com/shop:1.4', cmd: [serve --port 80], cpu: "100", memory: 128Mi}
"""  # KubeVela's


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {**_texts(), "vela.yaml": OTHER_WORDS, "predeploy.yaml": "tiers: [default, strict, preview]"}


def test_a_rule_that_is_not_called_would_have_said_nothing(texts, monkeypatch):
    def said(report: Report) -> list[tuple[str, str, str]]:
        return sorted((one.rule, str(one.place), one.message) for one in report.findings)

    filtered = run(texts, *KEYED)
    assert filtered.errors == []
    monkeypatch.setattr(Index, "of", lambda self, view: self._awake(view, getattr(view, "platform", "")))
    assert said(filtered) == said(run(texts, *KEYED))
    silent = {rule.id for rule in KEYED} - {one.rule for one in filtered.findings}
    assert silent == set(), "each is heard at least once"
    assert len([one for one in filtered.findings if one.place.path == "vela.yaml"]) == 2


def test_a_rule_is_called_where_one_of_its_keys_is_written_anywhere():
    def heard(container: Container) -> Findings:
        yield container.finding(f"sees {container.name}")

    one = rule_of(heard, keys=("ports", "args"))
    anchored = "x: &args {args: [a]}\n" + POD.replace("image:", "<<: *args\n      image:")
    for text, calls in (
        (POD, 0),
        (POD + "      ports: []\n", 1),
        (anchored, 1),
        (f"{POD}---\n{POD}      args: [a]\n", 1),
    ):
        assert len(run({"pod.yaml": text}, one).findings) == calls


def test_keys_count_for_kubernetes_only():
    def heard(container: Container) -> Findings:
        yield container.finding(f"sees {container.name}")

    one = rule_of(heard, keys=("ports",))
    texts = {
        "compose.yaml": "services: {shop: {image: 'example.com/shop:1.4'}}",
        "pod.json": json.dumps(safe_load(POD)),
    }
    assert len(run(texts, one).findings) == 2
