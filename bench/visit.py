"""The first visit: every request that a browser without anything in its cache makes for the home page."""

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from bench.load import UnexpectedAnswer, ask

IN_CSS = re.compile(r"(?:url\(|@import\s+)['\"]?([^'\")\s;]+)")
LOADED = {"stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon"}
FOLLOWED = (301, 302, 307, 308)


class Loaded(NamedTuple):
    """A request of the visit: its path, and the bytes of its answer as sent, headers included."""

    path: str
    sent: int


class Needs(HTMLParser):
    """The addresses that a browser loads by itself for a page, print styles included."""

    def __init__(self, text):
        super().__init__()
        self.addresses = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link" and LOADED & set((given.get("rel") or "").split()):
            self.addresses.append(given["href"])
        elif tag in ("script", "img", "iframe", "source", "embed", "audio", "video") and given.get("src"):
            self.addresses.append(given["src"])


def first_visit(port, path="/"):
    """What a browser loads, in its order, when it comes to an address for the first time."""
    loaded, waiting = [], [path]
    while waiting:
        path = waiting.pop(0)
        answer = ask(port, path, {"Accept-Language": "fr"})
        loaded.append(Loaded(path, answer.sent))
        if answer.status in FOLLOWED:
            waiting.append(urljoin(path, answer.headers["location"]))
        elif answer.status != 200:
            raise UnexpectedAnswer(f"{path}: {answer.status}")
        else:
            seen = {one.path for one in loaded} | set(waiting)
            waiting += [found for found in dict.fromkeys(needs(port, path, answer)) if found not in seen]
    return loaded


def needs(port, path, answer):
    """The addresses on this site that an answer makes a browser load."""
    kind = answer.headers.get("content-type", "")
    if not kind.startswith(("text/html", "text/css")):
        return []
    text = ask(port, path, {"Accept-Encoding": "identity", "Accept-Language": "fr"}).body.decode()
    found = Needs(text).addresses if kind.startswith("text/html") else IN_CSS.findall(text)
    return [urljoin(path, urldefrag(address).url) for address in found if is_loaded(address)]


def is_loaded(address):
    """Whether an address stands on this site, elsewhere than on the page that gives it."""
    return not (urlsplit(address).scheme or address.startswith("#"))
