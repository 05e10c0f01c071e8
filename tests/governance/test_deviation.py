"""When this time differs from what is usual."""

from hypothesis import given
from hypothesis import strategies as st

from medborgar.governance.deviation import DIFFERENCE, Compared, Deviation, compared

counts = st.lists(st.integers(0, 500), max_size=6)


def test_half_as_many_again_is_more_than_usual():
    assert compared(9, [6, 6, 6]) == Compared(9, 6.0, 3, Deviation.MORE)


def test_half_as_many_is_fewer():
    assert compared(3, [6, 6, 6]).deviation is Deviation.FEWER


def test_a_few_more_is_as_usual():
    assert compared(8, [6, 6, 6]).deviation is Deviation.USUAL


def test_small_numbers_never_differ():
    assert compared(3, [1, 1, 1]).deviation is Deviation.USUAL


def test_two_periods_are_too_few_to_say_anything():
    assert compared(100, [1, 1]).deviation is Deviation.USUAL


def test_without_earlier_periods_there_is_no_mean():
    assert compared(4, []) == Compared(4, None, 0, Deviation.USUAL)


@given(st.integers(0, 500), counts)
def test_what_differs_differs_by_enough_and_to_the_right_side(now, before):
    found = compared(now, before)
    mean = sum(before) / len(before) if before else 0
    match found.deviation:
        case Deviation.MORE:
            assert now - mean >= DIFFERENCE
        case Deviation.FEWER:
            assert mean - now >= DIFFERENCE
    assert found.periods == len(before)
