"""`python -m tests.coverage_floors`: refuses a coverage under the floors, once all tests have run."""

import json
import sys
import tempfile
from pathlib import Path

from coverage import Coverage

FLOORS = {"statements": 95, "branches": 90}
WHOLE = (
    "indicators/actions.py",
    "indicators/document.py",
    "indicators/figures.py",
    "indicators/formula.py",
    "indicators/measures.py",
    "indicators/models/release.py",
    "verify_release.py",
)


def main():
    """Prints what is under the floors, and returns the exit code."""
    report = combined()
    failures = [*under_floors(report["totals"]), *not_whole(report["files"])]
    print("\n".join(failures or [summary(report["totals"])]))
    return int(bool(failures))


def combined():
    """The coverage of every run taken together, as coverage reports it in JSON."""
    measured = Coverage()
    measured.combine()
    measured.report(skip_covered=True, show_missing=True)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(file))
        return json.loads(file.read_text())


def percentages(totals):
    """Statements and branches covered, in percent."""
    return {
        "statements": 100 * totals["covered_lines"] / totals["num_statements"],
        "branches": 100 * totals["covered_branches"] / totals["num_branches"],
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


if __name__ == "__main__":
    sys.exit(main())
