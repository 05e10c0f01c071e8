"""The way of a measure: forward in steps, back only with a reason, and never decided while something is lacking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.plan.models import OPEN, Measure, MeasureKind, State, can_move, needs_reason, next_states
from medborgar.plan.words import gaps

STATES = st.sampled_from(State)


@pytest.mark.parametrize(
    ("now", "to"),
    [
        (State.POSSIBLE, {State.DECIDED, State.CANCELLED}),
        (State.DECIDED, {State.ONGOING, State.DONE, State.PARTLY, State.CANCELLED}),
        (State.ONGOING, {State.DONE, State.PARTLY, State.CANCELLED}),
        (State.DONE, {State.ONGOING}),
        (State.PARTLY, {State.ONGOING}),
        (State.CANCELLED, {State.ONGOING}),
    ],
)
def test_each_state_leads_somewhere(now, to):
    assert set(next_states(now)) == to


@given(STATES, STATES)
def test_nothing_goes_on_before_it_is_decided(now, to):
    if now is State.POSSIBLE and can_move(now, to):
        assert to in {State.DECIDED, State.CANCELLED}
    assert not can_move(now, now)
    assert not can_move(now, State.POSSIBLE)


@given(STATES, STATES)
def test_giving_up_and_taking_up_again_are_explained(now, to):
    assert needs_reason(now, to) == (to in {State.PARTLY, State.CANCELLED} or now not in OPEN)


def test_a_planned_measure_lacks_more_than_a_quick_one():
    planned = Measure(kind=MeasureKind.MEASURE, aim="", goal="", owner="")
    quick = Measure(kind=MeasureKind.QUICK, aim="", goal="", owner="")
    assert gaps(planned, causes_first=True) == [
        "syfte",
        "mål",
        "ansvarig funktion",
        "datum då den ska vara klar",
        "orsak",
    ]
    assert gaps(planned, causes_first=False)[-1] == "datum då den ska vara klar"
    assert gaps(quick, causes_first=True) == ["ansvarig funktion", "datum då den ska vara klar", "plats"]
