"""Writing figures: what is measured, one reading at a time, and a whole file of them."""

import json
import re
import unicodedata
import uuid
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from sqlalchemy import delete, select

from medborgar.audit import actions as audit
from medborgar.audit.models import Event
from medborgar.core import clock, tables
from medborgar.core.errors import Refused, Stale
from medborgar.core.extensions import db
from medborgar.core.formatting import clock_time
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import agreement
from medborgar.picture.figures import queries
from medborgar.picture.figures.checking import Becomes, Known, Line, Spot
from medborgar.picture.figures.models import READY, Indicator, Meaning, Reading, ReadingImport

KEY_MAX = 60


def save_indicator(
    *,
    municipality: Municipality,
    meaning: Meaning,
    focus_area_id: uuid.UUID | None,
    goal_ids: Collection[uuid.UUID] = (),  # of the agreement: what it tells of
    note: str,
    version: int = 0,
    indicator: Indicator | None = None,  # a new one has none
    ready: str = "",  # the ready one that it was made from
    actor: str,
) -> Indicator:
    """Write what is measured; Stale when a colleague has saved since `version`."""
    _hold(municipality)
    others = [one for one in queries.indicators(municipality) if indicator is None or one.id != indicator.id]
    if any(one.name.casefold() == meaning.name.casefold() for one in others):
        raise Refused(_("Det finns redan ett mätetal med det namnet."))
    _still(indicator, version)
    if indicator and indicator.every != meaning.every and queries.has_readings(indicator):
        raise Refused(_("Mätetalet har redan mätvärden. Lägg till ett nytt för en annan tidslängd."))
    row = indicator or Indicator(municipality_id=municipality.id, key=_key(meaning.name, ready, others))
    for name, value in asdict(meaning).items():
        setattr(row, name, value)
    row.focus_area_id, row.note = focus_area_id, note
    row.version, row.saved_at = version + 1, clock_time(clock.now())
    db.session.add(row)
    db.session.flush()
    agreement(municipality).measure(goal_ids, row.key)
    audit.record(Event.INDICATOR_SAVE, actor=actor, subject=row.id, municipality_id=municipality.id)
    return row


@dataclass(frozen=True)
class Measured:
    """One reading as it was filled in."""

    period: str
    area_id: uuid.UUID | None
    sex: str
    ages: str
    value: float
    n: int | None


def save_reading(
    *,
    indicator: Indicator,
    measured: Measured,
    version: int = 0,
    reading: Reading | None = None,  # a new one has none
    actor: str,
) -> Reading:
    """Write one reading; Refused when there is another of the same, Stale when a colleague has saved since."""
    _hold(indicator)
    _still(reading, version)
    same = select(Reading.id).where(
        Reading.indicator_id == indicator.id,
        Reading.period == measured.period,
        Reading.area_id.is_(None) if measured.area_id is None else Reading.area_id == measured.area_id,
        Reading.sex == measured.sex,
        Reading.ages == measured.ages,
    )
    if db.session.scalar(same.where(Reading.id != reading.id) if reading else same):
        raise Refused(_("Det finns redan ett mätvärde för den perioden, platsen och gruppen. Ändra det i stället."))
    row = reading or Reading(indicator_id=indicator.id)
    for name, value in asdict(measured).items():
        setattr(row, name, value)
    row.version, row.saved_at = version + 1, clock_time(clock.now())
    db.session.add(row)
    db.session.flush()
    audit.record(Event.READING_SAVE, actor=actor, subject=indicator.id, municipality_id=indicator.municipality_id)
    return row


def remove_reading(*, indicator: Indicator, reading: Reading, actor: str) -> None:
    """Take a reading away that was wrong; pictures already established keep what they showed."""
    db.session.delete(reading)
    audit.record(Event.READING_REMOVE, actor=actor, subject=indicator.id, municipality_id=indicator.municipality_id)


def send_in(
    *, municipality: Municipality, only: Indicator | None, file_name: str, data: bytes, person_id: uuid.UUID
) -> ReadingImport:
    """Keep a file until it is confirmed; Refused when it can't be read. What the same person left waiting is gone."""
    rows = tables.read(data)
    queries.checker(municipality, only.id if only else None).check(rows)  # says so at once when a column is missing
    db.session.execute(delete(ReadingImport).where(ReadingImport.by_id == person_id, ReadingImport.rows.is_not(None)))
    sent = ReadingImport(
        municipality_id=municipality.id,
        indicator_id=only.id if only else None,
        by_id=person_id,
        file_name=file_name,
        rows=json.dumps(rows, ensure_ascii=False),
    )
    db.session.add(sent)
    db.session.flush()
    return sent


def import_readings(*, municipality: Municipality, sent: ReadingImport, all_or_none: bool, actor: str) -> None:
    """Import the rows of a file that are right; with `all_or_none` Refused when any is wrong. Once, however often."""
    db.session.execute(select(ReadingImport.id).where(ReadingImport.id == sent.id).with_for_update())
    db.session.refresh(sent)
    if sent.rows is None:
        return
    _hold(municipality)
    found = queries.preview(municipality, sent)
    if all_or_none and found.faulty:
        raise Refused(_("Några rader är fel. Rätta filen, eller läs in bara de rader som är rätt."))
    new, changed = found.that(Becomes.NEW), found.that(Becomes.CHANGED)
    _write(new, changed)
    sent.rows, sent.done = None, clock.today()
    sent.added, sent.changed = len(new), len(changed)
    sent.unchanged, sent.left_out = len(found.that(Becomes.SAME)), len(found.faulty)
    audit.record(
        Event.READINGS_IMPORT,
        actor=actor,
        subject=sent.id,
        municipality_id=municipality.id,
        added=len(new),
        changed=len(changed),
    )


def _write(new: Iterable[Line], changed: Iterable[Line]) -> None:
    now = clock_time(clock.now())
    for spot, reading in _told(new):
        db.session.add(Reading(**spot._asdict(), **reading._asdict(), version=1, saved_at=now))
    told = dict(_told(changed))
    touched = select(Reading).where(Reading.indicator_id.in_({spot.indicator_id for spot in told}))
    for row in db.session.scalars(touched) if told else ():
        if known := told.get(Spot(row.indicator_id, row.period, row.area_id, row.sex, row.ages)):
            row.value, row.n, row.version, row.saved_at = known.value, known.n, row.version + 1, now


def _told(lines: Iterable[Line]) -> Iterable[tuple[Spot, Known]]:
    return ((line.spot, line.reading) for line in lines if line.spot and line.reading)


def _hold(row: Municipality | Indicator) -> None:
    """Let writers of what belongs to a row take turns."""
    db.session.execute(select(type(row).id).where(type(row).id == row.id).with_for_update())


def _still(row: Indicator | Reading | None, version: int) -> None:
    """Stale when a colleague has saved since `version`, even a moment ago."""
    if row is None:
        return
    db.session.refresh(row)
    if row.version != version:
        raise Stale(_("En kollega sparade %(time)s. Jämför och välj.", time=row.saved_at))


def _key(name: str, ready: str, others: Iterable[Indicator]) -> str:
    """What goals know it by: a ready one's own key, else its name in plain letters; unlike every other's."""
    taken = {one.key for one in others}
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    wanted = ready if ready in READY else re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: KEY_MAX - 4] or "matetal"
    return next(key for key in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)
