"""A page as it is kept, and as it is given."""

import hashlib
import json
from typing import NamedTuple

from enact.ui.kept.encodings import AS_IT_IS

FRESH_FOR = 5
"""In seconds: how long what shows the latest release may be given without asking."""
FRESH = f"public, max-age={FRESH_FOR}"
"""How long a reader's browser, or a cache between, may give a public page without asking: a new release shows in seconds."""

SAID_AGAIN = (
    *("Access-Control-Allow-Origin", "Cache-Control", "Content-Security-Policy", "Cross-Origin-Resource-Policy"),
    *("ETag", "Vary"),
)
"""What an answer without a body says again: browsers put it in place of what they were told with the page."""


class Given(NamedTuple):
    """A page in one encoding: its body, its mark (`ETag`), its headers, and those that say that it has not changed."""

    body: bytes
    mark: str
    headers: dict
    unchanged: dict


class Page:
    """A drawn page: its headers, its body in each encoding, and the moment when it was drawn, in seconds since 1970.

    `until` is the moment up to which it may be given without asking whether it has aged.
    """

    __slots__ = ("bodies", "drawn_at", "given", "headers", "until", "weight")

    def __init__(self, headers, bodies, drawn_at):
        self.headers, self.bodies, self.drawn_at, self.until = headers, bodies, drawn_at, 0.0
        self.weight = sum(map(len, bodies.values()))
        mark = hashlib.sha256(bodies[AS_IT_IS]).hexdigest()[:32]
        self.given = {name: given(headers, name, body, mark) for name, body in bodies.items()}

    def says(self, headers, body):
        """Whether this is what the page says already."""
        return self.headers == headers and self.bodies[AS_IT_IS] == body

    def packed(self):
        """The page as one file: its hash, a line that says what follows, the bodies."""
        lengths = {name: len(body) for name, body in self.bodies.items()}
        head = json.dumps({"headers": self.headers, "lengths": lengths}).encode()
        content = b"\n".join([head, b"".join(self.bodies.values())])
        return hashlib.sha256(content).digest() + content


def given(headers, name, body, mark):
    """A page in an encoding."""
    own = headers | {"Cache-Control": FRESH}
    if name == AS_IT_IS:
        own["ETag"] = f'"{mark}"'
    else:
        own |= {"ETag": f'"{mark}-{name}"', "Content-Encoding": name}
    unchanged = {header: own[header] for header in SAID_AGAIN if header in own}
    return Given(body, own["ETag"], own | {"Content-Length": str(len(body))}, unchanged)


def unpacked(content, drawn_at):
    """The page that a file holds. Raises `ValueError` for a file that is not whole."""
    digest, content = content[:32], content[32:]
    if hashlib.sha256(content).digest() != digest:
        raise ValueError("not a whole page")
    head, _newline, rest = content.partition(b"\n")
    said, bodies = json.loads(head), {}
    for name, length in said["lengths"].items():
        bodies[name], rest = rest[:length], rest[length:]
    return Page(said["headers"], bodies, drawn_at)
