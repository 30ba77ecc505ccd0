"""Turns the facts of the launch into records. A record that is there already, by its natural key, is left as it stands."""

import datetime

from funding.models import Commitment, CommitmentStep
from indicators.models import Completeness, Observation, Target
from partners.models import Identity, Membership, Organisation, Person, Programme, Responsibility
from sources.models import Document, Source, Statement
from training.models import MinimumPay

LAUNCH = datetime.date(2025, 5, 20)
REASON = "launch data"


class Loading:
    """One loading: counts the records that it creates."""

    def __init__(self):
        self.created = 0

    def record(self, model, key, **values):
        """The record of a natural key, created from the values if it is not there. Raises `ValidationError`."""
        found = model.objects.filter(**key).first()
        if found is None:
            found = model(**key, **values)
            found.full_clean()
            found.saved_by(None, REASON).save()
            self.created += 1
        return found


def load(facts):
    """Creates what is missing of the facts, a dictionary of the files' contents, and returns how many records that were.

    Raises `ValidationError` for a value that a record refuses, `LookupError` for a name that nothing bears, `TypeError` for a
    field that does not exist. To be called in a transaction.
    """
    loading = Loading()
    load_sources(loading, facts["sources"])
    load_statements(loading, facts["statements"])
    load_partners(loading, facts["partners"])
    load_funding(loading, facts["funding"])
    load_figures(loading, facts["figures"])
    load_law(loading, facts["law"])
    return loading.created


def source_named(key):
    """The source of a key. Raises `LookupError`."""
    return named(Source, key=key)


def named(model, **key):
    """The record of a natural key. Raises `LookupError` in words."""
    found = model.objects.filter(**key).first()
    if found is None:
        raise LookupError(f"there is no {model._meta.model_name} with {key}")
    return found


def load_sources(loading, facts):
    """Documents and the voices in them."""
    for row in facts["document"]:
        loading.record(Document, {"key": row.pop("key")}, **row)
    for row in facts["source"]:
        document = named(Document, key=row.pop("document"))
        loading.record(Source, {"key": row.pop("key")}, document=document, **row)


def load_statements(loading, facts):
    """What the sources said."""
    for row in facts["statement"]:
        loading.record(Statement, {"key": row.pop("key")}, source=source_named(row.pop("source")), **row)


def load_partners(loading, facts):
    """The programme, the organisations with their roles, and who is in charge."""
    for row in facts["programme"]:
        loading.record(Programme, {"short_name": row.pop("short_name")}, **row)
    for row in facts["organisation"]:
        roles = row.pop("roles")
        key = {"name": row.pop("name"), "country": row.pop("country", "FR")}
        organisation = loading.record(Organisation, key, **row)
        for role in roles:
            load_role(loading, organisation, role)
    for row in facts["responsibility"]:
        load_responsibility(loading, row)


def load_role(loading, organisation, role):
    """The role of an organisation, known by the launch."""
    key = {
        "programme": Programme.objects.get(),
        "organisation": organisation,
        "role": role.pop("role"),
        "starts_on": LAUNCH,
    }
    loading.record(Membership, key, precision="known_by", source=source_named(role.pop("source")), **role)


def load_responsibility(loading, row):
    """A function and who holds it; a person whose identity was erased since is not named again."""
    given, family = row.pop("given_name"), row.pop("family_name")
    key = {"function_fr": row.pop("function_fr"), "starts_on": row.pop("starts_on")}
    if Responsibility.objects.filter(**key).exists():
        return
    person = Person().saved_by(None, REASON)
    person.save()
    loading.created += 1
    Identity.objects.create(person=person, given_name=given, family_name=family)
    loading.record(Responsibility, key, person=person, source=source_named(row.pop("source")), **row)


def load_funding(loading, facts):
    """Grants and talks, each with the step that was known by the launch."""
    coordinator = source_named("aef-coordinator")
    for row in facts["commitment"]:
        key = {
            "organisation": named(Organisation, name=row.pop("organisation"), country="FR"),
            "title_fr": row.pop("title_fr"),
        }
        commitment = loading.record(Commitment, key, programme=Programme.objects.get(), title_en=row.pop("title_en"))
        step = {"commitment": commitment, "kind": row.pop("kind"), "happened_on": LAUNCH}
        loading.record(CommitmentStep, step, precision="known_by", source=coordinator, **row)


def load_figures(loading, facts):
    """Observations, targets and declarations of completeness."""
    for row in facts["observation"]:
        key = {"indicator": row.pop("indicator"), "part": row.pop("part", ""), "holds_on": LAUNCH}
        key["source"] = source_named(row.pop("source"))
        loading.record(Observation, key, stated_on=LAUNCH, **row)
    for row in facts["target"]:
        key = {"indicator": row.pop("indicator"), "due_on": row.pop("due_on", None)}
        loading.record(Target, key, stated_on=LAUNCH, source=source_named(row.pop("source")), **row)
    for row in facts["completeness"]:
        loading.record(Completeness, {"indicator": row.pop("indicator")}, source=source_named(row.pop("source")), **row)


def load_law(loading, facts):
    """The legal minimum pay of doctoral contracts, by date."""
    for row in facts["minimum_pay"]:
        loading.record(MinimumPay, {"kind": row.pop("kind"), "starts_on": row.pop("starts_on")}, **row)
