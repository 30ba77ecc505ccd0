"""Measuring: rounds in which every page has its turn, so that what slows the machine slows them all."""

import gzip
import json
import re
import subprocess
import sys
from functools import partial
from http.cookies import SimpleCookie
from itertools import chain
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

import brotli

from bench.load import UnexpectedAnswer, ask, drive, one_by_one, request
from bench.pages import Way, base_of
from bench.server import ROOT, processor

COORDINATOR = "coordination@example.org"
FORGET = "/bench/forget/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
READERS = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


class Round(NamedTuple):
    """A page's turn in a round: answers a second, processor seconds of the server for one, the generator's share of a core."""

    rate: float
    processor: float | None
    busy: float


class Measured(NamedTuple):
    """What was found of a page: its rounds, its queries, the bytes of its answer as sent and of its body once read."""

    page: object
    rounds: list
    queries: int | None
    sent: int
    body: int

    @property
    def rate(self):
        """The median answers a second."""
        return median(one.rate for one in self.rounds)

    @property
    def processor(self):
        """The median processor seconds of the server for an answer; `None` where they cannot be known."""
        known = [one.processor for one in self.rounds if one.processor is not None]
        return median(known) if known else None

    def against(self, other):
        """The answers a second for one of another page, round by round: the median, the least, the most."""
        ratios = [own.rate / theirs.rate for own, theirs in zip(self.rounds, other.rounds, strict=True)]
        return median(ratios), min(ratios), max(ratios)


class Prepared(NamedTuple):
    """A page ready to be measured: the copy, the headers sent, the status expected, its bytes."""

    site: object
    headers: dict
    status: int
    sent: int
    body: int


def sign_in(site):
    """The header of a coordinator who has signed in through the one sign-in page."""
    path = "/fr/accounts/login/"
    accounts = dict(line.split() for line in (site.folder / "demo-accounts.txt").read_text().splitlines())
    page = ask(site.port, path, {"Accept-Encoding": "identity"})
    fields = {
        "login": COORDINATOR,
        "password": accounts[COORDINATOR],
        "csrfmiddlewaretoken": TOKEN.search(page.body.decode())[1],
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies(page)}
    answer = ask(site.port, path, headers, method="POST", body=urlencode(fields))
    if answer.status != 302:
        raise UnexpectedAnswer(f"signing in: {answer.status}")
    return {"Cookie": cookies(answer)}


def cookies(answer):
    """The cookies that an answer sets, as a browser sends them back."""
    morsels = chain.from_iterable(SimpleCookie(line).values() for line in answer.cookies)
    return "; ".join(f"{morsel.key}={morsel.value}" for morsel in morsels)


def prepare(page, site, session):
    """Asks for a page once and readies its measure; `None` when it is not there, never unchanged, or too slow by far."""
    headers = session if page.signed_in else {}
    try:
        answer = ask(site.port, page.path, headers)
        if page.way == Way.UNCHANGED:
            headers = headers | {"If-None-Match": answer.headers.get("etag", "")}
            answer = ask(site.port, page.path, headers)
    except TimeoutError:
        return None
    status = 304 if page.way == Way.UNCHANGED else 200
    if answer.status != status:
        return None
    body = READERS[answer.headers.get("content-encoding", "")](answer.body)
    return Prepared(site, headers, status, answer.sent, len(body))


def measure(ready, servers, rounds, seconds, told):
    """Gives every page its turn in each round, and returns the rounds of each; `servers`: processes by number of rows."""
    found = {page: [] for page in ready}
    for number in range(rounds):
        told(f"Round {number + 1} of {rounds}.")
        for page, prepared in ready.items():
            found[page].append(turn(page, prepared, servers[page.rows], seconds))
    return found


def turn(page, prepared, server, seconds):
    """One page for some seconds, after one time that is not measured."""
    port, wanted = prepared.site.port, request(page.path, prepared.headers)
    ask(port, page.path, prepared.headers)
    ask_often = partial(one_by_one, before=partial(ask, port, FORGET)) if page.way == Way.COLD else drive
    before = processor(server)
    driven = ask_often(port, wanted, status=prepared.status, seconds=seconds * page.turns)
    used = None if before is None else (processor(server) - before) / driven.answers
    return Round(driven.rate, used, driven.busy / driven.seconds)


def queries_of(pages, site):
    """How many queries each page of a copy costs, counted in a process of its own."""
    wanted = [(page.path, page.signed_in, page.way == Way.COLD) for page in pages]
    command = [sys.executable, "manage.py", "count_queries"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=site.variables,
        check=True,
        stdout=subprocess.PIPE,
        input=json.dumps(wanted),
        text=True,
    )
    return dict(zip(pages, json.loads(done.stdout), strict=True))


def bases(found):
    """The pages measured with the empty view that each is compared with, in their order."""
    by_page = {one.page: one for one in found}
    return [(one, by_page[base_of(one.page)]) for one in found]
