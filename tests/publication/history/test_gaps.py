"""A period without a promise: found in the chain, said in public, and never explained by anything invented."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from medborgar.core import clock
from medborgar.publication.history.gaps import gaps
from tests.publication.history.conftest import next_quarter


@pytest.mark.parametrize(
    ("promised", "today", "missing"),
    [
        ([], "2027-05-01", []),
        (["2027-kv1"], "2027-03-31", []),
        (["2027-kv1"], "2027-04-01", ["2027-kv2"]),
        (["2027-kv1", "2027-kv4"], "2027-11-01", ["2027-kv2", "2027-kv3"]),
        (["2027-kv1", "2027-h2"], "2028-02-01", ["2027-kv2", "2028-h1"]),
        (["2026", "2027-kv1"], "2027-02-01", []),
    ],
)
def test_the_periods_between_promises_are_found(promised, today, missing):
    chain: list[Any] = [SimpleNamespace(is_promise=True, period=period) for period in promised]
    assert [gap.period.key for gap in gaps(chain, date.fromisoformat(today))] == missing


def test_a_quarter_without_a_promise_says_so_everywhere(promised, client):
    with clock.at(date(2027, 10, 4)):
        next_quarter(promised, "2027-kv4")
        page = client.get("/sala/medborgarlofte")
        assert "Inget löfte beslutades för juli–september 2027." in page.main
        page = client.click("Vad vi vet om det")
        assert "Inget skäl är publicerat." in page.main
        assert page.soup.select("main li a")[1]["href"] == "/sala/medborgarlofte/2027-kv4"
        client.get("/sala/arkiv")
        assert client.click("Juli–september 2027").h1 == page.h1
        client.get("/sala/medborgarlofte/2027-kv1", status=404)
        client.get("/sala/medborgarlofte/2028-kv1", status=404)


def test_a_quarter_that_has_begun_may_still_get_one(promised, client):
    with clock.at(date(2027, 7, 2)):
        assert "Inget löfte är beslutat för juli–september 2027." in client.get("/sala/medborgarlofte").main
        assert "Nästa period börjar 1 oktober 2027." in client.click("Vad vi vet om det").main


def test_before_the_first_one_a_reader_is_told_what_goes_on(world, client):
    page = client.get("/sala/medborgarlofte")
    assert "Inget löfte är publicerat än" in page.main
    assert "Nästa period börjar 1 juli 2027." in page.main
