"""A page as a program reads it: its figures, its links, its words."""

import re
from collections import defaultdict
from html import unescape
from html.parser import HTMLParser

SILENT = {"title", "desc", "style", "script"}
FINGERPRINT = re.compile("[0-9a-f]{64}")
"""What stands in texts beside figures, and may hold the digits of one by chance."""
VOID = {"br", "circle", "hr", "img", "input", "line", "link", "meta", "path", "rect"}


class Page(HTMLParser):
    """What a response holds. `figures`: by key, the values shown; `words`: by key, what stands in place of a value."""

    def __init__(self, response):
        super().__init__()
        self.figures, self.words = defaultdict(set), {}
        self.links, self.ids, self.tags = [], set(), []
        self.language = ""
        self.pieces, self.open = [], []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append((tag, attributes))
        if tag == "html":
            self.language = attributes["lang"]
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag == "a":
            self.links.append(attributes["href"])
        if tag == "data":
            self.figures[attributes.get("data-figure") or attributes["data-record"]].add(attributes["value"])

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        if not {tag for tag, _attributes in self.open} & SILENT:
            self.pieces.append(data)
        attributes = self.open[-1][1] if self.open else {}
        if attributes.get("class") == "unknown" and "data-figure" in attributes:
            self.words[attributes["data-figure"]] = data.strip()

    @property
    def text(self):
        """The words of the page, one space between them."""
        return plain(" ".join(self.pieces))


def read_aloud(response):
    """The words of a page as they stand, without its tags: nothing comes between a word and what follows it."""
    return plain(unescape(re.sub(r"<[^>]+>", "", response.content.decode())))


def plain(text):
    """A text with one space between its words, whatever the space was."""
    return " ".join(text.split())
