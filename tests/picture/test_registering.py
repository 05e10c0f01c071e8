"""Registrera: the police's own picture, written down by the coordinator from a document."""

from datetime import date
from typing import Any

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.picture.writings import PartyText, Sharing
from tests.picture.worlds import BOARD, a_municipal_officer

AREA = f"{BOARD}/omrade/ordning"
REGISTER = f"{AREA}/registrera"
PAPER: dict[str, Any] = {
    "document": "Lokal lägesbild, A123.456/2027",
    "document_day": "2027-03-10",
    "handed_over_by": "Kommunpolisen",
    "outcome": "inget",
    "text": "Fler anmälda skadegörelser.",
}


def registered(reader, *, status=200, **otherwise):
    """Write down what the police have handed over."""
    reader.get(REGISTER)
    return reader.press("Registrera", status=status, **{**PAPER, **otherwise})


def test_it_is_shown_as_registered_and_by_whom_when_and_from_what(somebody, picture):
    reader = somebody()
    reader.get(AREA)
    labels = [label.get_text(strip=True) for label in reader.click("Registrera från ett dokument").soup("label")]
    assert any(label.startswith("Deras lägesbild") for label in labels)
    page = registered(reader, trend="okar", sources="Polisens statistik")
    assert "Fler anmälda skadegörelser." in page.main
    assert (
        "Registrerat 15 mars 2027 av samordnare från Lokal lägesbild, A123.456/2027, daterat 10 mars 2027. "
        "Lämnat av Kommunpolisen."
    ) in page.main
    assert "Registrerat 15 mars 2027" in reader.get(BOARD).main
    sharing = db.session.query(Sharing).one()
    assert (sharing.outcome, sharing.document_day) == ("inget", date(2027, 3, 10))
    entry = db.session.query(AuditEntry).filter_by(event=Event.PICTURE_REGISTER).one()
    assert "skadegörelser" not in entry.details


def test_the_police_see_it_and_may_go_on_themselves(somebody, picture):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    registered(coordinator)
    assert "Registrerat 15 mars 2027 av samordnare" in officer.get(AREA).main
    officer.get(f"{AREA}/eget")
    officer.press("Spara", text="KANARIE")
    page = coordinator.get(AREA)
    assert "Fler anmälda skadegörelser." in page.main
    assert "KANARIE" not in page.html
    refused = registered(coordinator, status=422)
    assert "De skriver själva om det här fokusområdet. Be dem dela i stället." in refused.main
    assert "KANARIE" not in refused.html


def test_nothing_that_the_police_have_not_shared_comes_along(somebody, picture):
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    officer.get(f"{BOARD}/omrade/vald/eget")
    officer.press("Spara", text="KANARIE")
    registered(coordinator)
    assert "KANARIE" not in coordinator.get(f"{BOARD}/omrade/vald").html
    assert db.session.query(PartyText).count() == 2


def test_what_is_missing_is_asked_for(somebody, picture):
    reader = somebody()
    reader.get(REGISTER)
    page = reader.press("Registrera", status=422)
    assert page.errors == [
        "Skriv vilket dokument det kommer från",
        "Skriv dokumentets datum",
        "Skriv vilken funktion som lämnade underlaget",
        "Välj vad prövningen kom fram till",
        "Skriv det som står i dokumentet",
    ]
    page = registered(reader, status=422, document_day="tionde mars")
    assert len(page.errors) == 1
    assert "Fler anmälda skadegörelser." in page.main
    page = registered(reader, status=422, document_day="2027-03-16", outcome="maskat")
    assert page.errors == [
        "Skriv ett datum som inte ligger i framtiden",
        "Skriv kapitel och paragraf, till exempel 10 kap. 2 §",
    ]
    assert "Fler anmälda skadegörelser." in page.main


def test_a_newer_document_replaces_an_older_one(somebody, picture):
    reader, other = somebody(), somebody()
    registered(reader)
    for one in (reader, other):
        one.get(REGISTER)
    reader.press("Registrera", **(PAPER | {"text": "Andra lydelsen"}))
    page = other.press("Registrera", status=409, **(PAPER | {"text": "Tredje lydelsen"}))
    assert "Andra lydelsen" in page.main
    assert "Tredje lydelsen" in other.press("Registrera").main


def test_only_the_coordinator_registers(somebody, picture):
    officer = a_municipal_officer(somebody)
    assert "Registrera från ett dokument" not in officer.get(AREA).main
    officer.get(REGISTER, status=403)
