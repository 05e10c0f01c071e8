"""Plats, inte person: what is stopped before it is written, why, and what to write instead."""

from collections.abc import Collection, Iterable

from flask_babel import gettext as _
from sqlalchemy import select, union

from medborgar.accounts.models import Person
from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.persons import Clue, Trace, traces
from medborgar.municipality.models import Area, Body, Municipality, Organisation, Partner, Party, Place
from medborgar.plan.models import NotAPerson


def known_names(municipality: Municipality) -> frozenset[str]:
    """What is called something here and is no person: places, areas, bodies, organisations, and what was cleared."""
    here = [select(kind.name).where(kind.municipality_id == municipality.id) for kind in (Place, Area, Body)]
    organisations = [
        select(Organisation.name)
        .join(link, link.organisation_id == Organisation.id)
        .where(link.municipality_id == municipality.id)
        for link in (Party, Partner)
    ]
    cleared = select(NotAPerson.words).where(NotAPerson.municipality_id == municipality.id)
    names = db.session.scalars(union(*here, *organisations, cleared)).all()
    return frozenset({*names, municipality.name, municipality.name.removesuffix(" kommun")})


def stops(text: str, known: Collection[str], cleared: Collection[str] = ()) -> list[Trace]:
    """What may not be written as it stands; `cleared` is what somebody now says is no person."""
    return [one for one in traces(text, known) if not (one.can_be_cleared and one.words in cleared)]


def explained(trace: Trace) -> str:
    """What was stopped, why, and what to do instead."""
    words = trace.words
    said: str
    match trace.clue:
        case Clue.IDENTITY:
            said = _("Ta bort %(words)s: det är ett personnummer. Här skrivs aldrig något om en enskild.", words=words)
        case Clue.PHONE:
            said = _("Ta bort %(words)s: det ser ut som ett telefonnummer. Skriv en funktion i stället.", words=words)
        case Clue.MAILBOX:
            said = _("Ta bort %(words)s: det ser ut som någons e-postadress. Skriv en funktion i stället.", words=words)
        case Clue.PLATE:
            said = _("Ta bort %(words)s: det ser ut som en bils nummer. Skriv om platsen i stället.", words=words)
        case Clue.NAME:
            said = _("Ta bort %(words)s: det ser ut som ett namn. Skriv en funktion eller en plats.", words=words)
        case Clue.SUSPICION:
            said = _("Skriv om %(words)s: det pekar ut någon. Skriv vad som händer, och var.", words=words)
    return said


def ensure_nobody(*, municipality: Municipality, texts: Iterable[str], cleared: Collection[str], by: Person) -> None:
    """Refuse texts that point somebody out; remember what somebody says is no person, and who said so."""
    known = known_names(municipality)
    found = [one for text in texts for one in traces(text, known)]
    for one in found:
        if not (one.can_be_cleared and one.words in cleared):
            raise Refused(explained(one))
    for words in dict.fromkeys(one.words for one in found):
        _remember(municipality, words, by)


def _remember(municipality: Municipality, words: str, by: Person) -> None:
    row = NotAPerson(municipality_id=municipality.id, words=words, said=clock.today(), said_by_id=by.id)
    db.session.add(row)
    db.session.flush()
    audit.record(Event.NOT_A_PERSON, actor=str(by.id), subject=row.id, municipality_id=municipality.id)
