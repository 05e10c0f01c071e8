"""At the page where a version is approved: who is too late is told so, and nothing that was typed is lost."""

import pytest

from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions.queries import for_period
from medborgar.followup.models import Result
from tests.factories import log_in
from tests.publication.conftest import DESK, at_the_desk, proposed
from tests.publication.worlds import PERIOD
from tests.reader import Reader

OVERTAKEN = "Texten har ändrats sedan du öppnade sidan. Läs det nya förslaget och försök igen."


def edited(testby):
    decision = for_period(testby, PERIOD)
    decision.presenter, decision.revision = "Någon annan", decision.revision + 1
    db.session.commit()


def test_whoever_approves_an_old_text_reads_the_new_one_and_keeps_the_ground(somebody, testby, coordinator, proposal):
    signatory = at_the_desk(somebody, Role.SIGNATORY)
    edited(testby)
    proposed(testby, coordinator)

    page = signatory.press("Godkänn för Testby kommun", status=409, **{"godkann-ground": "Styrgruppen § 14"})

    assert OVERTAKEN in page.main
    assert "Förslag 2" in page.main
    assert page.soup.find(id="godkann-ground")["value"] == "Styrgruppen § 14"
    assert "Styrgruppen § 14" in signatory.press("Godkänn för Testby kommun").main


def test_while_no_version_stands_what_was_typed_is_shown(somebody, testby, proposal):
    member = at_the_desk(somebody, Role.STEERING_MEMBER, Side.POLICE)
    edited(testby)

    page = member.press("Skicka tillbaka", status=409, **{"tillbaka-reason": "Skriv vem som gör det."})

    assert OVERTAKEN in page.main
    assert "Det du skrev: Skriv vem som gör det." in page.main


def test_a_party_approves_a_text_once(somebody, proposal):
    first, second = (at_the_desk(somebody, Role.SIGNATORY) for _ in range(2))
    first.press("Godkänn för Testby kommun", **{"godkann-ground": "Styrgruppen § 14"})

    page = second.press("Godkänn för Testby kommun", status=422, **{"godkann-ground": "Styrgruppen § 15"})

    assert "Testby kommun har redan godkänt den här texten." in page.main


def test_a_correction_is_confirmed_once_for_each_party(client, world):
    world.edit(title="Ljust vid statonen")
    world.promise()
    world.edit(title="Ljust vid stationen")
    world.propose(editorial=True, note="Stavfel i rubriken")
    log_in(client, world.signs[Side.MUNICIPALITY])
    client.get(f"/sala/intranat/beslut/{PERIOD}/granska")

    page = client.press("Bekräfta rättelsen")

    assert "Rättelsen är bekräftad. Godkännandet gäller igen när båda har bekräftat." in page.main
    assert "Bekräfta rättelsen" not in [button.get_text() for button in page.soup.find_all("button")]
    log_in(client, world.signs[Side.POLICE])
    client.get(f"/sala/intranat/beslut/{PERIOD}/granska")
    assert "Bekräfta rättelsen" not in client.press("Bekräfta rättelsen").main


@pytest.mark.parametrize("day", ["2027-03-14", "2027-03-16"])
def test_a_paper_from_another_time_keeps_what_was_typed(somebody, proposal, day):
    coordinator = at_the_desk(somebody, Role.COORDINATOR)
    coordinator.get(f"{DESK}/papper/polisen")
    typed = {"ground": "Ledningsgruppen § 3", "reference": "A1", "document": "Pärm 4"}

    page = coordinator.press("Registrera godkännandet", given=day, status=422, **typed)

    assert "Papperet kan vara undertecknat från 15 mars 2027" in page.errors[0]
    assert page.soup.select(".error a")[0]["href"] == "#given"
    assert {name: page.soup.find(id=name)["value"] for name in typed} == typed


def test_a_paper_of_an_old_text_is_not_registered(somebody, testby, coordinator, proposal):
    reader = at_the_desk(somebody, Role.COORDINATOR)
    reader.get(f"{DESK}/papper/polisen")
    edited(testby)
    typed = {"given": "2027-03-15", "ground": "§ 3", "reference": "A1", "document": "Pärm 4"}

    assert OVERTAKEN in reader.press("Registrera godkännandet", status=409, **typed).main


def sent_back(member, reason="Skriv vem som gör det."):
    return member.press("Skicka tillbaka", **{"tillbaka-reason": reason})


def test_what_is_sent_back_is_heard_and_waits_for_nobody(somebody, testby, coordinator, proposal):
    signatory = at_the_desk(somebody, Role.SIGNATORY)
    writer = at_the_desk(somebody, Role.COORDINATOR)
    member = at_the_desk(somebody, Role.SIGNATORY, Side.POLICE)
    approving = signatory.page

    assert "Polisen skickade tillbaka förslag 1" in sent_back(member).main

    refused = signatory.press(
        "Godkänn för Testby kommun", on=approving, status=409, **{"godkann-ground": "Styrgruppen § 14"}
    )
    assert "Polisen har skickat tillbaka förslag 1. Det väntar inte på godkännande längre." in refused.main
    assert "Godkänn för" not in refused.main
    for reader in (signatory, member):
        assert "Väntar på ditt godkännande" not in reader.get("/testby/intranat").main

    todo = writer.get("/testby/intranat")
    assert "Skickat tillbaka" in todo.main
    assert "Polisen skickade tillbaka: Skriv vem som gör det." in todo.main
    assert "Skriv vem som gör det." in writer.click("Beslutet för april–juni 2027").main
    for place in ("/testby/intranat/beslut", DESK):
        assert "Skriv vem som gör det." in writer.get(place).main
    assert "Skickat tillbaka" in writer.get("/testby/intranat/beslut").main


def test_a_new_proposal_after_one_that_was_sent_back_waits_for_both(somebody, testby, coordinator, proposal):
    sent_back(at_the_desk(somebody, Role.STEERING_MEMBER, Side.POLICE))
    writer = at_the_desk(somebody, Role.COORDINATOR)

    page = writer.press("Lägg fram")

    assert "Förslag 2 (kontrollsumma " in page.main
    assert "skickade tillbaka" not in page.main
    for side in Side:
        assert "Väntar på ditt godkännande" in at_the_desk(somebody, Role.SIGNATORY, side).get("/testby/intranat").main


def test_what_both_have_approved_is_not_sent_back(somebody, testby, proposal):
    member = at_the_desk(somebody, Role.STEERING_MEMBER, Side.POLICE)
    page = member.page
    for side, name in zip(Side, ("Testby kommun", "Polisen"), strict=True):
        signatory = at_the_desk(somebody, Role.SIGNATORY, side)
        signatory.press(f"Godkänn för {name}", **{"godkann-ground": "Styrgruppen § 14"})

    refused = member.press("Skicka tillbaka", on=page, status=422, **{"tillbaka-reason": "Ändra."})

    assert "Båda parter har redan godkänt förslaget." in refused.main
    assert "Kan publiceras" in member.get("/testby/intranat/beslut").main


@pytest.mark.parametrize(("waiting", "button"), [(1, "Publicera uppföljningen"), (2, "Publicera uppföljningarna")])
def test_what_waits_is_published_by_a_button_that_says_how_much(app, world, waiting, button):
    world.promise()
    for _ in range(waiting):
        world.report(Result.ONGOING)
    reader = Reader(app)
    log_in(reader, world.communicator)
    reader.get(f"/sala/intranat/beslut/{PERIOD}/granska")
    assert "Publicera uppföljning" not in reader.press(button).main
