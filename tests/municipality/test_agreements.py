"""The register of agreements: how long each holds, who looks it over and when, and notice by either party."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from medborgar.audit.models import AuditEntry, Event
from medborgar.cli import cli
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.municipality import queries
from medborgar.municipality.agreements import Agreement, IntroductionStep, Validity
from medborgar.municipality.cadences import Cadence, CadenceKind, Unit
from medborgar.municipality.register import review_days, standing
from tests.factories import a_person, log_in
from tests.reader import Page, Reader

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
MAYBE = st.none() | DAYS


def an_agreement(**said: object) -> Agreement:
    return Agreement(title="Samverkan", years="2018", **({"open_ended": False} | said))


@pytest.mark.parametrize(
    ("said", "validity", "words"),
    [
        ({"valid_from": date(2018, 4, 17), "open_ended": True}, Validity.VALID, "Gäller tills vidare"),
        ({"valid_to": date(2021, 12, 31)}, Validity.OVER, "Gällde till och med 31 december 2021"),
        ({"valid_to": date(2027, 12, 31)}, Validity.VALID, "Gäller till och med 31 december 2027"),
        ({"valid_from": date(2028, 1, 1)}, Validity.COMING, "Börjar gälla 1 januari 2028"),
        ({}, Validity.VALID, "Gäller. Dokumentet säger bara år: 2018"),
        (
            {"open_ended": True, "terminated": date(2027, 3, 1), "ended": date(2027, 9, 1)},
            Validity.GIVEN_NOTICE,
            "Uppsagd. Gäller till och med 31 augusti 2027",
        ),
        (
            {"open_ended": True, "terminated": date(2026, 3, 1), "ended": date(2027, 1, 1)},
            Validity.OVER,
            "Gällde till och med 31 december 2026",
        ),
    ],
)
def test_how_an_agreement_stands_is_told(app: Flask, said: dict[str, object], validity: Validity, words: str) -> None:
    agreement, day = an_agreement(**said), date(2027, 5, 11)

    assert agreement.validity(day) is validity
    with app.test_request_context():
        assert standing(agreement, day) == words


@given(MAYBE, MAYBE, MAYBE, DAYS)
def test_what_is_over_does_not_hold_again(
    valid_from: date | None, valid_to: date | None, ended: date | None, day: date
) -> None:
    agreement = an_agreement(valid_from=valid_from, valid_to=valid_to, ended=ended, terminated=ended)
    order = [Validity.COMING, Validity.VALID, Validity.GIVEN_NOTICE, Validity.OVER]

    now, later = agreement.validity(day), agreement.validity(date(2150, 1, 1))

    assert order.index(now) <= order.index(later)


def test_the_days_on_which_it_is_looked_over_come_from_its_rhythm() -> None:
    review = Cadence(kind=CadenceKind.AGREEMENT_REVIEW, every=1, unit=Unit.YEAR, starts=date(2019, 4, 11))
    meeting = Cadence(kind=CadenceKind.MEETING, every=1, unit=Unit.WEEK)

    assert review_days([meeting, review], date(2027, 5, 11)) == [date(2028, 4, 11), date(2029, 4, 11)]


def test_the_register_tells_what_faluns_and_gavles_agreements_say(app: Flask, client: Reader) -> None:
    falun = register(app, client, "falun")
    gavle = register(app, Reader(app), "gavle")

    assert "Gäller tills vidare" in falun.main
    assert "Den löper vidare, och båda parter kan säga upp den." in falun.main
    assert (
        "Följs upp av samordnaren för brottsförebyggande arbete (vårt val) och kommunpolisen (vårt val)" in gavle.main
    )
    assert "Ses över nästa gång" in gavle.main
    assert "Undertecknad 11 april 2018" in gavle.main
    assert "Version 01.00" in gavle.main


def test_either_party_gives_notice_and_takes_it_back(app: Flask, client: Reader) -> None:
    with clock.at(date(2027, 5, 11)):
        register(app, client, "falun")
        client.click("Registrera en uppsägning")
        client.press("Spara", terminated_by="polisen", terminated="2027-05-01", ended="2027-11-01")

        assert "Uppsagd. Gäller till och med 31 oktober 2027" in client.page.main
        assert "Uppsagd 1 maj 2027 av polisen" in client.page.main
        assert "Uppsagd. Gäller till och med 31 oktober 2027" in client.get("/falun/om").main
        client.get("/falun/intranat/overenskommelser")
        client.press("Ta tillbaka uppsägningen")

    assert "Gäller tills vidare" in client.page.main
    assert db.session.query(AuditEntry).filter_by(event=Event.AGREEMENT_NOTICE).count() == 2


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"terminated_by": None}, "Välj vem som har sagt upp den"),
        ({"terminated": "2199-01-01"}, "Skriv dagen då den sades upp, i dag eller tidigare"),
        ({"ended": "2020-01-01"}, "Skriv en dag efter uppsägningen"),
        ({"ended": "sedan"}, "Skriv datumet som år, månad och dag, till exempel 2027-03-22"),
        (
            {"terminated": "0001-01-01", "ended": "0001-01-01"},  # the same of both, so each says which it is
            "Vilken dag sades den upp?: Skriv en dag från och med 1990 till och med 2199",
        ),
    ],
)
def test_a_notice_that_can_not_be_is_refused(app: Flask, client: Reader, fields: dict[str, Any], error: str) -> None:
    register(app, client, "falun")
    client.click("Registrera en uppsägning")
    said: dict[str, Any] = {"terminated_by": "kommunen", "terminated": "2026-01-02", "ended": "2026-07-01"}

    page = client.press("Spara", status=422, **said | fields)

    assert page.errors[0] == error


def test_the_agreement_that_holds_is_the_one_that_is_worked_by(app: Flask, client: Reader) -> None:
    register(app, client, "alvdalen")
    client.click("Lägg till en överenskommelse")
    client.press(
        "Spara", title="Ny överenskommelse", years="2026", valid_from="2026-01-01", open_ended="y",
        purposes="Färre brott.", areas="Hela kommunen",
    )  # fmt: skip

    assert queries.agreement(queries.by_slug("alvdalen")).title == "Ny överenskommelse"


def test_the_introduction_names_a_function_at_each_operation(app: Flask, client: Reader) -> None:
    register(app, client, "falun")
    page = client.click("Införandet")
    assert "Räddningstjänsten: insatschefen" in page.main
    assert "Planerat · skulle vara klart 30 september 2018" in page.main

    step = db.session.query(IntroductionStep).filter_by(profile_key="start").one()
    client.get(f"/falun/intranat/installningar/inforande/{step.id}")
    client.press("Spara", state="klart", done="2018-09-12")

    assert "Klart 12 september 2018" in client.get("/falun/intranat/inforande").main
    assert "Klart 12 september 2018" in client.get("/falun/om").main


def test_whoever_may_not_edit_is_offered_nothing_to_edit(app: Flask, client: Reader) -> None:
    page = register(app, client, "falun", Role.STEERING_MEMBER)

    assert "Registrera en uppsägning" not in page.main
    assert "Ändra" not in page.main
    assert "Ändra" not in client.click("Införandet").main


def register(app: Flask, reader: Reader, profile: str, role: Role = Role.COORDINATOR) -> Page:
    """Load a profile and open its register."""
    app.test_cli_runner().invoke(cli, ["municipality", "load", profile])
    log_in(reader, a_person(queries.by_slug(profile), role))
    return reader.get(f"/{profile}/intranat/overenskommelser")
