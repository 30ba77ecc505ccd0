"""Which organisations look alike: one identifier, or names that differ in accents, case, punctuation or legal form alone."""

import re
from collections import defaultdict

from enact.languages import alphabetical

LEGAL_FORMS = frozenset(
    re.findall(
        r"\w+",
        """ab ag asbl asso association bv co corp earl ei eirl eurl ev gie gip gmbh inc kg kgaa limited llc lp ltd mbh nv oy oyj
        plc pte pty sa sagl sarl sarlu sas sasu sca scic scop scp scs se selarl sem semop sl snc spa spl spol srl sro ug vof""",
    )
)
"""Legal forms as one word, without accents and points: of France, of its neighbours, and the most common elsewhere."""
LONG_FORMS = re.compile(
    r"\b(societe anonyme|societe par actions simplifiee( unipersonnelle)?|societe a responsabilite limitee|societe cooperative"
    r"|groupement d interet (economique|public|scientifique)|association loi( de)? 1901|gesellschaft mit beschrankter haftung"
    r"|aktiengesellschaft|societa per azioni)\b"
)
INITIALS = re.compile(r"\b\w(?:\.\s?\w)+\b\.?")
"""Letters parted by points, as in S.A.S. or S. p. A."""
LONGEST = 200
IDENTIFIERS = ("siren", "siret", "ror", "uai")
LOOKED_AT = ("name", "short_name", *IDENTIFIERS)
"""The fields by which an organisation may be taken for another one."""
SIREN_DIGITS = 9
"""The first digits of a SIRET are the SIREN of the body whose establishment it is."""


def likeness_of(name):
    """What is left of a name without accents, case, punctuation, spaces and the legal forms around it; "" for no name.

    A name that is nothing but a legal form is left whole.
    """
    plain = INITIALS.sub(lambda found: re.sub(r"[.\s]", "", found.group()), alphabetical(name))
    words = re.findall(r"[^\W_]+", plain)
    kept = LONG_FORMS.sub(" ", " ".join(words)).split()
    while kept and kept[-1] in LEGAL_FORMS:
        kept.pop()
    while kept and kept[0] in LEGAL_FORMS:
        kept.pop(0)
    return "".join(word for word in kept or words if word not in ("et", "and", "und"))[:LONGEST]


class Lookalikes:
    """The organisations by what they may be taken for another one by, read once: for thousands of rows that are looked up.

    `organisations` is a query. `like` takes what the method of this name of their queryset takes, and gives keys.
    """

    def __init__(self, organisations):
        self.names, self.short_names = defaultdict(set), defaultdict(set)
        self.identifiers = {field: defaultdict(set) for field in IDENTIFIERS}
        columns = ("pk", "likeness", "short_likeness", *IDENTIFIERS)
        for pk, name, short_name, *identifiers in organisations.order_by().values_list(*columns).iterator():
            self.enter(pk, name, short_name, dict(zip(IDENTIFIERS, identifiers, strict=True)))

    def add(self, organisation, key=None):
        """Takes one more into account: one that was just made or, under another key than its own, one that is to be made."""
        identifiers = {field: getattr(organisation, field) for field in IDENTIFIERS}
        self.enter(key or organisation.pk, *likenesses_of(organisation.name, organisation.short_name), identifiers)

    def enter(self, pk, name, short_name, identifiers):
        """Enters a key under everything by which it is found."""
        self.names[name].add(pk)
        self.short_names[short_name].add(pk)
        legal = identifiers["siren"] or identifiers["siret"][:SIREN_DIGITS]
        for field, value in (identifiers | {"siren": legal}).items():
            self.identifiers[field][value].add(pk)

    def like(self, *, name="", short_name="", siren="", siret="", ror="", uai=""):
        """The keys of the organisations that look like what is given, as a set."""
        name, short_name = likenesses_of(name, short_name)
        legal = siren or siret[:SIREN_DIGITS]
        found = [(self.names, name), (self.short_names, name), (self.names, short_name)]
        found += [(self.identifiers[field], value) for field, value in (("siren", legal), ("ror", ror), ("uai", uai))]
        return set().union(*(keys.get(value, ()) for keys, value in found if value))


def likenesses_of(name, short_name):
    """The likeness of a name and of a short name; that of the short name is "" when it says no more than the name."""
    of_name, of_short_name = likeness_of(name), likeness_of(short_name)
    return of_name, "" if of_short_name == of_name else of_short_name
