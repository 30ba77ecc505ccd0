"""What a run found, as the page docs/bench.md says it."""

from bench.load import CONNECTIONS
from bench.measure import bases
from bench.pages import FEW, MANY, ORGANISATIONS, Way

ROWS = {
    "commitment": "commitments",
    "commitmentstep": "steps",
    "instalment": "instalments",
    "paymentcall": "calls",
    "receipt": "receipts",
    "expenditure": "expenditure",
    "doctoralcontract": "contracts",
    "doctoralstep": "steps",
    "coverage": "stretches paid",
}
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

## The money

{money}

The fictional programme of `make demo` without its releases, once, ten times and a hundred times, each in a copy of its own; all
three are served at once and have their turns in the same rounds. Pages are cold, and asked for one at a time. **Against the copy
before**: its answers a second, for one of this one; the rows are ten times as many. Queries are counted cold as well.

## What pays for doctoral contracts

{coverage}

Invented contracts over eight years, with their extensions, gaps and double cover, {contracts:,} of them, ten and a hundred
times as many, all on one page; measured as the money is.

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


def report(*, day, machine, found, absent, judged, visit, money, coverage, bare, rounds, seconds):
    """The whole page."""
    return TEXT.format(
        day=day.isoformat(),
        machine=table(("", ""), machine),
        promises=promises(judged),
        verdict=verdict(judged),
        pages=pages(found) + absences(absent),
        visit=visits(visit),
        money=grown_tables(money),
        coverage=grown_tables(coverage),
        contracts=min(rows["doctoralcontract"] for rows in coverage.rows.values()),
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


def grown_tables(grown):
    """The rows of each copy, the pages measured, and the queries of every page."""
    kinds = list(next(iter(grown.rows.values())))
    copies = [(f"{times:,}", *(f"{rows[kind]:,}" for kind in kinds)) for times, rows in grown.rows.items()]
    return "\n\n".join(
        [
            table(("times", *(ROWS[kind] for kind in kinds)), copies, range(len(kinds) + 1)),
            table(
                ("page", "times", "queries", "sent", "a second", "server ms", "against the copy before"),
                [grown_line(one, grown.measured) for one in grown.measured],
                range(1, 7),
            ),
            queries_table(grown),
        ]
    )


def grown_line(one, measured):
    """A page, against the same of the copy before it."""
    before = [other for other in measured if other.page.name == one.page.name and other.page.rows < one.page.rows]
    against = "–"
    if before:
        ratio, least, most = before[-1].against(one)
        against = f"{ratio:.2f} ({least:.2f}–{most:.2f})"
    processor = "–" if one.processor is None else f"{one.processor * 1000:,.0f}"
    cells = (f"{one.page.rows:,}", one.queries, f"{one.sent:,}", f"{one.rate:,.2f}", processor, against)
    return (one.page.name, *cells)


def queries_table(grown):
    """How often each page asks the database, copy by copy."""
    found = {}
    for page, counted in grown.queries.items():
        found.setdefault((page.name, page.path), []).append("–" if counted is None else counted)
    rows = [(name, f"`{path}`", *counted) for (name, path), counted in found.items()]
    return table(("queries of", "address", *(f"{times:,} times" for times in grown.rows)), rows, range(2, 9))


def visits(visit):
    """Each request of the first visit, and their sum."""
    rows = [(f"`{one.path}`", f"{one.sent:,}") for one in visit]
    total = (f"**{len(visit)} requests**", f"**{sum(one.sent for one in visit):,}**")
    return table(("request", "bytes"), [*rows, total], (1,))
