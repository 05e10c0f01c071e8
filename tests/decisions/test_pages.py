"""The steering group's work at the screen: from an established picture to a decision that lacks nothing."""

from datetime import date

import pytest
from sqlalchemy import event

from medborgar.core.extensions import db
from medborgar.decisions import queries
from medborgar.decisions.actions import mark_promised
from medborgar.picture.models import Picture
from tests.decided import a_decision, an_established_picture
from tests.decisions.conftest import BOARD, INDEX, LAMPS, PERIOD, now, push
from tests.reader import words

MOST = 5


def test_a_whole_decision_is_made_at_the_screen(testby, reader, coordinator):
    an_established_picture(testby, coordinator, period=PERIOD)
    reader.get(INDEX)
    reader.click("Påbörja ett beslut")
    page = reader.press("Påbörja")
    assert page.h1 == "Beslut för april–juni 2027"
    assert "6 saker saknas innan ni kan godkänna" in page.main
    assert "Bygger på Medborgarlöfte Lägesbild Fastställd" in page.main
    reader.click("Lägg till en prioritering")
    problem = queries.for_period(testby, PERIOD).picture
    (choice,) = reader.page.soup.select("input[name=problem_ids]")
    reader.press("Spara", title="Ljust vid stationen", why="Många går en omväg.", problem_ids=[choice["value"]])
    assert [words(cell) for cell in reader.page.soup.select("table.ranked td")] == ["4 × 5", "9", "1"]
    assert problem.period == PERIOD
    reader.click("Lägg till ett åtagande : Kommunen gör, Ljust vid stationen")
    page = reader.press("Spara", **LAMPS)
    assert "1 024,5 lampor är bytta" in page.main
    assert "Polisens åtagande saknas i prioritering 1." in page.main
    reader.click("Lägg till ett åtagande : Tillsammans, Ljust vid stationen")
    reader.press(
        "Spara",
        what="Går trygghetsvandringar.",
        responsible_municipality="Samordnaren",
        responsible_police="Kommunpolisen",
        metric_kind="gjort",
        due="2027-05-31",
        is_public=None,
    )
    assert "Bara på intranätet" in reader.page.main
    reader.click("Skriv skäl Hot och våld")
    reader.press("Spara", choice="annan-ordning")
    reader.click("Skriv skäl Ungdomar och skolor")
    reader.press("Spara", choice="eget", own="Skolan har en egen plan.")
    labels = {words(label) for label in reader.click("Ändra uppgifterna").soup.find_all("label")}
    assert {"När togs beslutet?", "Vilka beslutade?", "Föredragande (frivilligt)"} <= labels
    page = reader.press("Spara", decided="2027-03-12", deciders="Kommunchefen\nPolischefen")
    assert "Inget saknas" in page.main
    assert "Hanteras i annan ordning. Ändra" in page.main
    assert "Skolan har en egen plan." in page.main
    assert reader.click("Granska").h1.startswith("Granska löftet för april–juni 2027")
    assert "Inget saknas" in reader.get(INDEX).main


def test_a_picture_that_is_not_established_is_refused_with_a_way_to_it(testby, reader, coordinator):
    picture = an_established_picture(testby, coordinator, period=PERIOD)
    db.session.get(Picture, picture.id).established = None
    reader.get(f"{INDEX}/nytt")
    page = reader.press("Påbörja", status=422, period=PERIOD)
    assert page.errors == ["Lägesbilden är inte fastställd. Fastställ den innan ni beslutar."]
    assert reader.click("Till lägesbilden för april–juni 2027").path.endswith(f"/lagesbild/{PERIOD}")
    assert not queries.all_decisions(testby)


def test_a_period_has_one_decision(reader, decision):
    assert "Ingen lägesbild att bygga på" in reader.get(f"{INDEX}/nytt").main


def test_what_is_missing_leads_to_where_it_is_mended(testby, reader, decision):
    decision.deciders, decision.decided = "", None
    decision.reasons.clear()
    priority = decision.priorities[0]
    priority.commitments[1].responsible_police, priority.why = "", ""
    db.session.commit()
    page = reader.get(BOARD)
    links = [link["href"] for link in page.soup.select("section.notice a")]
    assert links == [
        "#prioritering-1", "#atagande-1-2", "#inte-nu-vald", "#inte-nu-unga", "#uppgifter", "#uppgifter"
    ]  # fmt: skip
    assert all(page.soup.select(link) for link in links)
    desk = reader.get(f"{BOARD}/granska")
    assert [link["href"] for link in desk.soup.select("#missing + ul a")] == [f"{BOARD}{link}" for link in links]


def test_both_parties_write_it(testby, officer, decision):
    officer.get(BOARD)
    officer.click("Ändra Ljust vid stationen")
    officer.press("Spara", title="Ljust och tryggt vid stationen")
    assert (now(testby).priorities[0].title, now(testby).revision) == ("Ljust och tryggt vid stationen", 2)


@pytest.mark.parametrize(
    ("broken", "errors"),
    [
        ({"what": ""}, ["Skriv vad som ska göras"]),
        ({"what": "a" * 301}, ["Korta texten: den har 301 tecken och får ha högst 300"]),
        ({"responsible_municipality": ""}, ["Skriv vilken funktion hos kommunen som ansvarar"]),
        ({"performer": "tillsammans"}, ["Skriv vilken funktion hos polisen som ansvarar"]),
        ({"target": "", "unit": ""}, ["Skriv målet som ett tal", "Skriv vad som räknas"]),
        ({"target": "många"}, ["Skriv ett tal med siffror, till exempel 12 eller 12,5"]),
        ({"target": "1e400"}, ["Skriv ett tal med siffror, till exempel 12 eller 12,5"]),
        ({"baseline": "-1"}, ["Skriv ett tal med siffror, till exempel 12 eller 12,5"]),
        ({"due": ""}, ["Skriv vilken dag det ska vara klart"]),
        ({"due": "2027-03-31"}, ["Välj en dag från 1 april 2027 till och med 1 april 2028"]),
        ({"due": "9999-12-31"}, ["Välj en dag från 1 april 2027 till och med 1 april 2028"]),
        ({"metric_kind": None}, ["Välj hur det märks att löftet hålls"]),
        ({"what": "NUL \0 här"}, ["Ta bort tecken som inte syns: texten har sådana som inte går att spara"]),
    ],
)
def test_a_commitment_without_owner_metric_or_date_is_refused(testby, reader, decision, broken, errors):
    reader.get(f"{BOARD}/prioritering/{decision.priorities[0].id}/atagande/nytt?vem=kommunen")
    page = reader.press("Spara", status=422, **(LAMPS | broken))
    assert page.errors == errors
    assert page.soup.find(id="responsible_municipality")["value"] == (LAMPS | broken)["responsible_municipality"]
    assert len(now(testby).priorities[0].commitments) == 2


def test_a_date_that_is_none_is_said_in_swedish(reader, decision):
    reader.get(f"{BOARD}/prioritering/{decision.priorities[0].id}/atagande/nytt?vem=kommunen")
    page = reader.press("Spara", status=422, **(LAMPS | {"due": "31 juni"}))
    assert len(page.errors) == 1
    assert "valid" not in page.errors[0]


def test_what_is_changed_is_the_same_commitment(testby, reader, decision):
    commitment = decision.priorities[0].commitments[0]
    reader.get(BOARD)
    reader.click("Ändra Byter lamporna i gången.")
    assert reader.page.soup.find(id="target")["value"] == "24"
    reader.press("Spara", target="30", target_group="Resande")
    row = now(testby).priorities[0].commitments[0]
    assert (row.id, row.target, row.target_group) == (commitment.id, 30, "Resande")


def test_priorities_move_and_are_at_most_five(testby, reader, decision):
    for number in range(2, MOST + 1):
        reader.get(f"{BOARD}/prioritering/ny")
        reader.press("Spara", title=f"Nummer {number}", why="Därför.")
    assert not [link for link in reader.page.soup.find_all("a") if link.get_text() == "Lägg till en prioritering"]
    reader.get(f"{BOARD}/prioritering/ny")
    page = reader.press("Spara", status=422, title="Nummer 6", why="Därför.")
    assert "Det får vara högst 5 prioriteringar." in page.main
    push(reader, reader.get(BOARD), "Flytta upp Nummer 5")
    assert [one.title for one in now(testby).priorities][3:] == ["Nummer 5", "Nummer 4"]


def test_a_priority_is_removed_after_a_question(testby, reader, decision):
    reader.get(BOARD)
    reader.click("Ändra Ljust vid stationen")
    reader.click("Ta bort prioriteringen")
    assert "2 åtaganden tas också bort" in reader.page.main
    assert len(now(testby).priorities) == 1
    reader.press("Ta bort")
    assert not now(testby).priorities


def test_a_commitment_is_removed_after_a_question(testby, reader, decision):
    reader.get(BOARD)
    reader.click("Ändra Går till fots i gången.")
    reader.click("Ta bort åtagandet")
    reader.press("Ta bort")
    assert len(now(testby).priorities[0].commitments) == 1


def test_vague_words_are_said_and_stop_nobody(testby, reader, decision):
    reader.get(f"{BOARD}/prioritering/{decision.priorities[0].id}")
    page = reader.press("Kontrollera ordvalet", why="Vi ska verka för och fortsätta arbetet.")
    assert "Vaga ord: verka för, fortsätta." in page.main
    assert now(testby).revision == 1
    page = reader.press("Spara")
    assert "Vaga ord: verka för, fortsätta." in page.main
    assert now(testby).priorities[0].why == "Vi ska verka för och fortsätta arbetet."


def test_wording_is_checked_while_writing(reader, decision):
    reader.get(f"{BOARD}/prioritering/{decision.priorities[0].id}")
    field = reader.page.soup.find(id="why")
    token = reader.page.soup.find("input", attrs={"name": "csrf_token"})["value"]
    target = field["data-hx-target"]
    long = "Myndighetssamverkan kring trygghetsskapande brottsförebyggande åtgärder " * 4
    said = reader.post(
        field["data-hx-post"],
        {"csrf_token": token, "why": f"Vid behov. {long}"},
        headers={"HX-Request": "true"},
    )
    assert "<html" not in said.html
    assert "Vaga ord: vid behov." in said.text
    assert "svårt att läsa" in said.text
    assert target == "#why-wording"


def test_a_date_of_decision_is_not_to_come(reader, decision):
    reader.get(f"{BOARD}/uppgifter")
    page = reader.press("Spara", status=422, decided="2027-03-16")
    assert page.errors == ["Välj en dag från det att svaren började räknas till och med i dag"]


def test_queries_do_not_grow_with_the_decision(testby, reader, coordinator, decision):
    def asked(address):
        count = []
        event.listen(db.engine, "before_cursor_execute", lambda *_: count.append(1))
        reader.get(address)
        return len(count)

    few = asked(BOARD), asked(INDEX)
    for number in range(2, MOST + 1):
        reader.get(f"{BOARD}/prioritering/ny")
        reader.press("Spara", title=f"Nummer {number}", why="Därför.")
        reader.get(f"{BOARD}/prioritering/{now(testby).priorities[-1].id}/atagande/nytt?vem=kommunen")
        reader.press("Spara", **LAMPS)
    assert (asked(BOARD), asked(INDEX)) == few


def test_it_can_be_changed_after_its_period_began(testby, coordinator, reader):
    a_decision(testby, coordinator, period="2026-kv4")
    reader.get(f"{INDEX}/2026-kv4/uppgifter")
    reader.press("Spara", presenter="Samordnaren i Testby")
    found = queries.for_period(testby, "2026-kv4")
    assert (found.presenter, found.valid_from) == ("Samordnaren i Testby", date(2026, 10, 1))


def test_a_priority_continues_an_earlier_promise(testby, reader, coordinator, decision):
    earlier = a_decision(testby, coordinator, period="2027-kv1").priorities[0]
    place = f"{BOARD}/prioritering/{decision.priorities[0].id}"
    assert not reader.get(place).soup.select("[name=follows_id]")
    mark_promised(earlier.decision)
    db.session.commit()
    page = reader.get(place)
    assert [words(one) for one in page.soup.select("[name=follows_id] option")] == [
        "Nej, det är nytt",
        "Ljust vid stationen (januari–mars 2027)",
    ]
    reader.press("Spara", follows_id=str(earlier.id))
    assert now(testby).priorities[0].follows_id == earlier.id
    reader.get(place)
    page = reader.press("Spara", status=422, follows_id=str(decision.priorities[0].id))
    assert page.errors
