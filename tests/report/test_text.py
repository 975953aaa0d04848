"""The terminal report, letter by letter."""

from predeploy.finding import Place, Related
from predeploy.reading.span import Span
from predeploy.report import render

from . import samples

SHOP = """\
online-shop   wants zero when idle (stated in predeploy.yaml:4)
    high  timeouts/redelivered-while-working                                     template.yaml:23:26
          Queue `Orders` hides a message 60 s, but Pack may work 120 s on it: it is delivered again
          meanwhile; set VisibilityTimeout ≥ 725 s (6 × 120 + 5).
       23 │       VisibilityTimeout: 60
          │                          ^^                                                   [safe fix]
       11 │       Timeout: 120   Pack                                            template.yaml:11:16

     low  cost/nat-for-idle-functions                                             template.yaml:25:3
          NAT gateway Nat is paid around the clock, its functions work now and then: use VPC
          endpoints.
          $32.85 a month ($32.85 to $65.70) = 730 h × $0.045; AWS us-east-1, as of 2026-11-01
       25 │   Nat:
          │   ^^^

storefront
    high  reliability/missing-memory-limit               deploy/kubernetes/base/storefront.yaml:9:17
          container web has no memory limit: it can take its whole node down
        9 │         - name: web
          │                 ^^^                                                                [fix]
    high  reliability/missing-readiness-probe            deploy/kubernetes/base/storefront.yaml:9:17
          container web has no readiness probe: it gets requests before it can answer

  medium  reliability/few-replicas                       deploy/kubernetes/base/storefront.yaml:5:13
          Deployment storefront runs one replica: every roll-out and node drain is an outage; set
          replicas ≥ 2.
        5 │   replicas: 1
          │             ^

  medium  reliability/mutable-image-tag                 deploy/kubernetes/base/storefront.yaml:10:18
          container web runs shop:latest, which may be another image tomorrow; name a version or
          digest
       10 │           image: shop:latest
          │                  ^^^^^^^^^^^

3 high, 2 medium, 1 low (3 suppressed) · $58.50 a month idle, $39.80 avoidable
31 files, 64 resources, 2 skipped (--show-skipped)
--fix mends 1 · predeploy explain redelivered-while-working
"""

NARROW = """\
  medium  reliability/mutable-image-tag
          deploy/kubernetes/base/storefront.yaml:10:18
          container web runs shop:latest
       10 │           image: shop:latest
          │                  ^^^^^^^^^^^                   [fix]
        5 │   replicas: 1
          │ the one replica
            deploy/kubernetes/base/storefront.yaml:5:13
          │ somewhere in the chart           charts/x/Chart.yaml

1 medium · 2 files, 4 resources
predeploy explain mutable-image-tag
"""

INCOMPLETE = """\
    high  acme:cost/idle                                                                 broken.yaml
          cannot be read                                                                  [safe fix]

1 high · 1 file, 0 resources, 1 skipped
--fix mends 1 · predeploy explain acme:cost/idle

This run is not complete: 2 errors
   error  rule cost/x crashed: KeyError
   error  a worker was lost
"""


def test_the_whole_report() -> None:
    assert render("text", samples.shop(), samples.context()) == SHOP


def test_narrow_terminals_put_places_below() -> None:
    finding = samples.finding(
        rule="reliability/mutable-image-tag",
        message="container web runs shop:latest",
        place=samples.place("deploy/kubernetes/base/storefront.yaml", "shop:latest"),
        fixable="unsafe",
        related=(
            Related("the one replica", samples.place("deploy/kubernetes/base/storefront.yaml", "1", 1)),
            Related("somewhere in the chart", Place("charts/x/Chart.yaml", None)),
        ),
    )
    assert render("text", samples.report(finding), samples.context(width=64)) == NARROW


def test_errors_come_last_and_unknown_places_are_not_invented() -> None:
    finding = samples.finding(
        rule="acme:cost/idle",
        severity="high",
        message="cannot be read",
        place=Place("broken.yaml", None),
        fixable="safe",
    )
    report = samples.report(finding, files=1, checked=0, resources=0, skipped={"not a deploy format": 1})
    report.errors = ["rule cost/x crashed: KeyError", "a worker was lost"]
    text = render("text", report, samples.context(show_skipped=True))
    assert text == INCOMPLETE


def test_one_line_when_all_is_well() -> None:
    assert render("text", samples.report(), samples.context()) == "no findings · 2 files, 4 resources\n"
    quiet = samples.context(quiet=True)
    assert render("text", samples.report(), quiet) == ""


def test_nothing_checked_says_why() -> None:
    report = samples.report(
        files=3, checked=0, resources=0, skipped={"not a deploy format": 2, "ignored by .gitignore": 1}
    )
    assert render("text", report, samples.context(width=120)) == (
        "nothing was checked · 3 files, 0 resources, 3 skipped: 2 not a deploy format, 1 ignored by .gitignore (--show-skipped)\n"
    )


def test_skipped_by_reason() -> None:
    text = render("text", samples.shop(), samples.context(show_skipped=True))
    assert (
        "\nskipped: ignored by .gitignore (1)\n  build/out.yaml  line 3\n\nskipped: not a deploy format (1)\n  mkdocs.yml\n\n"
        in text
    )
    assert "--show-skipped" not in text


def test_money_that_could_not_be_counted_is_said() -> None:
    text = render("text", samples.report(idle_usd_month=0.0, unpriced=12, hidden=2), samples.context())
    assert text == "no findings (2 below --min-severity) · $0.00 a month idle, 12 not priced · 2 files, 4 resources\n"
    assert "$" not in render("text", samples.report(unpriced=12), samples.context())


def test_a_place_that_is_no_longer_there_has_no_excerpt() -> None:
    finding = samples.finding(place=Place("template.yaml", Span(999, 1, 999, 4, 0, 3)), evidence="named")
    text = render("text", samples.report(finding), samples.context())
    assert "template.yaml:999:1\n" in text
    assert "│" not in text
    assert "\n          evidence: named\n" in text


def test_hostile_sizes_are_cut() -> None:
    huge = "x" * 1_000_000
    many = tuple(Related(huge, samples.place("template.yaml", "120")) for _ in range(50))
    finding = samples.finding(message=huge, application=huge, related=many)
    text = render("text", samples.report(finding), samples.context())
    assert len(text) < 10_000
    assert "… and 44 more places" in text
