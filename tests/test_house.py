"""The house itself: who may know whom, what is public, what stays small, what is translated, what is used."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import models
from django.urls import URLPattern, get_resolver

ROOT = Path(settings.BASE_DIR)
APPS = ["accounts", "sources", "indicators", "partners", "funding", "research", "training", "space", "office"]
SIBLINGS = {"space", "office"}
LAYERS = ["enact.ui", *APPS, "enact"]
"""From the lowest to the one that knows all: each may know those before it, and itself."""
GROUND = [
    "enact.amounts",
    "enact.calendars",
    "enact.dates",
    "enact.gathering",
    "enact.imports",
    "enact.languages",
    "enact.moments",
    "enact.owners",
    "enact.places",
    "enact.records",
    "enact.search",
    "enact.spreadsheets",
    "enact.themes",
    "enact.tokens",
    "enact.years",
]
"""Modules of the project that know no app, and that every app may know."""
WIRED = {"enact.catalogue"}
"""Named by a setting, imported by nobody below."""
MODULES = {
    *(
        "__init__",
        "actions",
        "admin",
        "apps",
        "filters",
        "forms",
        "measures",
        "models",
        "resources",
        "tables",
        "tasks",
        "urls",
        "views",
    ),
    *(
        "adapter",
        "api",
        "catalogue",
        "chain",
        "comparing",
        "document",
        "evidence",
        "extracts",
        "figures",
        "forecast",
        "formula",
        "heldback",
        "holders",
        "ledger",
        "open_data",
        "outlook",
        "protection",
        "published",
        "restatements",
        "revisions",
        "sealing",
        "shown",
        "texts",
        "wording",
    ),
    *("clamav", "files", "pdf", "pictures"),
    *("turn", "turns"),
    *("agenda", "delivery", "digests", "letters", "outbox", "reminders"),
    *("middleware", "roles", "second_factor", "university"),
}
"""What a module of an app may be called; the second and third lines are what only one app has, named after what it is."""
DRAWERS = re.compile(r"(^|/)(utils?|helpers?|common|core|misc|services?|managers?|signals)(/|\.py$)")
PUBLIC = {
    "/",
    "/<language>/",
    "/<language>/about/",
    "/<language>/accessibility/",
    "/<language>/calendar/<str:token>.ics",
    "/<language>/calls/",
    "/<language>/calls.atom",
    "/<language>/calls.ics",
    "/<language>/calls/<int:pk>.ics",
    "/<language>/calls/<int:pk>/",
    "/<language>/calls/<int:pk>/documents/<int:document>/",
    "/<language>/card.png",
    "/<language>/chairs/",
    "/<language>/chairs/<int:pk>/",
    "/<language>/communities/",
    "/<language>/communities/<int:pk>/",
    "/<language>/communities/<int:pk>/join/",
    "/<language>/communities/join/<str:token>/",
    "/<language>/data/",
    "/<language>/embed/<slug:code>/",
    "/<language>/events.atom",
    "/<language>/events.ics",
    "/<language>/events/",
    "/<language>/events/<int:pk>.ics",
    "/<language>/events/<int:pk>/",
    "/<language>/funding.csv",
    "/<language>/funding/",
    "/<language>/indicators/",
    "/<language>/indicators/<slug:code>.csv",
    "/<language>/indicators/<slug:code>/",
    "/<language>/invitation/<str:token>/",
    "/<language>/legal/",
    "/<language>/mails/stop/<str:token>/",
    "/<language>/partners/",
    "/<language>/partners/<int:pk>/",
    "/<language>/partners/<int:pk>/logo/",
    "/<language>/partners/map/",
    "/<language>/privacy/",
    "/<language>/releases/calendar/",
    "/<language>/releases/",
    "/<language>/releases/<int:former>/compare/<int:number>/",
    "/<language>/releases/<int:number>/",
    "/<language>/releases/<int:number>/embed/<slug:code>/",
    "/<language>/releases/<int:number>/indicators/<slug:code>/",
    "/<language>/releases/compare/",
    "/<language>/releases/feed.atom",
    "/<language>/releases/on/",
    "/<language>/releases/<int:number>.pdf",
    "/<language>/releases/<int:number>/indicators/<slug:code>.pdf",
    "/<language>/releases/<int:number>/indicators/<slug:code>.png",
    "/<language>/sitemap/",
    "/<language>/statements/check/",
    "/api/",
    "/api/indicators/<slug:code>/series/",
    "/api/openapi.json",
    "/api/releases/",
    "/api/releases/<int:number>/",
    "/api/releases/<int:number>/indicators/",
    "/api/releases/<int:number>/indicators/<slug:code>/",
    "/api/releases/latest/",
    "/api/releases/latest/indicators/",
    "/api/releases/latest/indicators/<slug:code>/",
    "/data/catalog.jsonld",
    "/data/indicators/<slug:code>.json",
    "/data/releases/<int:number>.json",
    "/data/releases/calendar.ics",
    "/data/releases/<int:number>.zip",
    "/data/releases/<int:number>/<str:file>",
    "/data/releases/latest.json",
    "/data/releases/latest.zip",
    "/data/releases/latest/<str:file>",
    "/data/verify_release.py",
    "/healthz",
    "/readyz",
    "/robots.txt",
}
ACCOUNT_DOORS = {
    "/<language>/accounts/factors/ask/",
    "/<language>/accounts/factors/keys/login/",
    "/<language>/accounts/inactive/",
    "/<language>/accounts/login/",
    "/<language>/accounts/logout/",
    "/<language>/accounts/password/reset/",
    "/<language>/accounts/password/reset/done/",
    "/<language>/accounts/password/reset/key/done/",
    "/<language>/accounts/signup/",
}


def tracked(*patterns):
    """The project's own files that match, those not yet committed with them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return sorted({ROOT / name for name in listed if name and (ROOT / name).exists()})


def name_of(path):
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def layer_of(module):
    """The place of a module in the house; `None` for what is not of the house, or known to all."""
    if any(module == ground or module.startswith(f"{ground}.") for ground in GROUND):
        return None
    found = [layer for layer in LAYERS if module == layer or module.startswith(f"{layer}.")]
    return LAYERS.index(max(found, key=len)) if found else None


def imports_of(path):
    """Every module that a module imports, names imported from packages included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sources():
    """The modules of the application, without migrations."""
    return [path for path in tracked("enact/*.py", *(f"{app}/*.py" for app in APPS)) if "migrations" not in path.parts]


def test_imports_run_one_way():
    wrong = []
    for path in sources():
        own = layer_of(name_of(path))
        for imported in imports_of(path):
            other = layer_of(imported)
            if other is not None and (own is None or other > own):
                wrong.append(f"{name_of(path)} imports {imported}")
    assert wrong == []


def test_siblings_know_nothing_of_each_other():
    siblings = [(path, name_of(path).split(".")[0]) for path in sources() if name_of(path).split(".")[0] in SIBLINGS]
    assert [
        f"{name_of(path)} imports {imported}"
        for path, own in siblings
        for imported in imports_of(path)
        if imported.split(".")[0] in SIBLINGS - {own}
    ] == []


def test_ground_and_wiring_are_there():
    assert [name for name in [*GROUND, *WIRED] if not list(ROOT.glob(f"{name.replace('.', '/')}*"))] == []
    assert settings.CATALOGUE in WIRED


def test_foreign_keys_run_one_way():
    wrong = []
    for model in apps.get_models():
        if model._meta.app_label not in APPS:
            continue
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model._meta.app_label not in APPS:
                continue
            if APPS.index(field.related_model._meta.app_label) > APPS.index(model._meta.app_label):
                wrong.append(f"{model._meta.label}.{field.name}")
    assert wrong == []


def test_foreign_keys_protect_what_they_point_at():
    allowed = {models.PROTECT, models.CASCADE}
    found = {
        f"{model._meta.label}.{field.name}": field.remote_field.on_delete
        for model in apps.get_models()
        if model._meta.app_label in APPS and not model._meta.model_name.startswith("historical")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    }
    assert {name for name, rule in found.items() if rule not in allowed} == set()
    assert {name for name, rule in found.items() if rule is models.CASCADE} == {
        "partners.Identity.person",
        "partners.Invitee.invitation",
        "research.Applicant.request",
        "space.Signatory.attestation",
    }


def test_modules_have_the_names_of_the_house():
    top = {
        path.parent.name + "/" + path.stem
        for path in sources()
        if path.parent.parent == ROOT and path.parent.name in APPS
    }
    assert {name for name in top if name.split("/")[1] not in MODULES} == set()


def test_there_are_no_drawers():
    names = [str(path.relative_to(ROOT)) for path in tracked()]
    assert [name for name in names if DRAWERS.search(name)] == []


@pytest.mark.parametrize(("pattern", "most"), [("*.py", 300), ("*.html", 80), ("tests/*.py", 400)])
def test_files_stay_small(pattern, most):
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in tracked(pattern)
        if "migrations" not in path.parts
        and (pattern.startswith("tests") or path.relative_to(ROOT).parts[0] != "tests")
    }
    assert {name: count for name, count in lines.items() if count > most} == {}


def test_functions_stay_short():
    long = [
        f"{name_of(path)}.{node.name}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 30
    ]
    assert long == []


def test_public_names_have_docstrings():
    missing = []
    for path in sources():
        tree = ast.parse(path.read_text("utf-8"))
        for node in [tree, *tree.body]:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module)
            hidden = getattr(node, "name", "").startswith("_")
            if named and not hidden and not ast.get_docstring(node) and path.read_text("utf-8").strip():
                missing.append(f"{name_of(path)}.{getattr(node, 'name', '')}")
    assert missing == []


def test_every_template_is_used():
    templates = {str(path.relative_to(ROOT / "templates")) for path in tracked("templates/*.html", "templates/*.txt")}
    texts = [path.read_text("utf-8") for path in tracked("*.py", "*.html") if "tests" not in path.parts]
    by_django = re.compile(r"^(admin|allauth|account|django|mfa|usersessions)/")
    assert {
        name for name in templates if not by_django.match(name) and not any(name in text for text in texts)
    } == set()


def test_templates_of_others_are_overridden_where_they_stand():
    overriding = [path.relative_to(ROOT / "templates") for path in tracked("templates/*.html")]
    packages = [Path(config.path) / "templates" for config in apps.get_app_configs() if "site-packages" in config.path]
    stands = {name for name in overriding for package in packages if (package / name).exists()}
    theirs = {name for name in overriding if name.parts[0] in ("allauth", "account", "mfa", "usersessions")}
    assert theirs - stands == set()


def routes(resolver, prefix=""):
    """Every address of the site with its view."""
    for entry in resolver.url_patterns:
        pattern = f"{prefix}{address(entry.pattern)}"
        if isinstance(entry, URLPattern):
            yield pattern, entry.callback
        else:
            yield from routes(entry, pattern)


def address(pattern):
    """An address as people read it."""
    return "<language>/" if hasattr(pattern, "prefix_default_language") else str(pattern)


def open_to_all():
    """The addresses that answer without signing in."""
    found = dict(routes(get_resolver(), "/"))
    return {route for route, view in found.items() if getattr(view, "login_required", True) is False}


def test_public_routes_are_those_that_are_meant_to_be():
    assert {route for route in open_to_all() if "accounts/" not in route and not route.startswith("/admin/")} == PUBLIC


def test_doors_of_accounts_are_those_that_are_meant_to_be():
    assert {route for route in open_to_all() if "accounts/" in route and "^" not in route} == ACCOUNT_DOORS


def test_nobody_asks_the_clock_but_views_commands_and_tasks():
    clocks = re.compile(r"timezone\.(now|localtime|localdate)\(|date\.today\(|datetime\.now\(|Now\(\)|CURRENT_")
    allowed = ("views", "admin", "pages", "commands", "tasks", "ui")
    asking = [name_of(path) for path in sources() if clocks.search(path.read_text("utf-8"))]
    assert [name for name in asking if not set(name.split(".")) & set(allowed) and name != "enact.office"] == []


def test_texts_to_translate_are_marked():
    bare = re.compile(r">\s*[A-Za-zÀ-ÿ][^<>{}%]*[a-zà-ÿ]{3,}[^<>{}%]*<")
    found = {}
    for path in tracked("templates/*.html"):
        text = re.sub(
            r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{#.*?#}|{%.*?%}|{{.*?}}|<code.*?</code>",
            "",
            path.read_text("utf-8"),
            flags=re.DOTALL,
        )
        names = [match.strip("<> \n") for match in bare.findall(text)]
        if names:
            found[str(path.relative_to(ROOT))] = names
    assert found == {}


def test_permissions_of_publishing_exist(db):
    assert Permission.objects.filter(codename="add_release").count() == 1
