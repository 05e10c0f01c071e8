"""Small numbers can't be solved: checked by trying every table that could lie behind what is shown."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from medborgar.publication.suppression import Cell, publishable


def possible(total: Cell, cells: list[Cell], fits) -> list[set[int]]:
    """For each hidden cell, the values it takes in any table that fits what is shown."""
    hidden = [index for index, cell in enumerate(cells) if cell is None]
    found: list[set[int]] = [set() for _ in hidden]
    for guess in product(range(5), repeat=len(hidden)):
        table = list(cells)
        for index, value in zip(hidden, guess, strict=True):
            table[index] = value
        if fits(total, table):
            for seen, value in zip(found, guess, strict=True):
                seen.add(value)
    return found


def adds_up(total: Cell, table: list[int]) -> bool:
    return sum(table) == total


def could_be_tags(total: Cell, table: list[int]) -> bool:
    """One to three different tags an answer: some number of answers must fit, or the one that is shown."""
    least = max([*table, -(-sum(table) // 3)])
    return least <= sum(table) if total is None else least <= total <= sum(table)


@st.composite
def answers(draw):
    """A period's answers: tagged one to three times among six areas, from some area, by some voice."""
    size = draw(st.integers(0, 60))
    weights = draw(st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5]), min_size=6, max_size=6))
    pool = [area for area in range(6) for _ in range(weights[area])] or [0]
    tags = [set(draw(st.lists(st.sampled_from(pool), min_size=1, max_size=3))) for _ in range(size)]
    split = [draw(st.lists(st.integers(0, cells - 1), min_size=size, max_size=size)) for cells in (5, 2)]
    return (
        size,
        [sum(area in tagged for tagged in tags) for area in range(6)],
        [[chosen.count(cell) for cell in range(cells)] for chosen, cells in zip(split, (5, 2), strict=True)],
    )


@settings(max_examples=100, deadline=None)
@given(answers())
def test_no_hidden_cell_has_fewer_than_five_possible_values(period):
    total, focus, partitions = period
    shown = publishable(total, focus=focus, partitions=partitions)
    for values in possible(shown.total, shown.focus, could_be_tags):
        assert values == {0, 1, 2, 3, 4}
    for split in shown.partitions:
        for values in possible(shown.total, split or [], adds_up):
            assert values == {0, 1, 2, 3, 4}


def test_a_large_period_is_shown_whole():
    shown = publishable(100, focus=[60, 50, 5], partitions=[[40, 60]])
    assert shown.total == 100
    assert shown.focus == [60, 50, 5]
    assert shown.partitions == [[40, 60]]


def test_a_single_hidden_cell_hides_its_table():
    assert publishable(43, focus=[43, 20], partitions=[[40, 3]]).partitions == [None]


def test_a_total_that_would_tell_is_hidden():
    assert publishable(20, focus=[18, 2], partitions=[[10, 10]]).total is None


def test_fewer_than_five_answers_are_never_counted():
    assert publishable(4, focus=[4, 1], partitions=[[4, 0]]).total is None
