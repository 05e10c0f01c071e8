"""A form that was open when its sender was logged out: nothing is saved, and nothing that was written is lost."""

import pytest
from flask import Flask

from medborgar.accounts.models import Person
from tests.factories import PASSWORD, a_municipality, a_person, log_in
from tests.reader import Page, Reader

DESK = "/testby/intranat"


def a_form_left_open(client: Reader, person: Person) -> Page:
    """The form of a new place, in the browser of somebody whose session has ended meanwhile."""
    log_in(client, person)
    page = client.get(f"{DESK}/platser/ny?fran=stationen")
    client.http.delete_cookie("session")
    return page


def test_whoever_was_logged_out_is_told_and_keeps_what_was_written(client: Reader, person: Person) -> None:
    form = a_form_left_open(client, person)
    typed = {"name": "Parken vid ån", "area": "norrby", "password": "en hemlig fras", "csrf_token": "a b"}

    page = client.post(form.path, typed, status=401, headers={"Referer": f"http://localhost{form.path}?fran=stationen"})

    assert "Du har loggats ut. Inget är sparat." in page.main
    assert "Parken vid ån" in page.main
    assert "hemlig" not in page.html
    assert page.soup.select("#email")[0].get("value", "") == ""
    back = client.press("Logga in", email=person.email, password=PASSWORD, follow=False, status=303)
    assert back.headers["Location"] == f"{form.path}?fran=stationen"


def test_what_htmx_sends_after_the_log_out_is_answered_in_its_place(client: Reader, person: Person) -> None:
    form = a_form_left_open(client, person)

    page = client.post(form.path, {"name": "Parken vid ån"}, headers={"HX-Request": "true"})

    assert page.text.startswith("Du har loggats ut. Inget är sparat.")
    assert "HX-Redirect" not in page.headers


@pytest.mark.parametrize("elsewhere", ["https://ond.example/x", "http://[", "http://localhost//ond.example", ""])
def test_after_the_log_out_nobody_is_led_elsewhere(client: Reader, person: Person, elsewhere: str) -> None:
    form = a_form_left_open(client, person)
    client.post(form.path, {"name": "Parken vid ån"}, status=401, headers={"Referer": elsewhere})
    back = client.press("Logga in", email=person.email, password=PASSWORD, follow=False, status=303)
    assert back.headers["Location"] == DESK


def test_words_from_another_site_are_not_shown_where_one_logs_in(client: Reader, person: Person) -> None:
    form = a_form_left_open(client, person)
    page = client.post(form.path, {"name": "Ring det här numret"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.h1 == "Logga in"
    assert "Ring det här" not in page.html


def test_the_whole_address_is_kept_past_the_log_in(client: Reader, person: Person) -> None:
    client.get(f"{DESK}/inkorg?sida=2&lage=svarat")
    back = client.press("Logga in", email=person.email, password=PASSWORD, follow=False, status=303)
    assert back.headers["Location"] == f"{DESK}/inkorg?sida=2&lage=svarat"


@pytest.fixture
def person(app: Flask) -> Person:
    return a_person(a_municipality())
