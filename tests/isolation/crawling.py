"""Everything that a reader can reach by following links and by trying each choice of each form, read for words."""

import html
import io
import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from pypdf import PdfReader

from tests.isolation.words import WORD, marks_in

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
DRAWN = re.compile("[0-9a-f]{32,}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Fingerprints and keys: among digits that chance draws stand, now and then, those of an amount or of a telephone."""
TYPED = {"q": ["kanari"], "on": ["2025-05-20", "2024-12-31", "2031-01-01"], "known": ["2025-05-20", "2026-01-01"]}
"""What is typed into the fields of forms that ask, by name: all words begin so, and days stand on both sides of all."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


SET_BY_US = b"/Creator(Typst"
"""What stands in the documents that we set, and not in those that are sent to us."""


class Ways(HTMLParser):
    """The addresses to which a page leads: those of its links, and of each choice of the forms that ask."""

    def __init__(self, address, page):
        super().__init__()
        self.address, self.found = address, set()
        self.action = self.select = None
        self.boxes = {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "a":
            self.found.add(urljoin(self.address, attributes.get("href", "")))
        elif tag == "img":
            self.found.add(urljoin(self.address, attributes.get("src", "")))
        elif tag == "form":
            asks = attributes.get("method", "get") == "get"
            self.action = urljoin(self.address, attributes.get("action", "")).partition("?")[0] if asks else None
        elif tag == "select":
            self.select = attributes.get("name")
        elif tag == "option" and self.select:
            self.choose(self.select, attributes.get("value", ""))
        elif tag == "input" and attributes.get("type") in ("checkbox", "radio"):
            self.choose(attributes["name"], attributes.get("value", "on"))
        elif tag == "input" and self.action:
            self.found |= {
                f"{self.action}?{urlencode({attributes['name']: typed})}" for typed in TYPED.get(attributes["name"], ())
            }

    def choose(self, name, value):
        """Notes a choice of a form that asks."""
        if self.action:
            self.found.add(f"{self.action}?{urlencode({name: value})}")
            self.boxes.setdefault((self.action, name), []).append(value)

    def handle_endtag(self, tag):
        if tag == "form":
            self.action = None
        elif tag == "select":
            self.select = None

    def all(self):
        """Every way; for what can be ticked several times, everything ticked too, on the page and as files."""
        for (action, name), values in self.boxes.items():
            for export in ({}, {"export": "csv"}, {"export": "xlsx"}):
                self.found.add(f"{action}?{urlencode({name: values, **export}, doseq=True)}")
        return {way.partition("#")[0] for way in self.found}


class Leak(AssertionError):
    """A page tells what it may not."""


def crawl(visitor, start, is_followed, may_tell=None):
    """What everything that a visitor reaches from an address tells: texts by address, of the addresses that are followed.

    What is asked of a page is tried from the page as it stands; of the other pages, only new ones are followed. Raises
    `Leak` at the first page that tells more than `may_tell`, a function of its address, allows.
    """
    texts, waiting = {}, [start]
    while waiting:
        address = waiting.pop()
        if address in texts:
            continue
        answer = visitor.ask("GET", address)
        texts[address] = text_of(answer)
        leaked = marks_in(texts[address]) - may_tell(address) if may_tell else None
        if leaked:
            raise Leak(f"{address} tells {sorted(leaked)}")
        known = {urlsplit(seen).path for seen in [*texts, *waiting]}
        for way in filter(is_followed, ways_from(address, answer)):
            if "?" not in address or urlsplit(way).path not in known:
                waiting += [way, urlsplit(way).path]
    return texts


def told(texts):
    """What some texts tell of partners, as (number of the partner, field) pairs."""
    return set().union(*(marks_in(text) for text in texts.values()))


def ways_from(address, answer):
    """The addresses inside the site to which an answer leads."""
    found = {urljoin(address, answer.headers["Location"])} if "Location" in answer.headers else set()
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        found |= Ways(address, answer.body.decode()).all()
    return {way for way in found if is_inside(way)}


def is_inside(address):
    """Whether an address is one of a page of the site."""
    parts = urlsplit(address)
    return (
        not parts.scheme and not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("/static/")
    )


def text_of(answer):
    """What an answer tells: its status, its headers and its body; a spreadsheet unpacked, entities as characters."""
    told = [str(answer.status), *(f"{name}: {value}" for name, value in sorted(answer.headers.items()))]
    return DRAWN.sub("", "\n".join([*told, answer.fault, body_of(answer)]))


def body_of(answer):
    """The body of an answer as text, without the token that is new each time; of a picture, the words inside it."""
    if answer.headers.get("Content-Type") == "image/png":
        return " ".join(found[0] for found in WORD.finditer(answer.body.decode("latin-1")))
    if SET_BY_US in answer.body:
        return words_of(answer.body)
    if answer.headers.get("Content-Type") in (XLSX, "application/zip"):
        with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
            return "\n".join(book.read(name).decode() for name in sorted(book.namelist()))
    return html.unescape(TOKEN.sub("", answer.body.decode("utf-8")))


@cache
def words_of(document):
    """The words of a PDF: many visitors get the same."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document)).pages)
