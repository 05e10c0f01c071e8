"""Reading figures: indicators, their readings, and the series they make. A fixed number of questions, however many."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from medborgar.core.extensions import db
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas
from medborgar.picture.figures import spans
from medborgar.picture.figures.charts import Point, Series
from medborgar.picture.figures.checking import Checker, Known, Preview, Spot
from medborgar.picture.figures.models import READY, Indicator, Reading, ReadingImport, Sex

SEXES = {
    Sex.ALL: _l("Alla"),
    Sex.WOMEN: _l("Kvinnor"),
    Sex.MEN: _l("Män"),
    Sex.OTHER: _l("Annat"),
}


def indicators(municipality: Municipality) -> Sequence[Indicator]:
    """What the municipality measures, by source and name, with the focus areas they tell of."""
    return indicators_of(municipality.id)


def indicators_of(municipality_id: uuid.UUID) -> Sequence[Indicator]:
    """As `indicators`, for whoever has only the municipality's id."""
    chosen = select(Indicator).where(Indicator.municipality_id == municipality_id)
    ordered = chosen.options(joinedload(Indicator.focus_area)).order_by(Indicator.source, Indicator.name)
    return db.session.scalars(ordered).all()


def indicator(municipality: Municipality, indicator_id: uuid.UUID) -> Indicator:
    """One of the municipality's indicators."""
    chosen = select(Indicator).where(Indicator.municipality_id == municipality.id, Indicator.id == indicator_id)
    return db.session.scalars(chosen.options(joinedload(Indicator.focus_area))).one()


def sources(municipality: Municipality) -> list[str]:
    """The sources there are to choose among: the ready ones and those already used."""
    used = db.session.scalars(select(Indicator.source).where(Indicator.municipality_id == municipality.id).distinct())
    return sorted({meaning.source for meaning in READY.values()} | set(used))


def readings(indicators: Iterable[Indicator]) -> dict[uuid.UUID, list[Reading]]:
    """The readings of some indicators, the oldest first, areas and groups in their order."""
    chosen = select(Reading).where(Reading.indicator_id.in_([one.id for one in indicators]))
    found: dict[uuid.UUID, list[Reading]] = defaultdict(list)
    for reading in sorted(db.session.scalars(chosen.options(joinedload(Reading.area))), key=_order):
        found[reading.indicator_id].append(reading)
    return found


def reading(indicator: Indicator, reading_id: uuid.UUID) -> Reading:
    """One reading of an indicator."""
    chosen = select(Reading).where(Reading.indicator_id == indicator.id, Reading.id == reading_id)
    return db.session.scalars(chosen.options(joinedload(Reading.area))).one()


def has_readings(indicator: Indicator) -> bool:
    """Whether anything has been measured."""
    return bool(db.session.scalar(select(func.count()).where(Reading.indicator_id == indicator.id)))


def series(indicator: Indicator, readings: Iterable[Reading]) -> list[Series]:
    """Readings by what they are of: first the whole municipality and everybody, then areas, then groups."""
    meaning, parts = indicator.meaning, defaultdict[tuple[int, str], list[Reading]](list)
    for one in readings:
        parts[_part(one)].append(one)
    return [Series(meaning, title, [_point(one) for one in parts[place, title]]) for place, title in sorted(parts)]


def imported(municipality: Municipality, import_id: uuid.UUID) -> ReadingImport:
    """A file that has been sent in."""
    chosen = select(ReadingImport).where(
        ReadingImport.municipality_id == municipality.id, ReadingImport.id == import_id
    )
    return db.session.scalars(chosen).one()


def preview(municipality: Municipality, sent: ReadingImport) -> Preview:
    """What a file would become, held against what is known now."""
    return checker(municipality, sent.indicator_id).check(json.loads(sent.rows or "[]"))


def checker(municipality: Municipality, only_id: uuid.UUID | None) -> Checker:
    """What the rows of a file are held against."""
    found = indicators(municipality)
    only = next((one for one in found if one.id == only_id), None)
    return Checker(found, areas(municipality), known(found if only is None else [only]), only)


def known(indicators: Sequence[Indicator]) -> Mapping[Spot, Known]:
    """What every reading of some indicators says, by what it is of."""
    chosen = select(
        Reading.indicator_id, Reading.period, Reading.area_id, Reading.sex, Reading.ages, Reading.value, Reading.n
    ).where(Reading.indicator_id.in_([one.id for one in indicators]))
    return {Spot(*row[:5]): Known(*row[5:]) for row in db.session.execute(chosen)}


def group_of(reading: Reading) -> str:
    """Whose a reading is, in words; nothing for everybody's."""
    words = [] if reading.sex == Sex.ALL else [str(SEXES[Sex(reading.sex)])]
    return ", ".join([*words, *([_("%(ages)s år", ages=reading.ages)] if reading.ages else [])])


def _point(reading: Reading) -> Point:
    return Point(reading.period, reading.value, reading.n, reading.id)


def _part(reading: Reading) -> tuple[int, str]:
    """Where a reading's series stands among its indicator's, and what it is called."""
    where, group = reading.area.name if reading.area else _("Hela kommunen"), group_of(reading)
    place = 0 if reading.is_of_all else 1 if not group else 2
    return place, f"{where}: {group}" if group else where


def _order(reading: Reading) -> tuple[int, int, str, str]:
    return (
        spans.ordinal(reading.period),
        reading.area.position + 1 if reading.area else 0,
        reading.sex,
        reading.ages,
    )
