"""What comes again falls on days that can be counted out, whatever it counts in."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.municipality.cadences import OFTEN, Cadence, Unit, occurrences

DAYS = st.dates(date(2001, 1, 1), date(2190, 12, 31))
RECURRENCES = st.sampled_from(list(OFTEN))


def a_cadence(every: int, unit: Unit, *, starts: date | None = None, ended: date | None = None) -> Cadence:
    return Cadence(every=every, unit=unit, starts=starts, ended=ended)


@pytest.mark.parametrize(
    ("every", "unit", "starts", "expected"),
    [
        (2, Unit.WEEK, date(2027, 1, 7), [date(2027, 1, 7), date(2027, 1, 21), date(2027, 2, 4), date(2027, 2, 18)]),
        (1, Unit.MONTH, date(2027, 1, 31), [date(2027, 1, 31), date(2027, 2, 28)]),
        (1, Unit.QUARTER, None, [date(2027, 1, 1)]),
        (1, Unit.YEAR, date(2026, 2, 15), [date(2027, 2, 15)]),
        (2, Unit.YEAR, date(2026, 2, 15), []),
    ],
)
def test_it_falls_on_days_counted_from_the_first(
    every: int, unit: Unit, starts: date | None, expected: list[date]
) -> None:
    assert occurrences(a_cadence(every, unit, starts=starts), date(2027, 1, 1), date(2027, 2, 28)) == expected


@given(RECURRENCES, DAYS, DAYS, st.integers(0, 1500))
def test_two_neighbouring_times_hold_exactly_the_days_of_the_time_they_make_up(
    recurrence: tuple[int, Unit], starts: date, first: date, days: int
) -> None:
    cadence, last = a_cadence(*recurrence, starts=starts), first + timedelta(days=days)
    middle = first + timedelta(days=days // 2)

    whole = occurrences(cadence, first, last)

    assert whole == [*occurrences(cadence, first, middle), *occurrences(cadence, middle + timedelta(days=1), last)]
    assert all(first <= day <= last and day >= starts for day in whole)
    assert all(one < other for one, other in pairwise(whole))


@given(RECURRENCES, DAYS)
def test_the_first_day_is_one_of_them(recurrence: tuple[int, Unit], starts: date) -> None:
    assert occurrences(a_cadence(*recurrence, starts=starts), starts, starts) == [starts]


@given(RECURRENCES, DAYS)
def test_there_are_none_once_it_has_ended(recurrence: tuple[int, Unit], ended: date) -> None:
    found = occurrences(a_cadence(*recurrence, ended=ended), ended - timedelta(days=800), ended + timedelta(days=800))

    assert all(day < ended for day in found)


def test_a_week_without_a_first_day_begins_on_monday() -> None:
    assert occurrences(a_cadence(1, Unit.WEEK), date(2027, 3, 1), date(2027, 3, 8)) == [
        date(2027, 3, 1),
        date(2027, 3, 8),
    ]
