"""Every commitment since the start, and how it went: counted, and found by state, by party and by year."""

import csv
import io
from datetime import date
from itertools import chain

import pytest

from medborgar.core import clock, memory
from medborgar.followup.models import Result
from medborgar.publication import renditions
from tests.publication.worlds import World

PAGE = "/sala/uppfoljning"


@pytest.fixture
def promised(kept, world, client):
    """A promise of which one commitment is done."""
    kept(World.promise, world)
    kept(World.report, world, Result.DONE, value=24)
    kept(World.publish_reports, world)
    return client


def test_every_commitment_is_counted_and_listed(promised):
    page = promised.get(PAGE)
    rows = {row.th.get_text(strip=True): row.td.get_text(strip=True) for row in page.soup.select(".bars tbody tr")}
    assert (rows["Gjort"], rows["Delvis gjort"]) == ("1", "0")
    assert sum(map(int, rows.values())) == len(listed(page))
    assert "Alla lampor lyser." in page.main


def test_one_finds_what_one_asks_for(promised):
    every = listed(promised.get(PAGE))
    done = promised.get(f"{PAGE}?lage=gjort")
    assert len(listed(done)) == 1
    assert done.soup.select_one("#lage option[selected]").get_text() == "Gjort"
    by_part = [listed(promised.get(f"{PAGE}?part={part}")) for part in ("kommunen", "polisen", "tillsammans")]
    assert sorted(chain.from_iterable(by_part)) == sorted(every)
    assert listed(promised.get(f"{PAGE}?ar=2027")) == every
    assert "Inget åtagande passar det du valde." in promised.get(f"{PAGE}?ar=1999").main


def test_what_nobody_has_told_of_yet_is_not_said_to_go_as_planned(promised):
    page = promised.get(PAGE)
    rows = {row.th.get_text(strip=True): row.td.get_text(strip=True) for row in page.soup.select(".bars tbody tr")}
    assert (rows["Enligt plan"], rows["Inte uppföljt än"]) == ("0", str(len(listed(page)) - 1))
    assert all("Inte uppföljt än" in one for one in listed(promised.get(f"{PAGE}?lage=inte-uppfoljt")))
    file = csv.DictReader(io.StringIO(promised.get(f"{PAGE}.csv").response.data.decode("utf-8-sig")), delimiter=";")
    assert {row["Läge"] for row in file} == {"Gjort", "Inte uppföljt än"}


@pytest.mark.parametrize("address", ["/sala", "/sala/medborgarlofte", "/sala/uppfoljning"])
def test_what_was_said_long_ago_says_when(client, world, address):
    for one in world.decision.priorities[0].commitments:
        one.due = date(2027, 12, 31)
    world.promise()
    for index in range(2):
        world.report(Result.ONGOING, index)
    world.publish_reports()
    with clock.at(date(2027, 8, 11)):
        assert "inte uppföljt sedan dess" not in client.get(address).main
    with clock.at(date(2027, 8, 12)):
        assert "Enligt plan 11 maj, inte uppföljt sedan dess" in client.get(address).main
        world.report(Result.ONGOING)
        world.publish_reports()
        assert "On track on 11 May, no follow-up since" in client.get("/en/sala/medborgarlofte").main
        world.report(Result.ONGOING, 1)
        world.publish_reports()
        assert "inte uppföljt sedan dess" not in client.get(address).main


def test_the_table_leads_to_those_it_counts(promised):
    promised.get(PAGE)
    assert len(listed(promised.click("Visa : Gjort"))) == 1


@pytest.mark.parametrize("asked", ["lage=x", "part=ond", "ar=tjugo", "ar=²²²²", "lage=%00", "ar=99999"])
def test_a_choice_that_is_not_there_is_said_and_kept_once(promised, asked):
    every = promised.get(PAGE)
    assert "gick inte att använda" not in every.main
    page = promised.get(f"{PAGE}?{asked}")
    label = {"lage": "Läge", "part": "Vem", "ar": "År"}[asked.partition("=")[0]]
    assert page.soup.select_one("[role=alert] li").get_text() == f"{label}: Välj något i listan"
    assert listed(page) == listed(every)
    kept = len(renditions._kept)
    promised.get(f"{PAGE}?{asked}0")
    assert len(renditions._kept) == kept


def test_a_filter_that_is_not_there_is_the_page_itself(promised):
    every = promised.get(PAGE)
    kept = len(renditions._kept)
    assert promised.get(f"{PAGE}?x=1").main == every.main
    assert len(renditions._kept) == kept


def test_all_of_it_is_there_as_a_file(promised):
    answer = promised.get(f"{PAGE}.csv").response
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(listed(promised.get(PAGE)))
    (done,) = (row for row in rows if row["Läge"] == "Gjort")
    assert (done["Period"], done["Mätvärde"], done["Vad som gjordes"]) == ("2027-kv2", "24", "Alla lampor lyser.")
    assert done["Klart senast"] == "2027-06-30"


def test_the_files_say_why_something_is_late(promised, world):
    world.report(Result.LATE, new_due=date(2027, 8, 31), reason="Kantstenen kom inte.")
    world.publish_reports()
    for file in (f"{PAGE}.csv", "/sala/medborgarlofte.csv"):
        rows = list(csv.DictReader(io.StringIO(promised.get(file).response.data.decode("utf-8-sig")), delimiter=";"))
        assert [row["Skäl"] for row in rows if row["Läge"] == "Försenat"] == ["Kantstenen kom inte."]
        assert list(rows[0])[-1] == "Skäl"


def test_where_nothing_is_promised_it_says_so(client, world):
    memory.forget()
    assert "Inget löfte är publicerat än" in client.get(PAGE).main


def test_the_promise_leads_there(promised):
    promised.get("/sala/medborgarlofte")
    assert promised.click("Alla åtaganden").h1 == "Alla åtaganden och hur det gick"


def listed(page):
    return [item.get_text(" ", strip=True) for item in page.soup.select("ul.ruled > li")]
