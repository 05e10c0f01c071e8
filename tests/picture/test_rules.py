"""Ranking, periods and where a picture begins: rules without a database."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from medborgar.municipality.periods import parse
from medborgar.picture.models import SCALE, Bone, Cause, Picture, Problem, Ranking, heard_from, name_of, ranked
from medborgar.picture.rules import without_causes

grades = st.integers(min(SCALE), max(SCALE))
rankings = st.one_of(st.none(), st.builds(Ranking, need=grades, influence=grades))
problems = st.lists(st.builds(Problem, title=st.text(max_size=3), ranking=rankings))


def a_problem(title: str, need: int, influence: int, *, chosen: bool = False) -> Problem:
    return Problem(title=title, ranking=Ranking(need=need, influence=influence, chosen=chosen))


def test_need_times_influence_comes_first():
    small, great = a_problem("a", 5, 1), a_problem("b", 3, 3)
    assert ranked([small, great]) == [great, small]


def test_of_equal_products_the_greater_need_comes_first():
    able, needed = a_problem("a", 2, 4), a_problem("b", 4, 2)
    assert ranked([able, needed]) == [needed, able]


def test_of_equals_the_title_decides():
    second, first = a_problem("b", 2, 2), a_problem("a", 2, 2)
    assert ranked([second, first]) == [first, second]


@given(problems)
def test_unranked_problems_come_last(some):
    weights = [bool(problem.weight) for problem in ranked(some)]
    assert weights == sorted(weights, reverse=True)


@given(problems, st.randoms())
def test_the_order_does_not_depend_on_who_wrote_first(some, dice: random.Random):
    def told(order):
        return [(problem.title, problem.weight, problem.need if problem.weight else None) for problem in order]

    shuffled = dice.sample(some, len(some))
    assert told(ranked(some)) == told(ranked(shuffled))


@given(problems)
def test_nothing_is_ranked_above_something_heavier(some):
    weights = [problem.weight or 0 for problem in ranked(some)]
    assert weights == sorted(weights, reverse=True)


def test_a_picture_begins_where_the_last_one_was_cut():
    assert heard_from(Picture(heard_to=date(2027, 3, 15)), parse("2027-kv3")) == date(2027, 3, 16)


def test_the_first_picture_begins_with_the_period_before():
    assert heard_from(None, parse("2027-kv2")) == date(2027, 1, 1)


def test_a_period_is_spoken_of_by_its_months_or_years():
    assert [name_of(parse(key)) for key in ("2027-kv2", "2027-t1", "2027", "2027-2028")] == [
        "april–juni 2027",
        "januari–april 2027",
        "2027",
        "2027–2028",
    ]


def test_a_plan_waits_for_the_causes_of_what_is_chosen(app):
    dark, loud = a_problem("Mörkt", 5, 5, chosen=True), a_problem("Oväsen", 1, 1)
    assert without_causes([dark, loud], causes_first=False) == []
    assert without_causes([dark, loud], causes_first=True) == [
        "Orsakerna till ”Mörkt” är inte beskrivna. Lägg till minst en, med vad den vilar på."
    ]
    dark.causes = [Cause(bone=Bone.PLACE, what="Trasiga lampor", rests_on="Svaren")]
    assert without_causes([dark, loud], causes_first=True) == []


def test_before_any_is_chosen_a_plan_waits_for_the_causes_of_all(app):
    some = [a_problem("Mörkt", 5, 5), Problem(title="Oväsen")]
    assert len(without_causes(some, causes_first=True)) == 2
