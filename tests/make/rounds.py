"""Rounds of attestation and what partners answered, for tests."""

from datetime import date

from django.utils import timezone

from indicators.sealing import canonical, fingerprint
from space.measures.figures import figures_of
from space.models import Attestation, ContestedLine, Round, Signatory
from tests import make


def round_of(year=2025, **fields):
    """The round of a year, whose figures are read on its last day; it never closes, unless the test says so."""
    fields = {"read_on": date(year, 12, 31), "opens_on": date(year + 1, 1, 1), "closes_on": date(2099, 12, 31)} | fields
    found = Round.objects.filter(year=year).first()
    return found or Round.objects.create(year=year, **fields)


def attestation(**fields):
    """That a new organisation confirmed its figures in the round of 2025."""
    if "organisation" not in fields:
        fields["organisation"] = make.organisation()
    if "round" not in fields:
        fields["round"] = round_of()
    if "made_by" not in fields:
        fields["made_by"] = make.user()
    text = canonical(figures_of(fields["organisation"], fields["round"]))
    usual = {"verdict": "confirmed", "text": text, "sha256": fingerprint(text), "made_at": timezone.now()}
    return Attestation.objects.create(**usual | fields)


def signatory(**fields):
    """Who signed a new attestation."""
    if "attestation" not in fields:
        fields["attestation"] = attestation()
    return Signatory.objects.create(**{"name": "Camille Exemple", "function": "Directrice", **fields})


def contested_line(**fields):
    """A line that a new attestation contests."""
    if "attestation" not in fields:
        fields["attestation"] = attestation(verdict="contested")
    usual = {"line": "chairs_hosted", "name": "Chaires", "said": "2", "reason": "Il en manque une."}
    return ContestedLine.objects.create(**usual | fields)
