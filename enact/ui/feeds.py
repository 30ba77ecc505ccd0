"""What feeds and calendars share: whole addresses, and an Atom feed in the language of its address."""

import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enact.moments import local

MOST_ENTRIES = 50
"""How many records a feed tells: those published last."""


class Told(NamedTuple):
    """What a feed tells of a record: its title, its page, what it is, what is said of it, its days or moments."""

    title: str
    address: str
    text: str
    categories: list[str]
    published_on: datetime.date | datetime.datetime
    changed_at: list[datetime.datetime]


def absolute(route, *args):
    """The whole address of a page, for whoever reads it elsewhere."""
    return settings.SITE_ADDRESS + reverse(route, args=args)


def midnight(day):
    """The first moment of a day, in Paris."""
    return datetime.datetime.combine(day, datetime.time.min, timezone.get_default_timezone())


def feed_response(*, title, subtitle, page, feed, entries):
    """An Atom feed of some entries (`Told`). `page` and `feed` are the routes of the list that it follows, and its own."""
    made = Atom1Feed(
        title=f"{title} ({_('fictional')})" if settings.FICTIONAL else title,
        link=absolute(page),
        feed_url=absolute(feed),
        feed_guid=absolute(feed),
        description="",
        subtitle=subtitle,
        language=get_language(),
        author_name="ENACT",
    )
    for entry in entries:
        on = entry.published_on
        published = local(on) if isinstance(on, datetime.datetime) else midnight(on)
        made.add_item(
            title=entry.title,
            link=entry.address,
            unique_id=entry.address,
            description=entry.text,
            categories=entry.categories,
            pubdate=published,
            updateddate=local(max(filter(None, [published, *entry.changed_at]))),
        )
    return HttpResponse(made.writeString("utf-8"), content_type=Atom1Feed.content_type)
