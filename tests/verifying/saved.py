"""What a stranger downloads of a release: its pages in both languages, its file, its ZIP."""

import csv
import io
import json
import zipfile

from enact.ui.kept.drawing import addresses
from indicators import published
from indicators.models import Release
from indicators.sealing import canonical, fingerprint, sealed
from indicators.shown import renew
from verify_release import values_in

READ_AS = ("value", "qualifier", "unknowns", "protected")


def page_addresses():
    """The address of every page that is drawn from the release shown, files aside."""
    for route, parameters in published.pages_of_latest(renew()):
        for _language, path in addresses(route, parameters()):
            if path.endswith("/") and not path.startswith("/api/"):
                yield path


def pages(client):
    """The bytes of every page of the release shown, by address."""
    return {path: client.get(path).content for path in page_addresses()}


def archive(release):
    """The ZIP of a release, in bytes: its file, its figures in each language, the list of these."""
    document = json.loads(release.text)
    files = {"release.json": release.text.encode()}
    files |= {f"figures.{language}.csv": table(document).encode() for language in ("fr", "en")}
    listed = [
        {"path": name, "bytes": len(content), "hash": f"sha256:{fingerprint(content.decode())}"}
        for name, content in files.items()
    ]
    files["datapackage.json"] = canonical(sealed({"resources": listed})).encode()
    return zipped(files)


def zipped(files):
    """A ZIP of files, given by name, in bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, each in files.items():
            packed.writestr(name, each)
    return content.getvalue()


def unzipped(content):
    """The files of a ZIP, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def table(document):
    """The figures of a release as CSV: one a row, under its key."""
    rows, values = io.StringIO(), dict(values_in(document))
    writer = csv.writer(rows)
    writer.writerow(["figure", "indicator", *READ_AS])
    for key, unknowns in values.items():
        figure = key.removesuffix(":unknowns")
        if figure != key and figure in values and not key.startswith("change:"):
            said = [
                values[figure],
                values.get(f"{figure}:qualifier"),
                unknowns,
                values.get(f"{figure}:protected", False),
            ]
            writer.writerow([figure, figure.partition(":")[0], *said])
    return rows.getvalue()


def put(folder, **files):
    """Writes files, given by name with `_` for the point, and returns their paths."""
    paths = []
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.write_bytes(content)
        paths.append(str(path))
    return paths


def latest():
    """The release that the pages show."""
    return Release.objects.latest_published()
