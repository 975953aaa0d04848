"""The map as a page: what stands in the file. What a browser makes of it: test_browser.py."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from drawing import documents
from predeploy import drawing
from predeploy.drawing import html
from predeploy.report._escape import visible

SOURCES = {name: (Path(html.__file__).parent / "_page" / f"{name}.js").read_text("utf-8") for name in html.SCRIPTS}


class Reader(HTMLParser):
    """The tags with their attributes, and the text of scripts and styles, as a browser splits them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in ("script", "style") and data.strip():
            self.raw.append(data)


def page(document: documents.Document) -> str:
    return drawing.render("html", document)


def held(text: str) -> Any:
    [data] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    return json.loads(data)


SAMPLES = [documents.plain([], []), documents.shop(), documents.hostile()]


@pytest.mark.parametrize("document", SAMPLES, ids=["empty", "shop", "hostile"])
def test_the_page_holds_the_document(document: documents.Document) -> None:
    def shown(value: Any) -> Any:
        if isinstance(value, dict):
            return {visible(key): shown(each) for key, each in value.items()}
        return (
            [shown(each) for each in value]
            if isinstance(value, list)
            else visible(value)
            if isinstance(value, str)
            else value
        )

    assert held(page(document)) == shown(document)


@pytest.mark.parametrize("document", SAMPLES[1:], ids=["shop", "hostile"])
def test_no_text_of_the_estate_becomes_markup(document: documents.Document) -> None:
    filled, empty = Reader(page(document)), Reader(page(SAMPLES[0]))
    assert filled.tags == empty.tags
    assert [text for text in filled.raw if text not in empty.raw] == [filled.raw[1]]  # the data alone


def test_the_policy_admits_its_own_script_and_style_only() -> None:
    reader = Reader(page(documents.shop()))
    style, _, script = reader.raw
    [policy] = [
        attributes["content"] or "" for tag, attributes in reader.tags if "http-equiv" in attributes and tag == "meta"
    ]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    digest = {
        name: f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        for name, text in [("script", script), ("style", style)]
    }
    assert rules == {
        "default-src": "'none'", "script-src": digest["script"], "style-src": digest["style"], "img-src": "data:",
        "base-uri": "'none'", "form-action": "'none'", "require-trusted-types-for": "'script'", "trusted-types": "'none'",
    }  # fmt: skip
    head = [tag for tag, _ in reader.tags]
    assert head.index("meta") + 1 < head.index("style")  # a policy holds for what follows it


def test_nothing_is_fetched() -> None:
    text = page(documents.shop())
    linked = [
        value
        for _, attributes in Reader(text).tags
        for name, value in attributes.items()
        if name in ("src", "href", "action", "srcset")
    ]
    assert linked == ["data:,"]
    assert set(re.findall(r"\w+://[\w./-]+", text)) == {"http://www.w3.org/2000/svg"}  # the name of SVG, no address
    assert "@import" not in text
    assert "url(" not in text


def test_the_script_makes_no_markup_of_text_and_sends_nothing() -> None:
    for name, source in SOURCES.items():
        found = re.findall(
            r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|\bFunction\(|fetch\(|XMLHttp|WebSocket|Beacon|import\(|localStorage|cookie|\bhref\b|location",
            source,
        )
        assert not found, name


def test_no_name_is_declared_twice() -> None:
    names = [name for source in SOURCES.values() for name in re.findall(r"^(?:function|const|let) (\w+)", source, re.M)]
    assert sorted(names) == sorted(set(names))


def test_a_style_or_script_of_the_page_is_one_file_of_readable_size() -> None:
    folder = Path(html.__file__).parent / "_page"
    assert {file.name for file in folder.iterdir()} == {"map.html", "map.css", *(f"{name}.js" for name in html.SCRIPTS)}
    assert max(len(file.read_text("utf-8").splitlines()) for file in folder.iterdir()) <= 300


def test_the_same_estate_gives_the_same_bytes() -> None:
    assert page(documents.shop()) == page(documents.shop())
