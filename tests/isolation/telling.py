"""What may be told of a partner, and to whom: the rules in words, beside the code that they judge."""

from partners.models import Organisation
from tests.isolation.partners import (
    COMING,
    EXAMPLES,
    IN_PUBLIC_OFFICE,
    KINDS,
    NAMED,
    WITH_PUBLIC_AMOUNTS,
    WITHOUT_AWARD,
)

TITLES = {f"commitmenttitle{language}{rank}" for language in ("fr", "en") for rank in ("first", "second")}
SOURCE = {"sourcesaidbyfr", "sourcesaidbyen", "documentpublisher"}


def told_in_public(number):
    """The fields of a partner whose words stand on public pages.

    Who is invented is not there. A company is named once it has agreed to it, the others are; those that hold a role, or
    held one, have a page, with its source. Titles of commitments and amounts are told of public bodies, and of those that
    have agreed to it; chairs once they are awarded, with their source, and with what pays for them where both may be told.
    """
    kind = KINDS.get(number, Organisation.Kind.COMPANY)
    is_named = kind != Organisation.Kind.COMPANY or number in NAMED
    agreed = kind in Organisation.PUBLIC_KINDS or number in WITH_PUBLIC_AMOUNTS
    told = set()
    if is_named and number not in COMING:
        told |= {"organisationname", "organisationshortname", "organisationcommune", "organisationwebsite", "siren"}
        told |= SOURCE | {"documentaddress", "filecontentlogo"}
        told |= {"organisationdescriptionfr", "organisationdescriptionen"}
        if number in IN_PUBLIC_OFFICE:
            told |= {"responsibilityfunctionfrown", "responsibilityfunctionenown"}
            told |= {"identitygivennameown", "identityfamilynameown"}
        if agreed:
            told |= TITLES
    if is_named and agreed:
        told |= {"organisationname", "amount2", "amount4"}
    if number not in WITHOUT_AWARD:
        told |= SOURCE | {"chairtitlefr", "chairtitleen"} | ({"organisationshortname"} if is_named else set())
        if is_named and agreed:
            told |= {"commitmenttitlefrfirst", "commitmenttitleenfirst", "amount7"}
    return set() if number in EXAMPLES else told


TOLD_TO_ITSELF = (
    {"organisationname", "organisationshortname", "siren", "lookwhy", *TITLES, *(f"amount{rank}" for rank in range(10))}
    | {f"{of}title{language}" for of in ("chair", "doctoralcontract") for language in ("fr", "en")}
    | {"doctoralcontractdoctoralschool", "laboratoryshortname", "staffpostsite"}
    | {
        f"commitmentstep{field}{rank}{step}"
        for field in ("documentreference", "signatories")
        for rank in ("first", "second")
        for step in ("wrong", "right")
    }
    | {
        f"file{part}{of}"
        for part in ("name", "content")
        for of in ("firstright", "secondright", "framework", "call", "receipt")
    }
    | {
        "instalmentcondition",
        "receiptreference",
        "frameworkagreementtitlefr",
        "frameworkagreementtitleen",
        "commitmentstepreasonfirstright",
        "commitmentstepreasonsecondright",
        *SOURCE,
    }
    | {f"responsibilityfunction{language}{side}" for language in ("fr", "en") for side in ("own", "contact", "desk")}
    | {f"identity{part}name{side}" for part in ("given", "family") for side in ("own", "contact", "desk")}
    | {f"{way}{side}" for way in ("identityemail", "telephone") for side in ("own", "contact", "desk")}
    | {"organisationdescriptionfr", "organisationdescriptionen", "filecontentlogo"}
    | {"attestationwords", "attestationanswer", "signatoryname", "signatoryfunction"}
    | {f"contestedline{field}" for field in ("name", "said", "reason")}
    | {"username", "amount0", "amount9"}
    | {f"file{part}signed" for part in ("name", "content")}
    | {f"signedpaper{text}" for text in ("signatories", "note")}
    | {f"paymentannouncement{text}" for text in ("reference", "note")}
    | {f"correction{text}" for text in ("seen", "proposed", "reason", "source", "answer")}
)
"""The fields whose words stand in the space of the partner that they are of, those of steps that were replaced too."""
TOLD_TO_MANAGERS = {"useremail", "inviteeemail", "inviteename", "organisationcommune", "organisationwebsite"}
"""Those that only whoever answers for the partner reads there, besides: they invite, and correct."""

TOLD_AROUND = {"calltitlefr", "calltitleen"}
"""The fields of what is public whose words stand in every space."""

TOLD_OF_A_CALL = {
    *("calladdress", "callcontactemail", "filecontentcall", "filenamecall"),
    *(
        f"call{text}{language}"
        for text in (
            *("title", "summary", "contact", "stagetitle", "stageeligibility"),
            *("documenttitle", "questionquestion", "questionanswer"),
        )
        for language in ("fr", "en")
    ),
}
"""The fields of a published call whose words are public."""
TOLD_OF_A_COMMUNITY = {
    *("communitymeetingplace", "communityoutputaddress"),
    *(
        f"community{text}{language}"
        for text in ("name", "summary", "meetingsubject", "outputtitle")
        for language in ("fr", "en")
    ),
}
"""The fields of a community that has begun whose words are public."""

TOLD_OF_AN_EVENT = {
    *("eventplace", "eventaddress", "eventwebsite"),
    *(f"event{text}{language}" for text in ("title", "summary") for language in ("fr", "en")),
}
"""The fields of a published event whose words are public."""
