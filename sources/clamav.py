"""Asks ClamAV, where there is one, whether a file is clean."""

import socket
import struct
from contextlib import contextmanager
from urllib.parse import urlsplit

PORT = 3310
CHUNK = 64 * 1024
SECONDS = 5
"""How long one answer is waited for."""


class Unanswered(Exception):
    """ClamAV was not reached, or said neither that the file is clean nor what is in it."""


def virus_in(content, address):
    """The name of what ClamAV finds in some bytes; "" when it finds nothing. Raises `Unanswered`.

    `address`: `unix:///run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`. The protocol is INSTREAM, of clamd(8).
    """
    try:
        with connected(urlsplit(address)) as clamd:
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                clamd.sendall(struct.pack("!L", len(chunk)) + chunk)
            clamd.sendall(struct.pack("!L", 0))
            answer = read_all(clamd)
    except (OSError, ValueError) as error:
        raise Unanswered(str(error)) from error
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise Unanswered(answer)


@contextmanager
def connected(address):
    """A connection to ClamAV."""
    if address.scheme == "unix":
        with socket.socket(socket.AF_UNIX) as clamd:
            clamd.settimeout(SECONDS)
            clamd.connect(address.path)
            yield clamd
    else:
        with socket.create_connection((address.hostname, address.port or PORT), timeout=SECONDS) as clamd:
            yield clamd


def read_all(clamd):
    """What ClamAV answers, up to the end."""
    pieces = []
    while piece := clamd.recv(4096):
        pieces.append(piece)
    return b"".join(pieces).rstrip(b"\0\n").decode("utf-8", "replace")
