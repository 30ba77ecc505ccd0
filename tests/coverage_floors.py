"""`python -m tests.coverage_floors FILE`: refuses a coverage under the floors, once all tests have run."""

import json
import sys
from pathlib import Path

from tests.checks import ROOT

FLOORS = {"statements": 95, "branches": 90}
WHOLE = (
    "indicators/actions/planning.py",
    "indicators/actions/publishing.py",
    "indicators/document.py",
    "indicators/figures.py",
    "indicators/forecast.py",
    "indicators/formula.py",
    "indicators/heldback.py",
    "indicators/holders.py",
    "indicators/ledger.py",
    "indicators/measures.py",
    "indicators/models/release.py",
    "indicators/restatements.py",
    "indicators/revisions.py",
    "verify_release.py",
)


def main():
    """Prints what is not covered, what is under the floors, and returns the exit code."""
    report = json.loads(Path(sys.argv[1]).read_text())
    failures = [*under_floors(report["summary"]), *not_whole(report["files"])]
    print("\n".join([*gaps(report["files"]), "", *(failures or [summary(report["summary"])])]))
    return int(bool(failures))


def gaps(files):
    """What is not covered of each module: lines, and branches as the line left and the one not reached."""
    for name in sorted(modules() - files.keys()):
        yield f"{name}: nothing of it was read."
    for name, file in sorted(files.items()):
        branches = [f"{left}-{reached or 'end'}" for left, reached in file["missing_branches"]]
        if missing := [*map(str, file["missing_lines"]), *branches]:
            yield f"{name}: {', '.join(missing)}"


def percentages(totals):
    """Statements and branches covered, in percent."""
    counted = {"statements": "lines", "branches": "branches"}
    return {
        thing: 100 * totals[f"covered_{name}"] / (totals[f"covered_{name}"] + totals[f"missing_{name}"])
        for thing, name in counted.items()
    }


def summary(totals):
    """Both percentages in words."""
    return ", ".join(f"{covered:.1f} % of {thing}" for thing, covered in percentages(totals).items())


def under_floors(totals):
    """A sentence for each total under its floor."""
    for thing, covered in percentages(totals).items():
        if covered < FLOORS[thing]:
            yield f"{covered:.1f} % of {thing} are covered: at least {FLOORS[thing]} % must be."


def not_whole(files):
    """A sentence for each module that must be covered whole and is not."""
    for name in WHOLE:
        if name not in files:
            yield f"{name} is not covered at all."
        elif files[name]["missing_lines"] or files[name]["missing_branches"]:
            yield f"{name} is not covered whole."


def modules():
    """Every module of the applications."""
    found = [path for app in ROOT.glob("*/apps.py") for path in app.parent.rglob("*.py") if path.stat().st_size]
    return {path.relative_to(ROOT).as_posix() for path in found if "migrations" not in path.parts}


if __name__ == "__main__":
    sys.exit(main())
