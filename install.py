#!/usr/bin/env python3
"""Makes what Django needs before it starts: the virtual environment, the locked packages, a demonstration's secret.

    python3 install.py run [PORT]    what a demonstration needs; refuses a port that another program holds
    python3 install.py test          what the checks need besides

Standard library only, and a syntax that old Pythons read, so that they can be told that they are too old.
"""

import hashlib
import importlib.util
import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "installed"
LOG = ENVIRONMENT / "install.log"


def main(purpose="run", port="8000"):
    """Runs every step; those that are done already are skipped."""
    check_python()
    check_environment()
    if purpose == "run":
        check_port(port)
        write_secret()
    install(["run", "test"] if purpose == "test" else ["run"])


def check_python():
    """Refuses a Python that is too old, or that cannot make virtual environments."""
    version = tuple(sys.version_info[:2])
    if version < OLDEST:
        raise SystemExit(
            "ENACT needs Python %d.%d or newer, and this is Python %d.%d: "
            "name another one, as in `make run PYTHON=python3.11`." % (OLDEST + version)
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise SystemExit(
            "This Python cannot make a virtual environment, its `venv` module is missing: "
            "install it (on Debian and Ubuntu, the package python3-venv)."
        )


def check_environment():
    """Refuses a virtual environment that is a link: what it leads to is another's, and would be cleared and filled anew."""
    if ENVIRONMENT.is_symlink():
        raise SystemExit(
            "%s is a symbolic link to %s, and nothing is installed through a link: "
            "remove the link (what it leads to stays), and run this again." % (ENVIRONMENT, ENVIRONMENT.readlink())
        )


def check_port(port):
    """Refuses what is no port, and a port that another program listens on."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", int(port)))
        except (OSError, OverflowError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "a port is a number up to 65535"
            raise SystemExit(
                "The application cannot listen on port %s (%s): "
                "choose another one, as in `make run PORT=8080`." % (port, reason)
            ) from None


def write_secret():
    """Writes the settings of a demonstration, unless a file or the environment gives some."""
    file = Path(os.environ.get("ENV_FILE") or str(ROOT / ".env"))
    if "SECRET_KEY" in os.environ or file.exists():
        return
    with os.fdopen(os.open(str(file), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as settings:
        settings.write("# A demonstration on this machine; .env.example explains every variable.\nDEMO=true\n")
        settings.write("SECRET_KEY=%s\n" % secrets.token_urlsafe(48))


def install(locks):
    """Fills the virtual environment from the last of the locks, unless it holds them all already."""
    place = "python %d.%d in %s" % (sys.version_info[0], sys.version_info[1], ENVIRONMENT)
    wanted = [place] + ["%s %s" % (name, fingerprint(lock_file(name))) for name in locks]
    held = STAMP.read_text().splitlines() if STAMP.exists() and PYTHON.exists() else []
    if set(wanted) <= set(held):
        return
    print("Installing requirements/%s.txt into .venv, this may take a minute." % locks[-1], flush=True)
    if place not in held:
        attempt("The virtual environment could not be made", sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT))
    STAMP.write_text(place + "\n")
    install_lock(lock_file(locks[-1]))
    STAMP.write_text("\n".join(wanted) + "\n")


def install_lock(lock):
    """Installs exactly what a lock file names; a file that differs from its hash is refused."""
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--log", str(LOG)]
    attempt("The packages could not be installed (see %s)" % LOG, *pip, "--require-hashes", "-r", str(lock))


def lock_file(name):
    """Where the packages of a purpose are listed."""
    return ROOT / "requirements" / (name + ".txt")


def fingerprint(lock):
    """The SHA-256 of a lock file."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def attempt(failure, *command):
    """Runs a program without a word; when it fails, ends with its last error."""
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if line.strip()] or ["no reason given"]
        errors = [line for line in said if line.startswith("ERROR: ")] or said
        raise SystemExit("%s: %s" % (failure, errors[-1].replace("ERROR: ", "")))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except (OSError, TypeError) as error:
        raise SystemExit("The set-up cannot go on: %s" % error) from None
