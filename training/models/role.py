"""Who directs a thesis, and who follows it: the roles beside a doctoral student, and the meetings of the committee."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enact.dates import FIRST_DAY
from enact.records import Record
from partners.models import Person
from partners.models.period import PeriodQuerySet, period_constraints
from training.models.contract import DoctoralContract

FIRST_MEETING, LAST_MEETING = 2, 8
"""The committee meets before each registration from the second year on (arrêté of 25 May 2016, article 13)."""

TWO_DIRECTORS = _("Two people direct the thesis at once: end the first period before the second begins.")
TOO_MANY = _(
    "A thesis has one co-director, or two when one of them comes from the socio-economic world "
    "(arrêté of 25 May 2016, article 16)."
)
ON_BOTH_SIDES = _(
    "%(person)s directs the thesis and sits on its follow-up committee: no member of it takes part in the direction "
    "(arrêté of 25 May 2016, article 13)."
)
NO_HDR = _("%(person)s has no HDR: a director has one, or a recorded derogation (arrêté of 25 May 2016, article 16).")


class DoctoralRole(Record):
    """The part that a person has in a doctorate over a period: its direction, or the committee that follows it (CSI)."""

    class Role(models.TextChoices):
        DIRECTOR = "director", _("director")
        CO_DIRECTOR = "co_director", _("co-director")
        COMPANY = "company", _("company supervisor")
        COMMITTEE = "committee", _("member of the follow-up committee")

    contract = models.ForeignKey(
        DoctoralContract, models.PROTECT, verbose_name=_("doctoral contract"), related_name="roles"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role)
    person = models.ForeignKey(Person, models.PROTECT, verbose_name=_("person"), related_name="doctoral_roles")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    is_from_economy = models.BooleanField(_("from the socio-economic world"), default=False)
    derogation = models.CharField(
        _("derogation"),
        max_length=200,
        blank=True,
        help_text=_("For a director without HDR: the decision, its body and its day."),
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("role beside a doctoral student")
        verbose_name_plural = _("roles beside doctoral students")
        ordering = ["contract", "starts_on", "pk"]
        constraints = [
            *period_constraints(),
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(role="director", ends_on__isnull=True),
                name="%(app_label)s_%(class)s_one_director_at_a_time",
                violation_error_message=TWO_DIRECTORS,
            ),
            models.UniqueConstraint(
                fields=["contract", "person", "starts_on"],
                name="%(app_label)s_%(class)s_once_a_day",
                violation_error_message=_("This person has a role beside this doctoral student from this day already."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    def clean(self):
        """Refuses what the roles of the contract, as they are saved, leave no place for."""
        super().clean()
        if self.contract_id:
            others = self.contract.roles.exclude(pk=self.pk).select_related("person__identity")
            wrong = wrong_among([*others, self])
            if wrong:
                raise ValidationError(wrong, code="no_place")


def meet(one, other):
    """Whether two periods have a day in common."""
    last = [role.ends_on for role in (one, other) if role.ends_on]
    return max(one.starts_on, other.starts_on) <= min(last) if last else True


def wrong_among(roles):
    """What is refused of the roles of a contract, in words; `None` when nothing is."""
    directing = [role for role in roles if role.role != DoctoralRole.Role.COMMITTEE]
    following = [role for role in roles if role.role == DoctoralRole.Role.COMMITTEE]
    for member in following:
        if any(member.person_id == other.person_id and meet(member, other) for other in directing):
            return ON_BOTH_SIDES % {"person": member.person}
    directors = [role for role in roles if role.role == DoctoralRole.Role.DIRECTOR]
    if any(meet(one, other) for place, one in enumerate(directors) for other in directors[:place]):
        return TWO_DIRECTORS
    for role in directors:
        if role.person.has_hdr is False and not role.derogation:
            return NO_HDR % {"person": role.person}
    return wrong_among_co_directors([role for role in roles if role.role == DoctoralRole.Role.CO_DIRECTOR])


def wrong_among_co_directors(roles):
    """What is refused of co-directors: how many there are on the day on which each comes."""
    for role in roles:
        together = [other for other in roles if meet(other, role) and other.starts_on <= role.starts_on]
        if len(together) > 2 or (len(together) == 2 and not any(each.is_from_economy for each in together)):
            return TOO_MANY
    return None


class CommitteeMeeting(Record):
    """A meeting of the individual follow-up committee (CSI): its day and its outcome, never its report."""

    class Outcome(models.TextChoices):
        FAVOURABLE = "favourable", _("favourable")
        RESERVED = "reserved", _("favourable, with reservations")
        UNFAVOURABLE = "unfavourable", _("unfavourable")
        NOT_SAID = "not_said", _("not said")

    contract = models.ForeignKey(
        DoctoralContract, models.PROTECT, verbose_name=_("doctoral contract"), related_name="meetings"
    )
    year = models.PositiveSmallIntegerField(
        _("year of registration"), help_text=_("The year of the doctorate that it comes before: 2, 3…")
    )
    held_on = models.DateField(_("held on"))
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome, default=Outcome.NOT_SAID)

    class Meta:
        verbose_name = _("meeting of a follow-up committee")
        verbose_name_plural = _("meetings of follow-up committees")
        ordering = ["contract", "year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_MEETING, LAST_MEETING)),
                name="%(app_label)s_%(class)s_from_the_second_year_on",
                violation_error_message=_("The committee meets before each year from the second on."),
            ),
            models.CheckConstraint(
                condition=Q(held_on__gte=FIRST_DAY),
                name="%(app_label)s_%(class)s_held_since_2000",
                violation_error_message=_("The day is before 2000: please check the year."),
            ),
            models.UniqueConstraint(
                fields=["contract", "year"],
                name="%(app_label)s_%(class)s_once_a_year",
                violation_error_message=_("The meeting of that year is recorded already."),
            ),
        ]

    def __str__(self):
        return str(_("year %(year)s") % {"year": self.year})
