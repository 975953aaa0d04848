"""The summary for pull requests."""

import re

from markdown_it import MarkdownIt

from predeploy.finding import Place
from predeploy.report import render

from . import samples

PASSED = """\
## predeploy: 1 low

**Passed:** nothing at or above high.

\\$12.00 a month idle · 2 files, 4 resources, 1 skipped

<details><summary>1 low</summary>

| Rule | Where | What |
| --- | --- | --- |
| `reliability/few-replicas` | [`a b/c.yaml`](a%20b/c.yaml) | `shop`: one replica · safe fix |

</details>

<details><summary>1 skipped</summary>

- 1 not a deploy format

</details>
"""


def test_the_whole_summary() -> None:
    finding = samples.finding(
        severity="low", message="one replica", place=Place("a b/c.yaml", None), application="shop", fixable="safe"
    )
    report = samples.report(finding, skipped={"not a deploy format": 1}, idle_usd_month=12.0)
    assert render("markdown", report, samples.context()) == PASSED


def test_failing_and_links() -> None:
    text = render("markdown", samples.shop(), samples.context(link="https://forge.test/shop/blob/abc/"))
    assert "**Not passed:** 3 findings at or above high." in text
    assert "[`template.yaml:23`](https://forge.test/shop/blob/abc/template.yaml#L23)" in text
    assert "### 3 high" in text
    assert "<details><summary>1 low</summary>" in text


def test_nothing_found_nothing_checked_not_complete() -> None:
    assert render("markdown", samples.report(), samples.context()) == (
        "## predeploy: no findings\n\n**Passed:** nothing at or above high.\n\n2 files, 4 resources\n"
    )
    assert "**Nothing was checked.**" in render("markdown", samples.report(checked=0), samples.context())
    report = samples.report()
    report.errors = ["worker @lost"] * 12
    text = render("markdown", report, samples.context())
    assert "**Not complete:** 12 errors" in text
    assert "- worker @&#8203;lost\n" in text
    assert "- and 2 more\n" in text
    assert "Passed" not in text


def test_attacks_stay_text() -> None:
    text = render("markdown", samples.hostile(), samples.context())
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or []]
    tags = "".join(token.content for token in [*tokens, *inline] if token.type.startswith("html_"))
    assert set(re.findall(r"<[^>]*>", tags)) <= {
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<code>",
        "</code>",
    }
    links = [token.attrs["href"] for token in inline if token.type == "link_open"]
    assert links == ["deploy/%1B%5B2J%40all%7Cx%5D%28y%29.yaml#L1", "chart.yaml"]
    assert not [token for token in inline if token.type == "image"]
    assert [token.type for token in tokens].count("tr_open") == 3  # a heading and two findings, no more
    plain = "".join(token.content for token in inline if token.type == "text")
    assert not re.search(r"@\w|#\d|://", plain)


def test_it_fits_into_a_comment() -> None:
    findings = [
        samples.finding(severity=severity, message="x" * 500) for severity in ("high", "low") for _ in range(100)
    ]
    text = render("markdown", samples.report(*findings), samples.context())
    assert 50_000 < len(text) < 65_536
    shown = text.count("few-replicas")
    assert f"\n\n{200 - shown} more findings did not fit here; `predeploy scan` shows them all.\n" in text
    huge = samples.finding(message="\U000e0041|" * 1_000_000, application="*" * 1_000_000)
    bad = samples.report(*[huge] * 30)
    bad.errors = ["\U000e0041|" * 1_000_000] * 30
    text = render("markdown", bad, samples.context())
    assert len(text) < 65_536
    assert "few-replicas" in text
