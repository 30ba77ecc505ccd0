"""Which answer each door of the site gives to whom: the table that `test_matrix` holds the whole site against.

A door is a family of routes; the first that matches a route is its own. A cell holds the statuses for GET and HEAD, and for
POST, parted by `/`; where there is one, both answer so. Other methods are refused before any door. Cells that differ by the
object asked for have parts: `what is there:what is not`, or `one's own:another partner's:what is not`.
"""

import re
from typing import NamedTuple

from enact.middleware import METHODS

AUDIENCES = {
    "anonymous": "anonymous",
    "deactivated": "anonymous",
    "signed in": "stranger",
    "removed": "removed",
    "withdrawn": "removed",
    "future": "stranger",
    "viewer": "member",
    "manager": "manager",
    "elsewhere": "member",
    "of two": "member of two",
    "staff": "staff",
    "reader": "reader",
    "coordinator": "coordinator",
    "publisher": "publisher",
    "administrator": "administrator",
    "unproven": "unproven",
}
"""Each role, and in which column its answers stand."""

BEHIND_THE_SECOND_FACTOR = ("/admin/", "/office/", "/<language>/space/")
"""Where an administrator without a second factor is led to one, whatever is asked; elsewhere it is one like others."""
COLUMNS = [
    *("anonymous", "stranger", "member", "manager", "member of two"),
    *("staff", "reader", "coordinator", "administrator"),
]


class Door(NamedTuple):
    """A family of routes, with a cell for each column."""

    route: str
    cells: dict


def door(route, *cells):
    """A door with a cell for each column, or one cell for all."""
    return Door(route, dict(zip(COLUMNS, cells * (len(COLUMNS) // len(cells)), strict=True)))


def admin(route, *cells, publisher=None):
    """A door of the back office: the anonymous sign in, strangers find nothing; cells for the four kinds of staff, or one.

    Publishers have a cell of their own where they find something else than coordinators.
    """
    found = door(f"/admin/{route}", "302", *["404"] * 4, *cells * (4 // len(cells)))
    return found if publisher is None else Door(found.route, found.cells | {"publisher": publisher})


def office(route, cell):
    """A page of the coordination: whoever may not see its records finds nothing."""
    return door(f"/office/{route}", "302", *["404"] * 5, cell, cell, cell)


def account(route, signed_out, signed_in):
    """A door of the accounts: a cell for whoever is not signed in, and one for all others."""
    return door(f"/<language>/accounts/{route}", signed_out, *[signed_in] * 8)


def space(route, own, absent):
    """A door of the partners' space: partners find their own, the coordination those it may view, others nothing."""
    mine, everybodys = f"{own}:{absent}:{absent}", f"{own}:{absent}"
    return door(f"/<language>/space/{route}", "302", absent, mine, mine, mine, absent, *[everybodys] * 3)


def answer(route, manager, viewer="403", absent="404"):
    """A door where the manager of a partner answers: whoever only reads of it, and the coordination that may, are refused.

    Whoever answered for it once and may not any more finds nothing; what they send is kept, and they are told so.
    """
    own, read, everybodys = f"{manager}:{absent}:{absent}", f"{viewer}:{absent}:{absent}", f"{viewer}:{absent}"
    found = door(f"/<language>/space/{route}", "302", absent, read, own, read, absent, *[everybodys] * 3)
    found.cells["removed"] = f"{absent}/403:{absent}:{absent}"
    return found


KEY = "<path:object_id>/"
RECORD = "(sources|indicators|partners|funding|research|training|space)/[a-z]+/"
SENT = "space/(signedpaper|paymentannouncement|correction)/"
"""What partners have sent: it is decided about, and a decision says which."""
CANCELLED = "funding/(expenditure|instalment|paymentcall|receipt|transfer)/"
"""Rows of money: they are cancelled, never deleted."""
READ_ONLY = (
    "(indicators/(planned)?release|(funding|research|training)/(commitment|chair|doctoral)step|sources/file|"
    "funding/bulkchange)/"
)
DELETABLE = (
    "(indicators/(observation|target|completeness)|"
    "partners/(access|affiliation|declaredsize|distinction|membership|responsibility|supervision)|"
    "sources/statement|space/leftbehind|research/(call(stage|document|question)|chairfunding|chairholder|community(lead|meeting|member|output)|"
    "eventorganiser|joinrequest|staffpost)|"
    "training/(committeemeeting|coverage|doctorallaboratory|doctoralrole|minimumpay|respondent|studentfigure))/"
)

FORM, PAGE = "200", "200/405"
READ, WRITTEN = "200/403:302/403", "200/302:302"
"""Forms of records: for whoever may look, and for whoever may change."""

DOORS = [
    # What everybody reads
    door("/", "302/405"),
    door("/<language>/((about|accessibility|data|legal|privacy|sitemap|funding|indicators)/|funding.csv)?", "200/405"),
    door("/<language>/((calls|chairs|communities|events|partners)/|partners/map/)", "200/405"),
    door("/<language>/(chairs|partners)/<int:pk>/", "200/405:404/405"),
    door("/<language>/partners/<int:pk>/logo/", "200/405:404/405"),
    door("/<language>/(calls|events).(atom|ics)", "200/405"),
    door("/<language>/(calls|events)/<int:pk>(/|.ics)", "200/405:404/405:404/405"),
    door("/<language>/calls/<int:pk>/documents/<int:document>/", "200/405:404/405:404/405"),
    door("/<language>/communities/<int:pk>/", "200/405:404/405:404/405"),
    door("/<language>/communities/<int:pk>/join/", "200/403:404/403:404/403"),
    door("/<language>/communities/join/<str:token>/", "410/403"),
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
    account("logout/", "302", "200/302"),
    account("", "302", "200/302"),
    account("sessions/", "302", "200/302"),
    account("reauthenticate/", "302", "200"),
    account("factors/", "302", PAGE),
    account("factors/ask/", "302", "302"),
    account("factors/ask-again/", "302", "302"),
    account("factors/(application/add|keys/add|codes/new)/", "302", "302"),
    account("factors/application/remove/", "302", "404"),
    account("factors/codes/", "302", "404/405"),
    account("factors/codes/recovery-codes.txt", "302", "404"),
    account("factors/keys/", "302", "302"),
    account("factors/keys/login/", "302", "302"),
    account("factors/keys/ask-again/", "302", "302"),
    account("factors/keys/<int:pk>/(remove/)?", "302", "302"),
    account("(inactive|password/reset/(key/)?done)/", PAGE, PAGE),
    account("password/reset/", FORM, FORM),
    account("password/change/", "302", FORM),
    account("password/set/", "302", "302"),
    account(r"\^password/reset/key/.*", "200", "200"),
    # The space of partners
    door("/<language>/space/", "302", "200/405", "302/405", "302/405", *["200/405"] * 5),
    space("<int:organisation>/", "200/405", "404/405"),
    space("<int:organisation>/(commitments|instalments|payments)/", PAGE, "404/405"),
    space("<int:organisation>/commitments/<int:commitment>/", "200/405", "404/405"),
    space("<int:organisation>/files/<int:file>/", "200/405", "404/405"),
    # Calendars and mails of partners
    door("/<language>/calendar/<str:token>.ics", "404/405"),
    door("/<language>/mails/stop/<str:token>/", "404"),
    door("/<language>/space/mails/", "302", *["200/302"] * 8),
    door(
        "/<language>/space/<int:organisation>/calendar/",
        *("302", "404"),
        *["200:404:404"] * 3,
        "404",
        *["200/403:404"] * 3,
    ),
    space("<int:organisation>/(doctoral-contracts|chairs)/", PAGE, "404/405"),
    space("<int:organisation>/(doctoral-contracts/<int:contract>|chairs/<int:chair>)/", "200/405", "404/405"),
    space("<int:organisation>/around/", "200/405", "404/405"),
    space("<int:organisation>/members/", "200/405", "404/405"),
    answer("<int:organisation>/members/invite/", FORM),
    answer("<int:organisation>/members/<int:access>/(role|end)/", "200/302"),
    answer("<int:organisation>/invitations/<int:invitation>/(again|revoke)/", "200/302"),
    door("/<language>/invitation/<str:token>/", "200:410", *["403:410"] * 8),
    space("<int:organisation>/profile/(logo/)?", "200/405", "404/405"),
    answer("<int:organisation>/profile/contacts/add/", FORM),
    answer("<int:organisation>/profile/(change|publication|contacts/<int:contact>)/", "200/302"),
    space("<int:organisation>/attestations/<int:year>/", "200/405", "404/405"),
    answer("<int:organisation>/attestations/<int:year>/answer/", FORM),
    space("<int:organisation>/answers/", "200/405", "404/405"),
    answer("<int:organisation>/commitments/<int:commitment>/(sign|announce)/", "200"),
    answer("<int:organisation>/correct/<slug:subject>/<int:record>/", "200"),
    space("<int:organisation>/(looks|statements)/", "200/405", "404/405"),
    space("<int:organisation>/statements/<int:statement>.(pdf|xlsx|json)", "200/405", "404/405"),
    answer("<int:organisation>/statements/new/", "200/302"),
    door("/<language>/statements/check/", "200/403"),
    # The lists of the coordination
    office(
        "(calls|chairs|commitments|communities|doctoral-contracts|events|expenditure|files|instalments|money|observations|partners|"
        "payment-calls|receipts|releases|students|transfers)/",
        PAGE,
    ),
    office("coverage/", "200/405"),
    office("(commitments|doctoral-contracts)/<int:pk>/", "200/405:404/405"),
    office("mails/", PAGE),
    office("mails/kinds/", "200/405"),
    office("mails/kinds/<path:template>/", "200/405:404/405"),
    door("/office/mails/<int:pk>/", "302", *["404"] * 5, "200/403:404", *["200/302:404"] * 2),
    door("/office/import/", "302", *["404"] * 6, *["200"] * 2),
    door("/office/import/<slug:resource>.xlsx", "302", *["404"] * 6, *["200/405:404/405"] * 2),
    door("/office/import/<int:pk>/", "302", *["404"] * 6, *["200/302:404"] * 2),
    door("/office/import/<int:pk>/faults.xlsx", "302", *["404"] * 6, *["200/405:404/405"] * 2),
    office("files/<int:pk>/", "200/405:404/405"),
    office("attestations/", PAGE),
    office("attestations/<int:year>/", f"{PAGE}:404/405"),
    office("partners/<int:pk>/look/", "200/302:404"),
    door(
        "/office/partners/<int:pk>/statements/",
        "302",
        *["404"] * 5,
        "200/403:404",
        *["200/302:404"] * 2,
    ),
    office("statements/<int:pk>.(pdf|xlsx|json)", "200/405:404/405"),
    door("/office/views/", "302", *["404"] * 6, *["200/400"] * 2),
    door("/office/views/<int:pk>/", "302", *["404"] * 6, *["404"] * 2),
    door("/office/commitments/bulk/", "302", *["404"] * 6, *["302/400"] * 2),
    door("/office/bulk/<int:pk>/", "302", *["404"] * 5, "200/404:404", *["200:404"] * 2),
    door("/office/", "302", *["404"] * 4, *["302"] * 4),
    # The back office
    admin("", "200"),
    admin("publish/", "403", "403", "200/302", "200/302"),
    admin("publish/announce/", *["403"] * 3, "200", publisher="200"),
    admin(
        "publish/<int:pk>/",
        *["403"] * 2,
        "200/403:404",
        "200:404",
        publisher="200:404",
    ),
    admin("autocomplete/", "403/405"),
    admin("(jsi18n|password_change/done)/", PAGE),
    admin("(password_change|login)/", "302"),
    admin("logout/", "200/302"),
    admin("r/.*", "404"),
    admin(r"\^.*app_label.*", "404", "200", "200", "200"),
    admin(r".*\(\?P<url>.*", "404"),
    admin(f"[a-z]+/[a-z]+/{KEY}", "302"),
    admin("partners/organisation/merge/", "403", "403", "302", "302"),
    admin("accounts/user/", "403", "200", "200", "200"),
    admin("accounts/user/add/", "403", "403", "200", "200"),
    admin(f"accounts/user/{KEY}change/", "403", READ, WRITTEN, WRITTEN),
    admin(f"accounts/user/{KEY}history/", "403:302", "200:302", "200:302", "200:302"),
    admin(f"accounts/user/{KEY}delete/", "403"),
    admin(RECORD, "403", "200", "200", "200"),
    admin(
        f"({READ_ONLY}|{SENT}|space/(leftbehind|attestation)/|partners/programme/|research/joinrequest/)add/",
        "403",
    ),
    admin("partners/person/add/", "403", "403", "200/302", "200/302"),
    admin(f"{RECORD}add/", "403", "403", "200", "200"),
    admin(f"partners/invitation/{KEY}change/", "403", READ, READ, READ),
    admin(f"partners/invitation/{KEY}delete/", "403"),
    admin(f"{READ_ONLY}{KEY}change/", "403", READ, READ, READ),
    admin(f"{SENT}{KEY}change/", "403", READ, "200:302", "200:302"),
    admin(f"{RECORD}{KEY}change/", "403", READ, WRITTEN, WRITTEN),
    admin(f"indicators/release/{KEY}history/", "403:302", "200:302", "200:302", "200:302"),
    admin(f"{RECORD}{KEY}history/", "403:404", "200:404", "200:404", "200:404"),
    admin(f"({READ_ONLY}|{CANCELLED}|{SENT}|space/attestation/){KEY}delete/", "403"),
    admin(f"{DELETABLE}{KEY}delete/", "403", "403", "403", "200/302:302"),
    admin(f"{RECORD}{KEY}delete/", "403", "403", "403", "200:302"),
]


def door_of(route):
    """The door of a route; `None` when the table does not know it."""
    return next((found for found in DOORS if re.fullmatch(found.route, route)), None)


def expected(found, audience, method, whose):
    """The status that a door answers to an audience, for a method and an object that is its own, another's or absent."""
    if method not in METHODS:
        return 405
    if audience == "unproven" and found.route.startswith(BEHIND_THE_SECOND_FACTOR):
        return 302
    column = {"publisher": "coordinator", "unproven": "administrator", "removed": "stranger"}.get(audience, audience)
    parts = found.cells.get(audience, found.cells[column]).split(":")
    own, anothers, absent = parts if len(parts) == 3 else (parts[0], parts[0], parts[-1])
    read, *sent = {"own": own, "another's": anothers, "absent": absent}[whose].split("/")
    return int(sent[0] if sent and method == "POST" else read)
