"""An area's outline in a profile: a closed line in a square, and a clear word of what is wrong with any other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.municipality.outlines import checked, middle, points

NUMBERS = st.integers(0, 100)


def test_an_outline_has_corners_and_a_middle():
    assert points("M10 10H40V30H10Z") == [(10, 10), (40, 10), (40, 30), (10, 30)]
    assert middle("M10,10 L40,10 L40,30 L10,30 Z") == (25, 20)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_every_block_is_an_outline(left, top, right, bottom):
    path = f"M{left} {top}H{right}V{bottom}H{left}Z"
    if left != right and top != bottom:
        assert checked(path) == path
    else:
        with pytest.raises(ValueError, match="minst tre hörn"):
            checked(path)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("", "ska vara en linje"),
        ("10 10", "ska vara en linje"),
        ("M10 10C1 1 2 2 3 3Z", "ska vara en linje"),
        ("m1 1H2V2Z", "ska vara en linje"),
        ("M1 1H2V2", "sluta med Z"),
        ("M1 1H2V2ZM1 1H2V2Z", "en enda del"),
        ("M1H2V2Z", "M ska följas av 2 tal"),
        ("M1 1H101V2Z", "går utanför rutan"),
        ("M1 1Z", "minst tre hörn"),
        ("M1 1" + "H2V2" * 400 + "Z", "för lång"),
        ('M1 1H2V2Z"/><script>', "ska vara en linje"),
    ],
)
def test_what_is_no_outline_is_told_why(path, wrong):
    with pytest.raises(ValueError, match=wrong):
        checked(path)
