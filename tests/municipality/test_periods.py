"""Periods cover the calendar without gaps, and speak of themselves in addresses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.core import clock
from medborgar.municipality.periods import Period, Rhythm, parse, period_of

DAYS = st.dates(date(2001, 1, 1), date(2198, 12, 31))
RHYTHMS = st.sampled_from(Rhythm)


@given(DAYS, RHYTHMS)
def test_a_day_lies_in_its_period_and_in_no_neighbour(day: date, rhythm: Rhythm) -> None:
    period = period_of(day, rhythm)

    assert day in period
    assert day not in period.next
    assert day not in period.previous


@given(DAYS, RHYTHMS)
def test_every_day_of_a_period_has_that_period(day: date, rhythm: Rhythm) -> None:
    period = period_of(day, rhythm)

    assert period_of(period.first, rhythm) == period_of(period.last, rhythm) == period


@given(DAYS, RHYTHMS)
def test_the_next_period_begins_the_day_after(day: date, rhythm: Rhythm) -> None:
    period = period_of(day, rhythm)

    assert period.next.first == period.last + timedelta(days=1)
    assert period.next.previous == period.previous.next == period


@given(DAYS, RHYTHMS)
def test_an_address_leads_back_to_its_period(day: date, rhythm: Rhythm) -> None:
    period = period_of(day, rhythm)

    assert parse(period.key) == period


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2027-kv1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027-t3", date(2027, 9, 1), date(2027, 12, 31)),
        ("2027-h2", date(2027, 7, 1), date(2027, 12, 31)),
        ("2028", date(2028, 1, 1), date(2028, 12, 31)),
        ("2027-2028", date(2027, 1, 1), date(2028, 12, 31)),
    ],
)
def test_an_address_speaks_of_whole_months(key: str, first: date, last: date) -> None:
    assert (parse(key).first, parse(key).last) == (first, last)


@pytest.mark.parametrize(
    "key",
    ["", "2027-kv0", "2027-kv5", "2027-t4", "2027-h3", "2027-2029", "2027-2027", "1999", "2200", "２０２７", "2027 "],
)
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no such period"):
        parse(key)


@given(st.text(max_size=12))
def test_any_words_are_a_period_or_refused(key: str) -> None:
    try:
        period = parse(key)
    except ValueError:
        return
    assert isinstance(period, Period)


def test_the_quarter_turns_at_midnight_in_sweden() -> None:
    turn = datetime(2026, 3, 31, 22, tzinfo=UTC)

    assert period_of(clock.local_day(turn), Rhythm.QUARTER).key == "2026-kv2"
    assert period_of(clock.local_day(turn - timedelta(seconds=1)), Rhythm.QUARTER).key == "2026-kv1"
