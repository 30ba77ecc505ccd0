"""A visit to a partner's space. Everything in it starts from what the account may see on the day of its request."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from enact.dates import DayField
from enact.ui.asking import short
from enact.ui.session import goes_on
from funding.models import Commitment, CommitmentStep
from partners.models import Organisation, Responsibility


class Visit:
    """A request to the space of an organisation: what the account may see of it today, as it stands on the day asked for.

    `on` is that day, today where none is asked for; `fault` says in words why it cannot be read, and then nothing is told.
    Raises `Http404` for an organisation that the account does not see, as for one that does not exist.
    """

    def __init__(self, request, key):
        self.user, self.today = request.user, timezone.localdate()
        self.organisation, self.others = self.whose(key)
        goes_on(request)
        self.typed, self.fault, self.on = request.GET.get("on", "").strip(), "", self.today
        try:
            self.on = DayField(required=False).clean(self.typed) or self.today
        except ValidationError as error:
            self.fault = short(error.messages[0])

    def whose(self, key):
        """The organisation of a key, and the others whose spaces the account enters; for the coordination, none is named."""
        seen = Organisation.objects.visible_to(self.user, self.today)
        if self.user.is_staff:
            return get_object_or_404(seen, pk=key), []
        found = {organisation.pk: organisation for organisation in seen}
        if key not in found:
            raise Http404
        return found.pop(key), list(found.values())

    @property
    def is_to_come(self):
        """Whether the day asked for is still to come."""
        return self.on > self.today

    @property
    def query(self):
        """What the addresses of a space keep of the day asked for."""
        return f"?on={self.on.isoformat()}" if self.typed and not self.fault else ""

    @property
    def whose_rows(self):
        """Whose rows are asked for, by whom, and when."""
        return self.organisation, self.user, self.today

    def commitments_on(self, day):
        """The commitments of the organisation, as their steps of a day say."""
        own = Commitment.objects.visible_to(self.user, self.today).filter(organisation=self.organisation)
        return own.with_step_on(day)

    def steps_of(self, commitment):
        """The steps of a commitment, those that were replaced with them."""
        own = CommitmentStep.objects.visible_to(self.user, self.today).filter(commitment=commitment)
        return own.filter(happened_on__lte=self.on).select_related("source__document", "file", "replaced_by")

    @cached_property
    def people(self):
        """Who holds which function: in the organisation, as its contacts on our side, and in public on our side.

        Beside an invented organisation, under words that say that nothing there is a fact, nobody real is named.
        """
        seen = Responsibility.objects.visible_to(self.user, self.today).active_on(self.on)
        sides = {"own": [], "contacts": [], "public": []}
        for held in seen.select_related("person__identity"):
            if held.organisation_id == self.organisation.pk:
                sides["own"].append(held)
            elif held.contact_of_id == self.organisation.pk:
                sides["contacts"].append(held)
            elif held.organisation_id is None and held.contact_of_id is None and held.is_public:
                sides["public"].append(held)
        return sides | {"public": []} if self.organisation.is_example else sides


def at_its_key(view):
    """A view below an organisation. From the key of one that was merged into another one, it leads to whoever sees that one."""

    @wraps(view)
    def inner(request, organisation, **kwargs):
        try:
            return view(request, organisation=organisation, **kwargs)
        except Http404:
            seen = Organisation.objects.visible_to(request.user, timezone.localdate())
            kept = seen.filter(former_keys__key=organisation).first()
            if kept is None:
                raise
            place = reverse(request.resolver_match.view_name, kwargs={"organisation": kept.pk, **kwargs})
            asked = request.META.get("QUERY_STRING", "")
            return redirect(f"{place}?{asked}" if asked else place, permanent=True)

    return inner
