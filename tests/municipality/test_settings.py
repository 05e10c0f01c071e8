"""Inställningar: staff change everything a profile loads, and what they change is theirs."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from medborgar.audit.models import AuditEntry, Event
from medborgar.cli import cli
from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.municipality import queries
from medborgar.municipality.agreements import Agreement, Clause, Goal
from medborgar.municipality.cadences import Cadence
from medborgar.municipality.chapters import CHAPTERS
from medborgar.municipality.models import Area, Body, Municipality, Organisation, Partner, Place
from tests.factories import a_municipality, a_person, log_in
from tests.reader import Reader

SETTINGS = "/testby/intranat/installningar"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_row_of_a_chapter_can_be_opened_and_saved_as_it_is(coordinator: Reader, chapter: str) -> None:
    links = coordinator.get(f"{SETTINGS}/{chapter}").soup.select("ul.tasks a")
    assert links
    for link in links:
        coordinator.get(str(link["href"]))
        assert coordinator.press("Spara").path == f"{SETTINGS}/{chapter}"


@pytest.mark.whatever_database
@pytest.mark.parametrize("profile", ["sala", "falun", "eskilstuna", "alvdalen", "gavle", "ny"])
def test_everything_that_our_profiles_load_can_be_saved_as_it_is_and_stays_the_profiles(
    app: Flask, client: Reader, profile: str
) -> None:
    load = ["municipality", "load", profile]
    app.test_cli_runner().invoke(cli, load)
    log_in(client, a_person(queries.by_slug(profile)))
    for chapter in CHAPTERS:
        for link in client.get(f"/{profile}/intranat/installningar/{chapter}").soup.select("ul.tasks a"):
            client.get(str(link["href"]))
            client.press("Spara")

    told = app.test_cli_runner().invoke(cli, load).output

    assert "Nya: 0, ändrade: 0," in told
    assert "behållna: 0." in told


@pytest.mark.parametrize("chapter", [slug for slug, chapter in CHAPTERS.items() if chapter.add])
def test_an_empty_form_tells_what_is_missing(coordinator: Reader, chapter: str) -> None:
    if chapter == "fokusomraden":
        make_a_new_version(coordinator)
    coordinator.get(f"{SETTINGS}/{chapter}/ny")

    page = coordinator.press("Spara", status=422)

    assert page.errors
    assert page.soup.title.text.startswith("Fel: ")


def test_a_body_is_added_with_its_seats_and_who_appointed_it(coordinator: Reader) -> None:
    appointing = db.session.query(Body).one()
    coordinator.get(f"{SETTINGS}/organ")
    coordinator.click("Lägg till ett organ")

    coordinator.press(
        "Spara",
        kind="arbetsgrupp",
        name="Gruppen för trygga skolor",
        task="Gör det som har beslutats.",
        appointed_by_id=str(appointing.id),
        seat_lines="Polisen: kommunpolisen\n\nRektorn",
    )

    body = db.session.query(Body).filter_by(name="Gruppen för trygga skolor").one()
    assert [(seat.organisation, seat.function) for seat in body.seats] == [
        ("Polisen", "kommunpolisen"),
        ("", "Rektorn"),
    ]
    assert "Utses av: Styrgruppen" in coordinator.get("/testby/om").main


def test_a_seat_keeps_its_row_when_its_words_change(coordinator: Reader) -> None:
    (seat,) = db.session.query(Body).one().seats
    known = seat.id
    coordinator.get(f"{SETTINGS}/organ")
    coordinator.click("Styrgruppen")
    coordinator.press("Spara", seat_lines="Kommundirektören\nRektorn")

    db.session.expire_all()
    seats = db.session.query(Body).one().seats
    assert [(one.id == known, one.function) for one in seats] == [(True, "Kommundirektören"), (False, "Rektorn")]


def test_an_accent_that_can_not_be_read_is_refused_with_the_nearest_that_can(coordinator: Reader) -> None:
    open_first(coordinator, "kommunen")

    page = coordinator.press("Spara", accent="#88BBCC", accent_dark="blå", status=422)

    assert page.errors == [
        "Färgen syns för dåligt: 2:1, minst 4,5:1 behövs. Närmast som går är #577883",
        "Skriv färgen som # och sex tecken, till exempel #0B4F5C",
    ]


def test_the_settings_of_the_method_are_kept(coordinator: Reader) -> None:
    open_first(coordinator, "kommunen")
    coordinator.press("Spara", most_priorities="3", causes_first="y", rolls="tva-veckor")

    db.session.expire_all()
    municipality = db.session.query(Municipality).one()
    assert (municipality.most_priorities, municipality.causes_first, municipality.rolls) == (3, True, "tva-veckor")


def test_the_promise_pages_show_a_new_name_at_once(coordinator: Reader, client: Reader) -> None:
    assert "Testby kommun" in client.get("/testby/medborgarlofte").text
    open_first(coordinator, "kommunen")
    coordinator.press("Spara", name="Nyby kommun")
    memory.forget()  # a second has gone

    assert "Nyby kommun" in client.get("/testby/medborgarlofte").text


def test_a_partner_brings_its_organisation_and_shares_one_that_is_known(coordinator: Reader) -> None:
    for _ in range(2):
        coordinator.get(f"{SETTINGS}/aktorer/ny")
        coordinator.press(
            "Spara", organisation_name="Bostadsbolaget", organisation_kind="bostadsbolag", task="Sköter husen.",
            status=200 if not db.session.query(Organisation).filter_by(name="Bostadsbolaget").count() else 422,
        )  # fmt: skip

    assert db.session.query(Organisation).filter_by(name="Bostadsbolaget").one().slug == "bostadsbolaget"
    assert db.session.query(Partner).count() == 2


def test_an_organisation_that_other_municipalities_share_is_not_changed_by_one(coordinator: Reader) -> None:
    police = db.session.query(Organisation).filter_by(slug="lpo-testby").one()
    a_municipality("grannby", police=police)
    coordinator.get(f"{SETTINGS}/organisationer")
    coordinator.click("Polisen, lokalpolisområde Testby")

    page = coordinator.press("Spara", name="Polisen i Testby", status=422)

    assert "Organisationen delas med andra kommuner." in page.main


def test_a_step_and_a_goal_are_added_to_an_agreement_and_taken_away(coordinator: Reader) -> None:
    agreement = db.session.query(Agreement).one()
    coordinator.get(f"{SETTINGS}/steg/ny")
    coordinator.press(
        "Spara", agreement_id=str(agreement.id), title="Vi följer upp", text="Vi ser efter.", section="2 §"
    )
    assert [clause.position for clause in db.session.query(Clause).order_by(Clause.position)] == [0, 1]

    coordinator.click("Vi följer upp")
    coordinator.click("Ta bort")
    coordinator.press("Ta bort")

    assert db.session.query(Clause).count() == 1
    coordinator.get(f"{SETTINGS}/mal")
    coordinator.click("Fler ska vara trygga.")
    coordinator.press("Spara", indicator="ntu-otrygg")
    db.session.expire_all()
    assert db.session.query(Goal).one().indicator == "ntu-otrygg"


def test_a_name_is_taken_once(coordinator: Reader) -> None:
    coordinator.get(f"{SETTINGS}/delomraden/ny")

    page = coordinator.press("Spara", name="Norrby", status=422)

    assert "Det finns redan en rad som heter så. Välj ett annat namn." in page.main
    assert page.soup.select("#name")[0]["value"] == "Norrby"


def test_a_new_area_gets_an_address_of_its_own(coordinator: Reader) -> None:
    coordinator.get(f"{SETTINGS}/delomraden/ny")
    coordinator.press("Spara", name="Övre Ängby")

    assert db.session.query(Area).filter_by(name="Övre Ängby").one().slug == "ovre-angby"


@pytest.mark.parametrize(
    ("chapter", "fields", "error"),
    [
        ("rytmer", {"starts": "1 maj"}, "Skriv datumet som år, månad och dag"),
        ("rytmer", {"starts": "0001-01-01"}, "Skriv en dag från och med 1990 till och med 2199"),
        ("rytmer", {"recurrence": "9 vecka"}, "Välj något i listan"),
        ("delomraden", {"position": "först"}, "Skriv ett heltal"),
        ("delomraden", {"position": "1000"}, "Skriv ett heltal mellan 0 och 999"),
        ("organ", {"appointed_by_id": "x"}, "Välj något i listan"),
        ("overenskommelser", {"valid_from": "2027-02-01", "valid_to": "2027-01-01"}, "Skriv en dag efter den då"),
        ("overenskommelser", {"valid_to": "2027-01-01", "open_ended": "y"}, "Ta bort dagen, eller krysset"),
        ("inforande", {"responsible": "Kommunpolisen"}, "Skriv verksamhet, kolon och befattning på varje rad."),
        ("inforande", {"state": "klart"}, "Skriv också vilken dag det blev klart"),
        ("inforande", {"done": "2027-01-01"}, "Ta bort dagen, eller välj läget Klart"),
    ],
)
def test_what_can_not_be_is_refused_and_kept(
    coordinator: Reader, chapter: str, fields: dict[str, Any], error: str
) -> None:
    open_first(coordinator, chapter)

    page = coordinator.press("Spara", status=422, **fields)

    assert any(fault.startswith(error) for fault in page.errors), page.errors


def test_two_who_change_a_row_at_once_see_what_each_wrote(coordinator: Reader) -> None:
    opened = open_first(coordinator, "rytmer")
    coordinator.press("Spara", on=opened, recurrence="1 månad")

    page = coordinator.press("Spara", on=opened, recurrence="1 år", status=409)

    assert "Så står det nu Hur ofta?: Varje månad" in page.main
    assert "Så skrev du Hur ofta?: Varje år" in page.main
    coordinator.press("Spara")
    db.session.expire_all()
    assert db.session.query(Cadence).one().often == "Varje år"


def test_what_is_saved_is_logged_without_its_words(coordinator: Reader) -> None:
    open_first(coordinator, "organ")
    coordinator.press("Spara", name="Ledningsgruppen")

    entry = db.session.query(AuditEntry).filter_by(event=Event.SETTING_SAVE).one()
    assert '"kind":"body"' in entry.details
    assert "Ledningsgruppen" not in entry.details


@pytest.mark.parametrize("address", ["finns-inte", "kommunen/ny", "platser/ny/ny", "fokusomraden/ny"])
def test_what_is_no_chapter_or_can_not_be_added_does_not_exist(coordinator: Reader, address: str) -> None:
    coordinator.get(f"{SETTINGS}/{address}", status=404)


def test_an_area_in_use_can_not_be_taken_away(coordinator: Reader) -> None:
    area = db.session.query(Area).first()
    assert area

    coordinator.get(f"{SETTINGS}/delomraden/{area.id}/ta-bort", status=404)


def test_the_pages_ask_the_database_as_often_however_much_there_is(coordinator: Reader) -> None:
    pages = [*(f"{SETTINGS}/{chapter}" for chapter in CHAPTERS), "/testby/intranat/overenskommelser", "/testby/om"]
    few = {page: queries_of(coordinator, page) for page in pages}
    municipality, agreement = db.session.query(Municipality).one(), db.session.query(Agreement).one()
    within = {"municipality_id": municipality.id}
    for number in range(20):
        area = Area(**within, slug=f"omrade-{number}", name=f"Område {number}", position=number)
        body = Body(**within, kind="rad", name=f"Råd {number}", position=number, seat_lines="Rektorn\nLäraren")
        cadence = Cadence(**within, kind="mote", title=f"Möte {number}", every=1, unit="vecka")
        goal = Goal(agreement_id=agreement.id, position=number, text=f"Mål {number}", section="1 §")
        other = Agreement(**within, title=f"Avtal {number}", years="2020", purposes="Fler.", areas="Allt.")
        db.session.add_all([area, body, cadence, goal, other])
        db.session.flush()
        db.session.add(Place(**within, area_id=area.id, name=f"Plats {number}"))
    db.session.commit()

    assert {page: queries_of(coordinator, page) for page in pages} == few


def queries_of(reader: Reader, address: str) -> int:
    """How many statements a page takes."""
    asked: list[object] = []
    count = lambda *said: asked.append(said[2])  # noqa: E731 (to be listened with, and no longer)
    memory.forget()
    event.listen(db.engine, "before_cursor_execute", count)
    reader.get(address)
    event.remove(db.engine, "before_cursor_execute", count)
    return len(asked)


def open_first(reader: Reader, chapter: str) -> Any:
    """Open the first row of a chapter."""
    link = reader.get(f"{SETTINGS}/{chapter}").soup.select("ul.tasks a")[0]
    return reader.get(str(link["href"]))


def make_a_new_version(reader: Reader) -> None:
    reader.get(f"{SETTINGS}/fokusomraden/ny-version")
    reader.press("Gör en ny version", title="Ny mall", valid_from="2199-01-01")
