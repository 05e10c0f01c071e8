"""What rounds come to, and what may be said of them side by side: rules without a database."""

import uuid
from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from medborgar.core.formatting import long_day
from medborgar.intake.dialogues.models import Question, QuestionKind
from medborgar.picture.results.counting import mean_of, result_of
from medborgar.picture.results.series import change, lines

LINE = uuid.uuid4()


def a_question(kind=QuestionKind.SCALE, **more):
    more = {"choices": "", "lowest": 1, "highest": 4, "lowest_name": "", "highest_name": "", "meaning": 1} | more
    return Question(kind=kind, words="Hur?", lineage=LINE, **more)


def a_round(*steps, question=None):
    chosen = Counter(str(step) for step in steps)
    return result_of(question or a_question(), chosen, chosen.total())


@given(st.lists(st.integers(1, 4), min_size=1, max_size=60))
def test_a_mean_lies_among_the_steps_that_were_chosen(steps):
    mean = a_round(*steps).mean
    assert min(steps) <= mean <= max(steps)
    assert mean == round(sum(steps) / len(steps), 1)


def test_nobody_s_mean_is_none():
    assert a_round().mean is None
    assert mean_of([(1, 0), (4, 0)]) is None


@given(st.lists(st.sampled_from(["Tryggare", "Som förut", "Otryggare"]), min_size=1, max_size=60))
def test_the_shares_of_one_choice_are_all_of_it(chosen):
    question = a_question(QuestionKind.ONE, choices="Tryggare\nSom förut\nOtryggare")
    result = a_round(*chosen, question=question)
    assert abs(sum(result.share(one.value) for one in result.counts) - 100) <= 1  # each is rounded


def test_days_are_counted_by_month():
    result = a_round("2027-04-30", "2027-04-02", "2027-02-11", question=a_question(QuestionKind.DATE))
    assert [(one.value, one.number) for one in result.counts] == [("2027-02", 1), ("2027-04", 2)]


def test_a_change_is_a_number_and_words():
    assert change(a_round(3, 3), a_round(2)) == "upp 1,0 sedan förra gången, då medel var 2,0 (1 svar)"
    assert change(a_round(1), a_round(2)) == "ner 1,0 sedan förra gången, då medel var 2,0 (1 svar)"
    assert change(a_round(2), a_round(2, 2)) == "oförändrat sedan förra gången, då 2 svarade"
    assert change(a_round(2), a_round()) == "förra gången 0 svar"
    assert change(a_round(2), None) == change(a_round(), a_round()) == ""


@given(st.lists(st.lists(st.integers(1, 4), max_size=5), max_size=6))
def test_a_series_has_a_point_for_every_round_that_was_answered(rounds):
    days = [(date(2027, 1, 1) + timedelta(days=30 * number), a_round(*said)) for number, said in enumerate(rounds)]
    answered = [day for day, one in days if one.number]
    found = lines(days)
    assert len(found) == (1 if len(answered) > 1 else 0)
    for one in found:
        assert [point.name for point in one.points] == [long_day(day) for day in answered]


def test_a_choice_has_a_series_of_its_own_in_percent():
    question = a_question(QuestionKind.YES_NO)
    rounds = [
        (date(2026, 1, 1), a_round("ja", "nej", question=question)),
        (date(2027, 1, 1), a_round("ja", question=question)),
    ]
    yes, no, _ = lines(rounds)
    assert [point.text for point in yes.points] == ["50 %", "100 %"]
    assert [point.text for point in no.points] == ["50 %", "0 %"]
    assert [point.n for point in yes.points] == [2, 1]


def test_of_words_the_number_is_followed():
    question = a_question(QuestionKind.TEXT)
    rounds = [(date(2027, month, 1), result_of(question, Counter({"": month - 1}), month - 1)) for month in (1, 2, 3)]
    (only,) = lines(rounds)
    assert [point.text for point in only.points] == ["0", "1", "2"]
    assert lines(rounds[:1]) == lines([]) == []
