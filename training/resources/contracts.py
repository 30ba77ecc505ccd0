"""Doctoral contracts with what belongs to them, as files give them."""

from functools import partial

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from enact.imports.columns import ReferenceColumn, SeveralColumn, ThemesColumn
from enact.imports.fields import columns_of, labelled
from enact.imports.headings import normal
from enact.imports.parts import Wrong, rows_by
from enact.imports.resources import KeyedPart, Resource, key_column
from enact.moments import local
from enact.themes import Themed
from funding.resources.flow import Commitments
from partners.models import Organisation
from partners.resources import OrganisationColumn, PersonColumn, laboratories
from research.models import Call
from research.resources.references import calls, chairs
from sources.resources import step_columns
from training.models import CommitteeMeeting, Coverage, DoctoralContract, DoctoralRole, DoctoralStep, MinimumPay
from training.models.role import wrong_among
from training.models.rules import Case
from training.models.term import first_day, wrong_with_number, wrong_with_steps
from training.resources.beside import (
    CommitteeMeetingPart,
    CoveragePart,
    DoctoralLaboratoryPart,
    DoctoralRolePart,
    DoctoralStepPart,
)

ROLE, COMMITTEE, COVERAGE = gettext_lazy("role"), gettext_lazy("follow-up committee"), gettext_lazy("coverage")
TITLE = ("titre", "intitulé", "sujet", "titre de la thèse", (gettext_lazy("title"), gettext_lazy("in French")))
STEPS = {
    **dict.fromkeys(("démarré", "début", "début du contrat", "start"), DoctoralStep.Kind.STARTED),
    **dict.fromkeys(("sélectionné", "choisi"), DoctoralStep.Kind.SELECTED),
    **dict.fromkeys(("soutenance", "soutenue", "thèse soutenue", "defence", "defense"), DoctoralStep.Kind.DEFENDED),
    **dict.fromkeys(("prolongation", "avenant", "extension"), DoctoralStep.Kind.EXTENDED),
}
ROLES = {
    **dict.fromkeys(
        ("directeur", "directrice", "directeur de thèse", "directrice de thèse"), DoctoralRole.Role.DIRECTOR
    ),
    **dict.fromkeys(("codirecteur", "codirectrice", "codirector"), DoctoralRole.Role.CO_DIRECTOR),
}
"""Kinds of steps, and roles, by other names that people write."""
FIELD_OF = {
    "pay_is_low": "pay",
    "defence_is_due": "defence_planned_on",
    "collaboration_is_due": "collaboration_signed_on",
    "starts_early": "call",
}
"""At which field a doubt is said, by the check that says it; others at the row."""


def organisations_by_key():
    """All organisations by key, which cotutelles are checked against."""
    return Organisation.objects.in_bulk()


class DoctoralContractPart(KeyedPart):
    """The contracts of a file: by key, else by the number of the thesis, else by institution and French title."""

    model = DoctoralContract
    fields = (
        *("kind", "title_fr", "title_en", "student", "institution", "doctoral_school", "employer", "cotutelle"),
        *("call", "chair", *Themed.THEMES, "funded_by_enact", "planned_start_on", "months", "pay", "pay_unit"),
        *("monthly_cost", "collaboration_signed_on", "defence_planned_on", "nnt"),
    )
    asked = ("kind", "title_fr", "institution")
    NAME = "title_fr"

    def records(self, lines, keys):
        named = set().union(*(line.values.get("institution") or () for line in lines))
        rows = DoctoralContract.objects.all()
        yield from rows_by(rows, "pk", keys)
        yield from rows_by(rows, "institution_id", named)
        yield from rows_by(rows, "nnt", {line.values["nnt"] for line in lines if line.values.get("nnt")})

    def load(self, lines, owners):
        super().load(lines, owners)
        self.by_number = {one.nnt: one for one in self.loaded if one.nnt}
        self.by_title = {}
        for one in self.loaded:
            self.by_title.setdefault((one.institution_id, normal(one.title_fr)), []).append(one)

    def find_otherwise(self, line, owner):
        institutions, title = line.values.get("institution"), normal(line.values.get("title_fr", ""))
        numbered = self.by_number.get(line.values.get("nnt"))
        if numbered:
            return numbered.pk, numbered
        if not institutions or not title:
            raise Wrong(
                _("A row names its doctoral contract: by its number, its NNT, or by institution and title in French.")
            )
        institution = self.only(line, line.columns["institution"], institutions)
        found = self.by_title.get((institution, title), [])
        if len(found) > 1:
            raise Wrong(_("Several contracts of this institution have this title: write the number."), "title_fr")
        return (found[0].pk, found[0]) if found else (("new", institution, title), None)

    def new(self, line, owner):
        return DoctoralContract()

    def give(self, target, line):
        super().give(target, line)
        if target.record.cotutelle_id:
            target.record.cotutelle = self.context.once(organisations_by_key)[target.record.cotutelle_id]


class DoctoralContractResource(Resource):
    """Doctoral contracts, each with the steps, roles, meetings of its committee, laboratories and coverage of its rows."""

    name = "doctoral-contracts"
    title = gettext_lazy("Doctoral contracts with their steps, roles, follow-up committees, laboratories and coverage")
    intro = gettext_lazy(
        "One row a contract; of one with several steps, people or commitments that pay, one row each. Found by number, by NNT, "
        "or by institution and title in French. What the rules refuse is an error of its row; what is to be decided is in doubt."
    )
    doubted = gettext_lazy(
        "Rows about which something is to be decided are recorded as they stand; the page of each contract goes on saying it."
    )
    parts = (
        *(DoctoralContractPart, DoctoralStepPart, DoctoralRolePart, CommitteeMeetingPart, DoctoralLaboratoryPart),
        CoveragePart,
    )
    columns = (
        key_column(),
        *columns_of(
            DoctoralContract,
            kind={"asked": True, "also": ("type", "type de contrat", "nature")},
            title_fr={"asked": True, "also": (gettext_lazy("title"), *TITLE)},
            title_en={"also": ((gettext_lazy("title"), gettext_lazy("in English")),)},
        ),
        PersonColumn("student", gettext_lazy("doctoral student"), also=("doctorant", "doctorante")),
        OrganisationColumn(
            "institution",
            gettext_lazy("institution"),
            asked=True,
            is_optional=False,
            also=(gettext_lazy("institution of registration"), "établissement"),
        ),
        *columns_of(DoctoralContract, doctoral_school={"also": ("ED",)}),
        OrganisationColumn("employer", gettext_lazy("employer"), also=("entreprise",)),
        OrganisationColumn("cotutelle", gettext_lazy("cotutelle with"), also=("cotutelle",)),
        ReferenceColumn("call", gettext_lazy("call"), directory=calls),
        ReferenceColumn("chair", gettext_lazy("chair"), directory=chairs),
        ThemesColumn("themes", gettext_lazy("themes")),
        *columns_of(
            DoctoralContract,
            funded_by_enact={},
            planned_start_on={"also": ("début prévu",)},
            months={"also": ("durée en mois", "durée")},
            pay={"also": ("salaire brut", "rémunération brute")},
            pay_unit={"label": pgettext_lazy("pay", "paid")},
            monthly_cost={},
            collaboration_signed_on={},
            defence_planned_on={},
            nnt={},
        ),
        *step_columns(DoctoralStep, STEPS, ground={}, months={"also": ("mois ajoutés",)}),
        *columns_of(DoctoralRole, "role_", role={"name": "role", "also": ((ROLE, "type"),), "called": ROLES}),
        PersonColumn("role_person", labelled(ROLE, gettext_lazy("person")), also=("personne", gettext_lazy("person"))),
        *columns_of(
            DoctoralRole,
            "role_",
            ROLE,
            starts_on={"also": ("rôle depuis le",)},
            ends_on={"also": ("rôle jusqu’au",)},
            is_from_economy={},
            derogation={"also": (gettext_lazy("derogation"),)},
        ),
        *columns_of(
            CommitteeMeeting,
            "meeting_",
            COMMITTEE,
            year={"also": ("année du CSI",)},
            held_on={"also": ("date du CSI", "CSI")},
            outcome={"also": ("avis du CSI",)},
        ),
        SeveralColumn(
            "laboratories",
            gettext_lazy("laboratories"),
            field="prepared_in_laboratory",
            directory=laboratories,
            also=(gettext_lazy("laboratory"), "labo", "unité de recherche"),
        ),
        ReferenceColumn(
            "paid_commitment",
            labelled(COVERAGE, gettext_lazy("commitment")),
            directory=Commitments,
            also=(gettext_lazy("commitment"), "financement"),
        ),
        *columns_of(
            Coverage,
            "paid_",
            COVERAGE,
            first_month={"also": (gettext_lazy("first month"),)},
            last_month={"also": (gettext_lazy("last month"),)},
            amount={},
        ),
    )
    derived = (
        gettext_lazy("state"),
        gettext_lazy("since"),
        (gettext_lazy("since"), gettext_lazy("precision")),
        gettext_lazy("first day"),
        gettext_lazy("last day"),
    )

    @classmethod
    def check(cls, parts):
        """Refuses what the steps, the roles and the number of a contract may not be together; says what is to be decided."""
        contracts, steps, roles, meetings, *_others = parts
        changed = []
        for owner in steps.owners:
            refuse_steps(contracts, steps, owner)
            roles.refuse_together(owner, wrong_among, "person")
            if owner.is_changed or any(part.changed_of(owner) for part in parts[1:]):
                changed += [] if any(line.faults for line in owner.lines) else [owner]
        for owner, case in cases_of(changed, steps, roles, meetings):
            for check, words in case.doubts_by_check(contracts.context.on).items():
                contracts.doubt(owner, FIELD_OF.get(check, ""), str(words))


def refuse_steps(contracts, steps, owner):
    """Notes what the steps of a contract may not be together: at a step or, where the contract changes, at its row."""
    contract, stand = owner.record, steps.standing_of(owner)
    number, words = None, steps.refuse_together(owner, partial(wrong_with_steps, contract), "happened_on")
    is_faulty = any(line.faults for line in owner.lines)
    if not is_faulty and (owner.is_changed or steps.changed_of(owner)):
        number = wrong_with_number(contract.nnt, first_day(stand, "defended"))
        if number or words:
            contracts.note(owner, "nnt" if number else "", str(number or words))


def cases_of(owners, steps, roles, meetings):
    """Each of some contracts of a file, with its case as it will stand: two queries for all that the file does not give."""
    contracts = [owner.record for owner in owners]
    closings = Call.objects.filter(pk__in={one.call_id for one in contracts}).annotate(last=Max("stages__closes_at"))
    closes = {call.pk: local(call.last).date() for call in closings if call.last}
    minimums = list(MinimumPay.objects.all()) if owners else []
    for owner in owners:
        contract = owner.record
        beside = (roles.standing_of(owner), meetings.standing_of(owner))
        around = (*beside, minimums, closes.get(contract.call_id))
        yield owner, Case(contract, steps.standing_of(owner), *around)
