"""Somebody comes back with a code, sees what became of it, and answers a question."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import current_app
from sqlalchemy import event

from medborgar.core import clock
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.decisions import actions as decisions
from medborgar.followup.models import FollowUp, Result
from medborgar.intake.models import Contribution
from medborgar.intake.receipts import hashed
from medborgar.picture.models import PictureContribution, ProblemContribution
from medborgar.publication import actions as publication
from medborgar.triage import actions
from medborgar.triage.models import Message, MessageKind, Outcome, Review
from tests.decided import a_decision, an_established_picture
from tests.factories import a_contribution, a_municipality, a_person

CODE = "7K4M2XQ9HT3B86DP"
PERIOD = "2027-kv2"
TODAY = date(2027, 5, 11)


@pytest.fixture
def sala(app):
    with clock.at(TODAY):
        yield a_municipality("sala")


@pytest.fixture
def coordinator(sala):
    return a_person(sala)


@pytest.fixture
def sent(sala):
    return coded(a_contribution(sala, "Gången är kolsvart."))


def coded(contribution):
    """Let CODE be its receipt, and nobody else's."""
    for holder in db.session.query(Contribution).filter_by(receipt_hash=hash_of(CODE)):
        holder.receipt_hash = "0" * 64
    db.session.flush()
    contribution.receipt_hash = hash_of(CODE)
    db.session.commit()
    return contribution


def hash_of(code):
    return hashed(current_app.config["KEYS"], "code", code)


def follow(client, code=CODE, *, slug="sala", status=200):
    client.get(f"/{slug}/folj")
    return client.press("Visa vad som har hänt", code=code, status=status)


def timeline(page):
    """The steps, each with its state."""
    return {item.h3.get_text(strip=True): item["class"][0] for item in page.soup.select(".timeline li")}


def judged(contribution, coordinator, outcome, **fields):
    db.session.add(
        Review(
            municipality_id=contribution.municipality_id,
            contribution_id=contribution.id,
            version=1,
            masked_text=contribution.text,
            outcome=outcome,
            reviewed=TODAY,
            reviewed_by_id=coordinator.id,
            saved_at="12.00",
            **fields,
        )
    )
    db.session.commit()


class Decided:
    """A decision that one answer in an established picture led to, or did not."""

    def __init__(self, sala, coordinator, *, chosen):
        self.sala, self.coordinator = sala, coordinator
        picture = an_established_picture(sala, coordinator, period=PERIOD)
        self.decision = a_decision(sala, coordinator, period=PERIOD, picture=picture)
        grounds = {link.contribution_id for link in db.session.query(ProblemContribution)}
        links = db.session.query(PictureContribution).all()
        coded(next(link.contribution for link in links if (link.contribution_id in grounds) == chosen))

    def publish(self):
        proposal = publication.propose(municipality=self.sala, decision=self.decision, by=self.coordinator)
        for side in Side:
            decisions.approve(
                decision=self.decision,
                party=self.sala.party(side),
                content_hash=proposal.content_hash,
                signatory="Chefen",
                ground="§ 14",
                by=a_person(self.sala, Role.SIGNATORY, side),
            )
        publication.publish_promise(
            municipality=self.sala, decision=self.decision, shown_hash=proposal.content_hash, by=self.coordinator
        )
        db.session.commit()

    def tell_how_it_went(self, result=Result.DONE, done="Alla 24 lampor lyser."):
        commitment = self.decision.priorities[0].commitments[0]
        db.session.add(
            FollowUp(
                municipality_id=self.sala.id,
                commitment=commitment,
                party=self.sala.party(Side.MUNICIPALITY),
                reported=clock.today(),
                reported_by=self.coordinator,
                result=result,
                done=done,
            )
        )
        db.session.commit()
        publication.publish_follow_ups(municipality=self.sala, decision=self.decision, by=self.coordinator)
        db.session.commit()


@pytest.mark.parametrize(
    "code", [CODE, CODE.lower(), "7k4m 2xq9-ht3b 86dp", " 7K4M 2XQ9 HT3B 86DP\n", "7K4M–2XQ9–HT3B–86DP"]
)
def test_a_code_opens_however_it_is_written(client, sent, code):
    page = follow(client, code)
    assert page.h1 == "Vi har tagit emot ditt svar"
    assert "Det läses inom 3 vardagar." in page.main
    assert "Gången är kolsvart." in page.main
    assert "7K4M 2XQ9 HT3B 86DP" in page.main
    assert list(timeline(page)) == ["Mottaget", "Läst", "Med i lägesbilden", "Med i ett beslut", "Så gick det"]
    assert list(timeline(page).values()) == ["present", "next", "next", "next", "next"]


def test_nothing_is_remembered_and_no_code_is_in_an_address(client, sent):
    page = follow(client)
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert not page.soup.find("script")
    assert not [link for link in page.soup.find_all(href=True) if CODE[:4] in link["href"].upper()]


def test_a_wrong_code_and_another_municipality_s_look_the_same(client, sent):
    a_municipality("falun")
    wrong = follow(client, "0000 0000 0000 0000", status=404)
    elsewhere = follow(client, slug="falun", status=404)
    no_code = follow(client, "hej", status=404)
    assert wrong.errors == elsewhere.errors == no_code.errors
    assert "Kontrollera koden" in wrong.errors[0]
    assert "Kolsvart" not in elsewhere.text


@pytest.mark.parametrize(
    ("code", "told"), [("", "Skriv koden"), ("x" * 61, "Korta texten"), ("7K4M\0", "Ta bort tecken")]
)
def test_what_can_not_be_a_code_is_told_so(client, sala, code, told):
    assert told in follow(client, code, status=422).errors[0]


def test_guessing_is_slowed_down_and_nothing_typed_is_lost(client, sent):
    for _ in range(20):
        follow(client, "0000", status=404)
    page = follow(client, status=429)
    assert page.soup.find("input", {"name": "code"})["value"] == CODE
    assert "Gången" not in page.main


def test_it_is_read(client, sent, coordinator):
    actions.open_to_review(contribution=sent, by=coordinator)
    page = follow(client)
    assert page.h1 == "Ditt svar är läst"
    assert timeline(page)["Läst"] == "present"


@pytest.mark.parametrize(
    ("outcome", "heading", "end"),
    [
        (Outcome.DONE_DIRECTLY, "Det du berättade är åtgärdat", "Åtgärdat direkt"),
        (Outcome.PASSED_ON, "Ditt svar är lämnat vidare", "Lämnat vidare"),
        (Outcome.ELSEWHERE, "Ditt svar hör till någon annan", "Hör till någon annan"),
    ],
)
def test_an_honest_end_is_told_with_its_reason(client, sent, coordinator, *, outcome, heading, end):
    judged(sent, coordinator, outcome, reason="Gatukontoret bytte lampan.")
    page = follow(client)
    assert page.h1 == heading
    assert timeline(page) == {"Mottaget": "past", "Läst": "next", end: "present"}
    assert "Gatukontoret bytte lampan." in page.main


def test_no_word_that_is_staff_s_own_is_shown(client, sent, coordinator):
    judged(sent, coordinator, Outcome.PASSED_ON, reason="Till gatan.", note="Intern anteckning.")
    assert "Intern anteckning." not in follow(client).html


def test_with_a_decision_the_promise_is_named(client, sala, coordinator):
    decided = Decided(sala, coordinator, chosen=True)
    page = follow(client)
    assert page.h1 == "Ditt svar är med i lägesbilden"
    assert "Nu beslutar kommunen och polisen vad de ska göra." in page.main
    decided.publish()
    page = follow(client)
    assert page.h1 == "Ditt svar är med i ett beslut"
    assert timeline(page)["Med i ett beslut"] == "present"
    assert "Det du berättade ledde till löfte 1." in page.main
    assert "löfte 1: Ljust vid stationen" in page.main
    promise = client.click("Se löftet")
    assert "Byter lamporna i gången." in promise.main


def test_how_it_went_is_told(client, sala, coordinator):
    decided = Decided(sala, coordinator, chosen=True)
    decided.publish()
    decided.tell_how_it_went()
    page = follow(client)
    assert page.h1 == "Så gick det med det du berättade"
    assert "Alla 24 lampor lyser." in page.main


def test_how_it_goes_is_told_before_it_has_gone(client, sala, coordinator):
    decided = Decided(sala, coordinator, chosen=True)
    decided.publish()
    decided.tell_how_it_went(Result.ONGOING, "Nio lampor lyser.")
    page = follow(client)
    assert page.h1 == "Ditt svar är med i ett beslut"
    assert timeline(page)["Så gick det"] == "next"
    assert "Nio lampor lyser." in page.main
    assert "senast 14 juli 2027" in page.main


def test_a_result_that_nobody_has_told_is_missing(client, sala, coordinator):
    Decided(sala, coordinator, chosen=True).publish()
    with clock.at(date(2027, 9, 1)):
        assert "Uppföljning saknas" in follow(client).main


def test_a_draft_of_the_next_version_changes_nothing(client, sala, coordinator):
    decided = Decided(sala, coordinator, chosen=True)
    decided.publish()
    decided.decision.priorities[0].position = 2
    decided.decision.revision += 1
    db.session.commit()
    assert "löfte 1: Ljust vid stationen" in follow(client).main


def test_an_answer_that_led_to_nothing_is_told_why(client, sala, coordinator):
    Decided(sala, coordinator, chosen=False).publish()
    page = follow(client)
    assert page.h1 == "Ditt svar är inte med i beslutet"
    assert timeline(page)["Inte med i beslutet – därför"] == "present"


def test_an_answer_that_is_the_same_as_another_goes_on_as_that_one(client, sala, coordinator):
    decided = Decided(sala, coordinator, chosen=True)
    decided.publish()
    first = db.session.query(ProblemContribution).first().contribution_id
    same = coded(a_contribution(sala, "Samma lampa."))
    judged(same, coordinator, Outcome.SAME_AS, reason="Fler har skrivit.", same_as_id=first)
    page = follow(client)
    assert timeline(page)["Samma sak som ett annat svar"] == "past"
    assert "löfte 1: Ljust vid stationen" in page.main


def test_the_whole_story_is_a_constant_number_of_queries(app, client, sala, coordinator):
    decided = Decided(sala, coordinator, chosen=True)
    decided.publish()
    before = queries_of(lambda: follow(client))
    contribution = db.session.query(Contribution).filter_by(receipt_hash=hash_of(CODE)).one()
    for _ in range(5):
        question = actions.write_back(contribution=contribution, kind=MessageKind.QUESTION, text="Nu?", by=coordinator)
        actions.answer(contribution=contribution, question=question, text="Ja.")
    decided.tell_how_it_went()
    assert queries_of(lambda: follow(client)) == before


def queries_of(deed):
    """How many statements a deed sends to the working tables."""
    seen = []
    engine = db.engine
    event.listen(engine, "before_cursor_execute", hook := lambda *said: seen.append(said[2]))
    deed()
    event.remove(engine, "before_cursor_execute", hook)
    return len(seen)


# --- A question, and the answer back ---------------------------------------------------------------------------------


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
    for _ in range(20):
        client.press("Skicka svar", on=page, answer="", status=422)
    late = client.press("Skicka svar", on=page, answer="Den vid bron.", status=429)
    assert "Den vid bron." in late.main
