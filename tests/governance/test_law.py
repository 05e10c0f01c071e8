"""The clock of the law: 24 months, with a warning at 18 and at 22."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.governance.law import Hand, LawClock

LAST = date(2027, 1, 15)


@pytest.mark.parametrize(
    ("today", "hand"),
    [
        (date(2028, 7, 14), Hand.FRESH),
        (date(2028, 7, 15), Hand.SOON),
        (date(2028, 11, 14), Hand.SOON),
        (date(2028, 11, 15), Hand.URGENT),
        (date(2029, 1, 15), Hand.URGENT),
        (date(2029, 1, 16), Hand.OVERDUE),
    ],
)
def test_the_hand_moves_by_months(today, hand):
    assert LawClock(LAST, today).hand is hand
    assert LawClock(LAST, today).due == date(2029, 1, 15)


def test_what_was_never_done_has_no_day():
    clock = LawClock(None, LAST)
    assert (clock.hand, clock.due) == (Hand.NEVER, None)


def test_the_leap_day_is_due_on_the_last_of_february():
    assert LawClock(date(2028, 2, 29), LAST).due == date(2030, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2190, 1, 1)), st.integers(0, 1000))
def test_time_never_turns_the_hand_back(last, days):
    order = list(Hand)
    today = last + timedelta(days=days)
    now, later = (LawClock(last, day).hand for day in (today, today + timedelta(days=1)))
    assert order.index(now) <= order.index(later)
