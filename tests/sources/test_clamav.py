"""ClamAV is asked where there is one, and without its answer no file is accepted."""

import socket
import struct
import threading

import pytest
from django.core.exceptions import ValidationError

from sources import clamav
from sources.clamav import Unanswered, virus_in
from sources.forms import PdfField
from tests.sources.corpus import pdf, sent


class Daemon:
    """A socket that reads what ClamAV's daemon reads, and gives one answer. `heard`: the content that it was sent."""

    def __init__(self, answer, family=socket.AF_INET, address=("127.0.0.1", 0)):
        self.answer, self.heard = answer, b""
        self.socket = socket.socket(family)
        self.socket.bind(address)
        self.socket.listen()
        self.thread = threading.Thread(target=self.serve)
        self.thread.start()

    def serve(self):
        """Answers one request."""
        caller, _address = self.socket.accept()
        with caller, caller.makefile("rb") as told:
            assert told.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!L", told.read(4))[0]:
                self.heard += told.read(size)
            caller.sendall(self.answer)

    def close(self):
        """Ends it."""
        self.thread.join(timeout=10)
        self.socket.close()


@pytest.fixture
def daemon(settings):
    """The way to start a daemon that gives an answer; the application asks it."""
    started = []

    def start(answer):
        started.append(Daemon(answer))
        settings.CLAMAV = f"tcp://127.0.0.1:{started[0].socket.getsockname()[1]}"
        return started[0]

    yield start
    for each in started:
        each.close()


def test_clean_file_is_taken_and_was_sent_whole(daemon):
    content = pdf(b"%" + b"x" * 200_000)
    clamd = daemon(b"stream: OK\0")
    assert PdfField().clean(sent(content)).size == len(content)
    assert clamd.heard == content


def test_virus_is_refused_by_its_name(daemon):
    daemon(b"stream: Eicar-Test-Signature FOUND\0")
    with pytest.raises(ValidationError) as refused:
        PdfField().clean(sent())
    assert (refused.value.code, refused.value.params) == ("virus", {"virus": "Eicar-Test-Signature"})


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK but", b"\xff\xfe", b"OK"]
)
def test_any_other_answer_accepts_nothing(daemon, answer):
    daemon(answer)
    with pytest.raises(ValidationError) as refused:
        PdfField().clean(sent())
    assert refused.value.code == "unanswered"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl", "tcp://127.0.0.1:nothing"])
def test_without_the_daemon_nothing_is_accepted(settings, address):
    settings.CLAMAV = address
    with pytest.raises(ValidationError) as refused:
        PdfField().clean(sent())
    assert refused.value.code == "unanswered"


def test_daemon_that_says_nothing_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(clamav, "SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unanswered):
        virus_in(b"x", f"tcp://127.0.0.1:{silent.getsockname()[1]}")


def test_daemon_is_asked_over_a_socket_of_the_machine(tmp_path):
    clamd = Daemon(b"stream: OK\0", socket.AF_UNIX, str(tmp_path / "clamd.ctl"))
    assert virus_in(b"x", f"unix://{tmp_path}/clamd.ctl") == ""
    clamd.close()
    assert clamd.heard == b"x"
