"""Giving a kept page to a reader."""

from functools import lru_cache

from django.http import HttpResponse, HttpResponseNotModified

from enact.ui.kept.encodings import preferred


class KeptResponse(HttpResponse):
    """An answer whose encoding is settled: it is not compressed again."""

    settled = True


class UnchangedResponse(HttpResponseNotModified):
    """An answer without a body: the reader has the page."""

    settled = True


def answer(request, page):
    """A kept page in the encoding that the reader takes; 304 without a body for a reader who has it."""
    asked = request.META
    for name in preferred(asked.get("HTTP_ACCEPT_ENCODING", "")):
        if name in page.given:
            break
    given = page.given[name]
    known = asked.get("HTTP_IF_NONE_MATCH")
    if known and has(known, given.mark):
        return UnchangedResponse(headers=given.unchanged)
    return KeptResponse(given.body, headers=given.headers)


@lru_cache(maxsize=1024)
def has(known, mark):
    """Whether a reader who knows these marks, as `If-None-Match` gives them, has the page of this mark."""
    marks = [one.strip().removeprefix("W/") for one in known.split(",")]
    return mark in marks or known.strip() == "*"
