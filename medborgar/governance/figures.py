"""How many reports a party has had since the last meeting, by area, category and focus area. Numbers, never words."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from medborgar.core.extensions import db
from medborgar.governance.deviation import COMPARED_MOST, Compared, compared
from medborgar.intake.field.queries import heard_between
from medborgar.intake.models import Contribution, Extent, Kind
from medborgar.municipality.models import Municipality
from medborgar.municipality.queries import areas, focus_set
from medborgar.triage.models import Review, Tag

KINDS = {
    Kind.UNSAFE: _l("Otryggt"),
    Kind.SAFE: _l("Tryggt"),
    Kind.PROPOSAL: _l("Förslag"),
    Kind.COMING: _l("På väg att hända"),
    Kind.DIALOGUE: _l("Svar i en dialog"),
}
EXTENTS = {Extent.WHOLE: _l("Hela kommunen"), Extent.UNKNOWN: _l("Vet inte var")}

Tally = Mapping[tuple[int, Any], int]
"""How many, by how many periods ago and what."""


@dataclass(frozen=True)
class Window:
    """The days since the last meeting, and as many days again and again before that."""

    since: date  # the day of the last meeting: its own reports were counted then
    day: date

    @property
    def length(self) -> timedelta:
        """How long a period is."""
        return self.day - self.since

    def ago(self, received: date) -> int:
        """In which period a day lies: 0 for this one, 1 for the one before."""
        return (self.day - received) // self.length

    def whole_since(self, first: date | None) -> int:
        """How many whole periods there are before this one since the first report, at most COMPARED_MOST."""
        return 0 if first is None else max(min(COMPARED_MOST, (self.since - first) // self.length), 0)


def figures(municipality: Municipality, party_id: uuid.UUID, window: Window) -> dict[str, Any]:
    """A party's figures, in Swedish keys: for minutes that are kept."""
    periods = window.whole_since(_first(municipality, party_id))
    rows = _received(municipality, party_id, window, periods)
    tags = _tagged(municipality, party_id, window, periods)
    named = [(area.id, area.name) for area in areas(municipality)]
    focus = [(area.id, area.name) for area in focus_set(municipality, window.day).areas]
    return {
        "sedan": window.since.isoformat(),
        "antal": _row("", compared(*_series(rows, None, periods))),
        "perioder": periods,
        "delomraden": _rows(rows, [*named, *EXTENTS.items()], periods),
        "slag": _rows(rows, KINDS.items(), periods),
        "fokusomraden": _rows(tags, focus, periods),
        "enheter": _units(municipality, party_id, window),
    }


def _units(municipality: Municipality, party_id: uuid.UUID, window: Window) -> dict[str, list[str]]:
    """Which of the party's units have reported since the last meeting, which had nothing, and which are silent."""
    party = next(one for one in municipality.parties if one.id == party_id)
    found = heard_between(party, window.since + timedelta(days=1), window.day)
    return {
        "rapporterat": [one.unit for one in found if one.events],
        "inget": [one.unit for one in found if one.last and not one.events],
        "tysta": [one.unit for one in found if not one.last],
    }


def _rows(counted: Tally, labels: Iterable[tuple[Any, Any]], periods: int) -> list[dict[str, Any]]:
    """What there is something to say of: reports now, or usually."""
    found = [(str(label), compared(*_series(counted, key, periods))) for key, label in labels]
    return [_row(label, one) for label, one in found if one.now or one.mean]


def _row(label: str, one: Compared) -> dict[str, Any]:
    return {"namn": label, "antal": one.now, "medel": one.mean, "avviker": one.deviation.value}


def _series(counted: Tally, key: Any, periods: int) -> tuple[int, list[int]]:
    series = [counted.get((ago, key), 0) for ago in range(periods + 1)]
    return series[0], series[1:]


def _received(municipality: Municipality, party_id: uuid.UUID, window: Window, periods: int) -> Tally:
    columns = (Contribution.received, Contribution.area_id, Contribution.extent, Contribution.kind)
    chosen = select(*columns, func.count()).where(*_within(municipality, party_id, window, periods)).group_by(*columns)
    counted: Counter[tuple[int, Any]] = Counter()
    for received, area_id, extent, kind, number in db.session.execute(chosen):
        for key in (None, area_id or Extent(extent), Kind(kind)):
            counted[window.ago(received), key] += number
    return counted


def _tagged(municipality: Municipality, party_id: uuid.UUID, window: Window, periods: int) -> Tally:
    chosen = (
        select(Contribution.received, Tag.focus_area_id, func.count())
        .join(Review, Review.contribution_id == Contribution.id)
        .join(Tag, Tag.review_id == Review.id)
        .where(*_within(municipality, party_id, window, periods))
        .group_by(Contribution.received, Tag.focus_area_id)
    )
    counted: Counter[tuple[int, Any]] = Counter()
    for received, area_id, number in db.session.execute(chosen):
        counted[window.ago(received), area_id] += number
    return counted


def _within(municipality: Municipality, party_id: uuid.UUID, window: Window, periods: int) -> tuple[Any, ...]:
    first = window.since - periods * window.length
    return (
        Contribution.municipality_id == municipality.id,
        Contribution.receiving_party_id == party_id,
        Contribution.received > first,
        Contribution.received <= window.day,
    )


def _first(municipality: Municipality, party_id: uuid.UUID) -> date | None:
    chosen = select(func.min(Contribution.received)).where(
        Contribution.municipality_id == municipality.id, Contribution.receiving_party_id == party_id
    )
    return db.session.scalar(chosen)
