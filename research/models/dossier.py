"""What goes with a call: its documents, and the questions that were asked with the answers that were given."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY
from enact.languages import text_of
from enact.records import Record
from research.models.call import Call
from sources.models import File

SHORT = 80
"""In characters: of a longer question, its name shows the beginning."""


class PublishedQuerySet(models.QuerySet):
    """What is published with a call."""

    def public_on(self, day):
        """What is published on a day, of calls that are."""
        return self.filter(published_on__lte=day, call__published_on__lte=day)

    def unanswered(self):
        """Questions that nobody has answered."""
        return self.filter(answered_on__isnull=True)


class CallDocument(Record):
    """A document of a call: a file that is given here, or one that stands elsewhere, at an address."""

    call = models.ForeignKey(Call, models.PROTECT, verbose_name=_("call"), related_name="documents")
    title_fr = models.CharField(_("title in French"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    file = models.ForeignKey(
        File, models.PROTECT, verbose_name=_("file"), null=True, blank=True, related_name="calldocuments"
    )
    address = models.URLField(_("web address"), blank=True)
    published_on = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        help_text=_("Everybody reads it from that day on, with its call. Empty: nobody."),
    )

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a call")
        verbose_name_plural = _("documents of calls")
        ordering = ["call", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True, address__gt="") | Q(file__isnull=False, address=""),
                name="%(app_label)s_%(class)s_is_in_one_place",
                violation_error_message=_("Send a file, or give an address: one of both."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(published_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_published_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
        ]

    def __str__(self):
        return str(text_of(self, "title"))


class CallQuestion(Record):
    """A question about a call, and its answer. Both are published together, so that everybody knows the same."""

    call = models.ForeignKey(Call, models.PROTECT, verbose_name=_("call"), related_name="questions")
    asked_on = models.DateField(_("asked on"), null=True, blank=True, help_text=_("Empty: not known."))
    question_fr = models.TextField(_("question in French"), help_text=_("Without the name of whoever asked."))
    question_en = models.TextField(_("question in English"), blank=True)
    answer_fr = models.TextField(_("answer in French"), blank=True)
    answer_en = models.TextField(_("answer in English"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    published_on = models.DateField(
        _("published on"),
        null=True,
        blank=True,
        help_text=_("Everybody reads it from that day on, with its call. Empty: nobody."),
    )

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a call")
        verbose_name_plural = _("questions about calls")
        ordering = ["call", F("answered_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_fr="", answered_on__isnull=True) | Q(answer_fr__gt="", answered_on__isnull=False),
                name="%(app_label)s_%(class)s_answer_has_a_day",
                violation_error_message=_("An answer has its text in French and its day, both."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(asked_on__isnull=True) | Q(answered_on__gte=F("asked_on")),
                name="%(app_label)s_%(class)s_answered_after_it_was_asked",
                violation_error_message=_("The answer is before the question."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(answered_on__isnull=False, published_on__gte=F("answered_on")),
                name="%(app_label)s_%(class)s_published_once_answered",
                violation_error_message=_("A question is published once it is answered, not before."),
            ),
            models.CheckConstraint(
                condition=(Q(asked_on__isnull=True) | Q(asked_on__gte=FIRST_DAY))
                & (Q(answered_on__isnull=True) | Q(answered_on__gte=FIRST_DAY)),
                name="%(app_label)s_%(class)s_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
        ]

    def __str__(self):
        words = str(text_of(self, "question"))
        return words if len(words) <= SHORT else f"{words[:SHORT]}…"
