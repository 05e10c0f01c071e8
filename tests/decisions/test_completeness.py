"""What a decision lacks: pure rules, on decisions that no database has seen."""

import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgar.decisions.completeness import lacks, missing, not_chosen, warnings
from medborgar.decisions.models import (
    Commitment,
    Decision,
    MetricKind,
    NotChosen,
    Performer,
    Priority,
    PriorityProblem,
)
from medborgar.municipality.models import FocusArea, FocusAreaSet, Municipality
from medborgar.picture.models import Picture, Problem

MOST = 3

pytestmark = pytest.mark.usefixtures("app")  # for the words

WHOLE = {
    "what": "Byter lampor.",
    "responsible_municipality": "Gatuchefen",
    "responsible_police": "Gruppchefen",
    "metric_kind": MetricKind.NUMBER,
    "unit": "lampor",
    "target": 24,
    "due": date(2027, 6, 30),
}


def a_commitment(performer=Performer.TOGETHER, **other):
    return Commitment(performer=performer, **(WHOLE | other))


def a_priority(areas=(), commitments=None, **other):
    links = [PriorityProblem(problem=Problem(focus_area_id=area.id)) for area in areas]
    commitments = [a_commitment()] if commitments is None else commitments
    return Priority(**({"title": "Ljus", "why": "Mörkt."} | other), problems=links, commitments=commitments)


def some_areas(amount):
    return [FocusArea(id=uuid.uuid4(), name=f"Område {number}") for number in range(amount)]


def a_decision(areas, priorities, explained=(), **other):
    picture = Picture(period="2027-kv2", focus_set=FocusAreaSet(areas=list(areas)))
    reasons = [NotChosen(focus_area_id=area.id, reason="Inte nu.") for area in explained]
    particulars = {"decided": date(2027, 3, 12), "deciders": "Chefen"} | other
    return Decision(
        municipality=Municipality(most_priorities=MOST),
        picture=picture,
        priorities=priorities,
        reasons=reasons,
        **particulars,
    )


def said_of(decision):
    return [gap.sentence for gap in missing(decision)]


def test_a_whole_decision_lacks_nothing():
    areas = some_areas(2)
    decision = a_decision(areas, [a_priority(areas[:1])], explained=areas[1:])
    assert missing(decision) == []
    assert warnings(decision) == []


def test_an_empty_one_lacks_everything():
    decision = a_decision(some_areas(1), [], decided=None, deciders=" \n")
    assert said_of(decision) == [
        "Lägg till minst en prioritering.",
        "Skäl saknas för fokusområdet Område 0, som inte är valt.",
        "Datum för beslutet saknas.",
        "Uppgift om vilka som beslutade saknas.",
    ]


def test_more_priorities_than_the_municipality_has_settled_are_too_many():
    assert missing(a_decision([], [a_priority() for _ in range(MOST)])) == []
    (said,) = missing(a_decision([], [a_priority() for _ in range(MOST + 1)]))
    assert "högst 3" in said.sentence


def test_a_priority_says_why_and_commits_somebody():
    assert said_of(a_decision([], [a_priority(), a_priority(why="", commitments=[])])) == [
        "Prioritering 2 saknar skäl: varför väljer ni den?",
        "Prioritering 2 saknar åtagande.",
    ]


@pytest.mark.parametrize(
    ("performer", "without", "said"),
    [
        (Performer.MUNICIPALITY, {"responsible_municipality": ""}, ["ansvarig funktion hos kommunen"]),
        (Performer.MUNICIPALITY, {"responsible_police": ""}, []),
        (Performer.POLICE, {"responsible_police": ""}, ["ansvarig funktion hos polisen"]),
        (Performer.POLICE, {"responsible_municipality": ""}, []),
        (Performer.TOGETHER, {"responsible_police": ""}, ["ansvarig funktion hos polisen"]),
        (Performer.TOGETHER, {"due": None}, ["datum"]),
        (Performer.TOGETHER, {"metric_kind": None}, ["mått"]),
        (Performer.TOGETHER, {"unit": "", "target": None}, ["enhet för måttet", "mål"]),
        (Performer.TOGETHER, {"target": 0}, []),
        (Performer.TOGETHER, {"metric_kind": MetricKind.DONE, "unit": "", "target": None}, []),
        (Performer.TOGETHER, {"what": ""}, ["en beskrivning av vad som ska göras"]),
    ],
)
def test_a_commitment_has_owner_date_and_metric(performer, without, said):
    assert lacks(a_commitment(performer, **without)) == said


def test_what_a_commitment_lacks_is_said_with_its_place():
    (said,) = missing(a_decision([], [a_priority(commitments=[a_commitment(), a_commitment(due=None)])]))
    assert said == ("Åtagande 2 i prioritering 1 saknar datum.", "atagande-1-2")


@given(amount=st.integers(0, 6), data=st.data())
def test_every_focus_area_is_chosen_or_explained(amount, data):
    areas = some_areas(amount)
    some = st.lists(st.sampled_from(areas), unique=True) if areas else st.just([])
    chosen, explained = data.draw(some), data.draw(some)
    decision = a_decision(areas, [a_priority(chosen)], explained=explained)
    unexplained = [area.name for area in areas if area not in chosen and area not in explained]
    assert [said.split("fokusområdet ")[1].split(",")[0] for said in said_of(decision)] == unexplained
    assert not_chosen(decision) == [area for area in areas if area not in chosen]


def test_a_reason_without_words_is_none():
    area = some_areas(1)[0]
    decision = a_decision([area], [a_priority()], explained=[area])
    decision.reasons[0].reason = ""
    assert len(missing(decision)) == 1


@given(st.lists(st.sampled_from(Performer)))
def test_a_priority_where_one_party_alone_acts_is_warned_of(performers):
    area = some_areas(1)
    decision = a_decision(area, [a_priority(area, commitments=[a_commitment(one) for one in performers])])
    alone = len(set(performers)) == 1 and Performer.TOGETHER not in performers
    assert bool(warnings(decision)) == alone


def test_a_priority_that_answers_to_no_problem_is_warned_of():
    (said,) = warnings(a_decision([], [a_priority()]))
    assert said == ("Prioritering 1 svarar inte på något problem i lägesbilden.", "prioritering-1")
