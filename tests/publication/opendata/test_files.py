"""The promise as files: what they hold, and that a page leads to each of them."""

import csv
import io
import json
from copy import deepcopy
from datetime import date

import pytest
from icalendar import Calendar

from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.followup.models import Result
from medborgar.publication import announcing, canonical
from medborgar.publication.opendata.schema import FORMAT, schema
from tests.publication.worlds import PERIOD
from tests.schemas import faults

PAGE = "/sala/oppna-data"
TABLE, DAYS = "/sala/medborgarlofte.csv", "/sala/medborgarlofte.ics"
LARM = announcing.Words("Larmet", "Skolan", "Ingen är skadad.", "", date(2027, 5, 12), "", is_last=False)


def test_a_promise_is_a_table_with_a_row_for_each_commitment(client, world):
    world.edit(title="=SUMMA(A1)")
    world.promise()
    world.report(Result.DONE, value=24)
    world.publish_reports()
    lamps, walks = rows(client.get(TABLE))
    assert (lamps["Åtagande"], lamps["Vem"], lamps["Läge"]) == ("Byter lamporna i gången.", "kommunen", "Gjort")
    assert (walks["Ansvarig"], walks["Klart senast"], walks["Läge"]) == (
        "Gruppchefen",
        "2027-06-30",
        "Inte uppföljt än",
    )
    assert lamps["Löfte"] == "'=SUMMA(A1)"
    assert rows(client.get(f"/sala/medborgarlofte/{PERIOD}.csv")) == [lamps, walks]
    assert rows(client.get("/sala/uppfoljning.csv")) == [lamps, walks]


@pytest.mark.parametrize("address", ["2027-kv5.csv", "x.csv", "2027-kv2/v1.csv", ".csv"])
def test_there_is_no_table_of_what_is_not_promised(client, world, address):
    world.promise()
    client.get(f"/sala/medborgarlofte/{address}", status=404)


def test_the_days_are_a_calendar_of_whole_days(client, world):
    world.promise()
    announcing.announce(municipality=world.sala, words=LARM, side=Side.MUNICIPALITY, by=world.communicator)
    db.session.commit()
    memory.forget()
    found = events(client)
    assert {str(one["summary"]): (one["dtstart"].dt, one["dtend"].dt) for one in found} == {
        "Beslut om medborgarlöftet för april–juni 2027": (date(2027, 5, 11), date(2027, 5, 12)),
        "Ska vara klart: Byter lamporna i gången.": (date(2027, 6, 30), date(2027, 7, 1)),
        "Ska vara klart: Går till fots i gången.": (date(2027, 6, 30), date(2027, 7, 1)),
        "Senast i dag berättar vi hur det gick med löftet för april–juni 2027": (date(2027, 7, 14), date(2027, 7, 15)),
        "Nästa besked: Larmet": (date(2027, 5, 12), date(2027, 5, 13)),
    }
    for one in found:
        assert str(one["url"]).startswith("http://localhost:8000/sala/")


def test_a_calendar_names_each_party_once(client, world):
    lamps, _ = world.decision.priorities[0].commitments
    lamps.performer, lamps.responsible_police = "tillsammans", "Kommunpolisen"
    world.promise()
    alone, both = [str(one["description"]) for one in events(client) if "description" in one]
    assert both == "Kommunen: gatuchefen, Polisen: kommunpolisen. Inte uppföljt än."
    assert alone == "Polisen: Gruppchefen. Inte uppföljt än."


def test_a_day_that_is_moved_keeps_its_name(client, world):
    world.promise()
    before = {str(one["uid"]): one["dtstart"].dt for one in events(client)}
    world.report(Result.LATE, new_due=date(2027, 9, 1), reason="Regn.")
    world.publish_reports()
    after = {str(one["uid"]): one["dtstart"].dt for one in events(client)}
    assert set(after) == set(before)
    moved = {name for name in after if after[name] != before[name]}
    assert [after[name] for name in moved] == [date(2027, 9, 1)]


def test_the_page_leads_to_every_file(client, world):
    world.promise()
    client.get("/sala/medborgarlofte")
    page = client.click("Öppna data")
    links = [link["href"] for link in page.soup.select("main a[href^='/']")]
    assert {TABLE, DAYS, "/sala/medborgarlofte.json", "/sala/uppfoljning.csv", "/sala/medborgarlofte.atom"} <= set(
        links
    )
    for link in links:
        assert client.get(link).response.data, link
    assert "CC0 1.0" in page.main


def test_before_the_first_promise_only_the_news_are_there(client, world):
    memory.forget()
    page = client.get(PAGE)
    assert "Inget löfte är publicerat än" in page.main
    assert [link["href"] for link in page.soup.select("[itemprop=contentUrl]")] == ["/sala/medborgarlofte.atom"]
    for address in (TABLE, DAYS):
        client.get(address, status=404)
    client.get("/finns-inte/oppna-data", status=404)


def test_the_schema_finds_what_is_not_as_it_says(app, client, world):
    world.promise()
    world.report(Result.PARTLY, value=20, reason="Fyra lampor saknas.")
    world.publish_reports()
    whole = client.get(f"/sala/medborgarlofte/{PERIOD}.json").response.get_json()
    told = client.get("/schema/lofte-1.json").response.get_json()
    assert (told["$id"], told["properties"]["format"]) == (whole["$schema"], {"const": canonical.FORMAT})
    assert canonical.FORMAT == FORMAT
    for wrong in mutants(whole):
        assert faults(told, wrong), json.dumps(wrong)[:500]
    for name in whole["lofte"]:
        assert faults(told, whole | {"lofte": whole["lofte"] | {name: None}}) == [], "removed by law"
    assert faults(schema(), whole) == []


def mutants(whole):
    """The document with one thing wrong."""
    ways = {
        ("format",): "medborgarlofte/2",
        ("publicering", "hash"): "x",
        ("lofte", "svar", "antal"): 3,
        ("lofte", "svar", "fran"): "11 maj",
        ("lofte", "period"): "2027-kv2",
        ("lofte", "lofte-1", "ataganden"): {},
        ("lofte", "hemligt"): "",
        ("lage", "ataganden", 0, "lage"): "bra",
        ("lage", "ataganden", 0, "uppfoljningar", 0, "varde"): "tjugo",
        ("lage", "dag"): None,
    }
    for way, value in ways.items():
        found = deepcopy(whole)
        place = found
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] = value
        yield found
    yield {name: value for name, value in whole.items() if name != "lage"}


def rows(page):
    return list(csv.DictReader(io.StringIO(page.response.data.decode("utf-8-sig")), delimiter=";"))


def events(client):
    found = Calendar.from_ical(client.get(DAYS).response.data)
    assert found["x-wr-timezone"] == "Europe/Stockholm"
    return found.walk("VEVENT")
