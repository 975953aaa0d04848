"""Languages and versions of Azure Functions, and the days on which Microsoft stops caring for them.

Sources: learn.microsoft.com azure-functions/supported-languages, /functions-versions and /language-support-policy, and
endoflife.date (MIT) for the languages themselves, whose end Azure Functions follows; as of 2026-11. After its end a
version still deploys and runs, without patches and support.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ...views import Runtime

# latest of the family → its versions with the day of their end
_FAMILIES: Final = {
    "~4": "~1 2026-09-14  ~2 2022-12-13  ~3 2022-12-13",
    "python|3.13": """
        python|3.6 2021-12-23  python|3.7 2023-06-27  python|3.8 2024-10-07  python|3.9 2025-10-31  python|3.10 2026-10-31
        python|3.11 2027-10-31  python|3.12 2028-10-31  python|3.13 2029-10-31
    """,
    "node|24": """
        node|8 2019-12-31  node|10 2021-04-30  node|12 2022-04-30  node|14 2023-04-30  node|16 2023-09-11  node|18 2025-04-30
        node|20 2026-04-30  node|22 2027-04-30  node|24 2028-04-30
    """,
    "dotnet-isolated|10.0": """
        dotnet-isolated|5.0 2022-05-10  dotnet-isolated|6.0 2024-11-12  dotnet-isolated|7.0 2024-05-14
        dotnet-isolated|8.0 2026-11-10  dotnet-isolated|9.0 2026-11-10  dotnet-isolated|10.0 2028-11-14
        dotnet|3.1 2022-12-13  dotnet|5.0 2022-05-10  dotnet|6.0 2024-11-12  dotnet|7.0 2024-05-14  dotnet|8.0 2026-11-10
    """,
    # Java 8 is left out: pages disagree about its day (2026-11-30, 2027-09-30)
    "java|21": "java|11 2027-09-30  java|17 2027-09-30  java|21 2028-09-30",
    # 6 and 7.0 ended on Azure Functions months after their community: github Azure/azure-functions-powershell-worker, issues
    # 778 and 953; the others: https://learn.microsoft.com/powershell/scripting/install/powershell-support-lifecycle
    "powershell|7.6": """
        powershell|6 2022-09-30  powershell|7.0 2022-12-31  powershell|7.2 2024-11-08  powershell|7.4 2026-11-10
        powershell|7.6 2028-11-14
    """,
}


def _runtimes() -> Iterator[tuple[str, Runtime]]:
    for latest, versions in _FAMILIES.items():
        words = versions.split()
        for name, day in zip(words[::2], words[1::2], strict=True):
            yield name, Runtime(date.fromisoformat(day), None, None, latest)


class Stacks(Mapping[str, Runtime]):
    """`Python|3.9`, `python|3.9` and `PYTHON|3.9` are one."""

    def __init__(self, known: Mapping[str, Runtime]) -> None:
        self._known = known

    def __getitem__(self, name: str) -> Runtime:
        return self._known[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


FUNCTIONS_RUNTIMES: Final = Stacks(dict(_runtimes()))
"""`language|version` as linuxFxVersion says it, and the version of the host as FUNCTIONS_EXTENSION_VERSION does."""
