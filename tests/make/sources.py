"""Who said what, where, for tests."""

from hashlib import sha256

from django.core.files.base import ContentFile

from sources.models import Document, File, Source, Statement
from tests.make.base import DAY, numbers


def document(**fields):
    """A document that somebody published."""
    fields = {
        "key": f"document-{next(numbers)}",
        "title_fr": "Rapport",
        "publisher": "Éditeur",
        "published_on": DAY,
    } | fields
    return Document.objects.create(**fields)


def source(**fields):
    """A voice in a document."""
    if "document" not in fields:
        fields["document"] = document()
    return Source.objects.create(**{"key": f"source-{next(numbers)}", "said_by_fr": "coordination", **fields})


def statement(**fields):
    """What a source said."""
    number = next(numbers)
    fields = {
        "key": f"S{number}",
        "area": "programme",
        "status": "fact",
        "text_fr": "Un fait.",
        "stated_on": DAY,
    } | fields
    return Statement.objects.create(**fields)


def file(content=b"%PDF-1.7\n%%EOF\n", name="lettre.pdf", **fields):
    """A file as it was sent."""
    return File.objects.create(
        **{
            "name": name,
            "content": ContentFile(content, name),
            "sha256": sha256(content).hexdigest(),
            "size": len(content),
            **fields,
        }
    )
