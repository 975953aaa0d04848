"""Numbers with units, as messages say them."""

from math import inf

import pytest

from predeploy.quantities import pretty


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (29, "s", "29 s"),
        (0.5, "s", "0.5 s"),
        (3599, "s", "3599 s"),
        (3600, "s", "1 h"),
        (5400, "s", "1.5 h"),
        (6000, "s", "6000 s"),
        (86_400, "s", "24 h"),
        (345_600, "s", "4 days"),
        (349_200, "s", "97 h"),
        (inf, "s", "no limit"),
        (1, "replicas", "1 replica"),
        (3600, "replicas", "3600 replicas"),
        (536_870_912, "bytes", "512 MiB"),
    ],
)
def test_a_measure_is_said_as_people_say_it(value, unit, said):
    assert pretty(value, unit) == said
