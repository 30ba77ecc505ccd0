"""What belongs to doctoral contracts, as files give it: steps, roles, committees, laboratories, and what pays for them."""

from enact.imports.owned import OwnedPart, SeveralPart
from partners.models import Person
from sources.resources import StepPart
from training.models import CommitteeMeeting, Coverage, DoctoralLaboratory, DoctoralRole, DoctoralStep


class DoctoralStepPart(StepPart):
    """The steps of the contracts of a file."""

    model = DoctoralStep
    OWN = ("ground", "months")

    def order(self, target):
        """The start first: other steps are before or after it."""
        return target.record.kind != DoctoralStep.Kind.STARTED, target.record.happened_on


class DoctoralRolePart(OwnedPart):
    """The roles beside the doctoral students of a file: by role, person and, where it is given, first day."""

    model = DoctoralRole
    PREFIX = "role_"
    OWNER = "contract"
    told_by = ("role", "person")
    day = "starts_on"
    fields = ("role", "person", "starts_on", "ends_on", "is_from_economy", "derogation")
    asked = ("role", "person", "starts_on")

    def check(self):
        """With who they are, which the rules ask for."""
        roles = [*self.loaded, *(target.record for target in self.targets.values())]
        people = Person.objects.select_related("identity").in_bulk({role.person_id for role in roles})
        for role in roles:
            role.person = people.get(role.person_id)
        super().check()


class CommitteeMeetingPart(OwnedPart):
    """The meetings of the follow-up committees of a file: by the year before which they are held."""

    model = CommitteeMeeting
    PREFIX = "meeting_"
    OWNER = "contract"
    told_by = ("year",)
    fields = ("year", "held_on", "outcome")
    asked = ("year", "held_on")


class DoctoralLaboratoryPart(SeveralPart):
    """The laboratories in which the theses of a file are prepared: those that are not recorded are added."""

    model = DoctoralLaboratory
    PREFIX = "prepared_in_"
    OWNER = "contract"
    told_by = fields = asked = ("laboratory",)


class CoveragePart(OwnedPart):
    """Which commitments pay which months of the contracts of a file: by commitment and, where it is given, first month."""

    model = Coverage
    PREFIX = "paid_"
    OWNER = "contract"
    told_by = ("commitment",)
    day = "first_month"
    fields = ("commitment", "first_month", "last_month", "amount")
    asked = ("commitment", "first_month", "last_month")
