"""At the page where a version is approved: who is too late is told so, and nothing that was typed is lost."""

import pytest

from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions.queries import for_period
from tests.publication.conftest import DESK, PERIOD, at_the_desk, proposed

OVERTAKEN = "Texten har ändrats sedan du öppnade sidan. Läs den nya versionen och försök igen."


def edited(testby):
    decision = for_period(testby, PERIOD)
    decision.presenter, decision.revision = "Någon annan", decision.revision + 1
    db.session.commit()


def test_whoever_approves_an_old_text_reads_the_new_one_and_keeps_the_ground(app, testby, coordinator, proposal):
    signatory = at_the_desk(app, testby, Role.SIGNATORY)
    edited(testby)
    proposed(testby, coordinator)

    page = signatory.press("Godkänn för Testby kommun", status=409, **{"godkann-ground": "Styrgruppen § 14"})

    assert OVERTAKEN in page.main
    assert "Version 2" in page.main
    assert page.soup.find(id="godkann-ground")["value"] == "Styrgruppen § 14"
    assert "Styrgruppen § 14" in signatory.press("Godkänn för Testby kommun").main


def test_while_no_version_stands_what_was_typed_is_shown(app, testby, proposal):
    member = at_the_desk(app, testby, Role.STEERING_MEMBER, Side.POLICE)
    edited(testby)

    page = member.press("Skicka tillbaka", status=409, **{"tillbaka-reason": "Skriv vem som gör det."})

    assert OVERTAKEN in page.main
    assert "Det du skrev: Skriv vem som gör det." in page.main


def test_a_party_approves_a_text_once(app, testby, proposal):
    first, second = (at_the_desk(app, testby, Role.SIGNATORY) for _ in range(2))
    first.press("Godkänn för Testby kommun", **{"godkann-ground": "Styrgruppen § 14"})

    page = second.press("Godkänn för Testby kommun", status=422, **{"godkann-ground": "Styrgruppen § 15"})

    assert "Testby kommun har redan godkänt den här texten." in page.main


@pytest.mark.parametrize("day", ["2027-03-14", "2027-03-16"])
def test_a_paper_from_another_time_keeps_what_was_typed(app, testby, proposal, day):
    coordinator = at_the_desk(app, testby, Role.COORDINATOR)
    coordinator.get(f"{DESK}/papper/polisen")
    typed = {"ground": "Ledningsgruppen § 3", "reference": "A1", "document": "Pärm 4"}

    page = coordinator.press("Registrera godkännandet", given=day, status=422, **typed)

    assert "Papperet kan vara undertecknat från 15 mars 2027" in page.errors[0] if page.errors else page.main
    assert {name: page.soup.find(id=name)["value"] for name in typed} == typed


def test_a_paper_of_an_old_text_is_not_registered(app, testby, coordinator, proposal):
    reader = at_the_desk(app, testby, Role.COORDINATOR)
    reader.get(f"{DESK}/papper/polisen")
    edited(testby)
    typed = {"given": "2027-03-15", "ground": "§ 3", "reference": "A1", "document": "Pärm 4"}

    assert OVERTAKEN in reader.press("Registrera godkännandet", status=409, **typed).main
