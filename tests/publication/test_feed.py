"""What is new, for a feed reader: one entry for every publication, at an address that answers and an id that stays."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from medborgar.core import memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.followup.models import Result
from medborgar.publication import actions, announcing

PLACE = "{http://www.w3.org/2005/Atom}"
FIRST = announcing.Words("Larmet", "Skolan", "Ingen är skadad & allt lugnt.", "", date(2027, 5, 12), "", is_last=False)
LAST = announcing.Words("Larmet", "Skolan", "Det var ett falskt larm.", "", None, "", is_last=True, changed="Orsaken.")


@pytest.fixture
def entries(client):
    """The entries of the feed, the newest first, each as its parts by their names."""

    def read():
        memory.forget()
        soup = BeautifulSoup(client.get("/sala/medborgarlofte.atom").response.data, "xml")
        return [
            {part.name: part.get("href") or part.text for part in entry.find_all(recursive=False)}
            for entry in soup.find_all("entry")
        ]

    return read


def test_nothing_published_is_an_empty_feed(world, client, entries):
    assert entries() == []
    assert client.get("/sala/medborgarlofte.atom").headers["Content-Type"] == "application/atom+xml; charset=utf-8"


def test_everything_that_is_published_is_told_in_turn(world, client, entries):
    world.promise()
    world.report(Result.DONE)
    actions.publish_follow_ups(municipality=world.sala, decision=world.decision, by=world.communicator)
    announcing.announce(municipality=world.sala, words=FIRST, side=Side.MUNICIPALITY, by=world.communicator)
    announcing.say_more(
        municipality=world.sala, number=1, version=1, words=LAST, side=Side.MUNICIPALITY, by=world.communicator
    )
    db.session.commit()

    last, first, told, promised = entries()
    assert promised["title"] == "Det här lovar kommunen och polisen april–juni 2027"
    assert world.decision.priorities[0].title in promised["content"]
    assert told["title"] == "Så går det med löftet för april–juni 2027"
    assert told["content"] == "Byter lamporna i gången: Gjort"
    assert first["title"] == "Larmet"
    assert "Det här vet vi: Ingen är skadad & allt lugnt." in first["content"]
    assert last["title"] == "Nytt besked: Larmet"
    assert last["content"].startswith("Nytt eller rättat: Orsaken.")
    for entry in (last, first, told, promised):
        client.get(urlsplit(entry["link"]).path)


def test_what_is_late_is_told_with_its_new_day(world, entries):
    world.promise()
    world.report(Result.LATE, new_due=date(2027, 9, 1), reason="Regn.")
    world.publish_reports()
    assert entries()[0]["content"] == "Byter lamporna i gången: Försenat, nytt datum 1 september 2027"


def test_an_entry_keeps_its_id(world, entries):
    world.promise()
    (before,) = entries()
    announcing.announce(municipality=world.sala, words=FIRST, side=Side.MUNICIPALITY, by=world.communicator)
    db.session.commit()
    assert entries()[1] == before
