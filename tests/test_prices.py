"""Prices: estimates are Money a month with their formula, or None where an amount is not known."""

import math

import pytest

from predeploy.prices import RATES, Prices

NAN, GIB = math.nan, 2.0**30


def test_pods_cost_their_requests_on_a_node_that_runs_all_month():
    # Source: the worked example of C3 in the price basis: 2 replicas of half a core and 1 GiB
    money = Prices().pods(0.5, GIB, 2)
    assert money.usd_month == pytest.approx(2 * (0.5 * 24.309 + 2.92), abs=0.01)
    assert money.low < money.usd_month < money.high
    assert money.formula == "1 × $0.0333 × 730 h + 2 × $0.004 × 730 h"
    assert "us-east-1" in money.basis


def test_provisioned_concurrency_is_billed_by_memory():
    assert Prices().provisioned(GIB, 5).usd_month == pytest.approx(54.75)
    assert Prices().provisioned(GIB, 5, arm=True).usd_month == pytest.approx(43.80)


@pytest.mark.parametrize(
    ("name", "usd"),
    [
        ("load-balancer-hour", 16.425),
        ("nat-gateway-hour", 32.85),
        ("interface-endpoint-hour", 7.30),
        ("public-ipv4-hour", 3.65),
        ("shard-hour", 10.95),
        ("api-cache-0.5-hour", 14.60),
        ("eks-hour", 73.0),
        ("eks-extended-hour", 438.0),
        ("gp3-gb", 0.08),
    ],
)
def test_what_one_unit_costs_a_month(name, usd):
    assert Prices().of((1, name)).usd_month == pytest.approx(usd)
    assert RATES[name].monthly == pytest.approx(usd)


@pytest.mark.parametrize("amount", [NAN, math.inf, -1.0])
def test_what_is_not_known_has_no_price(amount):
    prices = Prices()
    assert prices.of((amount, "nat-gateway-hour")) is None
    assert prices.of((1, "gp2-gb"), (amount, "gp2-gb")) is None
    assert prices.pods(amount, GIB) is None
    assert prices.pods(1, GIB, amount) is None
    assert prices.provisioned(amount, 1) is None
    assert prices.saved(prices.of((amount, "gp2-gb")), prices.of((1, "gp3-gb"))) is None
    assert prices.of() is None


def test_what_a_change_saves():
    prices = Prices()
    money = prices.saved(prices.of((100, "gp2-gb")), prices.of((100, "gp3-gb")))
    assert (money.usd_month, money.low, money.high) == pytest.approx((2.0, 2.0, 2.0))
    assert prices.saved(prices.of((1, "gp3-gb")), prices.of((1, "gp2-gb"))) is None


def test_own_prices_come_first():
    prices = Prices({"vcpu-hour": 0.02, "nobody-knows": 5.0})
    money = prices.pods(1, 0)
    assert money.usd_month == money.low == money.high == pytest.approx(14.6)
    assert "your own price" in money.basis
    with pytest.raises(KeyError):
        prices.rate("nobody-knows")


def test_every_rate_says_where_it_comes_from():
    for name, rate in RATES.items():
        assert rate.usd > 0, name
        assert rate.source, name
        assert rate.as_of.year >= 2026, name
        assert rate.monthly > 0, name
