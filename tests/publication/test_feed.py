"""What is new, for a feed reader: one entry for every publication, at an address that answers and an id that stays."""

from datetime import date, datetime
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup

from medborgar.core import clock, memory
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


def test_a_day_that_passes_without_a_word_is_told_once_and_for_good(world, entries):
    world.promise()
    world.report(Result.DONE, value=24)
    world.publish_reports()
    assert len(entries()) == 2
    with clock.at(date(2027, 6, 30)):
        assert len(entries()) == 2
    with clock.at(date(2027, 7, 1)):
        late, *before = entries()
        assert late["title"] == "Uppföljning saknas: Går till fots i gången."
        assert late["updated"] == "2027-07-01T00:00:00+02:00"
        assert urlsplit(late["link"]).path == "/sala/medborgarlofte/2027-kv2"
        assert late["content"] == "Skulle vara klart senast 30 juni 2027. Polisen har inte berättat hur det gick."
        assert len(before) == 2
    with clock.at(date(2027, 7, 20)):
        world.report(Result.DONE, index=1)
        world.publish_reports()
        told, *rest = entries()
        assert told["content"] == "Går till fots i gången: Gjort"
        assert rest == [late, *before]


def test_what_both_do_names_who_tells_and_who_has_not(world, entries):
    both = world.decision.priorities[0].commitments[0]
    both.performer, both.responsible_police = "tillsammans", "Kommunpolisen"
    world.decision.priorities[0].commitments = [both]
    world.promise()
    with clock.at(date(2027, 7, 1)):
        assert "Kommunen och polisen har inte berättat hur det gick." in entries()[0]["content"]
    world.report(Result.DONE, value=24)
    world.publish_reports()
    assert entries()[0]["content"] == "Byter lamporna i gången (polisen): Gjort"
    with clock.at(date(2027, 7, 1)):
        assert "30 juni 2027. Kommunen har inte berättat" in entries()[0]["content"]


def test_a_new_day_can_pass_too(world, entries):
    world.promise()
    world.report(Result.LATE, new_due=date(2027, 9, 1), reason="Regn.")
    world.report(Result.DONE, index=1)
    world.publish_reports()
    with clock.at(date(2027, 9, 1)):
        assert len(entries()) == 2
    with clock.at(date(2027, 9, 2)):
        late = entries()[0]
        assert late["title"] == "Uppföljning saknas: Byter lamporna i gången."
        assert "1 september 2027" in late["content"]


def test_the_feed_is_as_atom_demands(world, client):
    world.promise()
    with clock.at(date(2027, 7, 1)):
        memory.forget()
        feed = BeautifulSoup(client.get("/sala/medborgarlofte.atom").response.data, "xml").feed
    assert [len(feed.find_all(name, recursive=False)) for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert feed.author.find("name").text
    assert [link["href"] for link in feed.find_all("link", rel="self")] == [feed.find("id").text]
    found = feed.find_all("entry", recursive=False)
    for entry in found:
        for name in ("id", "title", "updated", "content"):
            assert len(entry.find_all(name, recursive=False)) == 1, name
        assert all(urlsplit(str(link["href"])).scheme for link in entry.find_all("link"))
        assert datetime.fromisoformat(entry.updated.text).tzinfo
    assert len({entry.find("id").text for entry in found}) == len(found) == 3
    assert feed.find("updated", recursive=False).text == max(entry.updated.text for entry in found)
