"""Lambda's runtimes, and the days on which AWS stops caring for them.

Source: cfn-lint (MIT-0) @217397c, LmbdRuntimeLifecycle.json, and endoflife.date (MIT) @a70eca3, which agree; as of AS_OF.
Days on which creating and updating gets blocked moved four times between 2025-03 and 2026-06: say "deprecated" of what is,
and never that a deployment will fail because of the date alone. What is not listed is not known.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from ...views import Runtime

AS_OF: Final = date(2026, 8, 22)


# latest of the family → its runtimes: identifier, deprecated, creating blocked, updating blocked
_FAMILIES: Final = {
    "nodejs24.x": """
        nodejs24.x 2028-04-30 2028-06-01 2028-07-01
        nodejs22.x 2027-04-30 2027-06-01 2027-07-01
        nodejs20.x 2026-04-30 2027-02-01 2027-03-03
        nodejs18.x 2025-09-01 2027-02-01 2027-03-03
        nodejs16.x 2024-06-12 2027-02-01 2027-03-03
        nodejs14.x 2023-12-04 2024-01-09 2027-03-03
        nodejs12.x 2023-03-31 2023-03-31 2023-04-30
        nodejs10.x 2021-07-30 2021-07-30 2022-02-14
        nodejs8.10 2020-03-06 2020-02-04 2020-03-06
        nodejs6.10 2019-08-12 2019-07-12 2019-08-12
        nodejs4.3  2020-03-05 2020-02-03 2020-03-05
    """,
    "python3.14": """
        python3.14 2029-06-30 2029-07-31 2029-08-31
        python3.13 2029-06-30 2029-07-31 2029-08-31
        python3.12 2028-10-31 2028-11-30 2029-01-10
        python3.11 2027-06-30 2027-07-31 2027-08-31
        python3.10 2026-10-31 2027-02-01 2027-03-03
        python3.9  2025-12-15 2027-02-01 2027-03-03
        python3.8  2024-10-14 2027-02-01 2027-03-03
        python3.7  2023-12-04 2024-01-09 2027-03-03
        python3.6  2022-07-18 2022-07-18 2022-08-29
        python2.7  2021-07-15 2021-07-15 2022-05-30
    """,
    # the three on Amazon Linux 2023 are known to endoflife.date only
    "java25": """
        java25        2029-06-30 2029-07-31 2029-08-31
        java21        2029-06-30 2029-07-31 2029-08-31
        java17.al2023 2029-06-30 -          2029-08-31
        java11.al2023 2029-06-30 -          2029-08-31
        java8.al2023  2029-06-30 -          2029-08-31
        java17        2027-06-30 2027-07-31 2027-08-31
        java11        2027-06-30 2027-07-31 2027-08-31
        java8.al2     2027-06-30 2027-07-31 2027-08-31
        java8         2024-01-08 2024-02-08 2027-03-03
    """,
    # dotnet9 exists as a container image only
    "dotnet10": """
        dotnet10      2028-11-14 2028-12-14 2029-01-15
        dotnet9       2026-11-10 -          -
        dotnet8       2026-11-10 2027-02-01 2027-03-03
        dotnet6       2024-12-20 2027-02-01 2027-03-03
        dotnetcore3.1 2023-04-03 2023-04-03 2023-05-03
        dotnetcore2.1 2022-01-05 2022-01-05 2022-04-13
        dotnetcore2.0 2019-05-30 2019-04-30 2019-05-30
        dotnetcore1.0 2019-06-27 2019-06-30 2019-07-30
    """,
    "ruby4.0": """
        ruby4.0 2029-03-31 2029-04-30 2029-05-31
        ruby3.4 2028-03-31 2028-04-30 2028-05-31
        ruby3.3 2027-03-31 2027-04-30 2027-05-31
        ruby3.2 2026-03-31 2027-02-01 2027-03-03
        ruby2.7 2023-12-07 2024-01-09 2027-03-03
        ruby2.5 2021-07-30 2021-07-30 2022-03-31
    """,
    "provided.al2023": """
        provided.al2023 2029-06-30 2029-07-31 2029-08-31
        provided.al2    2026-07-31 2027-02-01 2027-03-03
        provided        2024-01-08 2024-02-08 2027-03-03
        go1.x           2024-01-08 2024-02-08 2027-03-03
    """,
}


def _day(text: str) -> date | None:
    """A day on which something gets refused, where it was past already when the table was made."""
    day = None if text == "-" else date.fromisoformat(text)
    return day if day is not None and day <= AS_OF else None


def _runtimes() -> Iterator[tuple[str, Runtime]]:
    for latest, rows in _FAMILIES.items():
        for row in rows.strip().splitlines():
            name, deprecation, create, update = row.split()
            yield name, Runtime(date.fromisoformat(deprecation), _day(create), _day(update), latest)


LAMBDA_RUNTIMES: Final[dict[str, Runtime]] = dict(_runtimes())
"""Identifier as written in `Runtime:` → what becomes of it."""
