"""One promise from beginning to end, at an address of its own."""

from datetime import date

from medborgar.core import clock, memory
from medborgar.core.extensions import db
from medborgar.core.permissions import Role
from medborgar.followup.models import Result
from tests.factories import a_person
from tests.proofs.removed import remove
from tests.publication.history.conftest import LATER, next_quarter
from tests.publication.worlds import PERIOD

PAGE = f"/sala/medborgarlofte/{PERIOD}/lofte/1"


def test_the_card_leads_to_all_that_has_happened(promised, client):
    client.get("/sala/medborgarlofte")
    page = client.click("Ljust vid stationen")
    assert page.h1 == "Ljust vid stationen"
    happened = [step.get_text(" ", strip=True) for step in page.soup.select(".timeline h3")]
    assert happened[0] == "Vi lyssnade"
    assert "Löftet publicerades" in happened
    assert happened.index("Kommunen: enligt plan") < happened.index("Kommunen: gjort")
    assert happened[-1] == "Senast då berättar vi hur det gick"
    for words in ("Åtta lampor lyser.", "Alla lampor lyser.", "Många går en omväg när det är mörkt."):
        assert words in page.main


def test_what_took_many_days_says_them_once(promised, client):
    first, *_ = client.get(PAGE).soup.select(".timeline li")
    assert first.get_text(" ", strip=True).startswith("Vi lyssnade 1 januari–11 maj 2027 Vad folk sa")


def test_a_measure_is_named_in_a_whole_sentence(promised, client):
    assert "Kommunen · 24 av 24 lampor är bytta" in client.get(PAGE).soup.find(id="matt").get_text(" ", strip=True)


def test_the_numbers_are_a_drawing_and_a_table(promised, client):
    page = client.get(PAGE)
    rows = [
        [cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.soup.select(".values tbody tr")
    ]
    assert rows == [["11 maj 2027", "24"], ["11 maj 2027", "8"], ["1 april 2027, vid starten", "0"]]
    assert page.soup.select_one("svg.series")["aria-label"] == "Byter lamporna i gången.: samma tal som i tabellen"


def test_one_walks_back_to_what_was_said(promised, client):
    client.get(PAGE)
    assert client.click("Lägesbilden bakom löftet").h1 == "Så såg det ut när vi lovade"
    client.get(PAGE)
    assert "kod" in client.click("Har du berättat något? Följ det med din kod").main


def test_before_anything_is_followed_up_it_says_so(world, client):
    world.promise()
    page = client.get(PAGE)
    assert "Ingen uppföljning är publicerad än." in page.main
    assert "Det är första gången det här lovas" in page.main
    assert not page.soup.select("svg.series")
    assert "Åtagandet ska vara klart senast 30 juni 2027." in page.main
    with clock.at(date(2027, 7, 1)):
        assert "Åtagandet skulle vara klart senast 30 juni 2027." in client.get(PAGE).main


def test_what_nobody_has_followed_up_stands_in_the_timeline(promised, client):
    with clock.at(LATER):
        memory.forget()
        assert "Skulle vara klart, men uppföljning saknas" in client.get(PAGE).main


def test_a_promise_with_the_same_heading_continues(promised, client):
    with clock.at(LATER):
        next_quarter(promised)
        client.get(PAGE)
        page = client.click("Ljust vid stationen")
        assert "Löfte 1 för juli–september 2027" in page.main
        assert page.soup.select_one("#kin-1").get_text() == "Det här löftet fortsätter"


def test_a_promise_continues_the_one_that_it_names(promised, client):
    first = promised.decision.priorities[0].id
    with clock.at(LATER):
        next_quarter(promised, title="Ännu ljusare vid stationen", follows_id=first)
        client.get(PAGE)
        assert client.click("Ännu ljusare vid stationen").h1 == "Ännu ljusare vid stationen"
        assert "Det här löftet fortsätter" in client.page.main


def test_a_promise_of_the_same_area_stands_beside(promised, client):
    with clock.at(LATER):
        next_quarter(promised, title="Något helt annat")
        page = client.get(PAGE)
        assert "Andra löften om samma fokusområde" in page.main
        assert "Så fortsätter det" not in page.main


def test_a_promise_that_is_taken_back_says_why(world, client):
    world.promise()
    for index in (0, 1):
        world.report(Result.WITHDRAWN, index, done="Arbetet är avbrutet.", reason="Bron är stängd hela året.")
    world.publish_reports()
    assert "Återkallat – därför" in client.get("/sala/medborgarlofte").soup.select_one("#lofte-1 header").get_text()
    page = client.get(PAGE)
    notice = page.soup.select_one(".notice").get_text(" ", strip=True)
    assert "Löftet är återkallat." in notice
    assert "Bron är stängd hela året." in notice


def test_a_new_version_is_told_with_what_it_changed(promised, client):
    promised.edit(why="Många går en omväg när det är mörkt ute.")
    promised.promise()
    page = client.get(PAGE)
    assert "Löftet ändrades" in page.main
    assert client.click("Se vad som ändrades").h1 == "Vad är ändrat?"


def test_how_it_went_stays_when_the_words_are_removed_by_law(promised, client):
    remove(promised.sala, "uppfoljning-1", a_person(promised.sala, Role.RECORDS_OFFICER), of=3)
    db.session.commit()
    memory.forget()
    page = client.get(PAGE)
    assert "Alla lampor lyser." not in page.html
    assert "Orden är borttagna enligt lag." in page.main
    assert "Kommunen: gjort" in page.main
    assert "Ord i en uppföljning togs bort enligt lag" in page.main
    told = client.get("/sala/medborgarlofte.json").response.get_json()["lage"]["ataganden"]
    assert next(one for one in told if one["uppfoljningar"])["lage"] == "gjort"


def test_a_promise_that_is_removed_by_law_has_a_page_that_says_so(world, client):
    world.promise()
    remove(world.sala, "lofte-1", a_person(world.sala, Role.RECORDS_OFFICER))
    db.session.commit()
    memory.forget()
    assert "Det togs bort enligt artikel 17 (beslut KS 2027/1)." in client.get(PAGE).main


def test_what_is_not_promised_has_no_page(promised, client):
    for period, number in ((PERIOD, 2), (PERIOD, 0), (PERIOD, "9" * 40), ("2027-kv9", 1), ("x", 1)):
        client.get(f"/sala/medborgarlofte/{period}/lofte/{number}", status=404)
