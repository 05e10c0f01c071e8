"""What waits of the leading: the next meeting, minutes that are not *justerade*, a word to the public that is late."""

from collections.abc import Iterator
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _

from medborgar.core.formatting import short_day
from medborgar.core.permissions import Actor, Permission
from medborgar.governance.agenda import days_of
from medborgar.municipality.models import Municipality
from medborgar.publication.events import current_comments
from medborgar.publication.public import chain, connect

NEAR = timedelta(days=7)


def meetings(municipality: Municipality, actor: Actor, today: date) -> Iterator[tuple[str, str, str]]:
    """The next meeting and those that wait to be approved: what, where, how it stands."""
    if not actor.holds(Permission.MEETING_WRITE, municipality.id):
        return
    days = days_of(municipality)
    near = days.listed(today)
    for day in sorted(day for day in near if today <= day <= today + NEAR):
        state = _("I dag") if day == today else short_day(day)
        yield days.title(day) or _("Möte"), url_for("meetings.show", day=day.isoformat()), state
    for meeting in days.written:
        if meeting.day < today and not meeting.is_approved:
            label = _("Minnesanteckningen från %(day)s", day=short_day(meeting.day))
            yield label, url_for("meetings.show", day=meeting.day.isoformat()), _("Inte justerad")


def words_to_the_public(municipality: Municipality, actor: Actor, today: date) -> Iterator[tuple[str, str, str]]:
    """The event comments whose next word should have come, or comes today."""
    if not actor.holds(Permission.EVENT_PUBLISH, municipality.id):
        return
    with connect() as connection:
        comments = current_comments(chain(connection, municipality.slug), today)
    for comment in comments:
        if comment.next_day and comment.next_day <= today:
            state = _("Försenat besked") if comment.is_late(today) else _("Nytt besked i dag")
            yield comment.title, url_for("comments.say_more", number=comment.number), state
