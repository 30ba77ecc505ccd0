"""What `make run` does before the application is served: each obstacle is one sentence, and twice is once."""

import ast
import shutil
import socket

import pytest

import install
from tests.programs import ROOT, outcome, run

SIMULATED = "import runpy, sys; {}; sys.argv = ['install.py', 'run']; runpy.run_path('install.py', run_name='__main__')"
TOO_OLD = (
    "ENACT needs Python 3.11 or newer, and this is Python 3.9: name another one, as in `make run PYTHON=python3.11`.\n"
)
NO_VENV = (
    "This Python cannot make a virtual environment, its `venv` module is missing: "
    "install it (on Debian and Ubuntu, the package python3-venv).\n"
)
UNUSABLE = "The application cannot listen on port {} ({}): choose another one, as in `make run PORT=8080`.\n"


@pytest.fixture
def clone(tmp_path):
    """A folder as it is before anything is installed, where nothing has to be."""
    shutil.copy(ROOT / "install.py", tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in ("run", "test"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"# nothing to {name}\n")
    return tmp_path


@pytest.fixture
def unheard_port():
    """A port of this machine on which nobody listens while the test lasts."""
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))
        yield kept.getsockname()[1]


@pytest.fixture
def busy_port():
    """A port on which something listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def free_port():
    """A port on which nobody listens."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def snapshot(folder):
    """Every file under a folder, with the moment of its last change."""
    return {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*")) if path.is_file()}


def test_installer_can_be_read_by_an_old_python():
    ast.parse((ROOT / "install.py").read_text(), feature_version=(3, 6))


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("sys.version_info = (3, 9, 2)", TOO_OLD), ("sys.modules['ensurepip'] = None", NO_VENV)],
)
def test_python_that_cannot_do_is_told_so(clone, state, sentence):
    assert outcome(run("-c", SIMULATED.format(state), folder=clone)) == (1, "", sentence)
    assert not (clone / ".env").exists()


@pytest.mark.parametrize("purpose", ["run", "test"])
@pytest.mark.parametrize("is_there", [True, False])
def test_environment_that_is_a_link_is_refused_and_what_it_leads_to_stays(clone, tmp_path_factory, purpose, is_there):
    place = tmp_path_factory.mktemp("elsewhere") / "environment"
    if is_there:
        place.mkdir()
        (place / "kept").write_text("of another clone")
    (clone / ".venv").symlink_to(place)
    sentence = (
        f"{clone}/.venv is a symbolic link to {place}, and nothing is installed through a link: "
        "remove the link (what it leads to stays), and run this again.\n"
    )
    assert outcome(run("install.py", purpose, folder=clone)) == (1, "", sentence)
    assert [path.name for path in place.glob("*")] == (["kept"] if is_there else [])
    assert sorted(path.name for path in clone.iterdir()) == [".venv", "install.py", "requirements"]


def test_busy_port_is_refused_before_anything_is_done(clone, busy_port):
    sentence = UNUSABLE.format(busy_port, "Address already in use")
    assert outcome(run("install.py", "run", busy_port, folder=clone)) == (1, "", sentence)
    assert sorted(path.name for path in clone.iterdir()) == ["install.py", "requirements"]


@pytest.mark.parametrize("port", ["abc", "65536", "-1"])
def test_port_that_is_none_is_refused(clone, port):
    sentence = UNUSABLE.format(port, "a port is a number up to 65535")
    assert outcome(run("install.py", "run", port, folder=clone)) == (1, "", sentence)


def test_second_installation_says_and_changes_nothing(clone):
    words = ["install.py", "run", free_port()]
    installing = "Installing requirements/run.txt into .venv, this may take a minute.\n"
    assert outcome(run(*words, folder=clone, ENV_FILE="")) == (0, installing, "")
    assert (clone / ".env").stat().st_mode & 0o777 == 0o600
    before = snapshot(clone)
    assert outcome(run(*words, folder=clone, ENV_FILE="")) == (0, "", "")
    assert snapshot(clone) == before


def test_packages_of_the_checks_serve_the_application_too_until_its_lock_changes(clone):
    run("install.py", "test", folder=clone)
    assert not (clone / ".env").exists()
    assert run("install.py", "run", free_port(), folder=clone).stdout == ""
    (clone / "requirements" / "run.txt").write_text("# something else\n")
    run("install.py", "run", free_port(), folder=clone)
    installing = "Installing requirements/test.txt into .venv, this may take a minute.\n"
    assert run("install.py", "test", folder=clone).stdout == installing


def test_package_that_cannot_be_installed_is_named(clone):
    lock = clone / "requirements" / "test.txt"
    lock.write_text("???\n")
    done = run("install.py", "test", folder=clone)
    sentence = f"The packages could not be installed (see {clone}/.venv/install.log): Invalid requirement: '???'"
    assert (done.returncode, done.stderr) == (1, f"{sentence} (from line 1 of {lock})\n")


def test_secret_given_by_the_environment_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setenv("ENV_FILE", str(tmp_path / "settings"))
    monkeypatch.setenv("SECRET_KEY", "given")
    install.write_secret()
    assert list(tmp_path.iterdir()) == []


def test_database_that_does_not_answer_is_one_sentence(tmp_path, unheard_port):
    address = f"postgres://enact:hidden@127.0.0.1:{unheard_port}/enact"
    sentence = (
        "CommandError: The database does not answer: connection failed: "
        f'connection to server at "127.0.0.1", port {unheard_port} failed: Connection refused.\n'
    )
    done = run("manage.py", "prepare", DATABASE_URL=address, VAR_DIR=tmp_path)
    assert outcome(done) == (1, "", sentence)


def test_folder_that_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "house.sqlite3").mkdir()
    address = f"sqlite:///{tmp_path}/house.sqlite3"
    done = run("manage.py", "prepare", DATABASE_URL=address, VAR_DIR=tmp_path)
    assert outcome(done) == (1, "", "CommandError: The database does not answer: unable to open database file.\n")
