"""Accounts: an administrator lets people in and shuts them out, for one municipality at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from medborgar.accounts.models import LoginSession, Person
from medborgar.accounts.queries import person_by_email
from medborgar.audit.models import AuditEntry, Event
from medborgar.cli import cli
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from tests.factories import PASSWORD, a_municipality, a_person, log_in_by_hand
from tests.kept import Keeper
from tests.reader import Page, Reader

PEOPLE = "/testby/intranat/konton"
NEW: dict[str, Any] = {
    "email": "Robin@polisen.example",
    "name": "Robin Exempel",
    "function": "kommunpolis",
    "side": "polisen",
    "role": "kommunpolis",
    "password": PASSWORD,
}


def test_somebody_is_let_in_and_logs_in(admin: Reader) -> None:
    assert "Robin Exempel , kommunpolis robin@polisen.example Polisen: Kommunpolis" in add(admin).main

    robin = person_by_email("robin@polisen.example")
    assert robin
    assert log_in_by_hand(Reader(admin.app), robin).path == "/testby/intranat/losenord"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"email": ""}, "Skriv e-postadressen"),
        ({"name": "\0"}, "Ta bort tecken som inte syns: texten har sådana som inte går att spara"),
        ({"function": "k" * 101}, "Korta texten: den har 101 tecken och får ha högst 100"),
        ({"side": None}, "Välj kommunen eller polisen"),
        ({"password": "kort"}, "Skriv ett lösenord med 15–200 tecken"),
    ],
)
def test_a_faulty_person_is_refused(admin: Reader, wrong: dict[str, str], error: str) -> None:
    assert add(admin, status=422, **wrong).errors == [error]


def test_a_new_account_needs_a_password(admin: Reader) -> None:
    assert "Skriv ett lösenord med 15–200 tecken." in add(admin, password="", status=422).main


def test_whoever_has_an_account_gets_the_role_and_keeps_the_password(admin: Reader) -> None:
    chief = a_person(a_municipality("grannby"), Role.SIGNATORY, Side.POLICE)
    before = chief.password_hash

    page = add(admin, email=chief.email, role="undertecknare", password="en annan lösenfras än den")

    assert "Polisen: Undertecknare" in page.main
    assert chief.password_hash == before
    assert len(chief.assignments) == 2


def test_nobody_works_for_both_parties(admin: Reader) -> None:
    add(admin)

    page = add(admin, side="kommunen", role="samordnare", status=422)

    assert "Ingen kan arbeta för båda." in page.main


def test_a_role_is_given_once(admin: Reader) -> None:
    add(admin)

    assert "Personen har redan den rollen." in add(admin, status=422).main


def test_whoever_is_shut_out_is_logged_out_and_stays_out(admin: Reader) -> None:
    add(admin)
    robin = the_person("robin@polisen.example")
    theirs = Reader(admin.app)
    log_in_by_hand(theirs, robin)

    admin.get(PEOPLE)
    page = admin.press("Stäng av Robin Exempel")

    assert "Robin" not in page.main
    assert db.session.query(LoginSession).filter_by(person_id=robin.id).one().ended
    assert theirs.get("/testby/intranat").path == "/logga-in"
    theirs.press("Logga in", email=robin.email, password=PASSWORD, status=422)


def test_whoever_was_shut_out_can_be_let_in_again_with_a_new_password(admin: Reader) -> None:
    add(admin)
    admin.press("Stäng av Robin Exempel")

    add(admin, password="en ny lösenfras för Robin", name="Robin Nytt")

    robin = the_person("robin@polisen.example")
    assert (robin.active, robin.name) == (True, "Robin Nytt")


def test_being_shut_out_here_does_not_take_a_role_elsewhere(admin: Reader) -> None:
    chief = a_person(a_municipality("grannby"), Role.SIGNATORY, Side.POLICE)
    add(admin, email=chief.email, role="undertecknare")

    admin.press("Stäng av Kim Exempel")

    assert chief.active
    assert [held.municipality.slug for held in chief.assignments] == ["grannby"]


def test_nobody_shuts_themselves_out(admin: Reader) -> None:
    page = add(admin)
    me = the_person("admin@testby.example")
    csrf = page.soup.select("[name=csrf_token]")[0]["value"]

    refused = admin.post(f"{PEOPLE}/{me.id}/stang-av", {"csrf_token": csrf}, status=422)

    assert "Du kan inte stänga av dig själv." in refused.main


def test_somebody_in_another_municipality_does_not_exist(admin: Reader) -> None:
    stranger = a_person(a_municipality("grannby"))
    page = add(admin)
    csrf = page.soup.select("[name=csrf_token]")[0]["value"]

    assert stranger.email not in page.main
    admin.post(f"{PEOPLE}/{stranger.id}/stang-av", {"csrf_token": csrf}, status=404)


def test_only_administrators_see_accounts(client: Reader) -> None:
    log_in_by_hand(client, a_person(a_municipality(), Role.COORDINATOR))

    client.get(PEOPLE, status=403)


def test_after_five_minutes_the_password_is_asked_for_again(later: time_machine.Traveller, admin: Reader) -> None:
    opened = add(admin)
    later.shift(timedelta(minutes=6))

    assert admin.get(f"{PEOPLE}/ny").path == "/bekrafta"
    assert admin.press("Fortsätt", password=PASSWORD).path == f"{PEOPLE}/ny"

    later.shift(timedelta(minutes=6))
    asked = admin.press("Stäng av Robin Exempel", on=opened, status=422)
    assert "Inget är gjort än" in asked.main
    assert the_person("robin@polisen.example").active


def test_whoever_let_the_page_lie_keeps_what_was_typed(later: time_machine.Traveller, admin: Reader) -> None:
    form = admin.get(f"{PEOPLE}/ny")
    later.shift(timedelta(minutes=6))

    asked = admin.press("Lägg till", on=form, status=422, **NEW)

    assert asked.soup.select("#email")[0]["value"] == NEW["email"]
    assert "Skriv lösenordet en gång till." in asked.main
    admin.click("Bekräfta att det är du (öppnas i en ny flik)")
    admin.press("Fortsätt", password=PASSWORD)
    admin.press("Lägg till", on=asked, password=PASSWORD)
    assert the_person("robin@polisen.example").active


def test_every_role_given_and_taken_is_logged(admin: Reader) -> None:
    add(admin)
    admin.press("Stäng av Robin Exempel")
    robin = str(the_person("robin@polisen.example").id)

    entries = db.session.query(AuditEntry).filter_by(subject=robin).order_by(AuditEntry.number)

    assert [entry.event for entry in entries] == [Event.ACCOUNT_CREATE, Event.ACCOUNT_ASSIGN, Event.ACCOUNT_DISABLE]
    assert "Robin" not in "".join(entry.details for entry in entries)


CREATE = ["account", "create", "--epost", "alva@testby.example", "--namn", "Alva Exempel", "--befattning", "förvaltare"]
HERE = ["--kommun", "testby", "--sida", "kommunen", "--roll", "admin"]


def test_the_first_administrator_is_created_from_the_command_line(app: Flask, client: Reader) -> None:
    a_municipality()

    result = app.test_cli_runner().invoke(cli, [*CREATE, *HERE], input=f"{PASSWORD}\n{PASSWORD}\n")

    assert "alva@testby.example kan logga in." in result.output
    assert PASSWORD not in result.output
    assert log_in_by_hand(client, the_person("alva@testby.example")).path == "/testby/intranat"


@pytest.mark.parametrize(
    ("place", "password", "told"),
    [
        (["--kommun", "mora", *HERE[2:]], PASSWORD, "Kommunen mora finns inte."),
        (HERE, "kort", "Skriv ett lösenord med 15–200 tecken."),
    ],
)
def test_a_faulty_command_creates_nobody(app: Flask, place: list[str], password: str, told: str) -> None:
    a_municipality()

    result = app.test_cli_runner().invoke(cli, [*CREATE, *place], input=f"{password}\n{password}\n")

    assert result.exit_code == 1
    assert told in result.output
    db.session.rollback()
    assert not person_by_email("alva@testby.example")


def add(client: Reader, *, status: int = 200, **said: str | None) -> Page:
    client.get(f"{PEOPLE}/ny")
    return client.press("Lägg till", status=status, **{**NEW, **said})


def the_person(email: str) -> Person:
    person = person_by_email(email)
    assert person
    return person


@pytest.fixture
def admin(kept: Keeper[Any], client: Reader) -> Reader:
    testby = kept(a_municipality)
    log_in_by_hand(client, kept(a_person, testby, Role.ADMINISTRATOR, email="admin@testby.example"))
    return client


@pytest.fixture
def later(app: Flask) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2027, 2, 1, 8, tzinfo=UTC), tick=False) as traveller:
        yield traveller
