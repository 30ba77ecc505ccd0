"""The draft of a day: every figure beside that of the last release, with the records behind and what made it change."""

import json
from typing import NamedTuple

from django.contrib import admin
from django.utils.translation import gettext as _

from enact.languages import Text, text_of
from enact.pages.publishing.inputs import inputs_of
from enact.pages.publishing.origins import Origins
from enact.pages.today import form_of, name_of
from enact.ui.templatetags.figures import undisclosed_otherwise
from indicators.actions import CHAIN, differs, draft
from indicators.catalogue import indicators
from indicators.chain import faults_now
from indicators.ledger import Ledger
from indicators.measures import Sum
from indicators.models import PlannedRelease, Release
from indicators.restatements import in_words
from indicators.revisions import reading
from indicators.sealing import canonical, fingerprint


class Line(NamedTuple):
    """A figure of the draft beside that of the last release; `None` where one of them does not give it."""

    key: str
    name: str
    unit: str
    now: dict | None
    before: dict | None

    @property
    def differs(self):
        """Whether the public would read another figure than before."""
        return (self.now and reading(self.now)) != (self.before and reading(self.before))

    @property
    def difference(self):
        """The difference in words."""
        if not self.differs:
            return _("unchanged") if self.is_all_told else _("unchanged as far as it is disclosed")
        if self.before is None:
            return _("new")
        if undisclosed_otherwise(self.now, self.before):
            return _("the number of values that are not disclosed has changed")
        return _("changed") if self.now else _("no longer given")

    @property
    def is_all_told(self):
        """Whether all that the draft counts in the figure, if anything, is read: none is protected, held back or unknown."""
        return not (self.now["protected"] or self.now["unknowns"] or self.now.get("held_back"))


def mark_of(content, number, restated):
    """A mark of what would be published under a number: another content, another release before it, or another figure to
    restate has another.
    """
    figures = [{key: row[key] for key in ("code", "part", "day", "from", "to")} for row in restated]
    return fingerprint(canonical(content | {"number": number, "restated": figures}))


def mark_of_text(text):
    """The mark of the text of a release."""
    document = json.loads(text)
    content = {key: value for key, value in document.items() if key not in CHAIN}
    return mark_of(content, document["number"], document["restatements"])


def draft_of(day):
    """What a release of a day would say, beside what the release that it follows or corrects says."""
    if wrong := faults_now():
        return {"faults": wrong}
    found, ledger = draft(day), Ledger(day)
    last = Release.objects.order_by("-number").first()
    return {
        "day": day,
        "compared": found.compared,
        "corrects": found.corrected is not None,
        "differs": found.corrected is None or differs(found.content, found.compared),
        "changes": len(found.changes),
        "restated": restated_in_words(found.restated, found.content, found.compared),
        "plan": PlannedRelease.objects.waiting().filter(day=day).first(),
        "plans": PlannedRelease.objects.waiting().exclude(day=day),
        "mark": mark_of(found.content, last.number + 1 if last else 1, found.restated),
        "inputs": inputs_of(found.content, ledger),
        "entries": entries_of(found.content, found.compared, ledger),
    }


def release_before(document):
    """The release with which a prepared document is compared: the one that it corrects, or that of the latest day then."""
    if document["corrects"]:
        return Release.objects.get(number=document["corrects"])
    known = document["previous"]["number"] if document["previous"] else 0
    return Release.objects.filter(number__lte=known).latest_published()


def restated_in_words(restated, document, compared):
    """The figures that a document restates, with their names and their units, which the release before has of what is gone."""
    entries = json.loads(compared.text)["indicators"] if compared else []
    return in_words(restated, {entry["code"]: entry for entry in [*entries, *document["indicators"]]})


def entries_of(document, compared, ledger):
    """What a document says of each indicator, beside what a release says of it, with what lies behind; last, those that it does
    not tell any more.

    What was prepared may tell one that has left the catalogue since, behind which nothing can be shown.
    """
    former = json.loads(compared.text)["indicators"] if compared else []
    before = {entry["code"]: figures_of(entry) for entry in former}
    origins = Origins(compared.published_at) if compared else None
    now = {entry["code"]: entry for entry in document["indicators"]}
    found = []
    for code, entry in now.items():
        told = {"entry": entry, "lines": lines(code, figures_of(entry), before.get(code, {}))}
        if code in indicators():
            found.append(told | behind(indicators()[code], told, ledger, origins))
        else:
            found.append(told | {"has_left": True})
    gone = [entry for entry in former if entry["code"] not in now]
    return [
        *found,
        *({"entry": entry, "lines": lines(entry["code"], {}, figures_of(entry)), "is_gone": True} for entry in gone),
    ]


def behind(indicator, told, ledger, origins):
    """What lies behind the figures of an indicator as a draft tells them, and what made them change since the last release."""
    is_changed = origins is not None and any(line.differs for line in told["lines"])
    return {
        "rows": evidence(indicator, ledger),
        "declaration": declaration_of(indicator, ledger),
        "waits": any("waiting" in each for each in (told["entry"], *told["entry"]["breakdowns"])),
        "is_changed": is_changed,
        "origins": origins.of(indicator, ledger) if is_changed else [],
    }


def figures_of(entry):
    """The figures of an indicator by key, each with its name and unit: the whole first, under "", then its parts."""
    unit = entry["unit"]["key"]
    found = {"": (_("whole"), unit, entry["figure"])}
    found |= {part["key"]: (str(Text(**part["name"])), unit, part["figure"]) for part in entry["parts"]}
    for breakdown in entry["breakdowns"]:
        for part in breakdown["parts"]:
            name = f"{Text(**breakdown['name'])} – {Text(**part['name'])}"
            found[f"{breakdown['key']}:{part['key']}"] = (name, breakdown["unit"], part)
    return found


def lines(code, now, before):
    """The figures of an indicator beside the former ones, each by its key; those that are no longer given, last."""
    absent = (None, None, None)
    return [
        Line(f"{code}:{key}" if key else code, name, unit, now.get(key, absent)[2], before.get(key, absent)[2])
        for key, (name, unit, _figure) in {**now, **{key: before[key] for key in before if key not in now}}.items()
    ]


def evidence(indicator, ledger):
    """The rows behind a figure and its "of which", each once, in words with the address of its form."""
    if ledger.is_complete(indicator):
        measures = dict.fromkeys([indicator.measure, *indicator.part_measures.values()])
        return list(dict.fromkeys(row for measure in measures for row in counted(measure, ledger.day)))
    rows = [row for key in ("", *indicator.parts) for row in ledger.observations_of(indicator, key)]
    return [(f"{row} – {said_by(row.source)}", form_of(row)) for row in rows]


def declaration_of(indicator, ledger):
    """The declaration by which the records of an indicator stand for themselves, with its address; `None` without one."""
    found = ledger.completeness[indicator.code] if ledger.is_complete(indicator) else None
    return found and (str(found), form_of(found))


def said_by(source):
    """Who said it, in words."""
    return text_of(source, "said_by") if source else _("without source")


def counted(measure, day):
    """The records that a measure counts, each once; where it adds up amounts, with each of them, published or not."""
    records = measure.records(day)
    records = records.select_related(*(admin.site.get_model_admin(records.model).list_select_related or ()))
    if isinstance(measure.total, Sum):
        rows = measure.total.shown(records)
        return [
            (
                f"{name_of(row)} – {amount_of(row, getattr(row, measure.total.amount), measure.total.write)}",
                form_of(row),
            )
            for row in rows
        ]
    rows = list(records)
    if measure.total.distinct == "pk":
        return [(str(row), form_of(row)) for row in rows]
    once = {getattr(row, f"{measure.total.distinct}_id"): row for row in reversed(rows)}
    return [(str(row), form_of(row)) for row in reversed(once.values())]


def amount_of(row, amount, write):
    """The amount of a record in words, as `write` writes it, and whether the public may read it."""
    if amount is None:
        return _("not known")
    return write(amount) if row.amount_told is not None else _("%(amount)s, not published") % {"amount": write(amount)}
