"""How what comes again stands on a day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from medborgar.portal.rhythm import State, due_state, nearest, states

QUARTERS = [date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1), date(2027, 10, 1)]
TODAY = date(2027, 7, 5)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def test_what_was_done_a_little_before_its_day_counts_for_it():
    assert nearest(QUARTERS, [date(2027, 3, 22)]) == {date(2027, 4, 1)}


def test_only_the_last_that_passed_can_be_overdue():
    done = [date(2027, 1, 3)]
    assert list(states(QUARTERS, done, TODAY).values()) == [State.DONE, State.MISSED, State.LATE, State.COMING]


def test_nothing_is_asked_of_the_time_before_anything_was_done():
    assert set(states(QUARTERS[:3], [], TODAY).values()) == {State.PASSED}


def test_what_is_a_fortnight_away_is_soon():
    assert due_state(TODAY + timedelta(days=14), TODAY, done=False) is State.SOON
    assert due_state(TODAY + timedelta(days=15), TODAY, done=False) is State.COMING
    assert due_state(TODAY, TODAY, done=False) is State.SOON
    assert due_state(TODAY - timedelta(days=1), TODAY, done=False) is State.LATE


@given(st.sets(days, min_size=1).map(sorted), st.lists(days).map(sorted), days)
def test_every_occasion_stands_somehow_and_at_most_one_is_overdue(occasions, done, today):
    found = states(occasions, done, today)
    assert list(found) == occasions
    assert sum(state is State.LATE for state in found.values()) <= 1
    assert all(state is not State.LATE for day, state in found.items() if day >= today)


@given(st.sets(days, min_size=2).map(sorted), days)
def test_nothing_done_belongs_to_an_occasion_farther_away_than_another(occasions, done):
    (one,) = nearest(occasions, [done])
    assert all(abs(one - done) <= abs(other - done) for pair in pairwise(occasions) for other in pair)
