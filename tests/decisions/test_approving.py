"""Starting a decision, and two parties who say yes to one text, each for itself."""

from datetime import date

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions import actions, queries
from medborgar.decisions.models import ApprovalKind
from medborgar.municipality.queries import bodies
from tests.decided import an_established_picture
from tests.factories import a_person

TEXT, OTHER_TEXT = "a" * 64, "b" * 64


@pytest.fixture
def chief(kept, testby):
    return kept(a_person, testby, Role.SIGNATORY)


@pytest.fixture
def police_chief(kept, testby):
    return kept(a_person, testby, Role.SIGNATORY, Side.POLICE)


@pytest.fixture
def approve(testby, decision):
    def say_yes(by, side=Side.MUNICIPALITY, text=TEXT):
        return actions.approve(
            decision=decision,
            party=testby.party(side),
            content_hash=text,
            signatory="Chefen",
            ground="Styrgruppen § 14",
            by=by,
        )

    return say_yes


@pytest.fixture
def register(testby, decision):
    def on_paper(by, side=Side.POLICE, given=date(2027, 3, 15), text=TEXT):
        return actions.register_approval(
            decision=decision,
            party=testby.party(side),
            content_hash=text,
            signatory="Polischefen",
            ground="Styrgruppen § 14",
            given=given,
            reference_number="A123/2027",
            document="Arkivet",
            by=by,
        )

    return on_paper


def test_a_decision_is_started_for_its_pictures_period(testby, coordinator):
    picture = an_established_picture(testby, coordinator, period="2027-kv2")
    decision = actions.start(municipality=testby, picture=picture, body=bodies(testby)[0], by=coordinator)
    assert (decision.valid_from, decision.valid_to, decision.revision) == (date(2027, 4, 1), date(2027, 6, 30), 1)
    assert (decision.agreement.title, decision.name) == ("Medborgarlöfte", "april–juni 2027")
    assert list(queries.all_decisions(testby)) == [decision]
    with pytest.raises(Refused, match="redan ett beslut"):
        actions.start(municipality=testby, picture=picture, body=bodies(testby)[0], by=coordinator)


def test_both_approve_one_text(decision, chief, police_chief, approve):
    first, second = approve(chief), approve(police_chief, Side.POLICE)
    assert list(queries.approvals_of(decision, TEXT)) == [first, second]
    assert not queries.approvals_of(decision, OTHER_TEXT)
    assert (first.kind, first.given, first.recorded_by) == (ApprovalKind.LOGGED_IN, date(2027, 3, 15), chief)


def test_a_party_approves_a_text_once_and_the_next_anew(chief, approve):
    approve(chief)
    with pytest.raises(Refused, match="redan godkänt"):
        approve(chief)
    assert approve(chief, text=OTHER_TEXT)


@pytest.mark.parametrize("text", [TEXT, OTHER_TEXT])
def test_nobody_approves_for_both(chief, approve, text):
    approve(chief)
    with pytest.raises(Refused, match="båda"):
        approve(chief, Side.POLICE, text)


def test_nobody_registers_the_other_partys_paper_beside_an_approval_of_their_own(chief, approve, register):
    register(chief)
    with pytest.raises(Refused, match="båda"):
        approve(chief)


def test_two_papers_can_be_registered_by_one(decision, coordinator, register):
    register(coordinator)
    register(coordinator, Side.MUNICIPALITY)
    assert {one.kind for one in queries.approvals_of(decision, TEXT)} == {ApprovalKind.REGISTERED}


@pytest.mark.parametrize("given", [date(2027, 3, 16), date(2027, 3, 14)])
def test_a_paper_is_signed_between_the_decision_and_today(coordinator, register, given):
    with pytest.raises(Refused, match=r"15 mars 2027.*15 mars 2027"):
        register(coordinator, given=given)


def test_the_last_time_it_was_sent_back_is_told(testby, decision, chief):
    assert queries.last_sent_back(decision) is None
    for day, reason in ((16, "Datumet är fel."), (17, "Nu är målet fel.")):
        with clock.at(date(2027, 3, day)):
            actions.send_back(
                decision=decision, party=testby.party(Side.POLICE), content_hash=TEXT, reason=reason, by=chief
            )
    assert queries.last_sent_back(decision).reason == "Nu är målet fel."


def test_all_of_it_is_in_the_log_without_words(testby, decision, chief, police_chief, approve, register):  # noqa: PLR0917
    approve(chief)
    register(police_chief)
    actions.send_back(
        decision=decision, party=testby.party(Side.POLICE), content_hash=OTHER_TEXT, reason="KANARIE", by=chief
    )
    log = db.session.query(AuditEntry).order_by(AuditEntry.number).all()[-3:]
    assert [one.event for one in log] == [
        Event.DECISION_APPROVE,
        Event.DECISION_REGISTER_APPROVAL,
        Event.DECISION_SEND_BACK,
    ]
    assert {one.subject for one in log} == {str(decision.id)}
    assert not [one for one in log if "KANARIE" in one.details or "Styrgruppen" in one.details]
