"""Words between staff and whoever wrote, also when what became of an answer can't change any more."""

import pytest
from sqlalchemy import select

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.intake.models import Contribution
from medborgar.triage import actions
from medborgar.triage.models import Message, MessageKind
from tests.decided import answers_in_picture
from tests.factories import a_contribution, a_municipality, a_person, a_token, carry


@pytest.fixture
def sala(kept):
    return kept(a_municipality, "sala")


@pytest.fixture
def coordinator(kept, client, sala):
    person = kept(a_person, sala)
    carry(client, kept(a_token, person))
    return person


@pytest.fixture
def locked(sala, coordinator):
    (contribution,) = answers_in_picture(sala, coordinator, {"ordning": 1})
    actions.lock_reviews(contributions=select(Contribution.id))
    db.session.commit()
    return contribution


def address(contribution):
    return f"/sala/intranat/inkorg/{contribution.id}"


def said():
    return [(message.kind, message.text) for message in db.session.query(Message).order_by(Message.position)]


def test_a_reply_and_a_question_go_out_with_the_review(client, sala, coordinator):
    contribution = a_contribution(sala, "Det är mörkt.")
    client.get(address(contribution))
    client.press("Öppna och läs")
    page = client.press("Spara", outcome="lamnat-vidare", reason="Gatan.", reply="Tack.", question="Vilken lampa?")
    assert said() == [("svar", "Tack."), ("fraga", "Vilken lampa?")]
    assert "Vår fråga" in page.main
    assert "Er fråga väntar på svar." in page.main
    assert db.session.query(AuditEntry).filter_by(event=Event.MESSAGE_SEND).count() == 2


def test_they_go_out_after_the_picture_too(client, locked):
    client.get(address(locked))
    client.press("Skicka", **{"skriv-question": "Är det ljusare nu?"})
    assert said() == [("fraga", "Är det ljusare nu?")]


def test_saying_nothing_is_refused(client, locked):
    client.get(address(locked))
    page = client.press("Skicka", status=422)
    assert page.errors == ["Skriv ett svar eller en fråga"]


def test_one_question_at_a_time(client, locked):
    asked = client.get(address(locked))
    client.press("Skicka", on=asked, **{"skriv-question": "Första?"})
    page = client.press("Skicka", on=asked, status=422, **{"skriv-question": "Andra?"})
    assert "Det finns redan en fråga som väntar på svar." in page.main
    assert said() == [("fraga", "Första?")]


def test_an_answer_is_seen_in_the_inbox_until_staff_have_replied(client, sala, coordinator, locked):
    question = actions.write_back(
        contribution=locked, kind=MessageKind.QUESTION, text="Är det ljusare nu?", by=coordinator
    )
    actions.answer(contribution=locked, question=question, text="Ja, mycket.")
    page = client.get("/sala/intranat/inkorg?lage=svarat")
    assert "1 svar" in page.main
    assert "Nytt svar" in page.soup.select(".queue li")[0].get_text()
    assert "Ja, mycket." in client.get(address(locked)).main
    client.press("Skicka", **{"skriv-reply": "Tack!"})
    assert "Inget att visa" in client.get("/sala/intranat/inkorg?lage=svarat").main


def test_an_answer_leaves_no_trace_in_the_log(app, sala, locked, coordinator):
    question = actions.write_back(contribution=locked, kind=MessageKind.QUESTION, text="Nu?", by=coordinator)
    before = db.session.query(AuditEntry).count()
    actions.answer(contribution=locked, question=question, text="Ja.")
    assert db.session.query(AuditEntry).count() == before
