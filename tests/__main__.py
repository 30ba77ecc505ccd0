"""`python -m tests`: runs every check, and says of each whether it passed and how long it took; with `drill`, every drill.

A check that cannot be run here is named at the end with the reason; with `CI=true`, that is a failure. `SEED` runs the
tests in the order of an earlier run.
"""

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.checks import ROOT, all_checks, all_drills

PASSED, FAILED, NOT_RUN = "passed", "FAILED", "not run"


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
    kept = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    started = perf_counter()
    done = subprocess.run(check.command, cwd=ROOT, env=kept | check.variables, check=False)
    return FAILED if done.returncode else PASSED, perf_counter() - started


def table(outcomes):
    """The checks with their results and seconds, then why some were not run."""
    lines = [f"{check.name:<24} {result:<8} {seconds:6.1f} s" for check, result, seconds in outcomes]
    total = sum(seconds for _check, _result, seconds in outcomes)
    reasons = [f"Not run: {check.name}: {check.missing}." for check, result, _seconds in outcomes if result == NOT_RUN]
    return "\n".join([*lines, f"{'in all':<33} {total:6.1f} s", *reasons])


if __name__ == "__main__":
    sys.exit(main())
