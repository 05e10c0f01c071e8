"""Reporting, at the screen and by rule: each party its own, in order, and never without a reason."""

import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.errors import Refused
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions.models import Performer
from medborgar.followup import actions, queries
from medborgar.followup.models import FollowUp, Result, State
from medborgar.publication.actions import reports as published
from tests.decided import a_decision
from tests.factories import a_municipality, a_person

INDEX = "/testby/intranat/uppfoljning"


@pytest.fixture
def lamps(decision):
    """The municipality's commitment: 24 lamps before July."""
    return decision.priorities[0].commitments[0]


@pytest.fixture
def walks(decision):
    """The police's."""
    return decision.priorities[0].commitments[1]


def reported(testby, commitment, side=Side.MUNICIPALITY, **more):
    said = {"result": Result.DONE, "done": "Alla byttes."} | more
    return actions.report(subject=commitment, party=testby.party(side), by=a_person(testby), **said)


def latest(decision):
    """The last follow-up of each commitment that has one."""
    return {one.commitment_id: one for one in queries.of_decision(decision)}


def states(testby, side=None, on=None):
    db.session.expire_all()
    return [(one.commitment.what, one.state) for one in queries.standings(testby, on or clock.today(), side)]


def test_what_was_said_long_ago_says_when(testby, lamps, somebody):
    lamps.due = date(2027, 12, 31)
    reported(testby, lamps, result=Result.ONGOING)
    db.session.commit()
    with clock.at(date(2027, 10, 6)):
        assert "Enligt plan 5 juli, inte uppföljt sedan dess" in somebody(Role.MEASURE_OWNER).get(INDEX).main


def test_a_follow_up_is_made_at_the_screen(testby, decision, lamps, somebody):
    owner = somebody(Role.MEASURE_OWNER)
    owner.get(INDEX)
    assert "Uppföljning saknas" in owner.page.main
    owner.click("Byter lamporna i gången.")
    page = owner.press(
        "Spara",
        result="gjort",
        value="22,5",
        done="Bytte 22 lampor.\nTvå väntar.",
        cooperated="Bostadsbolaget",
        effects="Fler går genom gången.",
        cause="Ljusare kvällar kan ha spelat in.",
    )
    assert page.path == INDEX
    (one,) = queries.of_decision(decision)
    assert (one.result, one.value, one.reported, one.party.side) == ("gjort", 22.5, date(2027, 7, 5), "kommunen")
    assert latest(decision) == {lamps.id: one}
    last = db.session.query(AuditEntry).order_by(AuditEntry.number.desc()).first()
    assert (last.event, last.subject) == (Event.FOLLOWUP_SAVE, str(one.id))
    page = owner.get(f"{INDEX}/{lamps.id}")
    assert "Ljusare kvällar kan ha spelat in." in page.main
    assert "22,5" in page.main


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Välj hur det går"),
        ({"result": "gjort", "done": ""}, "Skriv vad som har gjorts"),
        ({"result": "delvis"}, "Skriv varför det blev så"),
        ({"result": "inte"}, "Skriv varför det blev så"),
        ({"result": "aterkallat"}, "Skriv varför det blev så"),
        ({"result": "forsenat", "reason": "Regn."}, "Skriv det nya datumet"),
        (
            {"result": "forsenat", "reason": "Regn.", "new_due": "2027-07-05"},
            "Välj ett nytt datum från 6 juli 2027 till och med 5 juli 2029",
        ),
        (
            {"result": "forsenat", "reason": "Regn.", "new_due": "2029-07-06"},
            "Välj ett nytt datum från 6 juli 2027 till och med 5 juli 2029",
        ),
        ({"result": "gjort", "value": "alla"}, "Skriv ett tal med siffror, till exempel 12 eller 12,5"),
        ({"result": "gjort", "done": "a" * 1001}, "Korta texten: den har 1001 tecken och får ha högst 1000"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(decision, lamps, somebody, typed, error):
    owner = somebody(Role.MEASURE_OWNER)
    owner.get(f"{INDEX}/{lamps.id}")
    page = owner.press("Spara", status=422, **({"done": "Bytte några.", "effects": "Ljusare."} | typed))
    assert page.errors == [error]
    assert page.soup.find(id="effects").get_text().strip() == "Ljusare."
    assert not queries.of_decision(decision)


def test_what_is_late_has_a_new_date_and_then_is_missing_again(testby, lamps, somebody):
    owner = somebody(Role.MEASURE_OWNER)
    owner.get(f"{INDEX}/{lamps.id}")
    owner.press("Spara", result="forsenat", done="Hälften.", reason="Leveransen dröjde.", new_due="2027-08-31")
    assert "Försenat till 31 augusti" in owner.get(INDEX).main
    assert states(testby, Side.MUNICIPALITY) == [(lamps.what, State.LATE)]
    assert states(testby, Side.MUNICIPALITY, date(2027, 9, 1)) == [(lamps.what, State.MISSING)]


def test_a_commitment_without_a_number_asks_for_none(walks, somebody):
    officer = somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
    page = officer.get(f"{INDEX}/{walks.id}")
    assert not page.soup.find(id="value")
    officer.press("Spara", result="gjort", done="Gick.")
    assert queries.history(walks.priority.decision.municipality_id, walks)[0].value is None


def test_only_whoever_performs_it_reports_it(testby, lamps, walks, somebody):
    owner, officer = somebody(Role.MEASURE_OWNER), somebody(Role.MUNICIPAL_POLICE, Side.POLICE)
    owner.get(f"{INDEX}/{walks.id}", status=404)
    officer.get(f"{INDEX}/{lamps.id}", status=404)
    officer.get(f"{INDEX}/{uuid.uuid4()}", status=404)
    assert not officer.get(INDEX).soup.find("a", string=lamps.what)
    somebody(Role.STEERING_MEMBER).get(f"{INDEX}/{lamps.id}", status=403)
    with pytest.raises(Refused):
        reported(testby, lamps, Side.POLICE)


def test_another_municipality_learns_nothing(lamps, somebody):
    stranger = somebody(Role.MEASURE_OWNER, at=a_municipality("annanby"))
    stranger.get(INDEX, status=404)
    stranger.get(f"{INDEX}/{lamps.id}", status=404)
    stranger.get(f"/annanby/intranat/uppfoljning/{lamps.id}", status=404)
    assert "Inga åtaganden" in stranger.get("/annanby/intranat/uppfoljning").main


def test_together_both_answer_and_the_worse_shows(testby, lamps, somebody):
    lamps.performer, lamps.responsible_police = Performer.TOGETHER, "Gruppchefen"
    db.session.commit()
    for role, side in ((Role.MEASURE_OWNER, Side.MUNICIPALITY), (Role.MUNICIPAL_POLICE, Side.POLICE)):
        reader = somebody(role, side)
        reader.get(f"{INDEX}/{lamps.id}")
        reader.press("Spara", result="gjort", done="Vår del.")
        expected = State.MISSING if side is Side.MUNICIPALITY else State.DONE
        assert (lamps.what, expected) in states(testby)


def test_reports_are_added_and_the_last_one_holds(testby, decision, lamps):
    first = reported(testby, lamps, result=Result.ONGOING)
    with clock.at(date(2027, 7, 6)):
        second = reported(testby, lamps, result=Result.PARTLY, reason="Två saknas.")
    assert [one.id for one in queries.history(lamps.priority.decision.municipality_id, lamps)] == [first.id, second.id]
    assert latest(decision)[lamps.id] is second
    assert (first.result, first.done) == (Result.ONGOING, "Alla byttes.")


def test_what_else_may_explain_it_is_published_with_the_cause_and_ones_own_system_is_not(testby, decision, lamps):
    said = {"cause": "Det syns bättre.", "otherwise": "Ljusa kvällar.", "own_system": "5000-K1", "reported_to": "KS"}
    public = published(decision, [reported(testby, lamps, **said)])["uppfoljning-1"]
    assert public["orsak"] == "Det syns bättre.\nLjusa kvällar."
    assert not {"5000-K1", "KS"} & {str(value) for value in public.values()}


def test_a_double_click_says_it_once(testby, lamps):
    assert reported(testby, lamps) is reported(testby, lamps)
    assert reported(testby, lamps, done="Alla byttes, och en till.") is not reported(testby, lamps)
    assert db.session.query(FollowUp).count() == 3


def test_several_in_a_day_have_an_order(testby, decision, lamps):
    for result in (Result.ONGOING, Result.DONE, Result.ONGOING, Result.DONE):
        last = reported(testby, lamps, result=result)
        assert latest(decision)[lamps.id] is last


@pytest.mark.parametrize(
    "said",
    [
        {"done": ""},
        {"result": Result.NOT_DONE},
        {"result": Result.LATE, "reason": "Regn."},
        {"result": Result.LATE, "reason": "Regn.", "new_due": date(2027, 7, 5)},
    ],
)
def test_the_rules_hold_whoever_asks(testby, lamps, said):
    with pytest.raises(Refused):
        reported(testby, lamps, **said)


def test_what_must_be_answered_for_comes_first(testby, decision, lamps, walks):
    walks.due = clock.today() + timedelta(days=30)
    db.session.commit()
    assert states(testby) == [(lamps.what, State.MISSING), (walks.what, State.PLAN)]
    reported(testby, lamps)
    assert states(testby) == [(walks.what, State.PLAN), (lamps.what, State.DONE)]


def test_the_address_says_whose(testby, decision, lamps, walks, somebody):
    owner = somebody(Role.MEASURE_OWNER)
    owner.get(INDEX)
    page = owner.click("Polisens")
    assert walks.what in page.main
    assert lamps.what not in page.main
    assert lamps.what in owner.get(f"{INDEX}?part=ingen").main


def test_queries_do_not_grow_with_what_is_followed_up(testby, lamps, walks, somebody):
    owner = somebody(Role.MEASURE_OWNER)

    def asked(address):
        count = []
        event.listen(db.engine, "before_cursor_execute", lambda *_: count.append(1))
        owner.get(address)
        return len(count)

    reported(testby, lamps, result=Result.ONGOING)
    few = asked(INDEX), asked(f"{INDEX}/{lamps.id}")
    for period in ("2026-kv4", "2027-kv1"):
        with clock.at(date(2026, 9, 1)):
            a_decision(testby, a_person(testby), period=period)
    for result in (Result.DONE, Result.ONGOING):
        reported(testby, lamps, result=result)
    reported(testby, walks, Side.POLICE)
    db.session.commit()
    assert (asked(INDEX), asked(f"{INDEX}/{lamps.id}")) == few
