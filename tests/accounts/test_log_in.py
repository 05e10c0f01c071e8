"""Logging in and out: nothing is told to who guesses, sessions end when they should, cookies are kept close."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask

from medborgar.accounts import actions
from medborgar.accounts.models import LoginSession, Person
from medborgar.app import create_app
from medborgar.audit.models import AuditEntry, Event
from medborgar.config import Mode, Settings
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from tests.factories import PASSWORD, a_municipality, a_person, log_in_by_hand
from tests.kept import Keeper
from tests.reader import Reader

DESK = "/testby/intranat"
START = datetime(2027, 2, 1, 8, tzinfo=UTC)


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Reader, person: Person) -> None:
    pages = []
    for email in (person.email, "ingen@testby.example"):
        client.get("/logga-in")
        page = client.press("Logga in", email=email, password="inte den lösenfrasen", status=422)
        assert page.errors == ["E-postadressen eller lösenordet stämmer inte"]
        assert page.soup.select("#email")[0]["value"] == email
        pages.append(page.main)
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("email", "password", "error"),
    [
        ("", PASSWORD, "Skriv din e-postadress"),
        ("kim@testby.example", "", "Skriv ditt lösenord"),
        ("k" * 201, PASSWORD, "Korta texten: den har 201 tecken och får ha högst 200"),
        ("kim\0@testby.example", PASSWORD, "Ta bort tecken som inte syns: texten har sådana som inte går att spara"),
        ("kim@testby.example", "å" * 201, "Lösenordet är för långt"),
    ],
)
def test_a_faulty_form_says_what_to_do(client: Reader, app: Flask, email: str, password: str, error: str) -> None:
    client.get("/logga-in")

    assert client.press("Logga in", email=email, password=password, status=422).errors == [error]


def test_after_ten_tries_one_must_wait(client: Reader, person: Person, hours: "Hours") -> None:
    for _ in range(10):
        client.get("/logga-in")
        client.press("Logga in", email=person.email, password="inte den lösenfrasen", status=422)
    client.get("/logga-in")

    page = client.press("Logga in", email=person.email, password=PASSWORD, status=429)
    assert page.errors == ["Det blev fel för många gånger. Vänta en kvart och försök igen."]
    assert page.soup.select("#email")[0]["value"] == person.email

    hours.pass_by(minutes=16)
    assert log_in_by_hand(client, person).path == DESK


def test_nobody_has_to_wait_for_what_others_write_wrong(client: Reader, person: Person, hours: "Hours") -> None:
    for status in [422] * 10 + [429]:
        client.get("/logga-in")
        client.press("Logga in", email="nagon@testby.example", password=PASSWORD, status=status)
    client.get("/logga-in")

    assert client.press("Logga in", email=person.email, password=PASSWORD).path == DESK


def test_an_office_logs_in_from_one_network(client: Reader, person: Person, hours: "Hours") -> None:
    for _ in range(12):
        assert log_in_by_hand(client, person).path == DESK
        client.press("Logga ut")


def test_logging_in_leads_to_the_page_one_wanted(client: Reader, person: Person) -> None:
    assert client.get(f"{DESK}/installningar/platser").path == "/logga-in"
    client.press("Logga in", email="fel@testby.example", password=PASSWORD, status=422)

    assert client.press("Logga in", email=person.email, password=PASSWORD).path == f"{DESK}/installningar/platser"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://ond.example/", "//ond.example", "/\\ond.example", "\\\\ond.example", "//[", "javascript:alert(1)",
     "/\t/ond.example", "/\n/ond.example", " //ond.example", "ond.example", ""],
)  # fmt: skip
def test_logging_in_never_leads_to_another_site(client: Reader, person: Person, elsewhere: str) -> None:
    client.get("/logga-in", query_string={"vidare": elsewhere})

    assert client.press("Logga in", email=person.email, password=PASSWORD).path == DESK


def test_a_session_that_was_there_before_logging_in_is_worth_nothing(client: Reader, person: Person) -> None:
    client.get("/logga-in")
    planted = cookie(client)
    client.press("Logga in", email=person.email, password=PASSWORD)

    assert cookie(client) != planted
    assert not is_in(another(client, planted))


def test_giving_the_password_again_makes_a_new_session(client: Reader, person: Person) -> None:
    log_in_by_hand(client, person)
    before = cookie(client)
    client.get("/bekrafta")

    client.press("Fortsätt", password=PASSWORD)

    assert is_in(client)
    assert not is_in(another(client, before))


def test_a_wrong_password_does_not_step_up(client: Reader, person: Person) -> None:
    log_in_by_hand(client, person)
    before = db.session.query(LoginSession).one().verified
    client.get("/bekrafta")

    page = client.press("Fortsätt", password="inte den lösenfrasen", status=422)

    assert page.errors == ["Lösenordet stämmer inte"]
    assert db.session.query(LoginSession).one().verified == before


def test_nobody_steps_up_without_having_logged_in(client: Reader, app: Flask) -> None:
    assert client.get("/bekrafta").path == "/logga-in"
    assert client.get("/bekrafta/klart").path == "/logga-in"


def test_half_an_hour_without_a_sign_ends_a_session(client: Reader, person: Person, hours: "Hours") -> None:
    log_in_by_hand(client, person)
    for _ in range(3):
        hours.pass_by(minutes=29)
        assert is_in(client)
    hours.pass_by(minutes=31)
    assert not is_in(client)


def test_ten_hours_end_every_session(client: Reader, person: Person, hours: "Hours") -> None:
    log_in_by_hand(client, person)
    for _ in range(23):
        hours.pass_by(minutes=25)
        assert is_in(client)
    hours.pass_by(minutes=26)
    assert not is_in(client)


def test_logging_out_ends_the_session_itself(client: Reader, person: Person) -> None:
    log_in_by_hand(client, person)
    kept = cookie(client)

    page = client.press("Logga ut", follow=False, status=303)

    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)
    assert not is_in(another(client, kept))
    assert db.session.query(LoginSession).one().ended


def test_whoever_is_shut_out_is_out_at_the_next_request(client: Reader, person: Person) -> None:
    log_in_by_hand(client, person)
    person.active = False

    assert not is_in(client)


def test_an_expired_session_sends_htmx_to_the_log_in_page(client: Reader, person: Person) -> None:
    page = client.get(DESK, headers={"HX-Request": "true"}, status=204)

    assert page.headers["HX-Redirect"] == f"/logga-in?vidare={DESK}"


def test_a_form_from_elsewhere_is_refused(client: Reader, person: Person) -> None:
    log_in_by_hand(client, person)
    new = f"{DESK}/installningar/delomraden/ny"
    csrf = str(client.get(new).form("Spara").select("[name=csrf_token]")[0]["value"])
    sent = {"csrf_token": csrf, "name": "Stationen", "position": "9", "version": "0"}

    client.post("/logga-in", {"email": person.email, "password": PASSWORD}, status=400)
    client.post(new, {**sent, "csrf_token": ""}, status=400)
    client.post(new, sent, headers={"Sec-Fetch-Site": "cross-site"}, status=403)
    for origin in ("https://ond.example", "http://[", "null", ""):
        client.post(new, sent, headers={"Sec-Fetch-Site": None, "Origin": origin}, status=403)
    client.post(new, sent, headers={"Sec-Fetch-Site": None, "Origin": "http://localhost"})


def test_the_log_knows_who_came_and_went(client: Reader, person: Person) -> None:
    client.get("/logga-in")
    client.press("Logga in", email=person.email, password="inte den lösenfrasen", status=422)
    log_in_by_hand(client, person)
    client.press("Logga ut")

    entries = db.session.query(AuditEntry).filter_by(actor=str(person.id)).order_by(AuditEntry.number)
    assert [entry.event for entry in entries] == [Event.LOGIN_FAILED, Event.LOGIN, Event.LOGOUT]


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Reader, person: Person) -> None:
    client.get("/logga-in")
    page = client.press("Logga in", email=person.email, password=PASSWORD, follow=False, status=303)

    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(page.headers["Set-Cookie"].split("; "))
    assert "Domain" not in page.headers["Set-Cookie"]


def test_in_production_the_cookie_is_for_this_host_over_https_only(tmp_path: Path) -> None:
    site = create_app(Settings(mode=Mode.PRODUCTION, data=tmp_path, trusted_hosts="testby.example"))

    answer = site.test_client().get("/logga-in", base_url="https://testby.example")

    name, *attributes = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(attributes)


def test_a_password_is_kept_as_argon2id_only(
    app: Flask, slow_passwords: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "HASHER", slow_passwords)

    person = a_person(a_municipality())

    assert person.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_cookie_carries_nothing_that_the_database_has(client: Reader, person: Person) -> None:
    log_in_by_hand(client, person)
    session = db.session.query(LoginSession).one()

    assert session.token_hash not in cookie(client)
    assert actions.token_hash(session.token_hash) != session.token_hash


class Hours:
    """Time, which passes when it is told to."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self.traveller = traveller

    def pass_by(self, *, minutes: int) -> None:
        """Let so many minutes go."""
        self.traveller.shift(timedelta(minutes=minutes))


@pytest.fixture
def hours() -> Iterator[Hours]:
    with time_machine.travel(START, tick=False) as traveller:
        yield Hours(traveller)


@pytest.fixture
def person(kept: Keeper[Any]) -> Person:
    return kept(a_person, kept(a_municipality), Role.COORDINATOR)


def cookie(client: Reader) -> str:
    found = client.http.get_cookie("session")
    return found.value if found else ""


def another(client: Reader, session: str) -> Reader:
    """A browser somewhere else that has got hold of a session's cookie."""
    other = Reader(client.app)
    other.http.set_cookie("session", session)
    return other


def is_in(client: Reader) -> bool:
    return client.get(DESK).path == DESK
