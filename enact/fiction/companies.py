"""What is told of companies beside their money: the group to which some belong, and how large they declare themselves to be."""

import datetime
from datetime import timedelta

from partners.models import DeclaredSize, Organisation

Category = DeclaredSize.Category
SIZES = (Category.SME, Category.MICRO, Category.MID, Category.SME, Category.LARGE, None, Category.SME, Category.MICRO)
"""What companies declare, one after another; `None`: nothing, so that the size of some is not known."""
GROWS = 5
"""One company in so many is larger after two years than it was."""
LARGER = {Category.MICRO: Category.SME, Category.SME: Category.MID, Category.MID: Category.LARGE}
ORIGINS = ("l’entreprise fictive, sa lettre d’engagement", "l’entreprise fictive, sa déclaration annuelle")
"""Who declares the first size, and the later ones."""
DECLARED = (2, 15)
"""Month and day by which the sizes of a year are declared."""


def enter_companies(book, cast):
    """Has the groups and the sizes of all companies entered."""
    organisations = {player.organisation.name: player.organisation for player in cast.players}
    companies = [player for player in cast.players if player.organisation.kind == Organisation.Kind.COMPANY]
    for number, player in enumerate(companies):
        join_group(book, player.organisation, organisations.get(cast.groups.get(player.organisation.name)))
        if category := SIZES[number % len(SIZES)]:
            enter_sizes(book, cast, player, category, grows=number % GROWS == 0)


def join_group(book, organisation, head):
    """An organisation is said to belong to a group, some weeks after both are known; `None`: to none that is known."""
    if head is not None:
        known = max(book.moments[id(organisation)], book.moments[id(head)]).date()
        book.change(organisation, known + timedelta(days=30), group=head)


def enter_sizes(book, cast, player, category, *, grows):
    """The size of a company for the year in which it came, then for each year that has begun, and been declared."""
    first = max(player.since, book.moments[id(player.organisation)].date())
    for year in range(first.year, book.until.year + 1):
        on = first if year == first.year else datetime.date(year, *DECLARED)
        if on > book.until:
            return
        is_larger = grows and year >= first.year + 2
        size = DeclaredSize(
            organisation=player.organisation,
            category=LARGER.get(category, category) if is_larger else category,
            year=year,
            origin=ORIGINS[year > first.year],
            source=cast.source,
        )
        book.enter(size, on, after=[player.organisation])
