"""Prenumerera: an address is asked, confirmed by a button, and erased by one; nobody is told who follows."""

from datetime import timedelta

import pytest

from medborgar.audit.models import AuditEntry
from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.decisions.wording import lix
from medborgar.intake import receipts
from medborgar.publication.subscriptions import actions, queries
from medborgar.publication.subscriptions.models import Subscription
from medborgar.publication.subscriptions.news import Choice
from tests.factories import a_municipality, a_person, log_in
from tests.proofs.contents import rows
from tests.publication.subscriptions.conftest import BO, EMAIL, follows, link_in, mails, rounds
from tests.publication.worlds import PERIOD, TODAY

FORM = "/sala/prenumerera"


def asks(client, *, status=200, **fields):
    client.get(FORM)
    return client.press("Skicka", status=status, **fields)


def question():
    (mail,) = mails("prenumeration-fraga")
    return mail


def kept():
    db.session.expire_all()
    return db.session.query(Subscription).all()


def test_nothing_begins_before_the_button_is_pressed(client, promised):
    page = asks(client, email=f" {EMAIL.title()} ")
    assert "Kim@kanarie.example" in page.main
    promised.report("gjort")
    promised.publish_reports()
    rounds()
    assert mails() == [], "nobody has confirmed it"
    client.get(link_in(question(), "bekrafta"))
    assert kept()[0].confirmed is None, "mail scanners fetch every link"
    asked = client.page
    assert "Nu följer du löftet" in client.press("Ja, mejla mig", on=asked).main
    assert "Nu följer du löftet" in client.press("Ja, mejla mig", on=asked).main, "twice is once"
    assert kept()[0].confirmed == TODAY
    assert "Set-Cookie" not in client.page.headers


def test_whoever_follows_already_is_told_so_by_the_same_link_and_can_stop(client, promised):
    asks(client, email=EMAIL)
    client.get(way := link_in(question(), "bekrafta"))
    client.press("Ja, mejla mig")
    page = client.get(way)
    assert page.h1 == "Nu följer du löftet"
    assert "Vi raderar adressen efter" not in page.main
    client.click("Sluta få mejl")
    client.press("Sluta och radera adressen")
    assert kept() == []


def test_the_answer_is_the_same_whatever_is_known_of_an_address(client, promised):
    first = asks(client, email=EMAIL).main
    assert asks(client, email=EMAIL).main == first
    follows(promised)
    assert asks(client, email=EMAIL).main == first
    assert len(mails("prenumeration-fraga")) == 2, "it was asked once, and once told that it follows already"
    assert len(kept()) == 1


def test_nobody_fills_anothers_inbox(promised):
    everything, (first,) = None, queries.offered("sala")
    others = [Choice(f"annat-{number}", first.period, number, "Annat") for number in range(3)]
    for choice in (everything, first, *others) * 2:
        actions.ask(municipality=promised.sala, email=EMAIL, choice=choice)
    assert len(mails("prenumeration-fraga")) == 3
    assert len(kept()) == 3


@pytest.mark.parametrize("typed", ["", "kim", "kim@sala", "a@b.se, c@d.se", "kim@sala.se\r\nBcc: x@y.se", "a\0@b.se"])
def test_what_is_no_address_is_asked_for_again_and_stays(client, promised, typed):
    page = asks(client, email=typed, status=422)
    assert page.errors in (
        ["Skriv en e-postadress, till exempel namn@exempel.se"],
        ["Skriv din e-postadress"],
    )
    if typed.isprintable():
        assert page.soup.find(id="email")["value"] == typed
    assert kept() == []


def test_one_promise_is_chosen_by_its_name_or_in_the_address(client, promised):
    client.get(FORM, query_string={"lofte": "1"})
    assert client.page.soup.select_one("[name=about][checked]").find_next("label").get_text() == title(promised)
    client.press("Skicka", email=EMAIL)
    assert title(promised) in question().text
    client.get(FORM)
    client.press("Skicka", email=EMAIL, about="finns-inte", status=422)
    assert client.page.soup.find(id="email")["value"] == EMAIL


def title(world):
    return world.decision.priorities[0].title


def test_without_a_promise_there_is_all_of_it_to_follow(client, world):
    page = asks(client, email=EMAIL)
    assert "Titta i din inkorg" in page.main
    assert "medborgarlöftet i Sala kommun" in question().text


def test_a_form_that_is_old_or_not_ours_loses_nothing(client, promised, monkeypatch):
    client.get(FORM)
    page = client.press("Skicka", email=EMAIL, token="x", status=400)
    assert page.soup.find(id="email")["value"] == EMAIL
    with monkeypatch.context() as later:
        later.setattr(receipts, "TOKEN_HOURS", -1)
        page = client.press("Skicka", status=400)
    assert "Sidan har varit öppen länge" in page.main
    client.press("Skicka")
    assert len(kept()) == 1


def test_an_address_that_nobody_confirms_is_erased_after_a_week(client, promised):
    asks(client, email=EMAIL)
    way = link_in(question(), "bekrafta")
    rounds(days=7)
    assert len(kept()) == 1
    rounds(days=8)
    assert kept() == []
    db.session.commit()
    assert "kanarie.example" not in str(rows())
    client.get(way, status=410)
    with clock.at(TODAY + timedelta(days=8)):
        assert "Länken har slutat gälla" in client.get(way, status=410).main


def test_a_link_is_for_one_thing_in_one_municipality(client, promised):
    a_municipality("falun")
    row = follows(promised, confirmed=False)
    confirm, stop = link_in(question(), "bekrafta"), question().stop.removeprefix("http://localhost:8000")
    for way in (
        confirm.replace("/sala/", "/falun/"),
        stop.replace("/sala/", "/falun/"),
        confirm.replace("bekrafta", "sluta"),
        stop.replace("sluta", "bekrafta"),
        f"{confirm}x",
    ):
        client.get(way, status=404)
        client.post(way, {"till": "bekrafta", "List-Unsubscribe": "One-Click"}, status=404)
    assert kept() == [row]


def test_mail_programs_stop_with_one_click_without_a_page(client, promised):
    follows(promised)
    promised.report("gjort")
    promised.publish_reports()
    rounds()
    (mail,) = mails()
    way = mail.stop.removeprefix("http://localhost:8000")
    client.post(way, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": None})
    assert "kanarie.example" not in str(rows()), "what waited to be sent there is erased too"
    assert rows()["subscription_mail"] == []
    client.post(way, {"List-Unsubscribe": "One-Click"})
    client.get(way, status=410)


def test_the_link_in_a_mail_leads_to_one_button(client, promised):
    follows(promised)
    client.get(question().stop.removeprefix("http://localhost:8000"))
    assert len(client.page.soup.main.select("button")) == 1
    assert EMAIL not in client.page.html
    client.press("Sluta och radera adressen")
    assert kept() == []


def test_the_address_lies_in_a_table_of_its_own_and_in_what_waits(promised):
    follows(promised)
    held = {name for name, found in rows().items() if "kanarie.example" in str(found)}
    assert held == {"subscription", "mail"}
    assert not db.session.query(AuditEntry).filter(AuditEntry.details.contains("kanarie")).count()


def test_the_first_mail_is_short_and_easy(promised):
    follows(promised, confirmed=False, one=True)
    follows(promised, BO)
    follows(promised, BO, confirmed=False)
    for mail in mails("prenumeration-fraga"):
        words = " ".join(word for word in mail.text.split() if "://" not in word)
        assert len(words.split()) <= 90
        assert (lix(words) or 0) <= 30


def test_the_pages_lead_there(client, promised):
    memory.forget()
    for place in ("/sala/medborgarlofte", "/sala/arkiv", "/sala"):
        client.get(place)
        assert client.click("Följ löftet med mejl").h1 == "Följ löftet med mejl"


def test_the_communicator_sees_how_many_and_never_few(client, promised):
    communicator = a_person(promised.sala, Role.COMMUNICATOR)
    log_in(client, communicator)
    for number in range(5):
        follows(promised, f"nummer{number}@kanarie.example")
        page = client.get(f"/sala/intranat/beslut/{PERIOD}/granska")
        assert (" 5 följer löftet med mejl" in page.main.replace("än 5", "")) is (number == 4)
        assert ("Färre än 5 följer löftet med mejl" in page.main) is (number < 4)
        assert "kanarie.example" not in page.html


def test_too_many_from_one_network_are_asked_to_wait_and_lose_nothing(client, promised):
    client.get(FORM)
    page = client.page
    for number in range(20):
        client.press("Skicka", on=page, email=f"nummer{number}@kanarie.example")
    page = client.press("Skicka", on=page, email=EMAIL, status=429)
    assert page.soup.find(id="email")["value"] == EMAIL
