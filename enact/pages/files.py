"""The coordination's list of the files that were sent, with what each belongs to."""

import django_filters as filters
from django.contrib.auth import get_permission_codename
from django.db.models import F, Q, Value
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from enact.amounts import number
from enact.search import holding
from enact.ui.columns import ListColumn, MomentColumn, NumberColumn
from enact.ui.filters import ChoicesFilter, DayFilter, ListFilter
from enact.ui.lists import ListPage
from enact.ui.tables import ListTable
from funding.models import CommitmentStep, FrameworkAgreement, PaymentCall, Receipt
from partners.models import Organisation
from research.models import CallDocument, ChairStep
from sources.models import File
from space.models import LeftBehind, SignedPaper

OF_A_COMMITMENT = ("commitment__title_fr", "commitment__organisation__name")
OWNERS = {
    CommitmentStep: OF_A_COMMITMENT,
    FrameworkAgreement: ("title_fr", "organisation__name"),
    PaymentCall: OF_A_COMMITMENT,
    Receipt: OF_A_COMMITMENT,
    ChairStep: ("chair__title_fr", "chair__host__name"),
    CallDocument: ("call__title_fr", "call__programme__short_name"),
    Organisation: ("name", "name"),
    SignedPaper: OF_A_COMMITMENT,
    LeftBehind: ("page", "organisation__name"),
}
"""The kinds of record that files belong to, each with the ways to its title and to the name of its organisation."""
WORDS = {
    CommitmentStep: ("commitment__words", "commitment__organisation__words"),
    FrameworkAgreement: ("words", "organisation__words"),
    PaymentCall: ("commitment__words", "commitment__organisation__words"),
    Receipt: ("commitment__words", "commitment__organisation__words"),
    ChairStep: ("chair__words", "chair__host__words"),
    CallDocument: ("call__words",),
    Organisation: ("words",),
    SignedPaper: ("commitment__words", "commitment__organisation__words"),
    LeftBehind: ("organisation__words",),
}
"""The ways to the words by which they are found."""

FIELDS = {Organisation: "logo"}
"""The field in which a kind of record holds its file, where it is not `file`."""

MOST_NAMES = 10
"""How many of the records that share a file are named in its row."""


def kind_of(model):
    """The key of a kind of record."""
    return model._meta.model_name


def owned(model):
    """The keys of the files that belong to a record of a kind."""
    return model.objects.order_by().filter(**{f"{field_of(model)}__isnull": False}).values(field_of(model))


def field_of(model):
    """The field in which a kind of record holds its file."""
    return FIELDS.get(model, "file")


class OwnerSearch(filters.CharFilter):
    """What is typed, looked for in the names of files and in the words of what they belong to."""

    def filter(self, qs, value):
        if not value:
            return qs
        found = Q(name__icontains=value)
        for model, fields in WORDS.items():
            found |= Q(pk__in=owned(model).filter(holding(value, *fields)))
        return qs.filter(found)


class OwnersFilter(ChoicesFilter):
    """Files that belong to a record of one of some kinds, or to none."""

    def filter(self, qs, value):
        if not value:
            return qs
        found, anywhere = Q(pk__in=[]), Q(pk__in=[])
        for model in OWNERS:
            anywhere |= Q(pk__in=owned(model))
            if kind_of(model) in value:
                found |= Q(pk__in=owned(model))
        return qs.filter(found | ~anywhere if "none" in value else found)


class FileFilter(ListFilter):
    """The filters of the files."""

    q = OwnerSearch(label=_("Search"))
    owner = OwnersFilter(
        label=_("Belongs to"),
        choices=[(kind_of(model), model._meta.verbose_name) for model in OWNERS],
        none=_("nothing any more: another file took its place"),
    )
    sent_from = DayFilter("sent_at__date", "gte", label=_("Sent, from"))
    sent_to = DayFilter("sent_at__date", "lte", label=_("Sent, until"))


def first_of(names):
    """Some names in words; of the many that share a file by bulk work, the first ten and how many more there are."""
    different = list(dict.fromkeys(names))
    told, more = different[:MOST_NAMES], len(different[MOST_NAMES:])
    if more:
        told.append(ngettext("and %(count)s more", "and %(count)s more", more) % {"count": number(more)})
    return " · ".join(told)


class FileTable(ListTable):
    """The files that were sent."""

    name = ListColumn(_("name"))
    partner = ListColumn(_("organisation"), lambda row: first_of(row.partners), fixed=True)
    owner = ListColumn(_("belongs to"), lambda row: first_of(row.owners))
    bytes = NumberColumn(_("size in bytes"), "size", visible=False)
    size = ListColumn(_("size"), lambda row: filesizeformat(row.size), order_by="size")
    sent = MomentColumn(_("sent at"), "sent_at")
    by = ListColumn(_("sent by"), lambda row: str(row.sent_by or _("The machine")), orderable=False)
    sha256 = ListColumn(_("SHA-256"), visible=False, orderable=False)

    class Meta:
        order_by = ("-id",)


class FileList(ListPage):
    """The files that were sent: letters, agreements, calls for payment, evidence."""

    title = _("Files")
    intro = _(
        "Every file that was sent, the latest first. None is changed: another one takes its place, and this one stays here. "
        "Only what was left behind is erased, ninety days after."
    )
    base = "office/base.html"
    table_class = FileTable
    filterset_class = FileFilter
    knows_days = ()

    def get_queryset(self):
        return File.objects.select_related("sent_by")

    def completed(self, records):
        """With what each belongs to, as far as the account may see it."""
        for file in records:
            file.owners, file.partners = [], []
        found = {file.pk: file for file in records}
        for key, kind, _record, title, partner in self.owners_of(list(found)):
            found[key].owners.append(f"{names()[kind]} – {title}")
            found[key].partners += [partner] if partner else []
        return records

    def owners_of(self, keys):
        """What some files belong to: (keys of the file and the record, its kind, title and organisation) rows, in one query."""
        rows = [
            model.objects.order_by()
            .filter(**{f"{field_of(model)}__in": keys})
            .values_list(f"{field_of(model)}_id", Value(kind_of(model)), "pk", *(F(way) for way in ways))
            for model, ways in OWNERS.items()
            if self.request.user.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}")
        ]
        return sorted(rows[0].union(*rows[1:], all=True), key=lambda row: row[:3]) if rows else []

    def get_address_of(self):
        before, after = reverse("office-file", args=[0]).rsplit("0", 1)
        return lambda record: f"{before}{record.id}{after}"


def names():
    """The names of the kinds of record, by their keys, in the language of the reader."""
    return {kind_of(model): str(model._meta.verbose_name) for model in OWNERS}
