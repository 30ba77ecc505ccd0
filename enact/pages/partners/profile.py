"""The public page of a partner."""

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from enact.languages import text_of
from enact.ui.kept.live import kept_for_seconds
from enact.ui.public import public
from funding.models import Commitment, CommitmentStep
from partners.models import FormerKey, Membership, Organisation, Responsibility
from research.models import Chair, ChairStep
from sources.views import picture


def partners_on(day):
    """The organisations that hold a role in the programme, or held one, and that may be named in public on a day."""
    return Organisation.objects.public_on(day).filter(Exists(roles_by(day).filter(organisation=OuterRef("pk"))))


def roles_by(day):
    """The roles that had begun by a day, the newest first."""
    return Membership.objects.filter(starts_on__lte=day).order_by("-starts_on", "pk")


def every_partner():
    """The parameters of the page of every partner."""
    return [{"pk": pk} for pk in partners_on(timezone.localdate()).values_list("pk", flat=True)]


def page_of_merged(pk):
    """The address of the partner into which the one of a key was merged, where both may be named; `None` otherwise."""
    today = timezone.localdate()
    former = FormerKey.objects.public_on(today).filter(key=pk, organisation__in=partners_on(today)).first()
    return reverse("partner", args=[former.organisation_id]) if former else None


@kept_for_seconds(pages=every_partner, elsewhere=page_of_merged)
def partner_page(request, pk):
    """What may be told of an organisation that holds a role in the programme, or held one. No amount: those are a release's."""
    today = timezone.localdate()
    partner = get_object_or_404(partners_on(today), pk=pk)
    context = {
        "partner": partner,
        "day": today,
        "description": str(text_of(partner, "description")) or partner.description_en,
        "roles": roles_by(today).filter(organisation=partner).select_related("source__document"),
        "people": people_of(partner, today),
        "commitments": commitments_of(partner, today),
        "chairs": chairs_of(partner, today),
    }
    return render(request, "partners/partner.html", context)


@public
def partner_logo(request, pk):
    """The logo of a partner, as long as its page is public."""
    partner = get_object_or_404(partners_on(timezone.localdate()).select_related("logo"), pk=pk, logo__isnull=False)
    return picture(partner.logo)


def people_of(partner, day):
    """Who holds which public function at a partner on a day."""
    held = Responsibility.objects.active_on(day).filter(organisation=partner, is_public=True)
    return held.select_related("person__identity", "source__document")


def commitments_of(partner, day):
    """The commitments of a partner that may be told on a day: title and state."""
    found = Commitment.objects.public_on(day).filter(organisation=partner).order_by("words", "pk")
    return [(text_of(row, "title"), CommitmentStep.LEADS_TO[row.step_kind]) for row in found]


def chairs_of(partner, day):
    """The chairs that a partner hosts on a day: title, chair, and where it stands."""
    found = Chair.objects.public_on(day).with_step_on(day).filter(host=partner).order_by("words", "pk")
    return [(text_of(row, "title"), row, ChairStep.Kind(row.step_kind)) for row in found]
