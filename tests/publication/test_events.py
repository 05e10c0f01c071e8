"""Besked against rumours: looked through, published, corrected openly, found by those who ask."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from medborgar.accounts.models import STEP_UP_LIMIT, LoginSession
from medborgar.core import clock, memory
from medborgar.core.errors import Stale
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.publication import announcing
from medborgar.publication.chain import genesis
from medborgar.publication.models import Publication
from medborgar.publication.public import chain, connect
from tests.factories import a_municipality, a_person, log_in
from tests.reader import Reader

TODAY = date(2027, 5, 11)
NEW = "/testby/intranat/handelser/ny"
SAID = {
    "title": "Larmet vid skolan",
    "where": "Norra skolan",
    "known": "Brandlarmet gick klockan 10. Ingen är skadad.",
    "unknown": "Vad som utlöste larmet.",
    "next_day": "2027-05-12",
}


@pytest.fixture
def testby(kept):
    with clock.at(TODAY):
        yield kept(a_municipality)


@pytest.fixture
def communicator(somebody):
    return somebody(Role.COMMUNICATOR)


def words(**changed):
    said: dict[str, Any] = {**SAID, "next_day": date(2027, 5, 12), "next_words": "", "is_last": False}
    return announcing.Words(**(said | changed))


def by_somebody(testby):
    return {"side": Side.MUNICIPALITY, "by": a_person(testby, Role.COMMUNICATOR)}


def published(testby, **changed):
    found = announcing.announce(municipality=testby, words=words(**changed), **by_somebody(testby))
    db.session.commit()
    memory.forget()
    return found


def test_nobody_is_pointed_out(communicator):
    communicator.get(NEW)
    page = communicator.press("Granska", **SAID | {"known": "Det var Lars Svensson som larmade."}, status=422)
    assert "Lars Svensson: det ser ut som ett namn" in " ".join(page.errors)
    page = communicator.press("Granska", not_persons=["Lars Svensson"])
    assert "Så här kommer det att se ut" in page.main


def test_a_comment_is_looked_through_and_then_published(communicator, client):
    communicator.get(NEW)
    page = communicator.press("Granska", **SAID)
    assert "Så här kommer det att se ut" in page.main
    communicator.press("Publicera")
    memory.forget()

    page = client.get("/testby/handelser/1")
    assert page.h1 == "Larmet vid skolan"
    for part in ("Vi vet", "Ingen är skadad.", "Vi vet inte", "Vad som utlöste larmet.", "12 maj 2027."):
        assert part in page.main
    assert client.get("/testby/handelser").soup.find("a", string="Larmet vid skolan")


def test_everybody_is_led_to_what_is_said_from_the_foot_of_every_page(testby, client):
    client.get("/testby")
    assert client.click("Besked om det som hänt").path == "/testby/handelser"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("klockan 14 på skolan.", "12 maj 2027, klockan 14 på skolan."),
        ("Vi berättar här.", "12 maj 2027. Vi berättar här."),
    ],
)
def test_when_more_will_be_said_is_one_sentence_or_two(testby, client, more, told):
    published(testby, next_words=more)
    page = client.get("/testby/handelser/1")
    assert told in page.main
    assert "Version 1 från 11 maj 2027" in page.main


def test_what_was_changed_after_the_look_is_looked_through_again(communicator):
    communicator.get(NEW)
    communicator.press("Granska", **SAID)
    page = communicator.press("Publicera", known="Något helt annat.")
    assert "Så här kommer det att se ut" in page.main
    assert db.session.query(Publication).count() == 0


def test_nothing_is_published_before_one_has_confirmed_who_one_is(communicator):
    communicator.get(NEW)
    communicator.press("Granska", **SAID)
    db.session.execute(update(LoginSession).values(verified=clock.now() - STEP_UP_LIMIT))
    page = communicator.press("Publicera", status=422)
    assert "Inget är gjort än" in page.main
    assert page.soup.find(id="known").text.strip() == SAID["known"]
    assert db.session.query(Publication).count() == 0


def test_a_correction_shows_what_it_changed_and_the_old_words_stay(communicator, testby, client):
    published(testby)
    communicator.get("/testby/intranat/handelser")
    communicator.click("Skriv en ny version av Larmet vid skolan")
    faulty = communicator.press("Granska", known="Brandlarmet gick klockan 9.", status=422)
    assert faulty.errors == ["Skriv vad som är nytt eller rättat"]
    communicator.press("Granska", changed="Klockslaget var fel.")
    communicator.press("Publicera")
    memory.forget()

    page = client.get("/testby/handelser/1")
    assert "Nytt eller rättat: Klockslaget var fel." in page.main
    assert "Ändrat sedan version 1" in page.main
    assert "klockan 10" in client.get("/testby/handelser/1/v1").main
    client.get("/testby/handelser/1/v3", status=404)


def test_two_who_write_at_once_both_see_both_texts(communicator, testby):
    published(testby)
    communicator.get("/testby/intranat/handelser/1")
    communicator.press("Granska", changed="Nytt klockslag", known="Larmet gick klockan 9.")
    announcing.say_more(municipality=testby, number=1, version=1, words=words(changed="Annat"), **by_somebody(testby))
    memory.forget()
    page = communicator.press("Publicera", status=409)
    assert "En kollega har publicerat en ny version" in page.main
    assert page.soup.find(id="known").text.strip() == "Larmet gick klockan 9."


def test_a_version_follows_on_the_one_that_holds(testby):
    published(testby)
    with pytest.raises(Stale):
        announcing.say_more(municipality=testby, number=1, version=0, words=words(changed="x"), **by_somebody(testby))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"next_day": "2027-05-10"}, "Nästa besked kan inte komma en dag som har gått"),
        ({"next_day": ""}, "Skriv vilken dag nästa besked kommer"),
        ({"known": ""}, "Skriv vad ni vet"),
        ({"title": "a\x00b"}, "Ta bort tecken som inte syns: texten har sådana som inte går att spara"),
    ],
)
def test_what_is_wrong_is_said(communicator, changed, message):
    communicator.get(NEW)
    assert communicator.press("Granska", status=422, **(SAID | changed)).errors == [message]


def test_the_last_word_needs_no_next_one(communicator, client):
    communicator.get(NEW)
    communicator.press("Granska", **(SAID | {"next_day": "", "is_last": "y"}))
    communicator.press("Publicera")
    memory.forget()
    assert "sista beskedet" in client.get("/testby/handelser/1").main


def test_people_are_led_to_it_for_a_month_and_a_late_word_says_so(testby, client):
    published(testby)
    assert client.get("/testby").soup.find("a", string="Larmet vid skolan")
    with clock.at(date(2027, 5, 13)):
        assert "Det är försenat" in client.get("/testby/handelser/1").main
    with clock.at(date(2027, 6, 11)):
        assert not client.get("/testby").soup.find("a", string="Larmet vid skolan")


def test_it_takes_its_place_in_the_chain(testby):
    first, second = published(testby), published(testby, title="Ryktet om parken")
    assert (first.previous, second.previous) == (genesis("testby"), first.hash)
    assert [second.period, second.facts["handelse"], second.facts["slag"]] == ["handelse-2", "handelse-2", "handelse"]
    with connect() as connection:
        assert [entry.number for entry in chain(connection, "testby")] == [1, 2]


def test_only_who_may_publish_finds_the_pages(app, testby):
    reader = Reader(app)
    log_in(reader, a_person(testby, Role.COORDINATOR))
    reader.get(NEW, status=403)


def test_a_word_that_is_due_stands_among_what_there_is_to_do(app, testby):
    published(testby)
    with clock.at(date(2027, 5, 13)):
        reader = Reader(app)
        log_in(reader, a_person(testby, Role.COMMUNICATOR))
        assert "Larmet vid skolan Försenat besked" in reader.get("/testby/intranat").main
