"""How long it is until a schedule comes round again, in every spelling."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predeploy.cron import period

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.mark.parametrize(
    ("expression", "seconds"),
    [
        ("* * * * *", MINUTE),
        ("*/5 * * * *", 5 * MINUTE),
        ("5/10 * * * *", 10 * MINUTE),
        ("0,15,20 * * * *", 5 * MINUTE),
        ("59,0 * * * *", MINUTE),  # around the hour
        ("0 22,2 * * *", 4 * HOUR),  # around midnight
        ("30 2 * * *", DAY),
        ("0 9 * * MON", 7 * DAY),
        ("0 0 * * 7", 7 * DAY),  # Sunday is 0 and 7
        ("0 0 * * 1,5", 3 * DAY),
        ("0 0 * * 5-6", DAY),
        ("0 3 1,15 * *", 14 * DAY),
        ("@hourly", HOUR),
        ("@weekly", 7 * DAY),
        ("rate(1 minute)", MINUTE),
        ("rate(2 hours)", 2 * HOUR),
        ("cron(0 12 * * ? *)", DAY),
        ("cron(0/15 8-17 ? * MON-FRI *)", 15 * MINUTE),
        ("cron(0 8 ? * 2,4 *)", 2 * DAY),  # AWS counts from Sunday, 1
    ],
)
def test_period(expression: str, seconds: float) -> None:
    assert period(expression) == seconds


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "daily",
        "@reboot",
        "61 * * * *",
        "* *",
        "0 0 L * ?",
        "rate(0 minutes)",
        "rate(1 week)",
        "cron(nonsense)",
        "at(2026-11-20)",
    ],
)
def test_what_cannot_be_read_is_not_a_number(expression: str) -> None:
    assert math.isnan(period(expression))


@given(st.text(alphabet="0123456789*/,-? @LW#()abcenorty", max_size=60))
def test_it_never_raises(text: str) -> None:
    found = period(text)
    assert math.isnan(found) or found >= MINUTE
