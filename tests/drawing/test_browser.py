"""The map in a real browser: it opens, draws, is used, and stays inert whatever things are called."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drawing import documents
from predeploy import drawing

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("playwright is not here: pip install -e '.[browser]'")
    path = os.environ.get("PREDEPLOY_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("no Chromium is here: install one, or set PREDEPLOY_CHROMIUM")
    root = hasattr(os, "geteuid") and os.geteuid() == 0  # Chromium has no sandbox for root
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])


class Opened:
    """A document in the browser, and all that should not happen there."""

    def __init__(self, browser: Any, folder: Path, document: documents.Document, **options: Any) -> None:
        file = folder / "map.html"
        file.write_text(drawing.render("html", document), encoding="utf-8")
        self.page = browser.new_page(**({"viewport": {"width": 1440, "height": 900}} | options))
        self.page.set_default_timeout(60_000)
        self.troubles: list[str] = []
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("request", lambda request: request.url == file.as_uri() or self.troubles.append(request.url))
        self.page.goto(file.as_uri())

    def pick(self, name: str) -> None:
        self.page.locator(f'.node[aria-label^="{name}, "] .card').click()

    def panel(self) -> str:
        text: str = self.page.locator("#panel").inner_text()
        return text

    def scale(self) -> float:
        self.settle()
        scale: float = self.page.evaluate("view.k")
        return scale

    def settle(self) -> None:
        self.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    pages: list[Opened] = []

    def make(document: documents.Document, **options: Any) -> Opened:
        pages.append(Opened(browser, tmp_path, document, **options))
        return pages[-1]

    yield make
    for each in pages:
        each.page.close()
        assert each.troubles == []


def test_it_draws_every_node_and_edge(opened: Any) -> None:
    document = documents.shop()
    page = opened(document).page
    assert page.locator("#nodes > .node").count() == len(document["nodes"])
    assert page.locator("#edges > .edge").count() == len(document["edges"])
    assert page.locator("#edges > .faulty").count() == page.locator("#labels > .faulty").count() == 3
    assert page.locator("#labels > .faulty").first.text_content().startswith("⚠ ")
    assert sorted(page.locator(".box .title").all_text_contents()) == sorted(
        one["name"] for one in document["applications"]
    )
    assert page.locator("#summary .faulty dd").inner_text() == "3"
    assert "$72.17" in page.locator("#summary").inner_text()


def test_a_node_tells_all_that_is_known(opened: Any) -> None:
    page = opened(documents.shop())
    page.pick("find")
    for words in ("find", "blocked", "provisioned concurrency 2", "catalogue/serverless.yml:27", "keeps 2 instances warm", "$31.40/month",
                  "scale-to-zero/provisioned-concurrency", "catalogue-index", "30 s / 10 s"):  # fmt: skip
        assert words in page.panel()
    page.page.keyboard.press("Escape")
    assert page.page.locator("#panel").is_hidden()
    assert page.page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("find, ")


def test_an_edge_tells_its_times(opened: Any) -> None:
    page = opened(documents.shop())
    page.pick("Checkout")
    page.page.locator("#panel .jump.faulty").click()
    for words in (
        "Faulty edge",
        "29 s",
        "45 s",
        "−16 s",
        "timeouts/caller-gives-up-first",
        "set Timeout ≤ 28 s",
        "deploy/routes.yaml:8",
    ):
        assert words in page.panel()
    page.page.keyboard.press("Escape")
    page.settle()
    x, y = page.page.evaluate("""() => {  // on the line, away from its label
        const line = document.querySelector('.edge.faulty .line');
        const spot = line.getPointAtLength(8).matrixTransform(line.getScreenCTM());
        return [spot.x, spot.y];
    }""")
    page.page.mouse.click(x, y)
    assert "Faulty edge" in page.panel()


def test_it_can_be_used_without_a_mouse(opened: Any) -> None:
    page = opened(documents.shop())
    press = page.page.keyboard.press
    page.page.locator(".node[tabindex='0']").focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        press(key)
    assert "Called by" in page.panel()
    press("Escape")
    press("ArrowLeft")
    press("Enter")
    assert "Edge" in page.panel()
    press("Escape")
    before = page.scale()
    press("+")
    assert page.scale() > before
    press("-")
    press("-")
    assert page.scale() < before
    press("0")
    assert page.scale() == pytest.approx(before)


def test_wheel_buttons_and_drag_move_the_view(opened: Any) -> None:
    page = opened(documents.shop())
    before = page.scale()
    page.page.mouse.move(700, 300)
    page.page.mouse.wheel(0, -400)
    page.page.wait_for_function(f"view.k > {before} * 1.3")
    page.page.click("#fit")
    assert page.scale() == pytest.approx(before)
    start = page.page.evaluate("[view.x, view.y]")
    page.page.mouse.move(400, 180)
    page.page.mouse.down()
    page.page.mouse.move(460, 220, steps=4)
    page.page.mouse.up()
    assert page.page.evaluate("[view.x, view.y]") == pytest.approx([start[0] + 60, start[1] + 40])
    assert page.page.locator("#panel").is_hidden()


def test_to_look_at_something_does_not_lose_the_place(opened: Any) -> None:
    page = opened(documents.shop())
    for _ in range(3):
        page.page.click("#plus")
    before = page.scale()
    page.pick("Checkout")
    page.page.keyboard.press("Escape")
    page.settle()
    assert page.scale() == pytest.approx(before)


def test_search_and_filters(opened: Any) -> None:
    page = opened(documents.shop()).page
    page.keyboard.press("/")
    page.keyboard.type("sqs")
    assert page.locator("#hits").inner_text() == "2 of 29"
    assert page.locator(".node.hit").count() == 2
    page.keyboard.press("Escape")
    assert page.locator(".node.hit").count() == 0
    page.click("#here")
    assert page.locator("#nodes > .absent").count() == 0
    page.click("#here")
    page.click("#faulty")
    assert page.locator("#edges > .edge").count() == page.locator("#edges > .faulty").count() == 3
    assert page.locator("#nodes > .node").count() == 6
    page.click("#faulty")
    page.locator("summary", has_text="Applications").click()
    page.locator("#applications label", has_text="orders").click()
    assert page.locator(".box").count() == 3
    assert page.locator('.node[aria-label^="Checkout, "]').count() == 0


def test_the_table_has_the_faulty_edges_first(opened: Any) -> None:
    page = opened(documents.shop()).page
    page.click("#to-table")
    assert page.locator("#table h2").all_inner_texts() == ["Faulty edges (3)", "Nodes (29)", "Other edges (29)"]
    first = page.locator("#table table").first
    assert "the caller gets 504" in first.inner_text()
    first.locator("button").first.click()
    assert page.locator("#panel h2").inner_text() == "Api"


def test_light_and_dark(opened: Any) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = (opened(documents.shop(), color_scheme=scheme).page for scheme in ("light", "dark"))
    assert light.evaluate(ground) != (night := dark.evaluate(ground))
    light.click("#theme")
    assert light.evaluate(ground) == night


def test_a_narrow_screen_begins_readable(opened: Any) -> None:
    page = opened(documents.shop(), viewport={"width": 390, "height": 800})
    assert page.scale() >= 0.5
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_gets_the_map_and_the_table(opened: Any) -> None:
    page = opened(documents.shop()).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#table table").count() == 3
    assert page.locator("#drawing").bounding_box()["width"] <= 1440
    assert page.locator("#tools").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_hostile_texts_stay_texts(opened: Any) -> None:
    document = documents.hostile()
    page = opened(document).page
    page.click("#to-table")
    for each in (*document["nodes"], *document["edges"]):
        page.evaluate("id => pick(id)", each["id"])
        assert page.locator("#panel").is_visible()
    page.click("#to-map")
    assert page.evaluate("[window.broken, document.scripts.length, document.images.length, document.links.length]") == [
        None,
        2,
        0,
        0,
    ]
    page.evaluate("pick('n1')")
    assert documents.HOSTILE in page.locator("#panel h2").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


@pytest.mark.parametrize(
    "document",
    [
        documents.plain([], []),
        documents.plain(["alone"], [(0, 0)]),
        documents.plain(["a", "b", "c"], [(0, 1), (1, 2), (2, 0), (0, 1)]),
        documents.plain([f"f{i}" for i in range(40)], [(0, i) for i in range(1, 40)]),
        documents.plain([f"f{i}" for i in range(30)], []),
        documents.estate(20),
        documents.estate(200, 10),
    ],
    ids=["none", "one", "circle", "fan", "loose", "20", "200"],
)
def test_nothing_stands_on_another(opened: Any, document: documents.Document) -> None:
    page = opened(document).page
    assert page.locator("#none").is_visible() == (not document["nodes"])
    spots = page.evaluate(
        "({nodes: [...drawn.spots.nodes], boxes: drawn.spots.boxes, paths: [...drawn.spots.paths], size: NODE})"
    )
    wide, high = spots["size"]["width"], spots["size"]["height"]
    rects = {key: (at["x"], at["y"], at["x"] + wide, at["y"] + high) for key, at in spots["nodes"]}
    assert rects.keys() == {node["id"] for node in document["nodes"]}
    ordered = list(rects.values())
    assert not [(a, b) for i, a in enumerate(ordered) for b in ordered[:i] if meet(a, b)]
    boxes = {
        box["id"]: (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in spots["boxes"]
    }
    for node in document["nodes"]:
        assert [key for key, box in boxes.items() if meet(box, rects[node["id"]])] == [
            home for home in [node["application"]] if home
        ]
    for _, path in spots["paths"]:
        ways = path["points"][1:-1]
        for (x1, y1), (x2, _) in zip(ways[::2], ways[1::2], strict=True):
            assert not [rect for rect in ordered if meet((x1, y1 - 1, x2, y1 + 1), rect)]


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_two_hundred_nodes_are_laid_out_at_once(opened: Any) -> None:
    page = opened(documents.estate(200, 10)).page
    spent = page.evaluate("""Math.min(...[1, 2, 3].map(() => {
        const start = performance.now();
        layout(drawn.nodes, drawn.edges, 1.7);
        return performance.now() - start;
    }))""")
    assert spent < 2000  # ms; about 100 on a machine that does nothing else


def test_a_thousand_nodes_still_come(opened: Any) -> None:
    start = time.monotonic()
    page = opened(documents.estate(1000, 50)).page
    assert page.locator("#nodes > .node").count() == 1000
    assert time.monotonic() - start < 60
