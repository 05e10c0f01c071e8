"""The demo loaded on the first day of a quarter: what would lie ahead has happened today."""

from datetime import date

import pytest

from medborgar.core import clock

DAY = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def new_year():
    with clock.at(DAY):
        yield


def test_the_promise_holds_and_some_of_it_is_told(client):
    page = client.get("/sala/medborgarlofte")
    assert "januari–mars" in page.h1
    assert "Försenat till" in page.main
    assert "Uppföljt 1 januari" in page.main


def test_the_quarter_that_ended_yesterday_is_followed_up(client):
    page = client.get("/sala/medborgarlofte/2026-kv4")
    for state in ("Gjort", "Delvis gjort", "Uppföljning saknas"):
        assert state in page.main
