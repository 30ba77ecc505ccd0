"""Every indicator computed a second time: in SQL, written by hand from its definition, for SQLite and PostgreSQL alike.

Each statement gives (known, unknowns): the sum of what is known, and how many values are not. Money is added up in cents.
"""

from datetime import date
from decimal import Decimal

from django.db import connection

STEPS = """
    SELECT step.*, ROW_NUMBER() OVER (PARTITION BY step.{owner}_id ORDER BY step.happened_on DESC, step.id DESC) AS place
    FROM {table} step
    WHERE step.happened_on <= %(day)s AND NOT EXISTS (SELECT 1 FROM {table} other WHERE other.replaces_id = step.id)
"""
"""The standing steps of a record by a day, the deciding one in place 1: the latest, and of two of one day the later recorded."""
IN_STATE = f"""
    WITH step AS ({STEPS.format(table="funding_commitmentstep", owner="commitment")})
    SELECT commitment.organisation_id AS partner, step.amount,
        organisation.kind NOT IN ('higher_education', 'research', 'hospital', 'local_authority', 'state')
            AND (
                commitment.amount_published_since IS NULL OR commitment.amount_published_since > %(day)s
                OR organisation.kind = 'company'
                AND (organisation.name_published_since IS NULL OR organisation.name_published_since > %(day)s)
            ) AS is_held
    FROM funding_commitment commitment
    JOIN partners_organisation organisation ON organisation.id = commitment.organisation_id
    JOIN step ON step.commitment_id = commitment.id AND step.place = 1
    WHERE NOT organisation.is_example AND step.kind IN {{kinds}}
"""
"""Commitments by the step that decides on a day what they are. What is withdrawn is in no sum."""
FLOW = """
    SELECT commitment.organisation_id AS partner, flow.amount,
        organisation.kind NOT IN ('higher_education', 'research', 'hospital', 'local_authority', 'state')
            AND (
                commitment.amount_published_since IS NULL OR commitment.amount_published_since > %(day)s
                OR organisation.kind = 'company'
                AND (organisation.name_published_since IS NULL OR organisation.name_published_since > %(day)s)
            ) AS is_held
    FROM {table} flow
    JOIN funding_commitment commitment ON commitment.id = flow.commitment_id
    JOIN partners_organisation organisation ON organisation.id = commitment.organisation_id
    WHERE NOT organisation.is_example AND (flow.cancelled_on IS NULL OR flow.cancelled_on > %(day)s) AND {counts}
"""
MONEY = """
    WITH money AS ({rows}),
    held AS (SELECT COUNT(DISTINCT partner) AS partners FROM money WHERE is_held AND amount IS NOT NULL),
    told AS (
        SELECT CASE WHEN is_held AND (SELECT partners FROM held) IN (1, 2) THEN NULL ELSE amount END AS amount FROM money
    )
    SELECT COALESCE(SUM(CAST(ROUND(amount * 100) AS BIGINT)), 0), COUNT(*) - COUNT(amount) FROM told
"""
"""A sum of money: what one or two partners alone keep to themselves is not in it, and unknown."""
AGREED_ROLES = """
    SELECT COUNT(DISTINCT role.organisation_id), 0 FROM partners_membership role
    JOIN partners_organisation organisation ON organisation.id = role.organisation_id
    WHERE role.standing = 'agreed' AND NOT organisation.is_example AND {kinds}
        AND role.starts_on <= %(day)s AND (role.ends_on IS NULL OR role.ends_on >= %(day)s)
"""
REAL_CONTRACTS = """
    SELECT contract.*, institution.kind AS institution_kind FROM training_doctoralcontract contract
    JOIN partners_organisation institution ON institution.id = contract.institution_id
    LEFT JOIN partners_organisation employer ON employer.id = contract.employer_id
    WHERE NOT institution.is_example AND (employer.id IS NULL OR NOT employer.is_example)
"""
RUNNING = f"""
    SELECT contract.* FROM ({REAL_CONTRACTS}) contract
    WHERE EXISTS (
        SELECT 1 FROM ({STEPS.format(table="training_doctoralstep", owner="contract")}) step
        WHERE step.contract_id = contract.id AND step.kind = 'started'
    ) AND NOT EXISTS (
        SELECT 1 FROM ({STEPS.format(table="training_doctoralstep", owner="contract")}) step
        WHERE step.contract_id = contract.id AND step.kind IN ('defended', 'stopped')
    )
"""
"""Doctorates that have started, and were neither defended nor stopped by a day."""
STARTED_IN_THE_YEAR = f"""
    SELECT COUNT(*), 0 FROM ({REAL_CONTRACTS}) contract WHERE {{which}} AND (
        SELECT MIN(step.happened_on) FROM training_doctoralstep step
        WHERE step.contract_id = contract.id AND step.kind = 'started'
            AND NOT EXISTS (SELECT 1 FROM training_doctoralstep other WHERE other.replaces_id = step.id)
    ) BETWEEN %(first_of_year)s AND %(last_of_year)s
"""
"""Contracts whose first day is in the last complete year."""
AT_UNIVERSITIES = """
    contract.institution_kind = 'higher_education' AND contract.institution_id IN (
        SELECT role.organisation_id FROM partners_membership role
        WHERE role.role = 'member' AND role.standing = 'agreed' AND role.starts_on <= %(last_of_year)s
            AND (role.ends_on IS NULL OR role.ends_on >= %(last_of_year)s)
    )
"""
STUDENTS = """
    WITH figure AS (
        SELECT figure.*, programme.institution_id, ROW_NUMBER() OVER (
            PARTITION BY figure.study_programme_id, figure.year
            ORDER BY CASE WHEN figure.chosen_on <= %(day)s THEN figure.chosen_on ELSE figure.stated_on END DESC,
                CASE WHEN figure.chosen_on <= %(day)s THEN 1 ELSE 0 END DESC, figure.stated_on DESC, figure.id DESC
        ) AS place
        FROM training_studentfigure figure
        JOIN training_studyprogramme programme ON programme.id = figure.study_programme_id
        JOIN partners_organisation institution ON institution.id = programme.institution_id
        WHERE figure.stated_on <= %(day)s AND NOT institution.is_example
    ),
    answered AS (SELECT DISTINCT year, institution_id FROM figure WHERE year <= %(last_academic_year)s),
    asked AS (
        SELECT DISTINCT told.year, respondent.institution_id FROM (SELECT DISTINCT year FROM answered) told
        JOIN training_respondent respondent ON respondent.first_year <= told.year
            AND (respondent.last_year IS NULL OR respondent.last_year >= told.year)
        JOIN partners_organisation institution ON institution.id = respondent.institution_id
        WHERE NOT institution.is_example
    ),
    missing AS (
        SELECT asked.year, asked.institution_id FROM asked
        LEFT JOIN answered ON answered.year = asked.year AND answered.institution_id = asked.institution_id
        WHERE answered.year IS NULL
    ),
    told AS (
        SELECT COALESCE(
            (SELECT MAX(year) FROM asked WHERE year NOT IN (SELECT year FROM missing)), (SELECT MAX(year) FROM answered)
        ) AS year
    )
    SELECT COALESCE(SUM(figure.enrolled - COALESCE(figure.counted_elsewhere, 0)), 0),
        COUNT(*) - COUNT(figure.enrolled) + (SELECT COUNT(*) FROM missing WHERE missing.year = told.year)
    FROM told JOIN figure ON figure.year = told.year AND figure.place = 1
    GROUP BY told.year
"""
"""Of the last academic year for which all asked have answered, else somebody: people once, who is missing as an unknown."""
CHAIRS = f"""
    SELECT COUNT(*), 0 FROM research_chair chair
    LEFT JOIN partners_organisation host ON host.id = chair.host_id
    JOIN ({STEPS.format(table="research_chairstep", owner="chair")}) step ON step.chair_id = chair.id AND step.place = 1
    WHERE (host.id IS NULL OR NOT host.is_example) AND step.kind IN ('awarded', 'agreed', 'started', 'ended')
"""
WOMEN = f"""
    SELECT COUNT(DISTINCT CASE WHEN identity.gender = 'woman' THEN contract.student_id END), COUNT(DISTINCT contract.student_id)
    FROM ({RUNNING}) contract JOIN partners_identity identity ON identity.person_id = contract.student_id
    WHERE identity.gender IN ('woman', 'man', 'other')
"""


def in_state(*kinds):
    """The commitments whose deciding step is of some kinds."""
    return IN_STATE.replace("{kinds}", f"({', '.join(repr(kind) for kind in kinds)})")


STATEMENTS = {
    "RES-1": CHAIRS,
    "RES-2": """
        SELECT COUNT(*), 0 FROM research_community
        WHERE starts_on <= %(day)s AND (ends_on IS NULL OR ends_on >= %(day)s)
    """,
    "TRA-1": STUDENTS,
    "TRA-2": STARTED_IN_THE_YEAR.replace("{which}", AT_UNIVERSITIES),
    "TRA-3": STARTED_IN_THE_YEAR.replace("{which}", "contract.kind = 'academic' AND contract.funded_by_enact"),
    "TRA-4": "SELECT COUNT(*), 0 FROM research_event WHERE took_place AND COALESCE(ends_on, starts_on) <= %(day)s",
    "PAR-1": AGREED_ROLES.replace("{kinds}", "organisation.kind <> 'company'"),
    "PAR-2": AGREED_ROLES.replace("{kinds}", "organisation.kind = 'company'"),
    "FIN-1": f"SELECT COUNT(*), 0 FROM ({in_state('discussion')}) talk",
    "FIN-2": MONEY.replace("{rows}", in_state("interest", "letter")),
    "FIN-3": MONEY.replace("{rows}", in_state("award")),
    "FIN-4": MONEY.replace("{rows}", in_state("agreement", "amendment", "completion")),
    "FIN-5": MONEY.replace(
        "{rows}",
        FLOW.format(
            table="funding_receipt",
            counts="flow.received_on <= %(day)s AND (flow.form = 'cash' OR flow.approved_on <= %(day)s)",
        ),
    ),
    "FIN-6": MONEY.replace("{rows}", FLOW.format(table="funding_expenditure", counts="flow.spent_on <= %(day)s")),
    "INT-1": f"SELECT COUNT(*), 0 FROM ({RUNNING}) contract WHERE contract.cotutelle_id IS NOT NULL",
    "EQU-1": WOMEN,
}


def computed(code, day):
    """What an indicator comes to on a day: how much is known, and how many values are not; `None` where nothing can be told."""
    last_of_year = day if (day.month, day.day) == (12, 31) else date(day.year - 1, 12, 31)
    days = {
        "day": day.isoformat(),
        "first_of_year": f"{last_of_year.year}-01-01",
        "last_of_year": last_of_year.isoformat(),
        "last_academic_year": day.year - (1 if (day.month, day.day) >= (8, 31) else 2),
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[code], days)
        row = cursor.fetchone()
    if code == "EQU-1":
        return share(*row)
    return row and (Decimal(row[0]) / (100 if code in ("FIN-2", "FIN-3", "FIN-4", "FIN-5", "FIN-6") else 1), row[1])


def share(women, all_of_them):
    """The share of women in percent; not known where women, or the others, are fewer than five."""
    if min(women, all_of_them - women) < 5:
        return Decimal(0), 1
    return (Decimal(100 * women) / all_of_them).quantize(Decimal("0.1")), 0
