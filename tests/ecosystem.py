"""Scan a folder of real projects: `make ecosystem CORPUS=DIR`, or `python tests/ecosystem.py DIR`.

Each folder below DIR is scanned by itself. What was read, what was not and why, and how often each rule spoke is printed,
and whether what is said of charts holds (mapping.py); the exit code is 1 when it does not, or when a scan was not complete
or crashed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import mapping
import predeploy
import predeploy_rules

NOT_READ = ("unreadable", "rendered")  # what the names of the rules about that say
SHOWN = 12  # rules and files of one folder


def main() -> int:
    parser = argparse.ArgumentParser(description="Scan every folder of real projects below DIR.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--tier", default="all")
    chosen = parser.parse_args()
    if not chosen.corpus.is_dir():
        parser.error(f"{str(chosen.corpus)!r} is not a folder; say make ecosystem CORPUS=DIR")
    rules: Counter[str] = Counter()
    troubles: list[str] = []
    for folder in sorted(one for one in chosen.corpus.iterdir() if one.is_dir() and not one.name.startswith(".")):
        found, trouble = scan(folder, chosen.tier)
        troubles += [f"{folder.name}: {line}" for line in trouble]
        if found is not None:
            rules += tell(folder.name, found)
        if next(folder.rglob("Chart.yaml"), None):
            claims: Counter[str] = Counter()
            troubles += [f"{folder.name}: {line}" for line in mapping.check(folder, claims)]
            print("  findings in charts would point at")
            mapping.tell(claims)
    print("\nall folders")
    for rule, count in rules.most_common():
        print(f"  {count:>7,}  {rule}")
    for line in troubles:
        print(f"\nNOT COMPLETE  {line}")
    return 1 if troubles else 0


def scan(folder: Path, tier: str) -> tuple[dict[str, Any] | None, list[str]]:
    """The JSON report, and what went wrong with the run itself."""
    sources = os.pathsep.join(str(Path(one.__file__ or "").parent.parent) for one in (predeploy, predeploy_rules))
    with tempfile.TemporaryDirectory() as temp:
        target = Path(temp, "report.json")
        command = [sys.executable, "-m", "predeploy", "scan", str(folder), "--root", str(folder), "--tier", tier]
        done = subprocess.run(
            [*command, "--format", f"json={target}", "--allow-empty"],
            env={**os.environ, "PYTHONPATH": sources, "PREDEPLOY_TRACEBACK": "1"},
            capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
        found = json.loads(target.read_text("utf-8")) if target.exists() else None
    troubles = list(found["errors"]) if found else []
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        troubles.append(f"exit code {done.returncode}\n{done.stderr.strip()}")
    return found, troubles


def tell(name: str, found: dict[str, Any]) -> Counter[str]:
    """Print one folder's figures; gives the findings by rule."""
    summary = found["summary"]
    formats = ", ".join(f"{form} {count:,}" for form, count in summary["formats"].items()) or "no format recognised"
    print(f"\n{name}\n  {summary['files']:,} files, {summary['documents']:,} documents: {formats}")
    for reason, count in sorted(summary["skipped"].items(), key=lambda item: -item[1]):
        print(f"  {count:>7,}  skipped: {reason}")
    unread = [one for one in found["findings"] if any(word in one["rule"] for word in NOT_READ)]
    for one in unread[:SHOWN]:
        print(f"  {one['path']}:{one['line'] or 1}: {one['message']}")
    if len(unread) > SHOWN:
        print(f"  … and {len(unread) - SHOWN:,} more that could not be read")
    rules = Counter(str(one["rule"]) for one in found["findings"])
    for rule, count in rules.most_common(SHOWN):
        print(f"  {count:>7,}  {rule}")
    if len(rules) > SHOWN:
        print(f"           … and {len(rules) - SHOWN} more rules")
    return rules


if __name__ == "__main__":
    sys.exit(main())
