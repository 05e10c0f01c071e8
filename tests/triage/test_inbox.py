"""A coordinator reads what came in."""

import pytest
from sqlalchemy import select

from medborgar.audit.models import AuditEntry, Event
from medborgar.core.extensions import db
from medborgar.core.permissions import Role, Side
from medborgar.intake.models import Contribution
from medborgar.municipality.models import Area
from medborgar.triage.actions import lock_reviews
from medborgar.triage.models import Review
from tests.decided import answers_in_picture
from tests.factories import a_contribution, a_municipality, a_person, a_token, carry, log_in


@pytest.fixture
def sala(kept):
    return kept(a_municipality, "sala")


def area(municipality, slug):
    return db.session.query(Area).filter_by(municipality_id=municipality.id, slug=slug).one()


@pytest.fixture
def coordinator(kept, client, sala):
    person = kept(a_person, sala)
    carry(client, kept(a_token, person))
    return person


def test_the_queue_shows_no_word_of_what_nobody_has_opened(client, sala, coordinator):
    a_contribution(sala, "Jocke på Storgatan brukar stå där.")
    page = client.get("/sala/intranat/inkorg")
    assert "1 svar" in page.main
    assert "Jocke" not in page.text


def test_opening_is_logged_once(client, sala, coordinator):
    contribution = a_contribution(sala, "Det är mörkt.")
    client.get(f"/sala/intranat/inkorg/{contribution.id}")
    assert "Det är mörkt." not in client.page.text
    client.press("Öppna och läs")
    assert "Det är mörkt." in client.page.text
    client.get(f"/sala/intranat/inkorg/{contribution.id}")
    assert db.session.query(AuditEntry).filter_by(event=Event.CONTRIBUTION_OPEN).count() == 1


def test_masking_tagging_and_on_to_the_next(client, sala, coordinator):
    first, second = a_contribution(sala, "Jocke säljer något."), a_contribution(sala, "Bra på biblioteket.")
    client.get(f"/sala/intranat/inkorg/{first.id}")
    client.press("Öppna och läs")
    focus = [box["value"] for box in client.page.soup.find_all("input", {"name": "focus"})]
    page = client.press(
        "Spara och nästa", masked_text="[namn] säljer något.", focus=focus[:2], outcome="med-i-lagesbilden"
    )
    assert page.path.endswith(str(second.id))
    assert "Bra på biblioteket." in page.main
    (review,) = db.session.query(Review).all()
    assert (review.masked_text, len(review.tags)) == ("[namn] säljer något.", 2)
    assert "[namn] säljer något." in client.get("/sala/intranat/inkorg?lage=klara").main


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"outcome": "med-i-lagesbilden"}, "Välj minst ett fokusområde"),
        ({"outcome": "lamnat-vidare"}, "Skriv varför, så att den som skrev får veta"),
        ({"outcome": "samma-sak", "reason": "Samma."}, "Välj vilket svar det är samma sak som"),
        ({"masked_text": ""}, "Skriv hur texten får läsas"),
        ({"acute": "y", "outcome": "atgardat-direkt", "reason": "Lagat."}, "Skriv vad som gjordes"),
        ({}, "Välj vad det blir av svaret"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(client, sala, coordinator, fields, told):
    contribution = a_contribution(sala, "Det är mörkt.")
    client.get(f"/sala/intranat/inkorg/{contribution.id}")
    client.press("Öppna och läs")
    page = client.press("Spara", note="Ring gatukontoret.", status=422, **fields)
    assert told in page.errors
    assert "Ring gatukontoret." in page.html
    assert not db.session.query(Review).count()


def test_it_is_said_once_that_it_was_saved(client, sala, coordinator):
    contribution = a_contribution(sala, "Det är mörkt.")
    client.get(f"/sala/intranat/inkorg/{contribution.id}")
    assert client.press("Öppna och läs").soup.find(id="words")["tabindex"] == "-1"
    page = client.press("Spara", outcome="lamnat-vidare", reason="Gatan.")
    told = page.soup.find(role="status", autofocus=True)
    assert "Sparat" in told.get_text()
    assert "Sparat" not in client.get(f"/sala/intranat/inkorg/{contribution.id}").main


def test_two_who_save_at_once_see_both_texts(client, sala, coordinator):
    contribution = a_contribution(sala, "Det är mörkt.")
    client.get(f"/sala/intranat/inkorg/{contribution.id}")
    mine = client.press("Öppna och läs")
    focus = mine.soup.find("input", {"name": "focus"})["value"]
    client.press("Spara", on=mine, masked_text="Kollegans.", focus=[focus], outcome="med-i-lagesbilden")
    page = client.press("Spara", on=mine, masked_text="Min.", focus=[focus], outcome="med-i-lagesbilden", status=409)
    assert "Kollegans." in page.main
    assert "Min." in page.main
    client.press("Spara")
    assert db.session.query(Review).one().masked_text == "Min."


def test_what_differs_besides_the_words_is_shown_too(client, sala, coordinator):
    contribution = a_contribution(sala, "Det är mörkt.")
    client.get(f"/sala/intranat/inkorg/{contribution.id}")
    mine = client.press("Öppna och läs")
    first, second = (box["value"] for box in mine.soup.select("input[name=focus]")[:2])
    given = {"masked_text": "Samma.", "outcome": "med-i-lagesbilden"}
    client.press("Spara", on=mine, focus=[first], note="Ring fältgruppen.", **given)
    page = client.press("Spara", on=mine, focus=[second], status=409, **given)
    theirs, my_own = (quote.get_text() for quote in page.soup.select(".error blockquote"))
    assert "Ordning och otrygghet" in theirs
    assert "Ring fältgruppen." in theirs
    assert "Hot och våld" in my_own
    assert "Inget" in my_own
    assert "Samma." not in theirs


def test_once_masked_the_original_needs_a_purpose(client, sala, coordinator):
    contribution = a_contribution(sala, "Jocke säljer något.")
    client.get(f"/sala/intranat/inkorg/{contribution.id}")
    focus = client.press("Öppna och läs").soup.find("input", {"name": "focus"})["value"]
    client.press("Spara", masked_text="[namn] säljer.", focus=[focus], outcome="med-i-lagesbilden")
    assert "Jocke" not in client.page.html
    client.press("Läs originalet", status=422)
    assert "Jocke" not in client.page.html
    page = client.press("Läs originalet", **{"original-purpose": "omgranskning"})
    assert "Jocke säljer något." in page.main
    entries = db.session.query(AuditEntry).filter_by(event=Event.CONTRIBUTION_OPEN).order_by("number").all()
    assert [entry.details for entry in entries] == ['{"purpose":"granskning"}', '{"purpose":"omgranskning"}']


def test_the_acute_comes_first(client, sala, coordinator):
    a_contribution(sala, "Först.")
    late = a_contribution(sala, "Akut.")
    late.acute, late.acute_done, late.acute_by = True, "Spärrade av", "Jouren"
    db.session.commit()
    page = client.get("/sala/intranat/inkorg")
    assert "Spärrade av (Jouren)" in page.soup.select(".queue li")[0].get_text()


def test_a_filter_is_in_the_address_and_can_be_taken_away(client, sala, coordinator):
    a_contribution(sala, "Ett.")
    page = client.get("/sala/intranat/inkorg?slag=trygg&lage=alla")
    assert "Inget att visa" in page.main
    assert "Slag: En plats som är trygg" in page.main
    chip = next(a for a in page.soup.find_all("a") if "Slag" in a.get_text())
    assert "1 svar" in client.get(chip["href"]).main


@pytest.mark.parametrize("query", ["", "sida=-1", "sida=99999999999999", "lage=klara", "fran=2027-02-03"])
def test_a_filter_that_makes_sense_is_no_error(client, sala, coordinator, query):
    page = client.get(f"/sala/intranat/inkorg?{query}")
    assert not page.soup.title.get_text().startswith("Fel:")
    assert "gick inte att använda" not in page.main


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("lage=x", "Läge:"),
        ("omrade=%00", "Delområde:"),
        ("fokus=x", "Fokusområde:"),
        ("ord=%00", "Ord i granskad text: Ta bort tecken"),
        ("fran=2027-02-31", "Från och med:"),
        ("fran=2027-02-03&till=2027-02-02", "Till och med: Dagen ska vara samma som Från och med, eller senare"),
    ],
)
def test_a_filter_that_makes_no_sense_is_left_out_and_said(client, sala, coordinator, query, told):
    a_contribution(sala, "Ett.")
    page = client.get(f"/sala/intranat/inkorg?{query}")
    assert "De här filtren gick inte att använda" in page.main
    assert told in page.main
    assert page.soup.title.get_text().startswith("Fel:")


def test_the_next_is_the_next_of_what_was_filtered(client, sala, coordinator):
    centrum, norrby = (area(sala, slug) for slug in ("centrum", "norrby"))
    first, other, second = (a_contribution(sala, area=where) for where in (centrum, norrby, centrum))
    client.get("/sala/intranat/inkorg?omrade=centrum")
    client.get(client.page.soup.select(".queue a")[0]["href"])
    opened = client.press("Öppna och läs").path
    page = client.press("Spara och nästa", outcome="lamnat-vidare", reason="Gatan.")
    assert {opened, page.path} == {f"/sala/intranat/inkorg/{one.id}" for one in (first, second)}
    assert str(other.id) not in page.html
    page = client.press("Spara och nästa", outcome="lamnat-vidare", reason="Gatan.")
    assert page.path == "/sala/intranat/inkorg"
    assert "Delområde: Centrum" in page.main


@pytest.mark.parametrize("place", [0, 5, 10, 19])
def test_what_is_open_is_marked_in_the_queue_beside_it_however_long_that_is(client, sala, coordinator, place):
    for number in range(20):
        a_contribution(sala, f"Lampa {number} är sönder.")
    inbox = client.get("/sala/intranat/inkorg").soup
    waiting = [link["href"] for link in inbox.select("main a[href*='/inkorg/']")]
    beside = client.get(waiting[place]).soup.select("main a[href*='/inkorg/']")
    assert len(beside) == 12
    assert [link["href"] for link in beside if link.get("aria-current")] == [waiting[place]]


def test_what_was_skipped_comes_last(client, sala, coordinator):
    skipped, taken = sorted((a_contribution(sala) for _ in range(2)), key=lambda one: one.id)
    client.get(f"/sala/intranat/inkorg/{taken.id}")
    client.press("Öppna och läs")
    page = client.press("Spara och nästa", outcome="lamnat-vidare", reason="Gatan.")
    assert page.path.endswith(str(skipped.id))
    page = client.press("Spara och nästa", outcome="lamnat-vidare", reason="Gatan.")
    assert page.path == "/sala/intranat/inkorg"


@pytest.mark.parametrize("state", ["klara", "alla"])
def test_those_that_are_done_can_be_gone_through_once(client, sala, coordinator, state):
    acute = answers_in_picture(sala, coordinator, {"ordning": 3})[2]
    acute.acute, acute.acute_done, acute.acute_by = True, "Spärrade av", "Jouren"
    db.session.commit()
    queue = client.get(f"/sala/intranat/inkorg?lage={state}").soup.select(".queue a")
    client.get(queue[0]["href"])
    assert client.page.path.endswith(str(acute.id))
    for link in queue[1:]:
        assert client.press("Spara och nästa").path == link["href"].partition("?")[0]
    assert client.press("Spara och nästa").path == "/sala/intranat/inkorg"


def test_only_the_part_is_sent_when_a_filter_is_swapped_in(client, sala, coordinator):
    whole = client.get("/sala/intranat/inkorg?lage=alla")
    part = client.get("/sala/intranat/inkorg?lage=alla", headers={"HX-Request": "true"})
    assert str(part.soup.find(id="queue")) == str(whole.soup.find(id="queue"))
    assert not part.soup.find("h1")
    assert "HX-Request" in part.headers["Vary"]


def test_the_other_party_finds_nothing(client, sala):
    contribution = a_contribution(sala, "Det är mörkt.")
    log_in(client, a_person(sala, Role.MUNICIPAL_POLICE, Side.POLICE))
    assert "Inget att visa" in client.get("/sala/intranat/inkorg").main
    client.get(f"/sala/intranat/inkorg/{contribution.id}", status=404)


def test_what_an_established_picture_rests_on_stays_as_it_is(client, sala, coordinator):
    contribution = a_contribution(sala, "Det är mörkt.")
    client.get(f"/sala/intranat/inkorg/{contribution.id}")
    mine = client.press("Öppna och läs")
    focus = mine.soup.find("input", {"name": "focus"})["value"]
    saved = client.press("Spara", on=mine, focus=[focus], outcome="med-i-lagesbilden")
    lock_reviews(contributions=select(Contribution.id))
    db.session.commit()
    page = client.press("Spara", on=saved, focus=[focus], outcome="lamnat-vidare", reason="Ångrar mig.", status=422)
    assert "fastställd lägesbild" in page.main
    assert db.session.query(Review).one().outcome == "med-i-lagesbilden"
