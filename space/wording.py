"""What the coordination records, in the words of the partner whom it is about."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from enact.dates import in_words
from funding.models import CommitmentStep, State

Kind = CommitmentStep.Kind

STATES = {
    State.IN_DISCUSSION: _("in discussion"),
    State.PROMISED: _("promised by you"),
    State.GRANTED: _("granted by you, the agreement to be signed"),
    State.AGREED: _("agreement signed by both sides"),
    State.WITHDRAWN: _("withdrawn"),
}
"""How a commitment stands."""

MEANINGS = {
    Kind.DISCUSSION: _("We are talking about it together: nothing is promised, and it counts in no sum of yours."),
    Kind.INTEREST: _("You have said that you are interested: it is counted as promised, without being a claim on you."),
    Kind.LETTER: _("Your letter of commitment is recorded: its amount is indicative, and is not a claim on you."),
    Kind.AWARD: _("You have awarded or voted it: it is granted, and no agreement is signed yet."),
    Kind.AGREEMENT: _("The agreement is signed by both sides."),
    Kind.AMENDMENT: _("An amendment to the agreement is signed: its amount is the new total."),
    Kind.WITHDRAWAL: _("It is withdrawn: it no longer counts in any sum."),
    Kind.COMPLETION: _("It has been carried through: it stays among the signed agreements."),
}
"""What a step means for the partner."""

NEXT = {
    Kind.DISCUSSION: _("a letter of commitment from you, if you wish to go on"),
    Kind.INTEREST: _("your letter of commitment"),
    Kind.LETTER: _("the agreement, to be signed by both sides"),
    Kind.AWARD: _("the agreement, to be signed by both sides"),
    Kind.AGREEMENT: _("what the agreement provides for: payments are not kept here yet"),
    Kind.AMENDMENT: _("what the agreement provides for: payments are not kept here yet"),
}
"""What usually comes after a step; nothing comes after the others."""

LETTERS, SIGNATURES = (Kind.DISCUSSION, Kind.INTEREST), (Kind.LETTER, Kind.AWARD)
"""The steps after which a letter of the partner is waited for, and those after which an agreement is."""
WAITING = (*LETTERS, *SIGNATURES)
"""The steps after which something is waited for that is kept here."""

SUMS = {
    State.PROMISED: _("Promised"),
    State.GRANTED: _("Granted, the agreement to be signed"),
    State.AGREED: _("Agreement signed"),
}
"""The sums of a partner, by name. What is paid is not kept yet."""

CLAUSES = {
    State.PROMISED: (_("promised"), ""),
    State.GRANTED: (_("granted"), _("(the agreement is to be signed)")),
    State.AGREED: (_("signed agreements for"), ""),
}
"""The sums of a partner as a sentence says them, after "you have": the words before and after the amount."""


def named_sums(sums):
    """The sums of a partner, each with its name and its state."""
    return [(name, sums[state], state) for state, name in SUMS.items()]


def state_after(kind):
    """How a commitment stands after a kind of step; "" before any."""
    return STATES[CommitmentStep.LEADS_TO[kind]] if kind else ""


def facts_of(commitment, organisation):
    """What a commitment of an organisation is: pairs of a name and a value in words."""
    unknown = _("not disclosed")
    return [
        (_("Nature"), commitment.get_nature_display()),
        (_("Cash or in kind"), commitment.get_form_display()),
        (_("Pillar"), commitment.get_pillar_display()),
        (_("Themes"), ", ".join(str(theme) for theme in commitment.themes) or unknown),
        (_("First day"), in_words(commitment.starts_on) or unknown),
        (_("Last day"), in_words(commitment.ends_on) or unknown),
        (_("Its amount in public"), publicity(commitment, organisation)),
    ]


def publicity(commitment, organisation):
    """Whether the amount of a commitment is published, in words."""
    if organisation.is_public_body:
        return _("public, as those of all public bodies")
    if commitment.amount_published_since:
        return _("public, as you have agreed on %(day)s") % {"day": in_words(commitment.amount_published_since)}
    return _("not on its own: that would need your agreement")


def expected(count_of):
    """What is waited for, in words, from how many commitments each kind of step decides."""
    letters, signatures = (sum(count_of.get(kind, 0) for kind in kinds) for kinds in (LETTERS, SIGNATURES))
    found = []
    if letters:
        words = ngettext("%(count)s letter of commitment", "%(count)s letters of commitment", letters)
        found.append(words % {"count": letters})
    if signatures:
        words = ngettext("%(count)s agreement to sign", "%(count)s agreements to sign", signatures)
        found.append(words % {"count": signatures})
    return found
