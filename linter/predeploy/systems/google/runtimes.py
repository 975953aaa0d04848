"""Runtimes of Cloud Functions and App Engine standard, and the days on which Google stops caring for them.

Written by hand from https://cloud.google.com/functions/docs/runtime-support and
https://cloud.google.com/appengine/docs/standard/lifecycle/support-schedule, as of AS_OF. From the first day on there are no
security patches; from the second on functions are refused, new ones and updates. What is not listed is not known.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ...views import Runtime

AS_OF: Final = date(2026, 11, 20)

# latest of the family → its runtimes: identifier, deprecated, decommissioned (- where the pages give none)
_FUNCTIONS: Final = {
    "nodejs24": """
        nodejs24 2028-04-30 2028-10-31
        nodejs22 2027-04-30 2027-10-31
        nodejs20 2026-04-30 2026-10-30
        nodejs18 2025-04-30 2025-10-30
        nodejs16 2024-01-30 2025-01-30
        nodejs14 2024-01-30 2025-01-30
        nodejs12 2024-01-30 2025-01-30
        nodejs10 2024-01-30 2025-01-30
        nodejs8  2020-06-05 2021-02-01
        nodejs6  2019-04-17 2020-08-01
    """,
    "python314": """
        python314 2030-10-10 -
        python313 2029-10-10 -
        python312 2028-10-02 -
        python311 2027-10-24 -
        python310 2026-10-04 -
        python39  2025-10-05 -
        python38  2024-10-14 -
    """,
    "go126": """
        go124 2027-03-02 -
        go123 2026-08-21 -
        go122 2026-07-28 -
        go121 2026-03-03 -
    """,
    "java25": """
        java25 2031-10-31 -
        java21 2031-09-30 -
        java17 2027-10-31 -
        java11 2024-10-31 -
    """,
    "ruby34": """
        ruby34 2028-03-31 -
        ruby33 2027-03-31 -
        ruby32 2026-03-31 -
    """,
    "php84": """
        php83 2027-12-31 -
        php82 2026-12-31 -
        php81 2025-12-31 -
    """,
}
# The first generation of App Engine is not deployed any more since this day:
# https://cloud.google.com/appengine/docs/standard/long-term-support (as of 2026-11)
_FIRST_GENERATION: Final = date(2026, 1, 31)
_FIRST: Final = {"python27": "python314", "java8": "java25", "go111": "go126", "php55": "php84"}


def _parsed(families: Mapping[str, str]) -> Iterator[tuple[str, Runtime]]:
    for latest, lines in families.items():
        for line in filter(None, map(str.strip, lines.splitlines())):
            name, deprecated, ended = line.split()
            day = None if ended == "-" else date.fromisoformat(ended)
            end = day if day is not None and day <= AS_OF else None  # days to come have moved before
            yield name, Runtime(date.fromisoformat(deprecated), end, end, latest)


FUNCTION_RUNTIMES: Final = dict(_parsed(_FUNCTIONS))
APP_ENGINE_RUNTIMES: Final = {
    # App Engine goes on for a year where functions stop; only the first day is the same
    **{name: known._replace(block_create=None, block_update=None) for name, known in FUNCTION_RUNTIMES.items()},
    **{
        name: Runtime(_FIRST_GENERATION, _FIRST_GENERATION, _FIRST_GENERATION, latest)
        for name, latest in _FIRST.items()
    },
}
