"""How far a decision has come, as those who work with it are told."""

from datetime import date

from sqlalchemy import event

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.followup.models import Result
from tests.decided import a_decision
from tests.factories import a_person, log_in
from tests.publication.worlds import PERIOD


def at(client, world, role=Role.COMMUNICATOR, side=Side.MUNICIPALITY):
    log_in(client, a_person(world.sala, role, side))
    return client


def test_a_follow_up_of_an_old_promise_still_reaches_whoever_publishes(client, world):
    world.promise()
    world.report(Result.DONE, value=24)
    with clock.at(date(2029, 5, 11)):
        page = at(client, world).get("/sala/intranat")
        assert "1 uppföljning att publicera" in page.main
        assert "Alla lampor lyser." in client.click("Beslutet för april–juni 2027").main


def test_att_gora_asks_no_more_the_more_decisions_there_are(client, world):
    world.promise()
    world.report(Result.DONE, value=24)
    at(client, world)

    few = asked(client)
    for period in ("2027-kv3", "2027-kv4"):
        world.decision = a_decision(world.sala, world.coordinator, period=period)
        world.promise()
        world.report(Result.DONE, value=24)

    assert asked(client) == few


def asked(client):
    """How many questions Att göra puts to the database."""
    questions = []

    def note(*about):
        questions.append(about[2])

    event.listen(db.engine, "after_cursor_execute", note)
    client.get("/sala/intranat")
    event.remove(db.engine, "after_cursor_execute", note)
    return len([one for one in questions if one.startswith("SELECT")])


def test_staff_read_how_a_published_promise_stands_as_the_public_does(client, world):
    world.promise()
    world.report(Result.LATE, value=9, new_due=date(2027, 8, 31), reason="Kantstenen kom inte.")
    review = f"/sala/intranat/beslut/{PERIOD}/granska"

    coming = at(client, world).get(review)
    assert "Så här ser alla det när uppföljningen som väntar är publicerad." in coming.main
    assert "Försenat till 31 augusti" in coming.main

    world.publish_reports()
    shown = client.get(review)
    assert "Så här ser alla det i dag." in shown.main
    assert "9 av 24 lampor är bytta" in shown.main
    assert "Försenat till 31 augusti" in shown.main
    assert "9 av 24 lampor är bytta" in client.get("/sala/medborgarlofte").main


def test_the_page_of_a_decision_says_how_far_it_has_come(client, world):
    place = f"/sala/intranat/beslut/{PERIOD}"
    at(client, world, Role.COORDINATOR)
    assert "Inget saknas" in client.get(place).main
    proposal = world.propose()
    assert "Förslag 1 väntar på godkännande." in client.get(place).main
    world.approve(proposal)
    assert "Båda har godkänt förslag 1." in client.get(place).main
    world.publish(proposal)
    assert "Löftet är publicerat." in client.get(place).main
    assert "Publicerat" in client.get("/sala/intranat/beslut").main
    assert "Det är publicerat som version 1." in client.get(f"{place}/granska").main
    world.edit(title="Ljust vid hela stationen")
    assert "Ändrat efter publiceringen" in client.get("/sala/intranat/beslut").main


def test_a_priority_that_nobody_has_committed_to_shows_no_state(client, world):
    world.decision.priorities[0].commitments.clear()
    page = at(client, world, Role.COORDINATOR).get(f"/sala/intranat/beslut/{PERIOD}/granska")
    assert not page.soup.select(".preview .status")


def test_a_change_after_an_approval_is_told_to_whoever_wrote_it_and_whoever_had_approved(client, world):
    world.approve(world.propose(), Side.MUNICIPALITY)
    world.edit(why="En annan ordalydelse.")
    page = at(client, world, Role.COORDINATOR).get(f"/sala/intranat/beslut/{PERIOD}")
    said = "Förslag 1 gäller inte längre: något är ändrat sedan det lades fram. Lägg fram det igen."
    assert f"{said} Sala kommun hade godkänt det och behöver godkänna på nytt." in page.main
    assert "Ändrat sedan det lades fram" in client.get("/sala/intranat").main
    chair = at(client, world, Role.SIGNATORY)
    assert "Ändrat sedan du godkände" in chair.get("/sala/intranat").main
    officer = at(client, world, Role.SIGNATORY, Side.POLICE)
    assert "Ändrat sedan du godkände" not in officer.get("/sala/intranat").main
