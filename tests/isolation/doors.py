"""Which answer each door of the site gives to whom: the table that `test_matrix` holds the whole site against.

A door is a family of routes; the first that matches a route is its own. A cell holds the statuses for GET and HEAD, POST,
PUT, PATCH and DELETE, OPTIONS, parted by `/`. What is left out answers as GET, or 405 once POST does. Cells that differ by the
object asked for have parts: `what is there:what is not`, or `one's own:another partner's:what is not`.
"""

import re
from typing import NamedTuple

AUDIENCES = {
    "anonymous": "anonymous",
    "deactivated": "anonymous",
    "signed in": "stranger",
    "removed": "stranger",
    "withdrawn": "stranger",
    "future": "stranger",
    "viewer": "member",
    "manager": "member",
    "elsewhere": "member",
    "of two": "member of two",
    "staff": "staff",
    "reader": "reader",
    "coordinator": "coordinator",
    "administrator": "administrator",
}
"""Each role, and in which column its answers stand."""

COLUMNS = ["anonymous", "stranger", "member", "member of two", "staff", "reader", "coordinator", "administrator"]


class Door(NamedTuple):
    """A family of routes, with a cell for each column."""

    route: str
    cells: dict


def door(route, *cells):
    """A door with a cell for each column, or one cell for all."""
    return Door(route, dict(zip(COLUMNS, cells * (len(COLUMNS) // len(cells)), strict=True)))


def admin(route, *cells):
    """A door of the back office: the anonymous sign in, strangers find nothing; cells for the four kinds of staff, or one."""
    return door(f"/admin/{route}", "302", "404", "404", "404", *cells * (4 // len(cells)))


def office(route, cell):
    """A page of the coordination: whoever may not see its records finds nothing."""
    return door(f"/office/{route}", "302", "404", "404", "404", "404", cell, cell, cell)


def account(route, signed_out, signed_in):
    """A door of the accounts: a cell for whoever is not signed in, and one for all others."""
    return door(f"/<language>/accounts/{route}", signed_out, *[signed_in] * 7)


def space(route, own, absent):
    """A door of the partners' space: partners find their own, the coordination those it may view, others nothing."""
    mine, everybodys = f"{own}:{absent}:{absent}", f"{own}:{absent}"
    return door(f"/<language>/space/{route}", "302", absent, mine, mine, absent, *[everybodys] * 3)


KEY = "<path:object_id>/"
RECORD = "(sources|indicators|partners|funding|research|training)/[a-z]+/"
CANCELLED = "funding/(expenditure|instalment|paymentcall|receipt|transfer)/"
"""Rows of money: they are cancelled, never deleted."""
READ_ONLY = (
    "(indicators/(planned)?release|(funding|research|training)/(commitment|chair|doctoral)step|sources/file|"
    "funding/bulkchange)/"
)
DELETABLE = (
    "(indicators/(observation|target|completeness)|"
    "partners/(access|affiliation|declaredsize|distinction|membership|responsibility|supervision)|"
    "sources/statement|research/(call(stage|document|question)|chairfunding|chairholder|community(lead|meeting|member|output)|"
    "eventorganiser|joinrequest|staffpost)|"
    "training/(committeemeeting|coverage|doctorallaboratory|doctoralrole|minimumpay|respondent|studentfigure))/"
)

FORM, PAGE = "200/200/200/405/200", "200/405/405/405/200"
"""Class-based views of others: PUT is taken as POST, OPTIONS says which methods there are."""
READ, WRITTEN = "200/403/200:302/403/302", "200/302/200:302"
"""Forms of records: for whoever may look, and for whoever may change."""

DOORS = [
    # What everybody reads
    door("/", "302/405"),
    door("/<language>/((about|accessibility|data|legal|privacy|sitemap|funding|indicators)/|funding.csv)?", "200/405"),
    door("/<language>/((calls|chairs|communities|events|partners)/|partners/map/)", "200/405"),
    door("/<language>/(chairs|partners)/<int:pk>/", "200/405:404/405"),
    door("/<language>/(calls|events).(atom|ics)", "200/405"),
    door("/<language>/(calls|events)/<int:pk>(/|.ics)", "200/405:404/405:404/405"),
    door("/<language>/calls/<int:pk>/documents/<int:document>/", "200/405:404/405:404/405"),
    door("/<language>/communities/<int:pk>/", "200/405:404/405:404/405"),
    door("/<language>/communities/<int:pk>/join/", "200/403/405:404/403/405:404/403/405"),
    door("/<language>/communities/join/<str:token>/", "410/403/405"),
    door("/<language>/indicators/<slug:code>(/|.csv)", "200/405:404/405"),
    door("/<language>/embed/<slug:code>/", "200/405:404/405"),
    door("/<language>/releases/(feed.atom)?", "200/405"),
    door("/<language>/releases/(compare|on)/", "404/405"),
    door("/<language>/releases/<int:number>/((embed|indicators)/<slug:code>/)?", "200/405:404/405"),
    door("/<language>/releases/<int:former>/compare/<int:number>/", "200/405:404/405"),
    door("/<language>/card.png", "200/405"),
    door("/<language>/releases/<int:number>(/indicators/<slug:code>.(pdf|png)|.pdf)", "200/405:404/405"),
    door("/data/indicators/<slug:code>.json", "200/405:404/405"),
    door("/<language>/releases/calendar/", "200/405"),
    door("/data/releases/calendar.ics", "200/405"),
    door("/data/releases/<int:number>.(json|zip)", "200/405:404/405"),
    door("/data/releases/(latest|<int:number>)/<str:file>", "200/405:404/405"),
    door("/data/(releases/latest.(json|zip)|catalog.jsonld|verify_release.py)", "200/405"),
    door("/api/(openapi.json|releases/(latest/(indicators/)?)?)?", "200/405"),
    door("/api/releases/<int:number>/(indicators/)?", "200/405:404/405"),
    door(
        "/api/(releases/(latest|<int:number>)/indicators/<slug:code>|indicators/<slug:code>/series)/", "200/405:404/405"
    ),
    door("/(robots.txt|healthz|readyz)", "200/405"),
    # Accounts
    account("login/", FORM, "302"),
    account("signup/", "200", "302"),
    account("logout/", "302/302/405/405/200", "200/302/405/405/200"),
    account("(inactive|password/reset/(key/)?done)/", PAGE, PAGE),
    account("password/reset/", FORM, FORM),
    account("password/change/", "302", FORM),
    account("password/set/", "302", "302"),
    account(r"\^password/reset/key/.*", "200", "200"),
    # The space of partners
    door("/<language>/space/", "302", "200/405", "302/405", *["200/405"] * 5),
    space("<int:organisation>/", "200/405", "404/405"),
    space("<int:organisation>/(commitments|instalments|payments)/", PAGE, "404/405/405/405/200"),
    space("<int:organisation>/commitments/<int:commitment>/", "200/405", "404/405"),
    space("<int:organisation>/files/<int:file>/", "200/405", "404/405"),
    # The lists of the coordination
    office(
        "(calls|chairs|commitments|communities|doctoral-contracts|events|expenditure|files|instalments|money|observations|partners|"
        "payment-calls|receipts|releases|students|transfers)/",
        PAGE,
    ),
    office("coverage/", "200/405"),
    office("(commitments|doctoral-contracts)/<int:pk>/", "200/405:404/405"),
    door("/office/import/", "302", *["404"] * 5, *["200/200/405/405/200"] * 2),
    door("/office/import/<slug:resource>.xlsx", "302", *["404"] * 5, *["200/405:404/405"] * 2),
    door("/office/import/<int:pk>/", "302", *["404"] * 5, *["200/302/405/405/200:404/404/405/405/200"] * 2),
    door("/office/import/<int:pk>/faults.xlsx", "302", *["404"] * 5, *["200/405:404/405"] * 2),
    office("files/<int:pk>/", "200/405:404/405"),
    door("/office/views/", "302", *["404"] * 5, *["200/400/405/405/200"] * 2),
    door("/office/views/<int:pk>/", "302", *["404"] * 5, *["404/404/405/405/404"] * 2),
    door("/office/commitments/bulk/", "302", *["404"] * 5, *["302/400/405"] * 2),
    door("/office/bulk/<int:pk>/", "302", *["404"] * 4, "200/404/405:404/404/405", *["200/200/405:404/404/405"] * 2),
    door("/office/", "302", "404", "404", "404", *["302"] * 4),
    # The back office
    admin("", "200"),
    admin("publish/", "403/403/405", "403/403/405", "200/302/405", "200/302/405"),
    admin("publish/announce/", "403/403/405", "403/403/405", "200/200/405", "200/200/405"),
    admin("publish/<int:pk>/", "403/403/405", "403/403/405", *["200/200/405:404/404/405"] * 2),
    admin("autocomplete/", "403/405/405/405/200"),
    admin("(jsi18n|password_change/done)/", PAGE),
    admin("(password_change|login)/", "302"),
    admin("logout/", "200/302/405/405/200"),
    admin("r/.*", "404"),
    admin(r"\^.*app_label.*", "404", "200", "200", "200"),
    admin(r".*\(\?P<url>.*", "404"),
    admin(f"[a-z]+/[a-z]+/{KEY}", "302"),
    admin("partners/organisation/merge/", "403/403/405", "403/403/405", "302/302/405", "302/302/405"),
    admin("accounts/user/", "403", "200", "200", "200"),
    admin("accounts/user/add/", "403", "403", "200", "200"),
    admin(f"accounts/user/{KEY}change/", "403", READ, WRITTEN, WRITTEN),
    admin(f"accounts/user/{KEY}history/", "403:302", "200:302", "200:302", "200:302"),
    admin(f"accounts/user/{KEY}delete/", "403"),
    admin(RECORD, "403", "200", "200", "200"),
    admin(f"({READ_ONLY}|partners/programme/|research/joinrequest/)add/", "403"),
    admin("partners/person/add/", "403", "403", "200/302/200", "200/302/200"),
    admin(f"{RECORD}add/", "403", "403", "200", "200"),
    admin(f"{READ_ONLY}{KEY}change/", "403", READ, READ, READ),
    admin(f"{RECORD}{KEY}change/", "403", READ, WRITTEN, WRITTEN),
    admin(f"indicators/release/{KEY}history/", "403:302", "200:302", "200:302", "200:302"),
    admin(f"{RECORD}{KEY}history/", "403:404", "200:404", "200:404", "200:404"),
    admin(f"({READ_ONLY}|{CANCELLED}){KEY}delete/", "403"),
    admin(f"{DELETABLE}{KEY}delete/", "403", "403", "403", "200/302/200:302"),
    admin(f"{RECORD}{KEY}delete/", "403", "403", "403", "200:302"),
]


def door_of(route):
    """The door of a route; `None` when the table does not know it."""
    return next((found for found in DOORS if re.fullmatch(found.route, route)), None)


def expected(found, audience, method, whose):
    """The status that a door answers to an audience, for a method and an object that is its own, another's or absent."""
    parts = found.cells[audience].split(":")
    own, anothers, absent = parts if len(parts) == 3 else (parts[0], parts[0], parts[-1])
    get, *others = {"own": own, "another's": anothers, "absent": absent}[whose].split("/")
    if method in ("GET", "HEAD"):
        return int(get)
    place = {"POST": 0, "PUT": 1, "PATCH": 2, "DELETE": 2, "OPTIONS": 3}[method]
    return int(others[place] if place < len(others) else "405" if "405" in others else get)
