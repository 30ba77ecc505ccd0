"""A load generator: one process, a few connections kept open, on each the next request as soon as the last is answered."""

import re
import resource
import selectors
import socket
from contextlib import ExitStack
from http.client import HTTPConnection
from time import perf_counter
from typing import NamedTuple

HOST = "127.0.0.1"
CONNECTIONS = 4
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
PIECE = 1 << 18
ENCODINGS = "gzip, deflate, br, zstd"
"""What browsers say that they read."""


class UnexpectedAnswer(Exception):
    """An answer that is not the one to be measured: an error, a redirection, a connection closed."""


class Driven(NamedTuple):
    """What a load came to: answers, seconds from the first request to the last answer, processor seconds of the generator."""

    answers: int
    seconds: float
    busy: float

    @property
    def rate(self):
        """Answers a second."""
        return self.answers / self.seconds


class Answer(NamedTuple):
    """One answer: status, headers by their names in lower case, cookies set, body as sent, bytes of headers and body."""

    status: int
    headers: dict
    cookies: list
    body: bytes
    sent: int


def ask(port, path, headers=None, *, method="GET", body=None):
    """Asks once, as a browser does."""
    connection = HTTPConnection(HOST, port, timeout=60)
    connection.request(method, path, body=body, headers={"Accept-Encoding": ENCODINGS} | (headers or {}))
    with connection.getresponse() as answer:
        content = answer.read()
        lines = [f"{name}: {value}\r\n" for name, value in answer.getheaders()]
        head = len(f"HTTP/1.1 {answer.status} {answer.reason}\r\n\r\n") + len("".join(lines))
        found = {name.lower(): value for name, value in answer.getheaders()}
        cookies = answer.msg.get_all("set-cookie", [])
    connection.close()
    return Answer(answer.status, found, cookies, content, head + len(content))


def request(path, headers=None):
    """The bytes of a request on a connection that stays open."""
    lines = {"Host": HOST, "Accept-Encoding": ENCODINGS} | (headers or {})
    text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"GET {path} HTTP/1.1\r\n{text}\r\n".encode()


def drive(port, wanted, *, status, seconds):
    """Asks the same on each connection for some seconds; every answer must have the status."""
    with ExitStack() as opened:
        selector = opened.enter_context(selectors.DefaultSelector())
        for _number in range(CONNECTIONS):
            line = opened.enter_context(connect(port))
            selector.register(line, selectors.EVENT_READ, bytearray())
        busy, started = processor(), perf_counter()
        for key in list(selector.get_map().values()):
            key.fileobj.sendall(wanted)
        answers = keep_asking(selector, wanted, status, started + seconds)
        return Driven(answers, perf_counter() - started, processor() - busy)


def keep_asking(selector, wanted, status, until):
    """Reads answers and asks again until a moment; returns how many came, once the last has."""
    answers = 0
    while selector.get_map():
        ready = selector.select(60)
        if not ready:
            raise UnexpectedAnswer("none within a minute")
        for key, _events in ready:
            if not take(key.fileobj, key.data, status):
                continue
            answers += 1
            key.data.clear()
            if perf_counter() < until:
                key.fileobj.sendall(wanted)
            else:
                selector.unregister(key.fileobj)
    return answers


def one_by_one(port, wanted, *, status, seconds, before):
    """Asks on one connection for some seconds, each time after something was done that is not measured."""
    busy, taken, answers = processor(), 0, 0
    with connect(port) as line:
        while taken < seconds:
            before()
            started, read = perf_counter(), bytearray()
            line.sendall(wanted)
            while not take(line, read, status):
                pass
            taken += perf_counter() - started
            answers += 1
    return Driven(answers, taken, processor() - busy)


def connect(port):
    """A connection that sends at once."""
    line = socket.create_connection((HOST, port), timeout=60)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def take(line, read, status):
    """Reads a piece of an answer; whether it is whole."""
    piece = line.recv(PIECE)
    read += piece
    end = read.find(b"\r\n\r\n")
    if not piece or (end >= 0 and int(read[9:12]) != status):
        raise UnexpectedAnswer(bytes(read[:200]))
    if end < 0:
        return False
    length = LENGTH.search(read, 0, end + 2)
    if not length and status == 200:
        raise UnexpectedAnswer("an answer without its length")
    return len(read) >= end + 4 + (int(length[1]) if length else 0)


def processor():
    """Processor seconds that this process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
