"""Runs some programs beside each other until one of them ends, or until it is stopped: the server, its worker and its clock.

    python serve.py "program one" "program two"

Standard library only. From the keyboard, Ctrl-C reaches the programs by itself; whoever ends this one otherwise ends them.
"""

import shlex
import signal
import subprocess
import sys
import time

PATIENCE = 10
"""In seconds: how long programs may take to end what they do, once they have been asked to."""


def main(*commands):
    """Runs the programs, and returns the exit code of the one that ended first; 0 when they were stopped."""
    asked, running = [], []
    # They are noted alone: an exception in the midst of starting a program, or of asking after it, would lose it.
    for sent in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sent, lambda number, _frame: asked.append(number))
    try:
        running.extend(subprocess.Popen(shlex.split(command)) for command in commands)
        while not asked and all(program.poll() is None for program in running):
            time.sleep(0.1)
        if signal.SIGINT in asked:
            wait_for(running)
    finally:
        end(running)
    return 0 if asked else max(program.returncode for program in running if program.returncode is not None)


def wait_for(running):
    """Waits until all have ended by themselves, as long as patience lasts."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and any(program.poll() is None for program in running):
        time.sleep(0.1)


def end(running):
    """Ends what still runs, whether it likes it or not."""
    for program in running:
        program.terminate()
    wait_for(running)
    for program in running:
        program.kill()
        program.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
