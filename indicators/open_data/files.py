"""The files of a release by name. They are made together, for each tells the hashes of others, and kept for the next page."""

from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string

from indicators.open_data import dcat
from indicators.open_data.archive import zipped
from indicators.open_data.package import TITLES, datapackage, title_of
from indicators.open_data.tables import TABLES
from indicators.shown import told_of
from indicators.texts import content_of, document_of

WITH_ALL = {"README.txt": "indicators/data/readme.txt", "LICENCE.txt": "indicators/data/licence.txt"}
"""The texts that go with the files, and their templates."""


def tables_of(document):
    """The tables that a document tells: one of an earlier layout does not tell all."""
    return [table for table in TABLES if table.tells(document)]


def names_of(document):
    """The names of the files of a release."""
    return [*(table.file for table in tables_of(document)), *TITLES, "datapackage.json"]


def files_of(release):
    """The bytes of each file of a release, by name. `release`: its document."""
    return made(told_of(release["number"]), settings.SITE_ADDRESS, settings.FICTIONAL)


@lru_cache(maxsize=2)
def made(told, site, is_fictional):
    """The files of a release, of which readers are told so much, on a site."""
    release = document_of(told)
    titles = title_of(release, is_fictional)
    context = {"release": release, "titles": titles, "tables": tables_of(release), "site": site}
    files = {table.file: table.written(release) for table in tables_of(release)}
    files |= {name: render_to_string(template, context).encode() for name, template in WITH_ALL.items()}
    files["release.json"] = content_of(told)
    files["dcat.jsonld"] = dcat.of_release(release, files, site, is_fictional)
    return files | {"datapackage.json": datapackage(release, files, site, is_fictional)}


def archive_of(release):
    """The archive of all files of a release."""
    return zipped(files_of(release), release["day"])


def catalogue_of(release):
    """The catalogue of all releases, as the latest one tells it."""
    return dcat.of_all(release, settings.SITE_ADDRESS, settings.FICTIONAL)
