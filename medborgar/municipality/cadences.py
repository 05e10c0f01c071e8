"""Rytmer: what comes again, how often, and on which days."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, takewhile

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Mapped

from medborgar.core.extensions import Model
from medborgar.core.types import Code, Day, Id, Name, Words
from medborgar.municipality.models import InMunicipality
from medborgar.municipality.periods import MONTHS_IN_YEAR
from medborgar.municipality.rows import FromProfile

DAYS_IN_WEEK = 7
# Where a cadence has no first day it is counted from here: a Monday, and the first day of every longer unit.
EPOCH = date(2001, 1, 1)


class Unit(StrEnum):
    """What a cadence counts in, the shortest first."""

    WEEK = "vecka"
    MONTH = "månad"
    QUARTER = "kvartal"
    TERTIAL = "tertial"
    HALF_YEAR = "halvår"
    YEAR = "år"


MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.TERTIAL: 4, Unit.HALF_YEAR: 6, Unit.YEAR: MONTHS_IN_YEAR}
OFTEN = {
    (1, Unit.WEEK): _l("Varje vecka"),
    (2, Unit.WEEK): _l("Varannan vecka"),
    (1, Unit.MONTH): _l("Varje månad"),
    (2, Unit.MONTH): _l("Varannan månad"),
    (3, Unit.MONTH): _l("Var tredje månad"),
    (1, Unit.QUARTER): _l("Varje kvartal"),
    (1, Unit.TERTIAL): _l("Varje tertial"),
    (1, Unit.HALF_YEAR): _l("Varje halvår"),
    (1, Unit.YEAR): _l("Varje år"),
    (2, Unit.YEAR): _l("Vartannat år"),
}


class CadenceKind(StrEnum):
    """What sort of activity comes again."""

    COLLECTION = "insamling"
    MEETING = "mote"
    OPERATIONAL = "operativ"
    PICTURE = "lagesbild"
    DECISION = "beslut"
    FOLLOWUP = "uppfoljning"
    AGREEMENT_REVIEW = "oversyn"
    BRIEFING = "genomgang"
    REPORT = "rapport"
    EVALUATION = "utvardering"
    PLAN_REVISION = "planrevidering"
    OTHER = "annat"


class Cadence(FromProfile, InMunicipality, Model):
    """En rytm is data, never code: what comes again, how often, and where the agreement says so."""

    __tablename__ = "cadence"

    id: Mapped[Id]
    kind: Mapped[Code]  # a CadenceKind
    title: Mapped[Name]
    every: Mapped[int]
    unit: Mapped[Code]  # a Unit
    starts: Mapped[Day | None]  # the first occurrence
    ended: Mapped[Day | None]  # from that day there are none
    recipient: Mapped[Words]  # who is told, or invited
    quote: Mapped[Words]
    section: Mapped[Words]

    @property
    def recurrence(self) -> str | None:
        """How often, as one code; None before it has been said."""
        return f"{self.every} {self.unit}" if self.every else None

    @recurrence.setter
    def recurrence(self, code: str) -> None:
        every, self.unit = code.split()
        self.every = int(every)

    @property
    def often(self) -> str:
        """How often, in words."""
        return str(OFTEN[self.every, Unit(self.unit)])


def occurrences(cadence: Cadence, first: date, last: date) -> list[date]:
    """The days on which it falls, from a first to a last day, both counted.

    Without a day to start from it falls on the first day of every week, month, quarter and so on.
    """
    end = min(last, cadence.ended - timedelta(days=1)) if cadence.ended else last
    return [day for day in takewhile(lambda day: day <= end, _days(cadence, first)) if day >= first]


def _days(cadence: Cadence, first: date) -> Iterator[date]:
    """Every day of the cadence, beginning not long before `first`."""
    start, unit = cadence.starts or EPOCH, Unit(cadence.unit)
    if unit is Unit.WEEK:
        step = timedelta(days=DAYS_IN_WEEK * cadence.every)
        return (start + number * step for number in count(max((first - start) // step, 0)))
    months = MONTHS[unit] * cadence.every
    passed = (first.year - start.year) * MONTHS_IN_YEAR + first.month - start.month
    return (_months_after(start, number * months) for number in count(max(passed // months, 0)))


def _months_after(day: date, months: int) -> date:
    """So many months later; the last day of a month that has no such day."""
    index = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    year, month = index // MONTHS_IN_YEAR, index % MONTHS_IN_YEAR + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
