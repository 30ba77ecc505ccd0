"""The gettext catalogues: how texts are found in the code, kept in `locale/`, and compiled.

The catalogues hold no day and no line number, in alphabetical order: they change only when a text does. Needs nothing of
Django's settings, so that it works before they are there.
"""

import os
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: {catalogue.locale}\\n"
"Plural-Forms: {catalogue.plural_forms}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def path_of(language, suffix=".po"):
    """Where the catalogue of a language stands."""
    return ROOT / "locale" / language / "LC_MESSAGES" / f"django{suffix}"


def extract_template(file, keywords, comment_tags, options):
    """Babel's way to read a template: Django turns it into calls that read as Python's, as it does for GNU gettext."""
    calls = (line.strip() for line in templatize(file.read().decode()).splitlines())
    return extract_python(BytesIO("\n".join(calls).encode()), keywords, comment_tags, options)


METHODS = [("tests/**", "ignore"), ("var/**", "ignore"), ("**.py", "python"), ("**/templates/**", extract_template)]


def texts_in_code(root=ROOT):
    """Every text to translate under a folder, in a catalogue without translations."""
    texts = Catalog()
    found = extract_from_dir(root, METHODS, keywords=KEYWORDS, comment_tags=["Translators:"], strip_comment_tags=True)
    for _file, _line, message, comments, context in found:
        texts.add(message, auto_comments=comments, context=context)
    return texts


def catalogue(language):
    """The catalogue of a language as it stands; an empty one if there is none yet."""
    if not path_of(language).exists():
        return Catalog(language)
    with path_of(language).open("rb") as file:
        return read_po(file, language)


def brought_up_to_date(language, texts):
    """The text of a language's catalogue for these texts: new ones are empty, except in English; vanished ones go."""
    updated = catalogue(language)
    updated.update(deepcopy(texts), no_fuzzy_matching=True)
    for message in updated:
        if language == "en" and message.id:
            message.string = message.id
    written = BytesIO()
    write_po(written, updated, width=120, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HEADER.format(catalogue=updated) + written.getvalue().decode().rstrip() + "\n"


def update(language, texts):
    """Brings the catalogue of a language up to date with these texts, and returns those that it leaves untranslated."""
    path_of(language).parent.mkdir(parents=True, exist_ok=True)
    path_of(language).write_text(brought_up_to_date(language, texts))
    return untranslated(catalogue(language))


def untranslated(texts):
    """The messages of a catalogue that say nothing in one of their forms, or that wait for a second look."""
    return [message for message in texts if message.id and (message.fuzzy or not all(forms_of(message)))]


def forms_of(message):
    """What a message says, in the singular and in each plural."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def compile_catalogues():
    """Compiles the catalogues that have changed since they were last compiled, and returns their languages."""
    return [language for language in LANGUAGES if compile_catalogue(path_of(language), path_of(language, ".mo"))]


def compile_catalogue(source, compiled):
    """Compiles one catalogue, at once or not at all; returns whether there was something to do."""
    changed_at = source.stat().st_mtime_ns
    if compiled.exists() and compiled.stat().st_mtime_ns >= changed_at:
        return False
    draft = BytesIO()
    with source.open("rb") as file:
        write_mo(draft, read_po(file))
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(draft.getvalue())
    unfinished.replace(compiled)
    return True
