"""Who walked, read from lines as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.intake.walks.models import Group, read_groups

NAMES = st.text("abcdefåäöÅÄÖ 0123456789-&", min_size=1, max_size=30).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Hyresgästföreningen, 6", [("Hyresgästföreningen", 6)]),
        ("Hyresgästföreningen 6\n\n  Polisen: 2 ", [("Hyresgästföreningen", 6), ("Polisen", 2)]),
        ("Förening 12, 3", [("Förening 12", 3)]),
        ("Polisen", None),
        ("Polisen, två", None),
        ("Polisen, 0", None),
        ("6", None),
        ("", []),
    ],
)
def test_each_line_says_an_organisation_and_how_many(text, groups):
    assert read_groups(text) == (groups if groups is None else [Group(*one) for one in groups])


@given(st.lists(st.tuples(NAMES, st.integers(1, 999)), max_size=5))
def test_what_is_written_is_read_back(pairs):
    groups = [Group(*pair) for pair in pairs]
    assert read_groups("\n".join(one.words for one in groups)) == groups
