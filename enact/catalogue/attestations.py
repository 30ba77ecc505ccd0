"""The partners that were asked to attest their figures, as a release tells it: how many, and by name those that confirmed.

A partner attests figures: once they are no longer those that it confirmed, it is counted apart, and not named. Who contests is
never named, nor who has not answered, and how many contest is told of three or more, so that it cannot be deduced; no person is.
"""

from collections import defaultdict

from enact.languages import alphabetical
from partners.models import Organisation
from space.measures.rounds import CHANGED, CONFIRMED, CONTESTED, with_answers
from space.models import Attestation, Round

FEWEST = 3
"""Of how many partners that contest it is told how many they are."""


def attestations_on(day):
    """What the rounds about days up to a day have told so far, the earliest year first, but those that nobody has answered.

    The answers are those of today, since partners are asked about a day once it is over. A partner is named where it may be on
    the day.
    """
    answered = Attestation.objects.order_by().values("round")
    rounds = Round.objects.filter(read_on__lte=day, pk__in=answered).order_by("year")
    return [told(round_, day) for round_ in rounds]


def attesters_on(day):
    """The partners that have confirmed figures in rounds about days up to a day and may be named on it, each with the year.

    Also those whose figures have changed since: what they confirmed is what they were shown.
    """
    rounds = Round.objects.filter(read_on__lte=day)
    confirmed = Attestation.objects.real().standing().confirmed().filter(round__in=rounds)
    named = confirmed.filter(organisation__in=Organisation.objects.public_on(day)).order_by()
    return set(named.values_list("round__year", "organisation__name"))


def told(round_, day):
    """A round: how many were asked, how many confirm and contest, and who confirms and may be named.

    `contested` is there where at least three contest; `changed` where figures of any have changed since it confirmed them.
    """
    found = defaultdict(list)
    for key, standing in with_answers(round_).order_by().values_list("pk", "standing"):
        found[standing].append(key)
    confirming, changed, contested = found[CONFIRMED], found[CHANGED], len(found[CONTESTED])
    named = Organisation.objects.public_on(day).filter(pk__in=confirming).values_list("name", flat=True)
    content = {
        "asked": sum(map(len, found.values())),
        "attested": len(confirming),
        "attested_by": sorted(named, key=lambda name: (alphabetical(name), name)),
        "closes_on": round_.closes_on.isoformat(),
        "read_on": round_.read_on.isoformat(),
        "year": round_.year,
    }
    content |= {"changed": len(changed)} if changed else {}
    return content | ({"contested": contested} if contested >= FEWEST else {})
