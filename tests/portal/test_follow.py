"""Somebody comes back with a code and sees what became of it."""

from datetime import date

import pytest
from sqlalchemy import event

from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.formatting import long_day
from medborgar.core.permissions import Role, Side
from medborgar.decisions import actions as decisions
from medborgar.followup.models import FollowUp, Result
from medborgar.intake.models import Contribution
from medborgar.municipality.models import FocusArea
from medborgar.picture.models import PictureContribution, ProblemContribution
from medborgar.publication import actions as publication
from medborgar.triage import actions
from medborgar.triage.models import MessageKind, Outcome, Review, Tag
from tests.decided import a_decision, an_established_picture
from tests.factories import a_contribution, a_municipality, a_person
from tests.portal.codes import CODE, PERIOD, TODAY, coded, follow, hash_of


def timeline(page):
    """The steps, each with its state."""
    return {item.h3.get_text(strip=True): item["class"][0] for item in page.soup.select(".timeline > li")}


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
    assert wrong.errors == elsewhere.errors
    assert "Kontrollera koden" in wrong.errors[0]
    assert "Kolsvart" not in elsewhere.text


@pytest.mark.parametrize(
    ("code", "told"),
    [("", "Skriv koden"), ("x" * 61, "Korta texten"), ("7K4M\0", "Ta bort tecken"), ("hej", "16 bokstäver")],
)
def test_what_can_not_be_a_code_is_told_so(client, sala, code, told):
    assert told in follow(client, code, status=422).errors[0]


def test_guessing_is_slowed_down_and_nothing_typed_is_lost(client, sent):
    for _ in range(60):
        follow(client, "0" * 16, status=404)
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
    told = page.soup.select(".timeline > li")[-1].get_text(" ", strip=True)
    assert f"Så gick det {long_day(clock.today())}" in told
    assert "Gjort" in told
    assert "Alla 24 lampor lyser." in told


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


def test_of_every_area_of_an_answer_it_is_told_whether_it_was_chosen(client, sala, coordinator):
    Decided(sala, coordinator, chosen=False).publish()
    mine = db.session.query(Contribution).filter_by(receipt_hash=hash_of(CODE)).one()
    told = db.session.query(Review).filter_by(contribution_id=mine.id).one()
    both = {area.slug: area.id for area in db.session.query(FocusArea)}
    told.tags = [Tag(focus_area_id=both["ordning"]), Tag(focus_area_id=both["vald"])]
    page = follow(client)
    assert "Områdena är Ordning och otrygghet och Hot och våld." in page.main
    assert "Ordning och otrygghet: valt. Löftet bygger på andra svar än ditt." in page.main
    assert "Hot och våld: inte valt den här gången. Hanteras i annan ordning." in page.main
    assert "Byter lamporna i gången." in client.click("Löfte 1: Ljust vid stationen").main


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
    memory.forget()
    engine = db.engine
    event.listen(engine, "before_cursor_execute", hook := lambda *said: seen.append(said[2]))
    deed()
    event.remove(engine, "before_cursor_execute", hook)
    return len(seen)
