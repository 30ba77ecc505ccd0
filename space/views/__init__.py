"""The pages of the partners' space: each starts from what the account may see on the day of its request."""

from space.views.around import around
from space.views.attesting import AttestationPage, attestation
from space.views.calendar import calendar, calendar_ics
from space.views.chairs import OwnChairList, chair
from space.views.checking import check
from space.views.contracts import OwnContractList, contract
from space.views.desk import look, office_statement, partner_statements
from space.views.home import door, home
from space.views.lists import OwnCommitmentList, OwnInstalmentList, OwnReceiptList
from space.views.looks import looks
from space.views.mails import mails, stop
from space.views.members import InvitationAgain, InvitationRevoke, Invite, MemberEnd, MemberRole, members
from space.views.pages import commitment, file
from space.views.profile import ContactAddition, ContactPage, ProfilePage, PublicationPage, logo, profile
from space.views.sending import AnnouncePage, CorrectPage, SignPage, answers
from space.views.statements import NewStatement, statement, statements
from space.views.visit import at_its_key

__all__ = [
    "AnnouncePage",
    "AttestationPage",
    "ContactAddition",
    "ContactPage",
    "CorrectPage",
    "InvitationAgain",
    "InvitationRevoke",
    "Invite",
    "MemberEnd",
    "MemberRole",
    "NewStatement",
    "OwnChairList",
    "OwnCommitmentList",
    "OwnContractList",
    "OwnInstalmentList",
    "OwnReceiptList",
    "ProfilePage",
    "PublicationPage",
    "SignPage",
    "answers",
    "around",
    "at_its_key",
    "attestation",
    "calendar",
    "calendar_ics",
    "chair",
    "check",
    "commitment",
    "contract",
    "door",
    "file",
    "home",
    "logo",
    "look",
    "looks",
    "mails",
    "members",
    "office_statement",
    "partner_statements",
    "profile",
    "statement",
    "statements",
    "stop",
]
