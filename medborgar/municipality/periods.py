"""Periods of a promise: quarters, tertials, half-years, years; days are Swedish days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS_IN_YEAR = 12
FIRST_YEAR, LAST_YEAR = 2000, 2199
PART = {3: "kv", 4: "t", 6: "h"}
KEY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<part>kv[1-4]|t[1-3]|h[12])|-(?P<second>[0-9]{4}))?")


class Rhythm(StrEnum):
    """How often a municipality promises; the value is the letters in a period's key."""

    QUARTER = "kv"
    TERTIAL = "t"
    HALF_YEAR = "h"
    YEAR = "ar"
    TWO_YEARS = "tvaar"

    @property
    def months(self) -> int:
        """How many months such a period has."""
        return {"kv": 3, "t": 4, "h": 6, "ar": 12, "tvaar": 24}[self.value]


@dataclass(frozen=True, order=True)
class Period:
    """What a promise covers: whole months, from the first day to the last."""

    first: date
    months: int

    @property
    def last(self) -> date:
        """The last day of the period."""
        return _plus_months(self.first, self.months) - timedelta(days=1)

    @property
    def key(self) -> str:
        """The period in an address: 2027-kv1, 2027-t1, 2027-h1, 2027 or 2027-2028."""
        year, index = self.first.year, (self.first.month - 1) // min(self.months, MONTHS_IN_YEAR) + 1
        match self.months:
            case 12:
                return f"{year}"
            case 24:
                return f"{year}-{year + 1}"
            case _:
                return f"{year}-{PART[self.months]}{index}"

    @property
    def next(self) -> "Period":
        """The period that follows."""
        return Period(_plus_months(self.first, self.months), self.months)

    @property
    def previous(self) -> "Period":
        """The period before."""
        return Period(_plus_months(self.first, -self.months), self.months)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def period_of(day: date, rhythm: Rhythm) -> Period:
    """The period that a day lies in; two-year periods begin in odd years."""
    if rhythm is Rhythm.TWO_YEARS:
        return Period(date(day.year - (day.year + 1) % 2, 1, 1), rhythm.months)
    month = (day.month - 1) // rhythm.months * rhythm.months + 1
    return Period(date(day.year, month, 1), rhythm.months)


def parse(key: str) -> Period:
    """The period that an address speaks of; ValueError when it speaks of none (years 2000 to 2199)."""
    match = KEY.fullmatch(key)
    if not match or not FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        raise ValueError(f"no such period: {key!r}")
    year = int(match["year"])
    if match["second"]:
        if int(match["second"]) != year + 1:
            raise ValueError(f"no such period: {key!r}")
        return Period(date(year, 1, 1), Rhythm.TWO_YEARS.months)
    if not match["part"]:
        return Period(date(year, 1, 1), Rhythm.YEAR.months)
    months = Rhythm(match["part"][:-1]).months
    return Period(date(year, (int(match["part"][-1]) - 1) * months + 1, 1), months)


def _plus_months(day: date, months: int) -> date:
    index = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    return date(index // MONTHS_IN_YEAR, index % MONTHS_IN_YEAR + 1, 1)


@dataclass(frozen=True)
class Calendar:
    """The periods of a municipality: its first rhythm, and the days from which it has had others, in order."""

    rhythm: Rhythm
    changes: tuple[tuple[date, Rhythm], ...] = ()

    def rhythm_on(self, day: date) -> Rhythm:
        """The rhythm that holds on a day."""
        return next((rhythm for starts, rhythm in reversed(self.changes) if starts <= day), self.rhythm)

    def period_of(self, day: date) -> Period:
        """The period that a day lies in."""
        return period_of(day, self.rhythm_on(day))

    def after(self, period: Period) -> Period:
        """The period that follows: in another rhythm when that begins then."""
        return self.period_of(period.last + timedelta(days=1))

    def before(self, period: Period) -> Period:
        """The period before: in the rhythm that it had."""
        return self.period_of(period.first - timedelta(days=1))


def turning_days(now: Rhythm, then: Rhythm, after: date) -> Iterator[date]:
    """The days after a day on which one rhythm can follow another: those that begin a period in both, without end."""
    period = period_of(after, now)
    while period.next.first.year <= LAST_YEAR:
        period = period.next
        if period_of(period.first, then).first == period.first:
            yield period.first
