"""`python -m tests.mutants`: takes one scope of the application away at a time, and says whether the tests of isolation see it.

A mutant is one replacement in a copy of the project. Its tests must fail, by a failure and not by an error; a mutant that
survives is named, and so is one whose text is no longer found exactly once. On the copy as it is, all those tests pass.
"""

import math
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter

from tests.isolation.sizes import PROFILES
from tests.taken import MUTANTS

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
OPTIONS = ["-q", "-x", "--reuse-db", "-p", "no:randomly", "-p", "no:cacheprovider"]


def main():
    """Tries every mutant, and returns the exit code."""
    waiting, wrong, tried = queue.SimpleQueue(), [], chosen()
    for mutant in (None, *tried):
        waiting.put(mutant)
    with tempfile.TemporaryDirectory(prefix="enact-mutants-") as folder:
        workers = [
            threading.Thread(target=work, args=[Path(folder) / str(n), waiting, wrong, tried]) for n in range(WORKERS)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    print(f"\n{len(tried)} mutants: " + ("; ".join(wrong) or "all were caught"))
    return int(bool(wrong))


def chosen():
    """The mutants that are tried: all of them, or one of `MUTANTS` by the `SEED`, in the order of the list."""
    number = math.ceil(len(MUTANTS) / int(os.environ.get("MUTANTS", "1")))
    places = random.Random(os.environ.get("SEED")).sample(range(len(MUTANTS)), number)
    return [MUTANTS[place] for place in sorted(places)]


def work(copy, waiting, wrong, tried):
    """Copies the project, and tries in the copy what waits of what is tried; notes what is not as it must be."""
    for path in project():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, copy / path)
    while True:
        try:
            mutant = waiting.get_nowait()
        except queue.Empty:
            return
        started, name = perf_counter(), mutant.name if mutant else "nothing is taken away"
        verdict = judged(mutant, copy, tried)
        print(f"{name:<66} {perf_counter() - started:6.1f} s  {verdict or 'as it must be'}", flush=True)
        wrong += [f"{name}: {verdict}"] if verdict else []


def project():
    """The files of the project, those not yet committed with them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for path in listed if (ROOT / path).is_file()]


def judged(mutant, copy, tried):
    """What is wrong with a mutant tried in a copy, in words; "" when it is caught. `None` is the project as it is."""
    if mutant is None:
        done = run(copy, sorted({mutant.tests for mutant in tried}))
        return "" if done.returncode == 0 else f"the tests fail without it\n{done.stdout}"
    if not is_found_once(mutant):
        return f"its text is not found exactly once in {mutant.file}"
    text = (copy / mutant.file).read_text("utf-8")
    (copy / mutant.file).write_text(text.replace(mutant.old, mutant.new), "utf-8")
    done = run(copy, [mutant.tests])
    (copy / mutant.file).write_text(text, "utf-8")
    if done.returncode == 0:
        return "it survives"
    caught = done.returncode == 1 and " failed" in done.stdout.splitlines()[-1]
    return "" if caught else f"the tests do not run\n{done.stdout}{done.stderr}"


def is_found_once(mutant):
    """Whether the text that a mutant replaces is where it is said to be."""
    return (ROOT / mutant.file).read_text("utf-8").count(mutant.old) == 1


def run(copy, tests):
    """Runs tests of isolation in a copy of the project, up to the first failure, on a file of SQLite that is made once."""
    nodes = [f"tests/isolation/{node}" for node in tests]
    kept = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    kept |= {"TEST_DATABASE_FILE": str(copy / "tests.sqlite3"), "CANARIES": str(PROFILES)}
    command = [sys.executable, "-B", "-m", "pytest", *OPTIONS, *nodes]
    return subprocess.run(command, cwd=copy, env=kept, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main())
