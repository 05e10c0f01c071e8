"""Dela: an act, after a secrecy review."""

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.core.permissions import Side
from medborgar.picture.writings import Sharing
from medborgar.triage.models import Review
from tests.picture.worlds import BOARD, a_municipal_officer, an_answer, shared, token_of

ANSWERS, SHARE = f"{BOARD}/inlagg", f"{BOARD}/dela"


def test_the_page_says_what_becomes_readable_for_whom_and_one_click_does_it(somebody, testby, picture):
    an_answer(testby, "KANARIE på torget")
    coordinator, officer = somebody(), a_municipal_officer(somebody)
    assert "KANARIE" in coordinator.get(ANSWERS).main
    assert "KANARIE" not in officer.get(ANSWERS).html
    page = coordinator.get(SHARE)
    assert (
        "Alla hos Polisen som arbetar med lägesbilden kommer att kunna läsa: 1 svar i maskad ordalydelse" in page.main
    )
    page = coordinator.press("Inget sekretessbelagt: dela")
    assert "Delade senast 15 mars 2027, prövat av samordnare" in page.main
    assert "Inget har ändrats sedan dess" in page.main
    page = officer.get(ANSWERS)
    assert "KANARIE" in page.main
    assert "oavslöjat" not in page.html


def test_a_review_that_found_something_says_what_and_by_which_paragraph(somebody, testby, picture):
    an_answer(testby)
    reader = somebody()
    reader.get(SHARE)
    page = reader.press("Dela efter prövning", status=422)
    assert page.errors == ["Välj vad prövningen kom fram till", "Skriv kapitel och paragraf, till exempel 10 kap. 2 §"]
    reader.press("Dela efter prövning", outcome="brytande", paragraph="10 kap. 2 §")
    sharing = db.session.query(Sharing).one()
    assert (sharing.outcome, sharing.paragraph) == ("brytande", "10 kap. 2 §")


def test_it_is_logged_without_anybodys_words(app, testby, picture):
    an_answer(testby, "KANARIE")
    shared(picture, testby)
    entry = db.session.query(AuditEntry).filter_by(event=Event.PICTURE_SHARE).one()
    assert entry.subject == str(picture.id)
    assert entry.details == '{"answers":1,"outcome":"inget"}'


def test_there_is_nothing_to_share_twice(somebody, testby, picture):
    an_answer(testby)
    shared(picture, testby)
    reader = somebody()
    assert "Det finns inget nytt att dela" in reader.get(SHARE).main
    reader.get(f"{BOARD}/omrade/ordning/eget")  # a page with a token
    reader.post(f"{SHARE}/inget", {"csrf_token": token_of(reader)}, status=422)


def test_what_comes_later_is_not_shared(somebody, testby, picture):
    an_answer(testby)
    shared(picture, testby)
    an_answer(testby, "KANARIE")
    assert "KANARIE" not in a_municipal_officer(somebody).get(ANSWERS).html
    page = somebody().get(BOARD)
    assert "Inte delat som det är nu: 1 svar." in page.main


def test_a_wording_changed_after_the_review_waits_for_the_next(somebody, testby, picture):
    answer, officer = an_answer(testby, "Före"), a_municipal_officer(somebody)
    shared(picture, testby)
    review = db.session.query(Review).filter_by(contribution_id=answer.id).one()
    review.masked_text, review.version = "KANARIE", 2
    db.session.commit()
    page = officer.get(ANSWERS)
    assert "Ordalydelsen har ändrats sedan svaret delades" in page.main
    for address in (ANSWERS, f"{BOARD}/problem/nytt"):
        assert "KANARIE" not in officer.get(address).html
    shared(picture, testby)
    assert "KANARIE" in officer.get(ANSWERS).main


def test_the_answers_are_filtered_by_focus_area_and_come_in_pages(somebody, testby, picture):
    for number in range(27):
        an_answer(testby, f"Svar {number}", tags=(0,))
    an_answer(testby, "Ett annat", tags=(1,))
    reader = somebody()
    assert "1–25 av 28" in reader.get(ANSWERS).main
    assert "26–28 av 28" in reader.click("Nästa").main
    page = reader.click("Hot och våld")
    assert "Ett annat" in page.main
    assert "1–1 av 1" in page.main
    reader.get(f"{ANSWERS}?fokusomrade=finns-inte", status=404)
    for page_number in ("0", "-1", "x", "9" * 30):
        reader.get(f"{ANSWERS}?sida={page_number}")


def test_the_police_share_too(somebody, testby, picture):
    an_answer(testby, "Från polisens möte", side=Side.POLICE)
    shared(picture, testby, Side.POLICE)
    assert "Från polisens möte" in somebody().get(ANSWERS).main
