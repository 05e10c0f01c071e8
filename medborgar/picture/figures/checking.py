"""Rows of text become readings, or faults: row by row and column by column. No database, no request."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medborgar.core.errors import Refused
from medborgar.core.tables import CELL_MOST, Rows, columns_of
from medborgar.municipality.models import Area
from medborgar.picture.figures import numbers, spans
from medborgar.picture.figures.models import Every, Indicator, Sex
from medborgar.picture.figures.numbers import Unreadable

Read = TypeVar("Read")


class Column(StrEnum):
    """What a column holds."""

    INDICATOR = "matetal"
    PERIOD = "period"
    AREA = "delomrade"
    SEX = "kon"
    AGES = "alder"
    VALUE = "varde"
    N = "n"


LABELS = {
    Column.INDICATOR: _l("Mätetal"),
    Column.PERIOD: _l("Period"),
    Column.AREA: _l("Delområde"),
    Column.SEX: _l("Kön"),
    Column.AGES: _l("Ålder"),
    Column.VALUE: _l("Värde"),
    Column.N: _l("Antal svar"),
}
HEADINGS = {
    Column.INDICATOR: {"mätetal", "indikator", "mått"},
    Column.PERIOD: {"period", "år", "tid", "månad", "kvartal", "tertial", "halvår"},
    Column.AREA: {"delområde", "område", "plats"},
    Column.SEX: {"kön"},
    Column.AGES: {"ålder", "åldersgrupp"},
    Column.VALUE: {"värde", "mätvärde", "andel", "antal", "index"},
    Column.N: {"antal svar", "n", "svarande", "antal svarande"},
}


class Spot(NamedTuple):
    """What a reading is of: no two readings share it."""

    indicator_id: Any
    period: str
    area_id: Any
    sex: str
    ages: str


class Known(NamedTuple):
    """What a reading already says."""

    value: float
    n: int | None


class Becomes(StrEnum):
    """What importing a row would do."""

    NEW = "ny"
    CHANGED = "andrad"
    SAME = "oforandrad"


@dataclass(frozen=True)
class Line:
    """One row of a file: what it says, what is wrong with it, or else the reading that it would become."""

    number: int  # in the file
    said: Mapping[Column, str]
    faults: Mapping[Column, str]
    spot: Spot | None = None
    reading: Known | None = None
    before: Known | None = None

    @property
    def becomes(self) -> Becomes | None:
        """What importing it would do; None when it can't be imported."""
        if self.reading is None:
            return None
        if self.before is None:
            return Becomes.NEW
        return Becomes.SAME if self.before == self.reading else Becomes.CHANGED


@dataclass(frozen=True)
class Preview:
    """All of a file, read but not imported."""

    columns: list[Column]
    unread: list[str]  # headings that mean nothing here
    lines: list[Line]

    @property
    def faulty(self) -> list[Line]:
        """The rows that can't be imported."""
        return [line for line in self.lines if line.faults]

    def that(self, becomes: Becomes) -> list[Line]:
        """The rows that would do this."""
        return [line for line in self.lines if line.becomes is becomes]

    @property
    def fit(self) -> int:
        """How many rows can be imported."""
        return len(self.lines) - len(self.faulty)


@dataclass
class Row:
    """One row while it is read: what it says, and what is wrong so far."""

    number: int
    said: Mapping[Column, str]
    faults: dict[Column, str] = field(default_factory=dict)

    def take(self, column: Column, reader: Callable[[str], Read]) -> Read | None:
        """What a column says; None, and a fault, when it can't be read."""
        written = self.said.get(column, "")
        try:
            if len(written) > CELL_MOST:
                raise Unreadable(_("Korta texten"))
            return reader(written)
        except Unreadable as fault:
            self.faults[column] = str(fault)
            return None


@dataclass
class Checker:
    """What rows are held against: what the municipality measures, its areas, and what is known already."""

    indicators: Sequence[Indicator]
    areas: Sequence[Area]
    known: Mapping[Spot, Known]
    only: Indicator | None = None  # what all rows are of, when the file does not say
    seen: dict[Spot, int] = field(default_factory=dict)

    def check(self, rows: Rows) -> Preview:
        """Read a table whose first row is its headings; each row begins with its number in the file."""
        headings = rows[0][1:]
        places = columns_of(headings, HEADINGS)
        needed = [Column.PERIOD, Column.VALUE] + ([] if self.only else [Column.INDICATOR])
        if missing := [str(LABELS[column]) for column in needed if column not in places]:
            raise Refused(_("Filen saknar kolumnen %(names)s.", names=", ".join(missing)))
        unread = [head for place, head in enumerate(headings) if head and place not in places.values()]
        return Preview(list(places), unread, [self._line(row, places) for row in rows[1:]])

    def _line(self, cells: list[str], places: Mapping[Column, int]) -> Line:
        said = {column: cells[place + 1] if place + 1 < len(cells) else "" for column, place in places.items()}
        row = Row(int(cells[0]), said)
        spot, value, n = self._spot(row), self._value(row), row.take(Column.N, numbers.n_of)
        if row.faults or spot is None or value is None:
            return Line(row.number, said, row.faults)
        if twin := self.seen.get(spot):
            return Line(row.number, said, {Column.PERIOD: _("Samma mätvärde står redan på rad %(row)s", row=twin)})
        self.seen[spot] = row.number
        return Line(row.number, said, {}, spot, Known(value, n), self.known.get(spot))

    def _spot(self, row: Row) -> Spot | None:
        indicator = row.take(Column.INDICATOR, self._indicator)
        area = row.take(Column.AREA, lambda written: numbers.area_of(written, self.areas))
        sex, ages = row.take(Column.SEX, numbers.sex_of), row.take(Column.AGES, numbers.ages_of)
        if indicator is None:
            return None
        period = row.take(Column.PERIOD, lambda written: period_of(written, Every(indicator.every)))
        return Spot(indicator.id, period or "", area.id if area else None, sex or Sex.ALL, ages or "")

    def _value(self, row: Row) -> float | None:
        if Column.INDICATOR in row.faults:
            return None
        meaning = self._indicator(row.said.get(Column.INDICATOR, "")).meaning
        return row.take(Column.VALUE, lambda written: numbers.value_of(written, meaning))

    def _indicator(self, written: str) -> Indicator:
        if self.only and not written:
            return self.only
        wanted = written.strip().casefold()
        found = [one for one in self.indicators if wanted in {one.name.casefold(), one.key}]
        if not found:
            raise Unreadable(_("Skriv namnet på ett mätetal som finns, eller lägg till det först"))
        if self.only and found[0].id != self.only.id:
            raise Unreadable(_("Raden gäller ett annat mätetal än det du valde"))
        return found[0]


def period_of(written: str, every: Every) -> str:
    """The span of a reading."""
    found = spans.read(written, every)
    if found is None:
        raise Unreadable(_("Skriv perioden som %(example)s", example=spans.EXAMPLES[every]))
    return found
