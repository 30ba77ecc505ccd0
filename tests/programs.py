"""Programs of the project run as a person runs them, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*words, folder=ROOT, **variables):
    """Runs Python with these words and variables, and returns what came of it: `returncode`, `stdout`, `stderr`."""
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=folder,
        env=os.environ | {name: str(value) for name, value in variables.items()},
        capture_output=True,
        text=True,
        check=False,
    )


def outcome(done):
    """The exit code of a program and all that it said."""
    return done.returncode, done.stdout, done.stderr
