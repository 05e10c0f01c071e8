"""An accent can be read, or the nearest shade that can be is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.municipality.colours import DARK_PAPER, LIGHT_PAPER, contrast, nearest_passing, passes

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
PAPERS = st.sampled_from([LIGHT_PAPER, DARK_PAPER])


@given(COLOURS, PAPERS)
def test_the_nearest_shade_can_be_read(accent: str, paper: str) -> None:
    assert passes(nearest_passing(accent, paper), paper)


@given(COLOURS, PAPERS)
def test_an_accent_that_can_be_read_is_its_own_nearest(accent: str, paper: str) -> None:
    assert (nearest_passing(accent, paper) == accent) == passes(accent, paper)


@given(COLOURS)
def test_the_nearest_shade_is_no_darker_than_it_has_to_be(accent: str) -> None:
    if not passes(accent, LIGHT_PAPER):
        assert contrast(nearest_passing(accent, LIGHT_PAPER), LIGHT_PAPER) < 4.8


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one) >= 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#0B4F5C", LIGHT_PAPER, 8.8)],
)
def test_contrast_is_as_wcag_counts_it(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.05)
