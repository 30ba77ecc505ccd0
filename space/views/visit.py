"""A visit to a partner's space. Everything in it starts from what the account may see on the day of its request."""

from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from enact.dates import DayField
from enact.ui.asking import short
from enact.ui.session import goes_on
from funding.models import Commitment, CommitmentStep
from partners.models import Access, Onlooker, Organisation, Responsibility, may_look
from space.actions.looks import record_look
from space.measures.payments import instalments_of, lines, recorded_of, to_pay, with_announcements

SAFE = ("GET", "HEAD", "OPTIONS")
LOOKED_AT = "looked_at"
"""Where a session keeps the keys of the organisations as which the coordination has looked in it."""


class Visit:
    """A request to the space of an organisation: what the account may see of it today, as it stands on the day asked for.

    `on` is that day, today where none is asked for; `fault` says in words why it cannot be read, and then nothing is told.
    `user` is whoever the rows are for: the account, or an `Onlooker` while the coordination looks as a partner does; `role` is
    what the account is to the organisation today, of `Access.Role`, and `None` for the coordination. Raises `Http404` for an
    organisation that the account does not see, as for one that does not exist.
    """

    role = None

    def __init__(self, request, key):
        self.user, self.today = request.user, timezone.localdate()
        self.organisation, self.others = self.whose(key)
        if self.user.is_staff:
            self.look(request)
        goes_on(request)
        self.typed, self.fault, self.on = request.GET.get("on", "").strip(), "", self.today
        try:
            self.on = DayField(required=False).clean(self.typed) or self.today
        except ValidationError as error:
            self.fault = short(error.messages[0])

    @classmethod
    def of(cls, user, key, today):
        """The visit of an account without a request, on a day which is today: for what mails and calendars tell it."""
        visit = cls.__new__(cls)
        visit.user, visit.today, visit.on, visit.typed, visit.fault = user, today, today, "", ""
        visit.organisation, visit.others = visit.whose(key)
        return visit

    def whose(self, key):
        """The organisation of a key, and the others whose spaces the account enters; for the coordination, none is named."""
        seen = Organisation.objects.visible_to(self.user, self.today)
        if self.user.is_staff:
            return get_object_or_404(seen if may_look(self.user) else seen.none(), pk=key), []
        own = Access.objects.active_on(self.today).filter(user=self.user, organisation__in=seen)
        found = {access.organisation_id: access for access in own.select_related("organisation")}
        if key not in found:
            raise Http404
        self.role = found[key].role
        return found.pop(key).organisation, [access.organisation for access in found.values()]

    def look(self, request):
        """The coordination looks as a manager would: it sends nothing, and that it looks is recorded, once in a session."""
        if request.method not in SAFE:
            raise PermissionDenied
        looked_at = request.session.get(LOOKED_AT, [])
        if self.organisation.pk not in looked_at:
            record_look(organisation=self.organisation, by=request.user, at=timezone.now())
            request.session[LOOKED_AT] = [*looked_at, self.organisation.pk]
        self.user = Onlooker(self.organisation)

    @property
    def may_answer(self):
        """Whether the account answers for the organisation."""
        return self.role == Access.Role.MANAGER

    def rights_to_answer(self):
        """The access by which the account answers for the organisation now, asked once more; none when that has ended."""
        own = Access.objects.active_on(timezone.localdate()).filter(user=self.user, user__is_active=True)
        return own.filter(organisation=self.organisation, role=Access.Role.MANAGER)

    def refuse_others_than_managers(self):
        """Raises `PermissionDenied` unless the account answers for the organisation."""
        if not self.may_answer:
            raise PermissionDenied

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

    def own(self, model):
        """The rows of a model that the account may see today and that are for the eyes of the organisation."""
        seen = model.objects.visible_to(self.user, self.today)
        return seen.filter(seen.belonging_to([self.organisation.pk]))

    def commitments_on(self, day):
        """The commitments of the organisation, as their steps of a day say, with the key of the file of that step."""
        return self.own(Commitment).with_step_on(day, step_file="file")

    @cached_property
    def commitments(self):
        """The commitments of the organisation on the day asked for, by their titles."""
        return list(self.commitments_on(self.on).order_by("words", "pk"))

    @cached_property
    def receipts(self):
        """What the organisation had paid or given by the day asked for; in kind that is not approved by then, too.

        `counts` says of each whether it counts as received.
        """
        return list(recorded_of(*self.whose_rows, self.on))

    @cached_property
    def due(self):
        """What is to be paid on the day asked for: lines of instalments, with their commitments, the first due first."""
        rows = to_pay(instalments_of(*self.whose_rows, self.on), self.commitments_on(self.on), self.on)
        return lines(with_announcements(rows, self, self.on).select_related("commitment"), self.on)

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
    """A view below an organisation. From the key of one that was merged into another one, it leads to whoever sees that one.

    What was typed on a page opened before the merger is sent on as it is.
    """

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
            is_sent = request.method not in ("GET", "HEAD")
            return redirect(f"{place}?{asked}" if asked else place, permanent=True, preserve_request=is_sent)

    return inner
