"""What a run found, as the page docs/bench.md says it."""

from bench.load import CONNECTIONS
from bench.measure import bases
from bench.pages import FEW, MANY, ORGANISATIONS, Way

TEXT = """# How fast the house is

Written by `make bench` on {day}, never by hand. The figures hold for the machine below; the ratios travel better.

{machine}

## What was promised

{promises}

{verdict}

## What was measured

{pages}

- **Against empty**: answers a second, for one of a view that returns three bytes behind the same settings and middleware,
  measured in the same round; median of {rounds} rounds, with the least and the most. **Empties**: its inverse, how many empty
  views the page costs. **Server ms**: processor time of the server for one answer, which other programs disturb less.
- **Sent**: bytes of headers and body as sent to a browser that reads gzip, Brotli and Zstandard. **Body**: the same body, read.
- **Queries**: all statements, transactions included, of a page asked for again.
- **304**: the browser sends back the `ETag` that it was given. **Cold**: before each request, the server forgets the pages that
  it keeps, in memory and on the disk, and the sums of lists; one connection, and the empty view is asked for the same way.
- **Cached**: a directory is drawn again every five seconds, and is measured for five seconds on end in each round, so that it
  bears its share of that.

Without any application behind it, the server answers {bare:,.0f} times a second to the same load, so neither it nor the load
generator is what limits the rest; the generator used {busy:.0%} of a core at most.

## The first visit

{visit}

Everything that a browser loads for the home page with an empty cache, print styles included, headers counted.

## How

One run, one server configuration, the one of `make run`. Every page has its turn of {seconds:g} s in each of {rounds} rounds
(A B C, A B C, …), so that what slows the machine slows them all. The load comes from this machine: one process of Python's
standard library, {connections} connections kept open, on each the next request as soon as the last is answered; an answer with
another status than the one expected ends the run.

The data are those of the launch, and beside them {few:,} or {many:,} invented commitments with one to three steps each, of
{organisations} invented organisations, entered over twenty months with their history; each number in a database of its own, made
anew by each run (`bench/seed.py`). The stock pages (`bench/stock.py`) show the same rows, columns and values, 50 a page,
with the templates of their packages. The coordinator has signed in through the sign-in page.
"""


def report(*, day, machine, found, absent, judged, visit, bare, rounds, seconds):
    """The whole page."""
    return TEXT.format(
        day=day.isoformat(),
        machine=table(("", ""), machine),
        promises=promises(judged),
        verdict=verdict(judged),
        pages=pages(found) + absences(absent),
        visit=visits(visit),
        bare=bare,
        busy=max(one.busy for measured in found for one in measured.rounds),
        rounds=rounds,
        seconds=seconds,
        connections=CONNECTIONS,
        few=FEW,
        many=MANY,
        organisations=ORGANISATIONS,
    )


def table(head, rows, numbers=()):
    """A table of Markdown; the columns of some places hold numbers."""
    rule = ["--:" if place in numbers else "---" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in [head, rule, *rows])


def promises(judged):
    """Each promise beside what was found."""
    rows = [(one.name, one.wanted, one.found, "kept" if one.met else "**missed**") for one in judged]
    return table(("", "promised", "found", ""), rows, (1, 2))


def verdict(judged):
    """The promises missed, in a sentence."""
    missed = sum(not one.met for one in judged)
    return f"{missed} of {len(judged)} promises missed." if missed else f"All {len(judged)} promises kept."


def pages(found):
    """Each page measured, on a line."""
    head = ("page", "asked for", "rows", "queries", "sent", "body", "a second", "server ms", "against empty", "empties")
    return table(head, [line(one, base) for one, base in bases(found)], range(2, 10))


def line(one, base):
    """A page against the empty view."""
    ratio, least, most = one.against(base)
    processor = "–" if one.processor is None else f"{one.processor * 1000:.2f}"
    return (
        one.page.name,
        "one at a time" if one is base and one.page.way == Way.COLD else one.page.way,
        f"{one.page.rows:,}",
        one.queries,
        f"{one.sent:,}",
        f"{one.body:,}",
        f"{one.rate:,.1f}" if one.rate < 100 else f"{one.rate:,.0f}",
        processor,
        f"{ratio:.3f} ({least:.3f}–{most:.3f})" if ratio < 0.1 else f"{ratio:.2f} ({least:.2f}–{most:.2f})",
        f"{1 / ratio:.1f}",
    )


def absences(absent):
    """The pages that could not be measured."""
    lines = [f"- {page.name}, {page.way}, {page.rows:,} rows: `{page.path}`" for page in absent]
    return "\n\nNot measured, because there is no such answer within a minute:\n\n" + "\n".join(lines) if lines else ""


def visits(visit):
    """Each request of the first visit, and their sum."""
    rows = [(f"`{one.path}`", f"{one.sent:,}") for one in visit]
    total = (f"**{len(visit)} requests**", f"**{sum(one.sent for one in visit):,}**")
    return table(("request", "bytes"), [*rows, total], (1,))
