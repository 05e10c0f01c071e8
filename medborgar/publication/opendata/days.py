"""The promise's days as a calendar: whole days in Sweden, each with a name that stays when its day is moved."""

from collections.abc import Iterable, Iterator
from datetime import date

from flask_babel import gettext as _
from icalendar import Event

from medborgar.core.calendars import day_event, new_calendar
from medborgar.core.links import whole_address
from medborgar.publication.cards import CommitmentView, party
from medborgar.publication.events import EventComment, event_comments, next_word
from medborgar.publication.page import REPORT_WITHIN, PromisePage, all_pages
from medborgar.publication.public import Entry, Site


def calendar(site: Site, chain: list[Entry], today: date) -> bytes | None:
    """The calendar as it is on a day; None before the first day there is, for no calendar may be empty (RFC 5545)."""
    events = [*_of_promises(site, all_pages(chain, today)), *_of_events(site, event_comments(chain))]
    if not events:
        return None
    title = _("Medborgarlöftet, %(name)s", name=site.name)
    found = new_calendar(x_wr_calname=title, x_wr_timezone="Europe/Stockholm", x_published_ttl="PT12H")
    for event in events:
        found.add_component(event)
    return found.to_ical()


def _of_promises(site: Site, pages: Iterable[PromisePage]) -> Iterator[Event]:
    for page in pages:
        address = whole_address("publication.period", kommun=site.slug, period=page.entry.period)
        if (page.entry.content["period"] or {}).get("beslutat"):
            decided = date.fromisoformat(page.facts["beslutat"])
            title = _("Beslut om medborgarlöftet för %(period)s", period=page.name)
            yield _at(address, day_event(_name(site, f"beslut-{page.entry.period}"), title, decided))
        for promise in page.promises:
            for one in promise.commitments:
                yield _of_commitment(site, one, f"{address}#lofte-{promise.number}")
        told = page.period.last + REPORT_WITHIN
        title = _("Senast i dag berättar vi hur det gick med löftet för %(period)s", period=page.name)
        yield _at(address, day_event(_name(site, f"uppfoljning-{page.entry.period}"), title, told))


def _of_commitment(site: Site, one: CommitmentView, address: str) -> Event:
    standing = one.standing
    who = ", ".join(one.responsible)  # where there are several, each begins with its party
    note = f"{who if len(one.responsible) > 1 else f'{party(one.side)}: {who}'}. {one.status.label}."
    title = _("Ska vara klart: %(what)s", what=one.what)
    due = standing.new_due or standing.due
    return _at(address, day_event(_name(site, standing.commitment["id"]), title, due, note=note))


def _of_events(site: Site, comments: Iterable[EventComment]) -> Iterator[Event]:
    for comment in comments:
        if comment.next_day:
            address = whole_address("events.show", kommun=site.slug, number=comment.number)
            title = _("Nästa besked: %(title)s", title=comment.title)
            name, note = _name(site, f"handelse-{comment.number}"), next_word(comment.said)
            yield _at(address, day_event(name, title, comment.next_day, note=note))


def _at(address: str, event: Event) -> Event:
    event.add("url", address)
    return event


def _name(site: Site, name: str) -> str:
    return f"{name}@{site.slug}.medborgarlofte"
