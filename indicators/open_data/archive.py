"""All files of a release in one archive, the same to the byte whenever and wherever it is made."""

import io
import zipfile
from datetime import date


def zipped(files, day):
    """A ZIP archive of some files, dated by a day in ISO 8601.

    Nothing is compressed in it, since compressions differ from one machine to another: it is compressed on its way.
    """
    buffer, moment = io.BytesIO(), (*date.fromisoformat(day).timetuple()[:3], 0, 0, 0)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # the same on every system
            archive.writestr(entry, content)
    return buffer.getvalue()
