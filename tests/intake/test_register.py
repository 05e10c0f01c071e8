"""Staff write down what somebody told by phone, at a meeting, on paper or on a walk."""

from datetime import timedelta

import pytest

from medborgar.audit.models import AuditEntry, Event
from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.models import Contribution
from tests.factories import a_person, log_in_by_hand

TOLD = {"channel": "mote", "voice": "forening", "kind": "otrygg", "text": "Det är mörkt.", "area": "centrum"}


@pytest.fixture
def reporter(kept, client, sala):
    person = kept(a_person, sala, Role.REPORTER)
    log_in_by_hand(client, person)
    client.click("Registrera")
    return person


def kept():
    return db.session.query(Contribution).all()


def test_the_receipt_is_shown_to_hand_over_and_opens_what_became_of_it(client, reporter):
    yesterday = clock.today() - timedelta(days=1)
    page = client.press("Spara svaret", **TOLD, received=yesterday.isoformat())
    (row,) = kept()
    assert (row.channel, row.voice, row.received, row.registered_by) == ("mote", "forening", yesterday, reporter.id)
    code = page.soup.find(id="receipt-code").get_text()
    client.get("/sala/folj")
    assert "Det är mörkt." in client.press("Visa vad som har hänt", code=code).main


@pytest.mark.parametrize("voice", ["invanare", "forening", "fortroendevald", "medarbetare"])
def test_whose_voice_it_is_is_kept(client, reporter, voice):
    client.press("Spara svaret", **TOLD | {"voice": voice})
    assert [row.voice for row in kept()] == [voice]


def test_it_is_logged_without_a_word_of_it(client, reporter):
    client.press("Spara svaret", **TOLD)
    (entry,) = db.session.query(AuditEntry).filter_by(event=Event.CONTRIBUTION_REGISTER)
    assert (entry.actor, entry.details) == (str(reporter.id), '{"channel":"mote"}')


def test_what_is_acute_says_what_was_done(client, reporter):
    client.press("Spara svaret", **TOLD, acute="y", status=422)
    client.press("Spara svaret", acute_done="Spärrade av", acute_by="Jouren")
    assert [(row.acute, row.acute_done, row.acute_by) for row in kept()] == [(True, "Spärrade av", "Jouren")]


@pytest.mark.parametrize(
    ("faulty", "told"),
    [
        ({"channel": ""}, "Välj hur det kom"),
        ({"voice": ""}, "Välj vem som berättade"),
        ({"text": ""}, "Skriv vad du vill berätta"),
        ({"text": "nul\0"}, "Ta bort tecken som inte syns: texten har sådana som inte går att spara"),
        ({"place": "x" * 201}, "Korta texten: den har 201 tecken och får ha högst 200"),
        ({"received": ""}, "Skriv dagen, till exempel 2027-01-14"),
        ({"received": "2999-01-01"}, "Dagen ska vara i dag eller högst ett år tillbaka"),
        ({"received": "1999-01-01"}, "Dagen ska vara i dag eller högst ett år tillbaka"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_stays(client, reporter, faulty, told):
    page = client.press("Spara svaret", **TOLD | faulty, status=422)
    assert page.errors == [told]
    assert page.soup.find("input", {"value": "centrum"}).has_attr("checked")
    assert not kept()


def test_saving_twice_gives_the_same_receipt_and_one_row(client, reporter):
    form = client.page
    first, second = (
        client.press("Spara svaret", on=form, **TOLD).soup.find(id="receipt-code").get_text() for _ in range(2)
    )
    assert first == second
    assert len(kept()) == 1
    assert db.session.query(AuditEntry).filter_by(event=Event.CONTRIBUTION_REGISTER).count() == 1


@pytest.mark.parametrize("other", [{"text": "Något annat."}, {"channel": "papper"}])
def test_a_used_form_with_other_answers_keeps_them_and_can_be_saved_as_new(client, reporter, other):
    form = client.page
    client.press("Spara svaret", on=form, **TOLD)
    client.press("Spara svaret", on=form, **TOLD | other, status=409)
    client.press("Spara svaret")
    assert len(kept()) == 2


def test_a_form_left_open_overnight_keeps_the_words(client, reporter):
    page = client.press("Spara svaret", **TOLD, token="påhittad", status=400)
    assert page.soup.find("textarea").get_text().strip() == "Det är mörkt."
    client.press("Spara svaret")
    assert len(kept()) == 1


def test_what_the_police_write_down_lands_with_the_police(client, sala):
    log_in_by_hand(client, a_person(sala, Role.MUNICIPAL_POLICE, Side.POLICE))
    client.click("Registrera")
    client.press("Spara svaret", **TOLD)
    assert kept()[0].receiving_party.side == Side.POLICE


def test_faults_are_listed_in_the_order_of_the_page(client, reporter):
    page = client.press("Spara svaret", received="", text="", status=422)
    assert page.errors == [
        "Skriv dagen, till exempel 2027-01-14",
        "Välj hur det kom",
        "Välj vem som berättade",
        "Skriv vad du vill berätta",
        "Välj ett område. Välj Jag vet inte om du är osäker",
    ]
    assert page.soup.find(id="received")["type"] == "date"


def test_what_was_typed_and_is_no_date_stays_to_be_mended(client, reporter):
    page = client.press("Spara svaret", received="i går", status=422)
    assert page.soup.find(id="received")["value"] == "i går"
