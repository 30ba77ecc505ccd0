"""The indicators of what is done across the border."""

from enact.catalogue.words import CONSORTIUM, COORDINATION, ORGANISATIONS, choice
from enact.languages import Text
from enact.places import country_name
from indicators.catalogue import Breakdown, Indicator, Kind, Pillar, Unit
from partners.measures import european_partners
from partners.models import Membership
from training.measures.contracts import in_cotutelle

PARTNERS = {
    "measure": european_partners,
    "unit": ORGANISATIONS,
    "note": Text(
        "Ce sont des organisations, non des doctorats : elles ne s’ajoutent pas aux cotutelles.",
        "They are organisations, not doctorates: they are not added to cotutelles.",
    ),
    "counts_people": False,
}

COTUTELLES = Indicator(
    code="INT-1",
    name=Text("Doctorats en cotutelle internationale", "Doctorates in international cotutelle"),
    definition=Text(
        "Nombre de doctorats en cours préparés en cotutelle avec un établissement étranger. Les partenaires transfrontaliers ou "
        "européens sont donnés à part, par pays et selon où en est la coopération.",
        "Number of running doctorates prepared in cotutelle with a foreign institution. Cross-border and European partners are "
        "given apart, by country and by how far the cooperation has come.",
    ),
    unit=Unit("cotutelles", Text("cotutelle", "cotutelle"), Text("cotutelles", "cotutelles")),
    kind=Kind.STOCK,
    pillar=Pillar.TRAINING,
    perimeter=CONSORTIUM,
    collected=Text(
        "Contrats, et rôles des partenaires, enregistrés par la coordination.",
        "Contracts, and roles of partners, recorded by the coordination.",
    ),
    owner=COORDINATION,
    rhythm=12,
    counted=Text(
        "On compte les contrats doctoraux en cours ce jour qui ont un établissement de cotutelle.",
        "Doctoral contracts running on the day are counted that have an institution of cotutelle.",
    ),
    measure=in_cotutelle,
    breakdowns=(
        Breakdown("country", Text("Par pays", "By country"), "cotutelle__country", country_name),
        Breakdown(
            "partners",
            Text(
                "Partenaires transfrontaliers ou européens, par pays", "Cross-border and European partners, by country"
            ),
            "organisation__country",
            country_name,
            **PARTNERS,
        ),
        Breakdown(
            "standing",
            Text(
                "Partenaires transfrontaliers ou européens, selon où en est la coopération",
                "Cross-border and European partners, by how far the cooperation has come",
            ),
            "standing",
            choice(Membership.Standing),
            **PARTNERS,
        ),
    ),
    counts_people=True,
)
