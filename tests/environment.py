"""Loaded before Django's settings: the checks see no setting of this machine, and write nowhere but in a folder of theirs.

`TEST_DATABASE_URL` names the database server that they use; without it, they use SQLite.
"""

import atexit
import os
import re
import shutil
import tempfile
from pathlib import Path

from enact.translations import compile_catalogues

EXAMPLE = Path(__file__).resolve().parent.parent / ".env.example"

for name in re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(), re.MULTILINE):
    os.environ.pop(name, None)
os.environ["DEMO"] = "true"
os.environ["ENV_FILE"] = os.devnull
os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="enact-tests-")
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]

atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
Path(os.environ["VAR_DIR"], "static").mkdir()  # the static files are served from where they are written
compile_catalogues()
