"""One's own password: whoever let somebody in does not know it for long."""

from typing import Any

import pytest

from medborgar.accounts.models import LoginSession, Person
from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from tests.factories import PASSWORD, a_municipality, a_person, log_in
from tests.kept import Keeper
from tests.reader import Page, Reader

DESK = "/testby/intranat"
CHANGE = f"{DESK}/losenord"
NEW = "fyra nya ord i rad"


@pytest.fixture
def person(kept: Keeper[Any]) -> Person:
    return kept(a_person, kept(a_municipality), Role.REPORTER)


@pytest.fixture
def reader(client: Reader, person: Person) -> Reader:
    log_in(client, person)
    return client


def changed(reader: Reader, *, status: int = 200, **other: str) -> Page:
    reader.get(CHANGE)
    fields: dict[str, Any] = {"current": PASSWORD, "new": NEW, "again": NEW} | other
    return reader.press("Byt lösenord", status=status, **fields)


def test_the_menu_leads_there_and_the_new_password_is_the_one(reader: Reader, person: Person) -> None:
    reader.get(DESK)
    assert reader.click("Kim Exempel : byt lösenord").h1 == "Byt lösenord"

    assert changed(reader).h1 == "Lösenordet är bytt"

    again = Reader(reader.app)
    again.get("/logga-in")
    again.press("Logga in", email=person.email, password=PASSWORD, status=422)
    assert again.press("Logga in", email=person.email, password=NEW).path == DESK


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"current": "inte den lösenfrasen"}, "Lösenordet stämmer inte"),
        ({"current": ""}, "Skriv lösenordet du har nu"),
        ({"new": "kort", "again": "kort"}, "Skriv ett lösenord med 15–200 tecken"),
        ({"new": "å" * 201, "again": "å" * 201}, "Skriv ett lösenord med 15–200 tecken"),
        ({"again": "fyra andra ord i rad"}, "Skriv samma nya lösenord båda gångerna"),
        ({"new": PASSWORD, "again": PASSWORD}, "Välj ett annat lösenord än det du har."),
    ],
)
def test_a_faulty_change_says_what_to_do_and_changes_nothing(
    reader: Reader, person: Person, wrong: dict[str, str], error: str
) -> None:
    before = person.password_hash

    assert error in changed(reader, status=422, **wrong).soup.select(".error")[0].get_text()
    assert person.password_hash == before


def test_those_who_are_logged_in_elsewhere_are_not_any_more(reader: Reader, person: Person) -> None:
    elsewhere = Reader(reader.app)
    log_in(elsewhere, person)

    changed(reader)

    assert reader.get(DESK).path == DESK
    assert elsewhere.get(DESK).path == "/logga-in"
    assert db.session.query(LoginSession).filter_by(ended=None).count() == 1
    assert db.session.query(AuditEntry).filter_by(event=Event.PASSWORD_CHANGE, actor=str(person.id)).count() == 1


def test_whoever_was_let_in_does_nothing_before_choosing_a_password(reader: Reader, person: Person) -> None:
    person.must_change = True

    assert reader.get(DESK).path == CHANGE
    assert "Någon annan valde ditt första lösenord." in reader.get(f"{DESK}/registrera").main
    assert reader.get(DESK, headers={"HX-Request": "true"}, status=204).headers["HX-Redirect"] == CHANGE
    changed(reader)
    assert reader.click("Till det som är att göra").path == DESK


def test_the_old_password_can_not_be_guessed_at_leisure(reader: Reader) -> None:
    for _ in range(10):
        changed(reader, current="inte den lösenfrasen", status=422)

    assert "Vänta en kvart" in changed(reader, status=429).errors[0]
