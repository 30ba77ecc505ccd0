"""The files of releases, and the page that explains them."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from enact.spreadsheets import attached, marked
from enact.ui.public import for_machines
from indicators.open_data.agreements import SCHEMA
from indicators.open_data.figures import WHAT
from indicators.open_data.files import archive_of, catalogue_of, files_of, names_of, tables_of
from indicators.open_data.package import as_json
from indicators.published import drawn_from_each_release, drawn_from_release

JSON = "application/json; charset=utf-8"
JSON_LD = "application/ld+json; charset=utf-8"
CSV = "text/csv; charset=utf-8"
TYPES = {".csv": CSV, ".json": JSON, ".jsonld": JSON_LD, ".txt": "text/plain; charset=utf-8"}
BOTH = {"Content-Language": "fr, en"}


def machine_file(document):
    """A document as JSON, its texts in both languages."""
    return HttpResponse(as_json(document), content_type=JSON, headers=BOTH)


def one_file(request, release, file):
    """A file of a release. Raises `Http404` for one that there is not, such as a table that an early release does not tell."""
    content = files_of(release).get(file)
    if content is None:
        raise Http404
    name, _point, ending = file.rpartition(".")
    language = name.rpartition(".")[2]
    headers = {"Content-Language": language} if language in dict(settings.LANGUAGES) else dict(BOTH)
    if ending == "csv":
        headers |= attached(own_name(release, file))
    return HttpResponse(content, content_type=TYPES[f".{ending}"], headers=headers)


def own_name(release, file):
    """The name of a table outside the archive of its release, where it is among files of others."""
    return f"enact-{release['number']}-{file}"


def archive(request, release):
    """All files of a release in one archive."""
    headers = BOTH | attached(f"enact-{release['number']}.zip")
    return HttpResponse(archive_of(release), content_type="application/zip", headers=headers)


release_file = for_machines(drawn_from_each_release(one_file))
latest_file = for_machines(drawn_from_release(one_file))
release_zip = for_machines(drawn_from_each_release(archive))
latest_zip = for_machines(drawn_from_release(archive))


@for_machines
@drawn_from_release
def catalogue(request, release):
    """All releases, for catalogues of open data."""
    return HttpResponse(catalogue_of(release), content_type=JSON_LD, headers=BOTH)


@drawn_from_release
def data_page(request, release):
    """What the files of a release are, what their columns mean, and how to use them."""
    told = tables_of(release)
    context = {
        "release": release,
        "tables": told,
        "columns": [table for table in told if table.file != "figures.en.csv"],
        "latest": names_of(release),
        "agreements": release["agreements"],
        "figures": marked(own_name(release, f"figures.{get_language()}.csv")),
        "law": SCHEMA,
        "what": WHAT.items(),
        "site": settings.SITE_ADDRESS,
    }
    return render(request, "indicators/data.html", context)
