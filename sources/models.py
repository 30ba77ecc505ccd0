"""Who said what, and where; and the dated step, which every record of progress is made of."""

import uuid
from hashlib import sha256

from django.core.files.storage import storages
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY, Precision, in_words
from enact.languages import text_of
from enact.records import Record, known_at
from sources.pictures import TYPES


class Document(Record):
    """A text that somebody published: a dispatch, a report, a deliberation."""

    key = models.SlugField(_("key"), unique=True)
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    published_on = models.DateField(_("published on"))
    address = models.URLField(_("web address"), blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-published_on", "key"]

    def __str__(self):
        return str(text_of(self, "title"))


def place_of_file(_file, _name):
    """Where a file is kept: under a random name, which tells nothing of it."""
    return uuid.uuid4().hex


def private_files():
    """The storage of files: outside what the web server serves."""
    return storages["private"]


def stored_names():
    """The names of all files on the disk."""
    try:
        return set(private_files().listdir("")[1])
    except FileNotFoundError:
        return set()


class File(Record):
    """A file that was sent: a letter, an agreement, a piece of evidence. It is never changed; another one takes its place."""

    name = models.CharField(_("name"), max_length=200, help_text=_("The name under which it was sent."))
    content = models.FileField(_("content"), storage=private_files, upload_to=place_of_file, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    sent_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        verbose_name=_("sent by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return self.name

    @property
    def content_type(self):
        """What it is called on the web, by its name: a picture, or a PDF as everything else."""
        return TYPES.get(self.name.rpartition(".")[2], "application/pdf")

    @property
    def url(self):
        """Where the coordination reads it."""
        return reverse("office-file", args=[self.pk])

    def content_as_sent(self):
        """Its bytes; `None` when they are lost, or are not those that were sent."""
        try:
            with self.content.open() as file:
                content = file.read()
        except (OSError, ValueError):
            return None
        return content if sha256(content).hexdigest() == self.sha256 else None


class Source(Record):
    """A voice in a document: the function and the body that said it. People without a public function are not named."""

    key = models.SlugField(_("key"), unique=True)
    document = models.ForeignKey(Document, models.PROTECT, verbose_name=_("document"), related_name="sources")
    said_by_fr = models.CharField(_("said by, in French"), max_length=200)
    said_by_en = models.CharField(_("said by, in English"), max_length=200, blank=True)
    page = models.CharField(_("page"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["document", "key"]

    def __str__(self):
        return f"{text_of(self, 'said_by')} – {self.document.publisher}, {in_words(self.document.published_on)}"


class SourcedQuerySet(models.QuerySet):
    """Records that have a source."""

    def without_source(self):
        """Those of which nobody knows who said it."""
        return self.filter(source__isnull=True)


class Statement(Record):
    """What a source said, in our words. It is kept whether or not a figure can be drawn from it."""

    class Area(models.TextChoices):
        PROGRAMME = "programme", _("programme")
        PARTNERS = "partners", _("partners")
        FUNDING = "funding", _("funding")
        TRAINING = "training", _("training")
        RESEARCH = "research", _("research")
        INNOVATION = "innovation", _("innovation")

    class Status(models.TextChoices):
        FACT = "fact", _("fact")
        ACTUAL = "actual", _("reached")
        BASELINE = "baseline", _("starting point")
        TARGET = "target", _("target")
        GRANTED = "granted", _("granted")
        PROMISED = "promised", _("promised")
        IN_DISCUSSION = "in_discussion", _("in discussion")
        ANNOUNCED = "announced", _("announced")
        INTENDED = "intended", _("intended")
        BEING_IDENTIFIED = "being_identified", _("being identified")

    key = models.SlugField(_("key"), unique=True)
    area = models.CharField(_("area"), max_length=20, choices=Area)
    status = models.CharField(_("status"), max_length=20, choices=Status)
    text_fr = models.TextField(_("text in French"))
    text_en = models.TextField(_("text in English"), blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, verbose_name=_("source"), related_name="statements", null=True, blank=True
    )
    holds_on = models.DateField(_("holds on"), null=True, blank=True, help_text=_("Empty: the source does not say."))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.EXACT)
    stated_on = models.DateField(_("stated on"))
    due_on = models.DateField(_("due on"), null=True, blank=True, help_text=_("For what is meant to be reached."))

    objects = SourcedQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["key"]

    def __str__(self):
        return f"{self.key} – {text_of(self, 'text')}"


class StepQuerySet(SourcedQuerySet):
    """Which steps, and in which order."""

    def standing(self):
        """Steps that no other step replaces."""
        return self.filter(replaced_by__isnull=True)

    def taken_by(self, day):
        """Standing steps taken on or before a day, the deciding one last: of two on one day, the later recorded."""
        return self.standing().filter(happened_on__lte=day).order_by("happened_on", "pk")


def steps_known_at(model, moment, day):
    """The steps of a model taken on or before a day, as `StepQuerySet.taken_by` gives them, as they were known at a moment.

    A step replaces one of the same record: by that, databases find it quickly.
    """
    known = known_at(model, moment)
    replacing = known.filter(**{"replaces": OuterRef("id"), model.OWNER: OuterRef(model.OWNER)})
    return known.filter(~Exists(replacing), happened_on__lte=day).order_by("happened_on", "id")


def with_deciding_step(rows, steps, owner, **said):
    """Annotates what the last of some ordered steps of each row says: by the names of the annotations, fields of the step.

    `owner` is the field of the step that names the row.
    """
    deciding = steps.filter(**{owner: OuterRef("id")}).reverse()
    return rows.annotate(**{name: Subquery(deciding.values(field)[:1]) for name, field in said.items()})


class Step(Record):
    """Something that happened to a record on a day. Steps are added; a wrong one is replaced by another, with a reason.

    A subclass names its `kind`, and what it belongs to in `OWNER`.
    """

    OWNER = ""

    happened_on = models.DateField(_("day"))
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.EXACT)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), null=True, blank=True)
    document_reference = models.CharField(
        _("document"), max_length=200, blank=True, help_text=_("Number or title of the letter, decision or agreement.")
    )
    file = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("file"), null=True, blank=True, related_name="%(class)ss"
    )
    signatories = models.CharField(
        _("signatories"),
        max_length=300,
        blank=True,
        help_text=_("Functions and bodies of those who signed, both sides."),
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("replaces"),
        related_name="replaced_by",
        null=True,
        blank=True,
        help_text=_("The wrong step that this one corrects."),
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True, help_text=_("Why a step is replaced."))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = StepQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["happened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(happened_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_happened_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True) | ~models.Q(reason=""),
                name="%(app_label)s_%(class)s_replacement_has_a_reason",
                violation_error_message=_("Say why the step is replaced."),
            ),
            models.CheckConstraint(
                condition=models.Q(replaces__isnull=True) | models.Q(replaces__lt=models.F("id")),
                name="%(app_label)s_%(class)s_replaces_an_earlier_one",
                violation_error_message=_("A step replaces one that was recorded before it."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {in_words(self.happened_on, self.precision)}"

    @property
    def is_replaced(self):
        """Whether a later entry corrects this one."""
        return hasattr(self, "replaced_by")
