"""A promise's state on any day, as the rules say: late and missing appear by themselves."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from medborgar.followup.models import (
    Result,
    State,
    can_be_new_due,
    new_due_between,
    state_on,
    worst,
)

DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
RESULTS = st.none() | st.sampled_from(Result)
SAID = {
    Result.DONE: State.DONE,
    Result.PARTLY: State.PARTLY,
    Result.NOT_DONE: State.NOT_DONE,
    Result.WITHDRAWN: State.WITHDRAWN,
}


@given(today=DAYS, due=DAYS, latest=RESULTS, new_due=st.none() | DAYS)
def test_every_day_and_result_gives_one_state(today, due, latest, new_due):
    state = state_on(today, due=due, latest=latest, new_due=new_due)
    if latest in SAID:
        assert state is SAID[latest]
    elif latest is Result.LATE:
        assert state is (State.LATE if new_due and today <= new_due else State.MISSING)
    else:
        assert state is (State.PLAN if today <= due else State.MISSING)


@given(st.lists(st.sampled_from(State), min_size=1))
def test_the_worst_state_shows(states):
    assert worst(states) in states
    assert (worst(states) is State.DONE) == (set(states) == {State.DONE})
    assert State.WITHDRAWN not in states or worst(states) is State.WITHDRAWN


@given(due=DAYS, today=DAYS)
def test_something_late_is_postponed_to_come_within_two_years(due, today):
    first, last = new_due_between(due, today)
    assert first > due
    assert first > today
    assert (last - today).days in {729, 730, 731}
    assert not can_be_new_due(None, due, today)
    assert not can_be_new_due(today, due, today)
    assert can_be_new_due(first, due, today) == (first <= last)


def test_a_leap_day_is_no_trap():
    assert new_due_between(date(2028, 1, 1), date(2028, 2, 29))[1] == date(2030, 2, 28)
