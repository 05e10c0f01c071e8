"""Changing what the profile loaded: any row of Inställningar, and the acts that are more than a change of words."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from itertools import chain, count, islice
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.municipality import queries
from medborgar.municipality.agreements import Agreement
from medborgar.municipality.models import (
    FocusArea,
    FocusAreaSet,
    Municipality,
    Organisation,
    Partner,
    Party,
    RhythmChange,
)
from medborgar.municipality.periods import Rhythm, turning_days

CHOICES = 3  # so many days to choose between
SLUG_MAX = 40
COPIED = ("slug", "position", "name", "question", "problem", "goal", "purpose", "ongoing", "possible")


def save(
    *, municipality: Municipality, row: Any, version: int, values: dict[str, Any], others: Iterable[Any], by: str
) -> None:
    """Write a row of Inställningar; Stale when a colleague has saved since `version`."""
    if (row.version or 0) != version:
        raise Stale(_("En kollega har sparat. Jämför och välj."))
    if isinstance(row, Organisation):
        _ensure_ours(row, municipality)
    if isinstance(row, Partner):
        row.organisation_id = _organisation(values.pop("organisation_name"), values.pop("organisation_kind")).id
    succeeded = values.pop("succeeds", None)
    for name, value in values.items():
        setattr(row, name, value)
    if hasattr(row, "slug") and not row.slug:
        row.slug = free_slug(row.name, {other.slug for other in others})
    _count(row, municipality)
    if isinstance(row, FocusArea) and succeeded is not None:
        _succeed(municipality, row, set(succeeded))
    _record(Event.SETTING_SAVE, municipality, row, by)


def remove(*, municipality: Municipality, row: Any, by: str) -> None:
    """Take away a row that nothing rests on."""
    if isinstance(row, FocusArea):
        _succeed(municipality, row, set())
    _record(Event.SETTING_REMOVE, municipality, row, by)
    try:
        with db.session.begin_nested():
            db.session.delete(row)
    except IntegrityError:
        raise Refused(_("Det går inte att ta bort: något annat bygger på det.")) from None


def rhythm_days(municipality: Municipality) -> dict[Rhythm, list[date]]:
    """The days on which each other rhythm can begin, the nearest few; none while a change is planned."""
    today, calendar = clock.today(), municipality.calendar
    if any(change.starts > today for change in municipality.rhythm_changes):
        return {}
    now = calendar.rhythm_on(today)
    return {then: list(islice(turning_days(now, then, today), CHOICES)) for then in Rhythm if then is not now}


def change_rhythm(*, municipality: Municipality, rhythm: Rhythm, starts: date, by: str) -> None:
    """Promise in another rhythm from a day that begins a period in both; older periods keep theirs."""
    if starts not in rhythm_days(municipality).get(rhythm, []):
        raise Refused(_("Den rytmen kan inte börja den dagen. Välj en av dagarna."))
    municipality.rhythm_changes.append(RhythmChange(starts=starts, rhythm=rhythm))
    municipality.version += 1
    audit_details = {"rhythm": rhythm.value, "starts": starts.isoformat()}
    _record(Event.RHYTHM_CHANGE, municipality, municipality, by, **audit_details)


def keep_rhythm(*, municipality: Municipality, by: str) -> None:
    """Take back a change of rhythm that has not begun."""
    today = clock.today()
    municipality.rhythm_changes = [change for change in municipality.rhythm_changes if change.starts <= today]
    municipality.version += 1
    _record(Event.RHYTHM_CHANGE, municipality, municipality, by, rhythm=municipality.calendar.rhythm_on(today).value)


def revise_focus_areas(*, municipality: Municipality, title: str, valid_from: date, by: str) -> FocusAreaSet:
    """A new version of the template: a copy of the latest, each area going on in its own copy until staff say else."""
    latest = queries.focus_sets(municipality)[-1]
    if valid_from <= clock.today():
        raise Refused(_("Välj en dag som kommer: lägesbilder som har börjat behåller sin version."))
    if latest.valid_from > clock.today():
        raise Refused(_("Det finns redan en ny version som inte har börjat gälla. Ändra i den."))
    revised = FocusAreaSet(
        municipality_id=municipality.id,
        title=title,
        valid_from=valid_from,
        ours=latest.ours,
        questions_ours=latest.questions_ours,
        version=1,
    )
    db.session.add(revised)
    db.session.flush()
    copies = [FocusArea(set_id=revised.id, **{name: getattr(area, name) for name in COPIED}) for area in latest.areas]
    db.session.add_all(copies)
    db.session.flush()
    for area, copy in zip(latest.areas, copies, strict=True):
        area.successor_id = copy.id
    _record(Event.FOCUS_REVISE, municipality, revised, by)
    return revised


def give_notice(
    *,
    municipality: Municipality,
    agreement: Agreement,
    version: int,
    side: Side,
    given: date,
    ended: date,
    by: str,
) -> None:
    """Register that one party has given notice, and the first day the agreement no longer holds."""
    if agreement.version != version:
        raise Stale(_("En kollega har ändrat överenskommelsen. Gå tillbaka och läs den."))
    agreement.terminated_by, agreement.terminated, agreement.ended = side, given, ended
    _count(agreement, municipality)
    _record(Event.AGREEMENT_NOTICE, municipality, agreement, by, side=side.value)


def take_back_notice(*, municipality: Municipality, agreement: Agreement, by: str) -> None:
    """Register that the notice was taken back."""
    agreement.terminated_by = agreement.terminated = agreement.ended = None
    _count(agreement, municipality)
    _record(Event.AGREEMENT_NOTICE, municipality, agreement, by)


def free_slug(name: str, taken: set[str]) -> str:
    """An address for a name: a–z, digits and hyphens, numbered when another has it."""
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in letters).split()
    slug = "-".join(words)[:SLUG_MAX].strip("-") or "nytt"
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(one for one in chain([slug], numbered) if one not in taken)


def _count(row: Any, municipality: Municipality) -> None:
    """One version on, of the row; and of the municipality when its pages say what was changed."""
    row.version = (row.version or 0) + 1
    if isinstance(row, Organisation | Party):
        municipality.version += 1
    db.session.add(row)
    db.session.flush()


def _ensure_ours(organisation: Organisation, municipality: Municipality) -> None:
    for kind in (Party, Partner):
        elsewhere = (kind.organisation_id == organisation.id, kind.municipality_id != municipality.id)
        if db.session.scalar(select(func.count()).select_from(kind).where(*elsewhere)):
            raise Refused(_("Organisationen delas med andra kommuner. Be den som sköter webbplatsen att ändra den."))


def _organisation(name: str, kind: str) -> Organisation:
    found = db.session.scalars(select(Organisation).where(Organisation.name == name)).first()
    if found is None:
        found = Organisation(slug=free_slug(name, set(db.session.scalars(select(Organisation.slug)))), name=name)
        found.kind, found.version = kind, 1
        db.session.add(found)
        db.session.flush()
    return found


def _succeed(municipality: Municipality, area: FocusArea, succeeded: set[str]) -> None:
    before = queries.set_before(municipality, area.set_id)
    for older in before.areas if before else []:
        if str(older.id) in succeeded:
            older.successor_id = area.id
        elif older.successor_id == area.id:
            older.successor_id = None
    db.session.flush()


def _record(event: Event, municipality: Municipality, row: Any, by: str, **details: str) -> None:
    db.session.flush()
    audit.record(event, actor=by, subject=row.id, municipality_id=municipality.id, kind=row.__tablename__, **details)
