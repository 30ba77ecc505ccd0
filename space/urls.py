"""Addresses of the partners' space: an organisation by its key, and below it what belongs to it."""

from django.urls import path

from enact.ui.coordination import for_coordination
from space import views
from space.document.files import FILES
from space.views.office import RoundList, RoundsList


def own(route, view, name, **options):
    """A page below an organisation; the key of one that was merged leads to the one that stays."""
    return path(f"space/<int:organisation>/{route}", views.at_its_key(view), options, name=name)


pages = [
    path("space/", views.door, name="space"),
    path("space/mails/", views.mails, name="space-mail"),
    path("mails/stop/<str:token>/", views.stop, name="mail-stop"),
    path("calendar/<str:token>.ics", views.calendar_ics, name="space-calendar-ics"),
    own("", views.home, "space-home"),
    own("commitments/", views.OwnCommitmentList.as_view(), "space-commitments"),
    own("commitments/<int:commitment>/", views.commitment, "space-commitment"),
    own("commitments/<int:commitment>/sign/", views.SignPage.as_view(), "space-sign"),
    own("commitments/<int:commitment>/announce/", views.AnnouncePage.as_view(), "space-announce"),
    own("correct/<slug:subject>/<int:record>/", views.CorrectPage.as_view(), "space-correct"),
    own("answers/", views.answers, "space-answers"),
    own("instalments/", views.OwnInstalmentList.as_view(), "space-instalments"),
    own("payments/", views.OwnReceiptList.as_view(), "space-payments"),
    own("calendar/", views.calendar, "space-calendar"),
    own("doctoral-contracts/", views.OwnContractList.as_view(), "space-contracts"),
    own("doctoral-contracts/<int:contract>/", views.contract, "space-contract"),
    own("chairs/", views.OwnChairList.as_view(), "space-chairs"),
    own("chairs/<int:chair>/", views.chair, "space-chair"),
    own("around/", views.around, "space-around"),
    own("files/<int:file>/", views.file, "space-file"),
    own("profile/", views.profile, "space-profile"),
    own("profile/change/", views.ProfilePage.as_view(), "space-profile-change"),
    own("profile/publication/", views.PublicationPage.as_view(), "space-publication"),
    own("profile/contacts/add/", views.ContactAddition.as_view(), "space-contact-add"),
    own("profile/contacts/<int:contact>/", views.ContactPage.as_view(), "space-contact"),
    own("profile/logo/", views.logo, "space-logo"),
    own("attestations/<int:year>/", views.attestation, "space-attestation"),
    own("attestations/<int:year>/answer/", views.AttestationPage.as_view(), "space-attest"),
    own("members/", views.members, "space-members"),
    own("members/invite/", views.Invite.as_view(), "space-invite"),
    own("members/<int:access>/role/", views.MemberRole.as_view(), "space-member-role"),
    own("members/<int:access>/end/", views.MemberEnd.as_view(), "space-member-end"),
    own("invitations/<int:invitation>/again/", views.InvitationAgain.as_view(), "space-invitation-again"),
    own("invitations/<int:invitation>/revoke/", views.InvitationRevoke.as_view(), "space-invitation-revoke"),
    own("looks/", views.looks, "space-looks"),
    own("statements/", views.statements, "space-statements"),
    own("statements/new/", views.NewStatement.as_view(), "space-statement-new"),
    *(
        own(f"statements/<int:statement>.{kind}", views.statement, f"space-statement-{kind}", kind=kind)
        for kind in FILES
    ),
    path("statements/check/", views.check, name="statement-check"),
]

office = [
    path("attestations/", for_coordination(RoundsList.as_view(), "space.view_round"), name="office-rounds"),
    path(
        "attestations/<int:year>/",
        for_coordination(RoundList.as_view(), "space.view_attestation"),
        name="office-attestations",
    ),
    path("partners/<int:pk>/look/", for_coordination(views.look, "space.view_look"), name="office-look"),
    path(
        "partners/<int:pk>/statements/",
        for_coordination(views.partner_statements, "space.view_statement"),
        name="office-statements",
    ),
    *(
        path(
            f"statements/<int:pk>.{kind}",
            for_coordination(views.office_statement, "space.view_statement"),
            {"kind": kind},
            name=f"office-statement-{kind}",
        )
        for kind in FILES
    ),
]
