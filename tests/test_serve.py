"""The server and its worker: they run beside each other, and stop together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WAITS = f"{sys.executable} -c 'import os, time; os.write(1, bytes([49, 10])); time.sleep(60)'"


def serving(*commands):
    """The programs, running."""
    command = [sys.executable, ROOT / "serve.py", *commands]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )


@pytest.mark.parametrize(("stop", "sent"), [(os.kill, signal.SIGTERM), (os.killpg, signal.SIGINT)])
def test_all_stop_when_it_is_stopped(stop, sent):
    with serving(WAITS, WAITS) as running:
        assert [running.stdout.readline() for _program in range(2)] == ["1\n", "1\n"]
        started = time.monotonic()
        stop(running.pid, sent)
        assert (running.wait(20), running.stdout.read()) == (0, "")
        assert time.monotonic() - started < 15


def test_all_stop_when_one_ends_and_its_failure_is_told():
    with serving(WAITS, f"{sys.executable} -c 'raise SystemExit(3)'") as running:
        assert running.wait(20) == 3
