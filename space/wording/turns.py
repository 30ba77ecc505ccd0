"""What is waited for, in the words of the partner who reads it among what is its turn, or the coordination's."""

from django.utils.translation import gettext_lazy as _

from funding.models import CommitmentStep

Kind = CommitmentStep.Kind

ANSWERS = {
    Kind.DISCUSSION: _("We are talking about it together. If you wish to go on, send us a letter of commitment."),
    Kind.INTEREST: _("We are waiting for your signed letter of commitment."),
    Kind.LETTER: _("We have your letter of commitment: it is for us to prepare the agreement for both signatures."),
    Kind.AWARD: _("You have awarded it: we are waiting for the agreement with your signature."),
}
"""What is waited for after a step, as the partner reads it among what is its turn, or the coordination's."""

OURS = (Kind.LETTER,)
"""The steps after which it is the coordination's turn. Whoever awards a grant writes its agreement, so that is the partner's."""

COPIES = {
    Kind.LETTER: _("We have no signed copy of your letter of commitment: please send us one."),
    Kind.AGREEMENT: _("We have no signed copy of the agreement: please send us one."),
    Kind.AMENDMENT: _("We have no signed copy of the amendment: please send us one."),
}
"""What is asked for where no file came with a step that is a signed paper."""
