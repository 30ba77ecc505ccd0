"""What the coordination records of commitments, in the words of the partner whom they are of."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from enact.dates import in_words
from funding.models import CommitmentStep, State
from indicators.measures import Total

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
    Kind.AGREEMENT: _("what the agreement provides for"),
    Kind.AMENDMENT: _("what the agreement provides for"),
}
"""What usually comes after a step, as long as no instalment says more; nothing comes after the others."""

LETTERS, SIGNATURES = (Kind.DISCUSSION, Kind.INTEREST), (Kind.LETTER, Kind.AWARD)
"""The steps after which a letter of the partner is waited for, and those after which an agreement is."""
WAITING = (*LETTERS, *SIGNATURES)
"""The steps after which something is waited for that is kept here."""

SUMS = {
    State.PROMISED: _("Promised"),
    State.GRANTED: _("Granted, the agreement to be signed"),
    State.AGREED: _("Agreement signed"),
}
"""The sums of a partner by its steps, each by name."""

CLAUSES = {
    State.PROMISED: (_("promised"), ""),
    State.GRANTED: (_("granted"), _("(the agreement is to be signed)")),
    State.AGREED: (_("signed agreements for"), ""),
}
"""The sums of a partner as a sentence says them, after "you have": the words before and after the amount."""


PAID = (_("paid"), "")
"""What was paid, as the sentence says it."""


def clauses(sums, paid):
    """What a sentence says after "you have", for whatever there is something of: words, words after it, a total, its key."""
    found = [(*words, sums[state], state) for state, words in CLAUSES.items()]
    return [clause for clause in [*found, (*PAID, paid, "received")] if clause[2] != Total()]


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
    is_named = organisation.kind != organisation.Kind.COMPANY or organisation.name_published_since
    if commitment.amount_published_since and not is_named:
        return _("not on its own: you have agreed to it, but not to be named")
    if commitment.amount_published_since:
        return _("public, as you have agreed on %(day)s") % {"day": in_words(commitment.amount_published_since)}
    return _("not on its own: that would need your agreement")


def expected(count_of, late, coming):
    """What is waited for, in words: letters and agreements, from how many commitments each kind of step decides; payments.

    "" for nothing. `late` is the number of instalments that are late, `coming` the line of the next one that is not, if any.
    """
    letters, signatures = (sum(count_of.get(kind, 0) for kind in kinds) for kinds in (LETTERS, SIGNATURES))
    found = []
    if letters:
        words = ngettext("%(count)s letter of commitment", "%(count)s letters of commitment", letters)
        found.append(words % {"count": letters})
    if signatures:
        words = ngettext("%(count)s agreement to sign", "%(count)s agreements to sign", signatures)
        found.append(words % {"count": signatures})
    if late:
        found.append(ngettext("%(count)s overdue instalment", "%(count)s overdue instalments", late) % {"count": late})
    for line in coming:
        day = in_words(line.instalment.due_on, line.instalment.precision)
        found.append(gettext("an instalment to come (%(day)s)") % {"day": day})
    return gettext(" and ").join([", ".join(found[:-1]), *found[-1:]]) if len(found) > 1 else "".join(found)


def next_of(commitment, due):
    """What comes next of a commitment, in words: the instalment that is to be paid first, if any; "" for nothing."""
    return str(due) if due else NEXT.get(commitment.step_kind, "")
