"""`python -m tests`: runs every check, and says of each whether it passed and how long it took; with `drill`, every drill.

A check that cannot be run here is named at the end with the reason; with `CI=true`, that is a failure. `SEED` runs the
tests in the order of an earlier run.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.checks import ROOT, all_checks, all_drills

PASSED, FAILED, NOT_RUN = "passed", "FAILED", "not run"
LONGEST = 1200
"""In seconds: no check of `make test` takes longer."""
PARIS = ZoneInfo("Europe/Paris")


def main():
    """Runs the checks, and returns the exit code."""
    chosen = all_drills if sys.argv[1:] == ["drill"] else all_checks
    seed = os.environ.get("SEED") or random.randrange(10**6)
    with tempfile.TemporaryDirectory(prefix="enact-checks-") as folder:
        outcomes = [(check, *run(check)) for check in chosen(seed, Path(folder))]
    refused = {FAILED, NOT_RUN} if os.environ.get("CI") == "true" else {FAILED}
    print(f"\n{table(outcomes)}\n\nThe order of the tests: SEED={seed}")
    return int(any(result in refused for _check, result, _seconds in outcomes))


def run(check):
    """The result of a check, and its seconds."""
    print(f"\n==> {check.name}", flush=True)
    if check.missing:
        print(check.missing)
        return NOT_RUN, 0
    if "pytest" in check.command and (left := left_of_the_day(time.time())) < LONGEST:
        print(f"The day ends in {left:.0f} s, and tests keep to one day: this check begins after it.", flush=True)
        time.sleep(left)
    kept = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    started = time.perf_counter()
    done = subprocess.run(check.command, cwd=ROOT, env=kept | check.variables, check=False)
    return FAILED if done.returncode else PASSED, time.perf_counter() - started


def left_of_the_day(moment):
    """In seconds, what is left in Paris of the day of a moment, which is in seconds too."""
    here = datetime.fromtimestamp(moment, PARIS)
    midnight = datetime.combine(here.date() + timedelta(days=1), datetime.min.time(), PARIS)
    return midnight.timestamp() - moment


def table(outcomes):
    """The checks with their results and seconds, then why some were not run."""
    lines = [f"{check.name:<24} {result:<8} {seconds:6.1f} s" for check, result, seconds in outcomes]
    total = sum(seconds for _check, _result, seconds in outcomes)
    reasons = [f"Not run: {check.name}: {check.missing}." for check, result, _seconds in outcomes if result == NOT_RUN]
    return "\n".join([*lines, f"{'in all':<33} {total:6.1f} s", *reasons])


if __name__ == "__main__":
    sys.exit(main())
