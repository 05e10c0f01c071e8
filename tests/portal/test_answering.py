"""Somebody comes back with a code, finds a question from staff, and answers it, still anonymous."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.triage import actions
from medborgar.triage.models import Message, MessageKind
from tests.factories import a_contribution
from tests.portal.codes import CODE, coded, follow


@pytest.fixture
def asked(sent, coordinator):
    actions.write_back(contribution=sent, kind=MessageKind.QUESTION, text="Vilken lampa är trasig?", by=coordinator)
    db.session.commit()


def answers():
    return [row.text for row in db.session.query(Message).filter_by(kind=MessageKind.ANSWER)]


def test_a_question_is_answered_still_anonymous(client, sent, asked):
    page = follow(client)
    assert "Kommunen har en fråga till dig." in page.main
    assert "Vilken lampa är trasig?" in page.main
    page = client.press("Skicka svar", answer="Den vid bron.\nOch nästa.")
    assert "Tack, ditt svar är mottaget." in page.main
    assert "Set-Cookie" not in page.headers
    assert not page.soup.find("textarea")
    assert answers() == ["Den vid bron.\nOch nästa."]
    assert "Den vid bron." in follow(client).main


def test_a_question_from_the_police_says_so(client, sala, coordinator):
    sent = coded(a_contribution(sala, "Mopeder.", side=Side.POLICE))
    actions.write_back(contribution=sent, kind=MessageKind.QUESTION, text="När på dygnet?", by=coordinator)
    assert "Polisen har en fråga till dig." in follow(client).main


def test_a_reply_is_shown_exactly(client, sent, coordinator):
    actions.write_back(contribution=sent, kind=MessageKind.REPLY, text="Tack. <b>Lampan</b> byts.", by=coordinator)
    assert "Tack. <b>Lampan</b> byts." in follow(client).main


def test_answering_twice_with_the_same_words_is_one_answer(client, sent, asked):
    page = follow(client)
    for _ in range(2):
        again = client.press("Skicka svar", on=page, answer="Den vid bron.")
        assert "Tack, ditt svar är mottaget." in again.main
    assert answers() == ["Den vid bron."]


def test_answering_again_with_other_words_keeps_them_in_sight(client, sent, asked):
    page = follow(client)
    client.press("Skicka svar", on=page, answer="Den vid bron.")
    page = client.press("Skicka svar", on=page, answer="Nej, den vid torget.", status=409)
    assert "Nej, den vid torget." in page.main
    assert answers() == ["Den vid bron."]


def test_an_old_page_can_not_answer_a_new_question(client, sent, asked, coordinator):
    old = follow(client)
    client.press("Skicka svar", on=old, answer="Den vid bron.")
    actions.write_back(contribution=sent, kind=MessageKind.QUESTION, text="Är den hel nu?", by=coordinator)
    page = client.press("Skicka svar", on=old, answer="Ja, mycket bättre.", status=409)
    assert "Är den hel nu?" in page.main
    assert "Ja, mycket bättre." in page.main
    assert answers() == ["Den vid bron."]


def test_two_answers_at_the_same_moment_are_one(app, client, sent, asked):
    form = follow(client).form("Skicka svar")
    data = {field["name"]: field["value"] for field in form.find_all("input")} | {"answer": "Den vid bron."}
    db.session.commit()
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: app.test_client().post("/sala/folj/svar", data=data).status_code, range(8)))
    assert told == [200] * 8
    assert answers() == ["Den vid bron."]


@pytest.mark.parametrize(
    ("text", "told"), [("", "Skriv ditt svar"), ("å" * 2001, "Korta texten"), ("nul\0", "Ta bort tecken")]
)
def test_an_answer_that_can_not_be_kept_is_told_so(client, sent, asked, text, told):
    follow(client)
    page = client.press("Skicka svar", answer=text, status=422)
    assert told in page.errors[0]
    assert not answers()


@pytest.mark.parametrize("forged", [{"token": "påhittad"}, {"token": ""}, {"question": "x"}, {"question": None}])
def test_a_form_that_is_not_ours_keeps_the_words(client, sent, asked, forged):
    follow(client)
    page = client.press("Skicka svar", answer="Den vid bron.", status=400, **forged)
    assert page.soup.find("textarea").get_text().strip() == "Den vid bron."
    assert not answers()
    client.press("Skicka svar")
    assert answers() == ["Den vid bron."]


def test_an_answer_to_no_question_is_shown_but_not_kept(client, sent):
    page = client.post("/sala/folj/svar", {"code": CODE, "answer": "Den vid bron."}, status=400)
    assert "Det finns ingen fråga att svara på längre." in page.main
    assert "Den vid bron." in page.main
    assert not answers()


def test_a_question_to_somebody_else_can_not_be_answered(client, sala, sent, asked, coordinator):
    page = follow(client)
    other = a_contribution(sala, "Ett annat svar.")
    coded(other)
    client.press("Skicka svar", on=page, answer="Den vid bron.", status=400)
    assert not answers()
    client.press("Skicka svar", on=page, code="0" * 16, answer="Den vid bron.", status=404)


def test_answering_too_often_keeps_the_words(client, sent, asked):
    page = follow(client)
    for _ in range(60):
        client.press("Skicka svar", on=page, answer="", status=422)
    late = client.press("Skicka svar", on=page, answer="Den vid bron.", status=429)
    assert "Den vid bron." in late.main
