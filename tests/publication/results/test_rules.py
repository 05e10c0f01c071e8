"""No number that is hidden in a round's results can be worked out: every table that could lie behind is tried."""

import uuid
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from medborgar.intake.dialogues.models import Question, QuestionKind
from medborgar.picture.results.counting import Count, Result, mean_of
from medborgar.picture.results.queries import Heard
from medborgar.publication.results.content import content
from medborgar.publication.suppression import choices, publishable

LABELS = ["A", "B", "C", "D"]


def possible(cells, total, *, all_answered, one_each, mean=None):
    """For each hidden cell, the values it takes in any table that fits what is shown, the mean too."""
    hidden = [place for place, cell in enumerate(cells) if cell is None]
    found: list[set[int]] = [set() for _ in hidden]
    for guess in product(range(5), repeat=len(hidden)):
        table = list(cells)
        for place, value in zip(hidden, guess, strict=True):
            table[place] = value
        if fits(table, total, all_answered, one_each) and mean in {None, mean_of(list(enumerate(table, start=1)))}:
            for seen, value in zip(found, guess, strict=True):
                seen.add(value)
    return found


def fits(table, total, all_answered, one_each):
    """Whether so many people can have answered so."""
    if one_each:
        return sum(table) == total if all_answered else sum(table) <= total
    return max(table) <= total and (not all_answered or sum(table) >= total)


@st.composite
def answered(draw):
    """A question that a round asks, and what everybody chose; small numbers are common."""
    one_each, needed = draw(st.booleans()), draw(st.booleans())
    size = draw(st.integers(2, 4))
    counts = draw(st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 9, 20]), min_size=size, max_size=size))
    least, most = (sum(counts), sum(counts)) if one_each else (max(counts), sum(counts))
    number = draw(st.integers(least, most))
    total = number if needed else number + draw(st.integers(0, 6))
    return counts, total, number, needed, one_each


@settings(max_examples=150, deadline=None)
@given(answered())
def test_no_hidden_answer_has_fewer_than_five_possible_values(asked):
    counts, total, _, needed, one_each = asked
    cells = choices(counts, total=total, all_answered=needed, one_each=one_each)
    for values in possible(cells, total, all_answered=needed, one_each=one_each) if cells else []:
        assert values == {0, 1, 2, 3, 4}
    assert total >= 5 or cells is None


def a_result(kind, counts, number, *, needed):
    question = Question(
        kind=kind,
        words="Hur?",
        needed=needed,
        asked=True,
        lineage=uuid.uuid4(),
        meaning=1,
        lowest=1,
        highest=len(counts),
    )
    return Result(question, number, [Count(str(step), f"{step}", n) for step, n in enumerate(counts, start=1)])


def a_hearing(total, *by_area):
    return Heard(total, [], [], [(name, number) for name, number in zip(LABELS, by_area, strict=False)], [])


@settings(max_examples=100, deadline=None)
@given(answered().filter(lambda asked: asked[-1]))
def test_a_mean_tells_of_no_hidden_step(asked):
    counts, total, number, needed, _ = asked
    said = content(a_hearing(total), [a_result(QuestionKind.SCALE, counts, number, needed=needed)])
    (one,) = said["fragor"]
    if one["val"]:
        cells = [row["antal"] for row in one["val"]]
        known = one["antal"] if one["antal"] is not None else total
        everybody = needed or one["antal"] is not None
        for values in possible(cells, known, all_answered=everybody, one_each=True, mean=one["medel"]):
            assert values == {0, 1, 2, 3, 4}
    else:
        assert one["medel"] is None
        assert one["antal"] is None


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=40))
def test_two_tables_of_one_round_tell_no_more_than_each(people):
    """Any table behind the one goes with any behind the other: both split the same people."""
    tables = [[sum(said[which] == cell for said in people) for cell in range(4)] for which in range(2)]
    shown = [(choices(one, total=len(people), all_answered=True, one_each=True), len(people)) for one in tables]
    assert_that_nothing_is_told(shown)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(0, 12), min_size=3, max_size=3),
    st.lists(st.integers(0, 12), min_size=3, max_size=3),
    st.lists(st.booleans(), min_size=36, max_size=36),
)
def test_a_round_and_the_promise_beside_it_tell_no_more_than_each(asked, told, chosen):
    """The promise counts what people told and those of a round's answers that staff put in the picture.

    Which these are is told nowhere, and it may be none of them: so any table behind the one goes with any behind the
    other.
    """
    of_round = [area for area, number in enumerate(asked) for _ in range(number)]
    taken = [area for area, is_in in zip(of_round, chosen, strict=False) if is_in]
    promised = [told[area] + taken.count(area) for area in range(3)]
    cells = choices(asked, total=sum(asked), all_answered=True, one_each=True)
    promise = publishable(sum(promised), focus=[], partitions=[promised]).partitions[0]
    assert_that_nothing_is_told([(cells, sum(asked)), (promise, sum(promised))])


def assert_that_nothing_is_told(tables):
    """Every hidden cell of every table that is shown may be any of five, all of them seen together."""
    shown = [(cells, total) for cells, total in tables if cells]
    worlds = list(product(*(list(behind(cells, total)) for cells, total in shown)))
    for which, (cells, _) in enumerate(shown):
        for place, cell in enumerate(cells):
            assert cell is not None or {tables[which][place] for tables in worlds} == {0, 1, 2, 3, 4}


def behind(cells, total):
    """Every table that fits what is shown."""
    hidden = [place for place, cell in enumerate(cells) if cell is None]
    for guess in product(range(5), repeat=len(hidden)):
        table = list(cells)
        for place, value in zip(hidden, guess, strict=True):
            table[place] = value
        if sum(table) == total:
            yield table


def test_a_large_round_is_shown_whole():
    said = content(a_hearing(40), [a_result(QuestionKind.SCALE, [5, 10, 15, 10], 40, needed=True)])
    assert said["antal"] == 40
    assert said["fragor"][0]["medel"] == 2.8
    assert [row["antal"] for row in said["fragor"][0]["val"]] == [5, 10, 15, 10]


def test_of_fewer_than_five_nothing_is_said():
    said = content(a_hearing(4), [a_result(QuestionKind.SCALE, [4, 0], 4, needed=True)])
    assert said["antal"] is said["fragor"][0]["val"] is said["fragor"][0]["medel"] is None


def test_a_single_small_step_that_everybody_answered_hides_the_question():
    said = content(a_hearing(33), [a_result(QuestionKind.SCALE, [3, 10, 20], 33, needed=True)])
    assert said["fragor"][0]["val"] is None


def test_where_it_is_not_known_how_many_answered_one_small_step_may_stand():
    said = content(a_hearing(40), [a_result(QuestionKind.ONE, [3, 10, 20], 33, needed=False)])
    assert [row["antal"] for row in said["fragor"][0]["val"]] == [None, 10, 20]
    assert said["fragor"][0]["antal"] is None


def test_a_question_that_had_to_be_answered_later_only_is_left_out():
    said = content(a_hearing(40), [a_result(QuestionKind.SCALE, [10, 10], 20, needed=True)])
    assert said["fragor"][0]["val"] is None


def test_free_words_are_not_even_counted():
    said = content(a_hearing(40), [a_result(QuestionKind.TEXT, [], 30, needed=False)])
    assert said["fragor"] == []
