"""How a body is compressed, and which compression a reader takes."""

import gzip
from functools import lru_cache

import brotli

COMPRESSIONS = {
    "br": lambda body: brotli.compress(body, quality=5),  # a better quality takes ten times as long for a tenth less
    "gzip": lambda body: gzip.compress(body, mtime=0),
}
"""The compressions that we give, the best first."""

AS_IT_IS = "identity"


def encoded(body):
    """A body in each encoding, by its name; without the compressions that make it no smaller."""
    bodies = {name: compress(body) for name, compress in COMPRESSIONS.items()}
    return {AS_IT_IS: body} | {name: packed for name, packed in bodies.items() if len(packed) < len(body)}


@lru_cache(maxsize=256)
def preferred(accepted):
    """The encodings that a reader takes by its `Accept-Encoding`, the best first; the last is always the body as it is."""
    weights = {}
    for choice in accepted.lower().split(","):
        name, _semicolon, parameter = choice.partition(";")
        weights[name.strip()] = weight(parameter)
    others = weights.get("*", 0)
    plain = weights.get(AS_IT_IS, 0)
    taken = {name: weights.get(name, others) for name in COMPRESSIONS}
    better = [name for name in COMPRESSIONS if taken[name] > 0 and taken[name] >= plain]
    return (*sorted(better, key=lambda name: -taken[name]), AS_IT_IS)


def weight(parameter):
    """What `q=0.5` says; 1 where nothing is said, 0 for what cannot be read."""
    name, _equals, value = parameter.partition("=")
    if not name.strip():
        return 1
    try:
        return min(max(float(value), 0), 1) if name.strip() == "q" else 0
    except ValueError:
        return 0
