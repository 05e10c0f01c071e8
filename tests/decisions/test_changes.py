"""Every edit makes a new revision, in turn; nothing is kept that promises nothing."""

import uuid
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.errors import NotFound, Refused, Stale
from medborgar.core.extensions import db
from medborgar.decisions import changes, queries
from medborgar.decisions.changes import CommitmentWords, Particulars, PriorityWords
from medborgar.decisions.completeness import missing, warnings
from medborgar.decisions.models import MetricKind, Performer
from medborgar.followup.models import FollowUp, Result
from medborgar.municipality.models import Body
from medborgar.publication.actions import draft
from tests.decisions.conftest import PERIOD

WORDS = PriorityWords(title="Lugnt på torget", why="Många undviker torget på kvällen.")
LAMPS = CommitmentWords(
    performer=Performer.MUNICIPALITY,
    what="Byter lampor.",
    metric_kind=MetricKind.NUMBER,
    due=date(2027, 6, 30),
    responsible_municipality="Gatuchefen",
    unit="lampor är bytta",
    target=24,
)

MOST = 5


def saved(decision, **more):
    return changes.save_priority(**{"decision": decision, "words": WORDS, "problems": set(), **more})


def committed(decision, **more):
    return changes.save_commitment(
        **{
            "decision": decision,
            "priority": decision.priorities[0],
            "words": LAMPS,
            **more,
        }
    )


def test_an_edit_is_a_new_revision_in_the_log(decision, coordinator):
    priority = saved(decision, by=coordinator)
    assert (decision.revision, priority.version, priority.saved_at) == (2, 2, "12.00")
    last = db.session.query(AuditEntry).order_by(AuditEntry.number.desc()).first()
    assert (last.event, last.subject, last.actor) == (Event.DECISION_SAVE, str(decision.id), str(coordinator.id))


def test_what_is_saved_unchanged_stays_approved(decision, coordinator):
    priority = decision.priorities[0]
    words, problems = PriorityWords(priority.title, priority.why), {link.problem_id for link in priority.problems}
    saved(decision, priority_id=priority.id, words=words, problems=problems, by=coordinator)
    assert decision.revision == 1


def test_an_edit_of_an_older_version_is_stale(decision, coordinator):
    priority = saved(decision, by=coordinator)
    again = {"priority_id": priority.id, "by": coordinator}
    saved(decision, version=2, words=PriorityWords("Lugnt", "Därför."), **again)
    with pytest.raises(Stale, match=r"12\.00"):
        saved(decision, version=2, words=PriorityWords("Tryggt", "Därför."), **again)
    db.session.rollback()


def test_the_same_words_sent_twice_are_saved_once(decision, coordinator):
    priority, commitment = saved(decision, by=coordinator), committed(decision, by=coordinator)
    assert saved(decision, by=coordinator) is priority
    assert committed(decision, by=coordinator) is commitment
    assert decision.revision == 3


def test_an_added_part_voids_nobodys_edit_of_another(decision, coordinator):
    first, second = decision.priorities[0].commitments
    for row, what in ((first, "Byter alla lampor."), (second, "Går i gången.")):
        words = CommitmentWords(**{name: getattr(row, name) for name in CommitmentWords.__dataclass_fields__})
        committed(decision, version=1, commitment_id=row.id, words=replace(words, what=what), by=coordinator)
    changes.save_reason(
        decision=decision, version=1, area=decision.reasons[0].focus_area, reason="Inte nu.", by=coordinator
    )
    assert (first.what, second.what, decision.revision) == ("Byter alla lampor.", "Går i gången.", 4)


def test_there_are_at_most_five_priorities(decision, coordinator):
    for number in range(1, MOST):
        saved(decision, words=replace(WORDS, title=f"Nummer {number}"), by=coordinator)
    with pytest.raises(Refused, match="högst 5"):
        saved(decision, by=coordinator)


def test_priorities_change_places(decision, coordinator):
    second = saved(decision, by=coordinator)
    move = {"decision": decision, "priority": second, "by": coordinator}
    changes.move_priority(position=2, up=True, **move)
    assert [one.title for one in decision.priorities] == ["Lugnt på torget", "Ljust vid stationen"]
    changes.move_priority(position=1, up=True, **move)  # already first
    changes.move_priority(position=2, up=True, **move)  # the button was pressed twice
    assert decision.revision == 3
    changes.move_priority(position=1, up=False, **move)
    assert [one.position for one in decision.priorities] == [1, 2]
    assert decision.priorities[1] is second


def test_a_chosen_focus_area_is_not_explained_away(decision, coordinator):
    priority, area = decision.priorities[0], decision.picture.focus_set.areas[0]
    problems = {link.problem_id for link in priority.problems}
    explain = {"decision": decision, "area": area, "reason": "Inte nu.", "by": coordinator}
    with pytest.raises(Refused, match="behöver inget skäl"):
        changes.save_reason(**explain)
    saved(decision, version=1, priority_id=priority.id, problems=set(), by=coordinator)
    changes.save_reason(**explain)
    assert len(decision.reasons) == 3
    saved(decision, version=2, priority_id=priority.id, problems=problems, by=coordinator)
    assert {one.focus_area.slug for one in decision.reasons} == {"vald", "unga"}


def test_a_problem_of_another_picture_is_refused(decision, coordinator):
    with pytest.raises(Refused):
        saved(decision, problems={uuid.uuid4()}, by=coordinator)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"responsible_municipality": ""}, "ansvarig funktion hos kommunen"),
        ({"performer": Performer.TOGETHER}, "ansvarig funktion hos polisen"),
        ({"performer": Performer.POLICE}, "ansvarig funktion hos polisen"),
        ({"unit": "", "target": None}, "enhet för måttet, mål"),
        ({"what": ""}, "vad som ska göras"),
        ({"due": date(2027, 3, 31)}, "1 april 2027 till och med 1 april 2028"),
        ({"due": date(2028, 4, 2)}, "1 april 2027 till och med 1 april 2028"),
    ],
)
def test_no_empty_promise_is_kept(decision, coordinator, broken, said):
    with pytest.raises(Refused, match=said):
        committed(decision, words=replace(LAMPS, **broken), by=coordinator)
    db.session.rollback()
    assert decision.revision == 1


@pytest.mark.parametrize("due", [date(2027, 4, 1), date(2028, 4, 1)])
def test_a_commitment_is_due_within_a_year(decision, coordinator, due):
    assert committed(decision, words=replace(LAMPS, due=due), by=coordinator).position == 3


def test_what_does_not_apply_is_not_kept(decision, coordinator):
    words = replace(LAMPS, responsible_police="Gruppchefen", metric_kind=MetricKind.DONE, baseline=3)
    row = committed(decision, words=words, by=coordinator)
    assert (row.responsible_police, row.unit, row.baseline, row.target) == ("", "", None, None)


def test_a_removed_priority_takes_its_commitments_and_closes_the_gap(testby, decision, coordinator):
    second = saved(decision, by=coordinator)
    committed(decision, priority=second, by=coordinator)
    changes.remove_priority(decision=decision, version=1, priority=decision.priorities[0], by=coordinator)
    db.session.commit()
    found = queries.for_period(testby, PERIOD)
    assert [(one.position, one.title) for one in found.priorities] == [(1, "Lugnt på torget")]
    changes.remove_commitment(decision=found, version=3, commitment=found.priorities[0].commitments[0], by=coordinator)
    assert found.priorities[0].commitments == []


@pytest.mark.parametrize("whole_priority", [True, False])
def test_what_has_been_followed_up_is_never_removed(testby, decision, coordinator, whole_priority):
    commitment = decision.priorities[0].commitments[0]
    db.session.add(
        FollowUp(
            municipality_id=testby.id,
            commitment_id=commitment.id,
            party_id=testby.parties[0].id,
            reported=date(2027, 3, 15),
            reported_by_id=coordinator.id,
            result=Result.DONE,
            done="Bytte.",
        )
    )
    db.session.commit()
    remove = (
        partial(changes.remove_priority, priority=decision.priorities[0])
        if whole_priority
        else partial(changes.remove_commitment, commitment=commitment)
    )
    with pytest.raises(Refused, match="uppföljt"):
        remove(decision=decision, version=1, by=coordinator)


def test_another_broken_rule_is_not_said_to_be_a_follow_up(decision, coordinator):
    with pytest.raises(IntegrityError):
        changes.save_particulars(decision=decision, version=1, words=Particulars(body=Body()), by=coordinator)


def test_what_it_means_for_health_and_other_plans_is_kept_and_published(testby, decision, coordinator):
    priority = decision.priorities[0]
    words = PriorityWords(priority.title, priority.why, "Fler rör på sig.")
    problems = {link.problem_id for link in priority.problems}
    changes.save_priority(
        decision=decision, version=1, words=words, problems=problems, priority_id=priority.id, by=coordinator
    )
    particulars = Particulars(body=decision.body, other_plans="Kommunens mål 2027")
    changes.save_particulars(decision=decision, version=1, words=particulars, by=coordinator)
    content = draft(testby, decision)
    assert content["lofte-1"]["folkhalsa"] == "Fler rör på sig."
    assert content["period"]["andra_planer"] == "Kommunens mål 2027"


def test_particulars_are_kept(testby, decision, coordinator):
    words = Particulars(body=decision.body, decided=date(2027, 3, 12), deciders="A\nB", presenter="C", dissent="D")
    changes.save_particulars(decision=decision, version=1, words=words, by=coordinator)
    assert (decision.decided, decision.deciders, decision.dissent) == (date(2027, 3, 12), "A\nB", "D")
    changes.save_particulars(decision=decision, version=2, words=Particulars(body=decision.body), by=coordinator)
    assert [gap.sentence for gap in missing(decision)] == [
        "Datum för beslutet saknas.",
        "Uppgift om vilka som beslutade saknas.",
    ]


def test_one_party_alone_is_only_a_warning(decision, coordinator):
    police = decision.priorities[0].commitments[1]
    changes.remove_commitment(decision=decision, version=1, commitment=police, by=coordinator)
    assert missing(decision) == []
    assert warnings(decision) == [("Polisens åtagande saknas i prioritering 1.", "prioritering-1")]


def test_another_decisions_parts_are_not_there(decision):
    with pytest.raises(NotFound):
        queries.find_priority(decision, uuid.uuid4())
    with pytest.raises(NotFound):
        queries.find_commitment(decision.priorities[0], uuid.uuid4())
