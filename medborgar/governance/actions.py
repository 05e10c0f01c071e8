"""Writing what a meeting adds: words, figures shown, *insatser*, and the minutes when they are *justerade*."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import rfc8785
from flask_babel import gettext as _
from sqlalchemy import select

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import clock_time
from medborgar.governance.models import ComingEvent, Meeting, MeetingFigures, MeetingMeasure
from medborgar.municipality.models import Municipality, Party, Place
from medborgar.plan.guard import ensure_nobody
from medborgar.plan.models import Measure


@dataclass(frozen=True)
class MeetingWords:
    """What people add to the page."""

    attendance: str
    notes: str
    told: str
    next_day: date | None


def hold(*, municipality: Municipality, day: date) -> Meeting:
    """The row of a meeting, made when somebody first has something to add."""
    db.session.execute(select(Municipality.id).where(Municipality.id == municipality.id).with_for_update())
    chosen = select(Meeting).where(Meeting.municipality_id == municipality.id, Meeting.day == day)
    meeting = db.session.scalars(chosen).one_or_none()
    if meeting is None:
        meeting = Meeting(municipality_id=municipality.id, day=day)
        db.session.add(meeting)
        db.session.flush()
    return meeting


def add_meeting(*, municipality: Municipality, day: date, by: Person) -> Meeting:
    """Put in a meeting on another day than the rhythm's."""
    meeting = hold(municipality=municipality, day=day)
    _record(Event.MEETING_SAVE, meeting, by)
    return meeting


def write(
    *,
    municipality: Municipality,
    meeting: Meeting,
    version: int,
    words: MeetingWords,
    cleared: Collection[str] = (),
    by: Person,
) -> None:
    """Save what was said; Stale when a colleague saved in between, Refused when the minutes are approved."""
    _check_open(meeting)
    if meeting.version != version:
        raise Stale(_("En kollega sparade %(time)s. Jämför och välj.", time=meeting.saved_at))
    if words.next_day and words.next_day <= meeting.day:
        raise Refused(_("Nästa möte ska vara efter det här."))
    texts = [words.attendance, words.notes, words.told]
    ensure_nobody(municipality=municipality, texts=texts, cleared=cleared, by=by)
    for name, said in asdict(words).items():
        setattr(meeting, name, said)
    _touch(meeting)
    _record(Event.MEETING_SAVE, meeting, by)


def show_figures(*, meeting: Meeting, party: Party, figures: dict[str, Any], by: Person) -> None:
    """Put a party's figures on the table: numbers only, and from then on the other party's to read."""
    _check_open(meeting)
    shown = db.session.get(MeetingFigures, (meeting.id, party.id)) or MeetingFigures(
        meeting_id=meeting.id, party_id=party.id
    )
    shown.figures, shown.shown, shown.shown_by_id = rfc8785.dumps(figures).decode(), clock.now(), by.id
    db.session.add(shown)
    _record(Event.MEETING_SHOW, meeting, by, side=party.side)


def decide(*, meeting: Meeting, measure: Measure, by: Person) -> None:
    """Note that an *insats* was decided at a meeting."""
    _check_open(meeting)
    meeting.measures.append(MeetingMeasure(measure_id=measure.id))
    _touch(meeting)
    _record(Event.MEETING_SAVE, meeting, by, measure=str(measure.id))


def approve(*, meeting: Meeting, version: int, minutes: dict[str, Any], by: Person) -> None:
    """*Justera*: lock the minutes for ever as they stand."""
    _check_open(meeting)
    if meeting.version != version:
        raise Stale(_("Minnesanteckningen har ändrats sedan du öppnade sidan. Läs den och justera igen."))
    if not minutes["narvaro"]:
        raise Refused(_("Skriv vilka funktioner som var med innan ni justerar."))
    if meeting.day > clock.today():
        raise Refused(_("Mötet har inte varit ännu."))
    meeting.minutes = rfc8785.dumps(minutes).decode()
    meeting.approved, meeting.approved_by = clock.today(), by
    _touch(meeting)
    _record(Event.MEETING_APPROVE, meeting, by)


@dataclass(frozen=True)
class EventWords:
    """What is coming: what, where and when."""

    title: str
    place: Place | None
    first_day: date
    last_day: date
    note: str


def save_event(
    *,
    municipality: Municipality,
    event: ComingEvent | None,
    version: int,
    words: EventWords,
    cleared: Collection[str] = (),
    by: Person,
) -> ComingEvent:
    """Add what is coming, or change it; Stale when a colleague did in between."""
    if words.last_day < words.first_day:
        raise Refused(_("Sista dagen kan inte vara före den första."))
    ensure_nobody(municipality=municipality, texts=[words.title, words.note], cleared=cleared, by=by)
    if event is None:
        event = ComingEvent(municipality_id=municipality.id, version=0)
        db.session.add(event)
    elif event.version != version:
        raise Stale(_("En kollega har ändrat händelsen. Jämför och välj."))
    event.title, event.place, event.note = words.title, words.place, words.note
    event.first_day, event.last_day = words.first_day, words.last_day
    event.version += 1
    db.session.flush()
    _record(Event.COMING_SAVE, event, by)
    return event


def remove_event(*, event: ComingEvent, by: Person) -> None:
    """Take away what is not coming after all."""
    _record(Event.COMING_SAVE, event, by, removed=True)
    db.session.delete(event)


def _check_open(meeting: Meeting) -> None:
    if meeting.is_approved:
        raise Refused(_("Minnesanteckningen är justerad och kan inte ändras."))


def _touch(meeting: Meeting) -> None:
    meeting.version += 1
    meeting.saved_at = clock_time(clock.now())
    db.session.flush()


def _record(event: Event, row: Meeting | ComingEvent, by: Person, **details: str | bool) -> None:
    audit.record(event, actor=str(by.id), subject=row.id, municipality_id=row.municipality_id, **details)
